import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancel, castCount, closeBallot, openBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { choiceOfPoints } from '../../server/rules/choice.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { adopt, appoint, type Hall, propose } from '../support/hall.ts';
import {
  type Departure,
  expectNoArrival,
  exportOf,
  gatherDeparture,
  importTo,
  type Parts,
  partsOf,
  rowsOf,
} from '../support/moving.ts';

type Row = Parts['rows'][number]['row'];

let departure: Departure;

/** A meeting that votes in every way, with one ballot cancelled while it was open and one after it was closed. */
async function meet(hall: Hall): Promise<void> {
  const { slug, pair, people } = hall;
  const [ola, kari, per] = people as [Person, Person, Person];
  await appoint(hall, { teller: [ola, kari] });
  const { proposal, content } = await propose(hall);
  const byHand = await openBallot(pair, proposal, 'whole', ruleTemplates.simple, { method: 'hands' });
  for (const teller of [ola, kari]) await castCount(teller, slug, byHand, { text: { for: 3, against: 1, blank: 0 } });
  await closeBallot(pair, byHand);
  const choice = await openSubject(pair, (await propose(hall)).proposal, choiceOfPoints(content), {
    rule: { ...ruleTemplates.simple, tie: 'chair' },
  });
  await vote(ola, slug, choice, { choice: '1' });
  await vote(per, slug, choice, { choice: '2' });
  await closeBallot(pair, choice);
  const silent = await openBallot(pair, (await propose(hall)).proposal, 'whole', ruleTemplates.simple, {
    method: 'unanimity',
  });
  await closeBallot(pair, silent);
  await cancel(pair, await adopt(hall), 'Feil i manntallet');
  const open = await openBallot(pair, (await propose(hall)).proposal);
  await cancel(pair, open, 'Feil tekst');
}

beforeAll(async () => {
  departure = await gatherDeparture(meet);
});

afterAll(() => departure.end());

const ballotBy = (parts: Parts, method: string): Row => {
  const row = rowsOf(parts, 'ballot').find((one) => one.method === method);
  if (row === undefined) throw new Error(`no ballot by ${method}`);
  return row;
};
const cancelled = (parts: Parts, closed: boolean): Row => {
  const row = rowsOf(parts, 'ballot').find((one) => one.cancelled_at !== null && (one.close_hash !== null) === closed);
  if (row === undefined) throw new Error('no such cancelled ballot');
  return row;
};

const forgeries: [what: string, detail: string, change: (parts: Parts) => void][] = [
  [
    'a count',
    'ballot',
    (parts) => {
      const [row] = rowsOf(parts, 'hand_count');
      if (row === undefined) throw new Error('no counts');
      const signed = JSON.parse(String(row.signed));
      signed.statement.counts.text = { for: 4, against: 0, blank: 0 };
      row.signed = JSON.stringify(signed);
    },
  ],
  [
    'a teller',
    'a row of hand_count',
    (parts) => {
      const [first, second] = rowsOf(parts, 'hand_count');
      if (first === undefined || second === undefined) throw new Error('no counts');
      first.signed = second.signed ?? null;
    },
  ],
  [
    'a count left out',
    'the votes of ballot 1',
    (parts) => {
      parts.rows.splice(
        parts.rows.findIndex(({ table }) => table === 'hand_count'),
        1,
      );
    },
  ],
  [
    'hands that are more than there were people',
    'people to count',
    (parts) => {
      for (const row of rowsOf(parts, 'hand_count')) {
        const signed = JSON.parse(String(row.signed));
        signed.statement.counts.text.for = 9;
        row.signed = JSON.stringify(signed);
      }
    },
  ],
  [
    'what was decided of a choice',
    'the votes of ballot 2',
    (parts) => {
      const row = rowsOf(parts, 'ballot').find(({ outcome }) => String(outcome).includes('choice'));
      if (row === undefined) throw new Error('no choice');
      row.outcome = JSON.stringify({ choice: 'chosen:1' });
    },
  ],
  [
    'the method beside the definition',
    'a row of ballot',
    (parts) => {
      ballotBy(parts, 'unanimity').method = 'acclamation';
    },
  ],
  [
    'the subject',
    'a row of ballot',
    (parts) => {
      const row = ballotBy(parts, 'hands');
      const subject = JSON.parse(String(row.subject));
      row.subject = JSON.stringify({ ...subject, content: { ...subject.content, title: 'Noe annet' } });
    },
  ],
  [
    'a trial out of a ballot',
    'a row of ballot',
    (parts) => {
      ballotBy(parts, 'hands').trial = 1;
    },
  ],
  [
    'a ballot that it takes again',
    'a row of ballot',
    (parts) => {
      ballotBy(parts, 'hands').retakes = hashOf('another');
    },
  ],
  [
    'a cancelled ballot that is open again',
    'a row of ballot',
    (parts) => {
      cancelled(parts, false).state = 'open';
    },
  ],
  [
    'a closed ballot that was never closed nor cancelled',
    'a row of ballot',
    (parts) => {
      Object.assign(cancelled(parts, false), { cancelled_at: null, cancel_reason: null });
    },
  ],
  [
    'the reason of a cancelled ballot left out',
    'a row of ballot',
    (parts) => {
      cancelled(parts, true).cancel_reason = null;
    },
  ],
];

test.for(forgeries)('%s is refused', async ([, detail, change]) => {
  const parts = await partsOf(departure.bytes);
  change(parts);
  await expectNoArrival(departure, exportOf(parts), 'export.wrong', detail);
});

test('what was not changed arrives', async () => {
  const answer = await importTo(departure.fresh, departure.hall.slug, departure.bytes);
  expect(answer.status, await answer.text()).toBeLessThan(300);
});
