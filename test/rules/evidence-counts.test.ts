import { beforeAll, describe, expect, test } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { toMarkdown } from '../../server/rules/proposal.ts';
import { pointsRootOf } from '../../server/rules/resolution.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import type { BallotStatement, CountStatement, Signed } from '../../server/rules/statements.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { forge, signAt, verifyWritten } from '../support/forgery.ts';
import {
  lostPoint,
  type Meeting,
  makeMeeting,
  makePerson,
  officersOf,
  type Person,
  voteOf,
} from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';

let meeting: Meeting;
let tellers: [Person, Person];
beforeAll(async () => {
  meeting = await makeMeeting();
  tellers = meeting.people.slice(4, 6) as [Person, Person];
});

type Counts = CountStatement['counts'];

/** Hands of so many on every point: all for it, but for the lost one. */
function hands({ questions }: BallotStatement, people: number): Counts {
  return Object.fromEntries(
    questions.map(({ id }) => {
      const lost = id === String(lostPoint);
      return [id, { for: lost ? 0 : people, against: lost ? people : 0, blank: 0 }];
    }),
  );
}

function countBy(teller: Person, ballot: BallotStatement, counts: Counts): Signed<CountStatement> {
  const statement = { typ: 'vedtak/count/1' as const, ballot: hashOf(ballot), method: 'hands' as const, counts };
  return signAt(meeting, teller, { ...statement, teller: teller.delegate });
}

const both = (people: number) => (ballot: BallotStatement) =>
  tellers.map((teller) => countBy(teller, ballot, hands(ballot, people)));

type Forgery = Parameters<typeof forge>[1];
const none: Forgery = { votes: () => [] };

async function verify(parts: Forgery) {
  const { file, evidence } = await forge(meeting, parts);
  const resolved = await verifyResolution(file.jws, { anchors: [meeting.county.key.publicJwk] });
  return { file, evidence, resolved, report: await verifyWritten(evidence, file) };
}

describe('a resolution holds with its evidence', () => {
  test('by a show of hands', async () => {
    const { file, resolved, report } = await verify({ ...none, ballot: { method: 'hands' }, counts: both(7) });
    expect([resolved.refusal, report.refusal]).toEqual([undefined, undefined]);
    expect(file.payload.ballots[0]).toMatchObject({
      method: 'hands',
      tally: { 1: { for: 7 } },
      hands: { 1: { for: 7 } },
    });
  });

  test('by hands beside the phones, of those without a passkey', async () => {
    const [, secretary] = officersOf(meeting.people);
    const present = [
      ...meeting.people.map(({ delegate, credential }) => ({ delegate, credentials: [credential] })),
      ...['x1', 'x2'].map((delegate) => ({ delegate, credentials: [] })),
    ];
    const roll = signAt(
      meeting,
      secretary,
      buildRoll({ branch: meeting.branch.id, meeting: 'm1', version: 2, present }),
    );
    const resolution = { present: 9 };
    const { file, resolved, report } = await verify({ roll, counts: both(2), resolution });
    expect([resolved.refusal, report.refusal]).toEqual([undefined, undefined]);
    expect(file.payload.ballots[0]?.hands?.[1]).toEqual({ for: 2, against: 0, blank: 0 });
    const tooMany = await verify({ roll, counts: both(3), resolution });
    expectFall(tooMany.report, 'votes', 'evidence.votes', '3 hands, 2 people');
  });

  test('by unanimity and acclamation, in which nobody is counted', async () => {
    const points = meeting.statement.points.map((point) => ({ ...point, outcome: 'adopted' as const }));
    const text = toMarkdown(meeting.content.blocks);
    const resolution = { points, pointsRoot: pointsRootOf(points), text };
    for (const method of ['unanimity', 'acclamation'] as const) {
      const { resolved, report, file } = await verify({ ...none, ballot: { method }, resolution });
      expect([resolved.refusal, report.refusal]).toEqual([undefined, undefined]);
      expect(file.payload.ballots[0]).toMatchObject({ method, tally: {} });
    }
  });

  test('with a casting vote that decides a tie, and not with another’s', async () => {
    const tie = (ballot: BallotStatement) =>
      meeting.people.slice(0, 4).map((person, i) => {
        const vote = voteOf(ballot, person.delegate, 1);
        const mark = i < 2 ? 'for' : 'against';
        const marks = Object.fromEntries(
          ballot.questions.map(({ id }) => [id, id === String(lostPoint) ? 'against' : mark]),
        );
        return signAt(meeting, person, { ...vote, marks });
      });
    const rule = { ...meeting.definition.statement.rule, tie: 'chair' as const };
    const { file, evidence, resolved, report } = await verify({ ballot: { rule }, votes: tie });
    expect([resolved.refusal, report.refusal]).toEqual([undefined, undefined]);
    expect(file.payload.ballots[0]?.outcome[1]).toBe('adopted');
    // the same votes, the definition signed by one who voted against
    const [, , , against] = officersOf(meeting.people);
    const definition = signAt(meeting, against, evidence.ballots[0]?.definition.statement as BallotStatement);
    const other = { ...evidence, ballots: evidence.ballots.map((ballot) => ({ ...ballot, definition })) };
    expectFall(await verifyWritten(other, file), 'tally', 'evidence.tally', 'question 1: by the rule rejected');
  });
});

