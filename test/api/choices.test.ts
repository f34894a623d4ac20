import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { castCount, closeBallot, nextBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { choiceOfPoints, narrowed, runOffOptions } from '../../server/rules/choice.ts';
import { appoint, gatherHall, type Hall, propose, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 6 });
});

afterAll(() => hall.server.end());

const at = (ballot: string): { slug: string; ballot: string } => ({ slug: hall.slug, ballot });
const show = (ballot: string) => seen(hall.administrator, hall.slug, ballot);

describe('a choice', () => {
  const text = 'Hvem skal vi støtte\n\n1. Fotballaget.\n2. Korpset.\n3. Biblioteket.';

  test('that nobody wins goes to a run-off between the two leading', async () => {
    const { slug, pair, people: all, server, administrator } = hall;
    const { proposal, content } = await propose(hall, text);
    const subject = choiceOfPoints(content);
    const ballot = await openSubject(pair, proposal, subject);
    expect((await show(ballot)).definition.questions).toMatchObject([
      { id: 'choice', options: ['1', '2', '3', 'blank'] },
    ]);
    for (const [i, mark] of ['1', '2', '2', '3', '1', 'blank'].entries())
      await vote(all[i] as Person, slug, ballot, { choice: mark });
    await closeBallot(pair, ballot);
    const { result } = await show(ballot);
    const sums = { options: { 1: 2, 2: 2, 3: 1 }, blank: 1 };
    expect(result).toMatchObject({ tally: { choice: sums }, outcome: { choice: 'undecided' } });
    await expectRefused(server, 'resolution.nothing_adopted', administrator, 'draftResolution', at(ballot));
    const last = narrowed(subject, runOffOptions(sums));
    const second = await openSubject(pair, proposal, last);
    for (const [i, mark] of ['1', '2', '2'].entries()) await vote(all[i] as Person, slug, second, { choice: mark });
    await closeBallot(pair, second);
    expect((await show(second)).result).toMatchObject({ outcome: { choice: 'chosen:2' } });
  });

  test('is counted by hands too, and not by silence', async () => {
    const { pair, slug, meeting, administrator, server } = hall;
    const [, , ola, kari] = hall.people as [Person, Person, Person, Person];
    await appoint(hall, { teller: [ola, kari] });
    const { proposal, content } = await propose(hall, text);
    const subject = choiceOfPoints(content);
    for (const method of ['against', 'unanimity'] as const) {
      const { statement } = await nextBallot(pair, subject, { method });
      const body = { proposal, subject, signed: administrator.sign(statement) };
      await expectRefused(server, 'ballot.method', administrator, 'openBallot', { slug, meeting }, body);
    }
    const ballot = await openSubject(pair, proposal, subject, { method: 'hands' });
    const short = {
      typ: 'vedtak/count/1' as const,
      ballot,
      method: 'hands' as const,
      counts: { choice: { 1: 4, 2: 6, blank: 0 } },
      teller: ola.member,
    };
    await expectRefused(server, 'vote.marks', ola, 'castCount', { slug, ballot }, ola.sign(short));
    const counts = { choice: { 1: 2, 2: 4, 3: 0, blank: 1 } };
    for (const teller of [ola, kari]) await castCount(teller, slug, ballot, counts);
    await closeBallot(pair, ballot);
    expect((await show(ballot)).result).toMatchObject({
      tally: { choice: { options: { 1: 2, 2: 4, 3: 0 }, blank: 1 } },
      outcome: { choice: 'chosen:2' },
    });
  });

  test('of other alternatives than those that stand is refused', async () => {
    const { pair, slug, meeting, administrator, server } = hall;
    const { proposal, content } = await propose(hall, text);
    const { options, ...subject } = choiceOfPoints(content);
    const [first, second] = options as [(typeof options)[0], (typeof options)[0]];
    const wrong = [
      [first, { ...second, text: 'Noe annet' }],
      [first, { ...second, id: '9' }],
      [first, { ...second, title: 'Den beste' }],
    ];
    for (const alternatives of wrong) {
      const asked = { ...subject, options: alternatives };
      const { statement } = await nextBallot(pair, asked);
      const body = { proposal, subject: asked, signed: administrator.sign(statement) };
      await expectRefused(server, 'statement.wrong', administrator, 'openBallot', { slug, meeting }, body);
    }
  });
});