describe('counts in the evidence are refused', () => {
  const byHand = (counts: Forgery['counts']): Forgery =>
    counts === undefined ? { ...none, ballot: { method: 'hands' } } : { ...none, ballot: { method: 'hands' }, counts };
  const fall = async (parts: Forgery, code: 'evidence.votes' | 'evidence.person', ...texts: string[]) =>
    expectFall((await verify(parts)).report, 'votes', code, ...texts);

  test('when there are none in a show of hands', () => fall(byHand(undefined), 'evidence.votes', 'no counts'));

  test('when one teller made both', () => {
    const [first] = tellers;
    return fall(
      byHand((ballot) => [0, 1].map(() => countBy(first, ballot, hands(ballot, 7)))),
      'evidence.votes',
      'two tellers',
    );
  });

  test('when they stand in the wrong order', () =>
    fall(
      byHand((ballot) => both(7)(ballot).toReversed()),
      'evidence.votes',
      'two tellers in order',
    ));

  test('when the tellers counted differently', () => {
    const [first, second] = tellers;
    const differ = (ballot: BallotStatement) => [
      countBy(first, ballot, hands(ballot, 7)),
      countBy(second, ballot, hands(ballot, 6)),
    ];
    return fall(byHand(differ), 'evidence.votes', 'counted differently');
  });

  test('when there are more hands than people', () => fall(byHand(both(8)), 'evidence.votes', '8 hands, 7 people'));

  test('when they are those of another ballot', () => {
    const other = (ballot: BallotStatement) => both(7)({ ...ballot, number: 9 });
    return fall(byHand(other), 'evidence.votes', 'names ballot');
  });

  test('when a teller is not on the roll, or somebody else signed', async () => {
    const stranger = makePerson('x-fremmed', siteOf(meeting.branch.id));
    const [first, second] = tellers;
    await fall(
      byHand((ballot) => [countBy(first, ballot, hands(ballot, 7)), countBy(stranger, ballot, hands(ballot, 7))]),
      'evidence.votes',
      'not on the roll',
    );
    await fall(
      byHand((ballot) => {
        const count = countBy(second, ballot, hands(ballot, 7));
        return [
          countBy(first, ballot, hands(ballot, 7)),
          { ...count, statement: { ...count.statement, teller: first.delegate } },
        ];
      }),
      'evidence.person',
      'is signed by',
    );
  });

  test('when one is altered after it was signed', async () => {
    const altered = (ballot: BallotStatement) =>
      both(6)(ballot).map((count) => ({ ...count, statement: { ...count.statement, counts: hands(ballot, 7) } }));
    expectFall((await verify(byHand(altered))).report, 'signatures', 'evidence.person', 'the count of');
  });

  test('when they are not under the root that the chair signed', async () => {
    const { file, evidence } = await verify(byHand(both(7)));
    const other = {
      ...evidence,
      ballots: evidence.ballots.map((ballot) => ({
        ...ballot,
        counts: both(6)(ballot.definition.statement),
      })),
    };
    expectFall(await verifyWritten(other, file), 'count', 'evidence.votes', 'the root of the votes');
  });

  test('when the ballot was a trial, or held otherwise than the resolution says', async () => {
    expectFall((await verify({ ballot: { trial: true } })).report, 'ballots', 'evidence.ballot', 'is a trial');
    const { file, evidence } = await verify({ ballot: { method: 'rollcall' } });
    const [named] = file.payload.ballots;
    expect(named?.method).toBe('rollcall');
    const said = await forge(meeting, {
      ballot: { method: 'rollcall' },
      resolution: { ballots: [{ ...named, method: 'unanimity' } as NonNullable<typeof named>] },
    });
    expectFall(
      await verifyWritten({ ...evidence, resolution: said.file.hash }, said.file),
      'ballots',
      'evidence.ballot',
      'the method is rollcall',
    );
  });
});
