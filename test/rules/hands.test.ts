import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildBallot } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { choiceOfPoints } from '../../server/rules/choice.ts';
import { agreedCounts, checkCount, countable, handsOf, withoutPasskey } from '../../server/rules/hands.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import type { BallotStatement, CountStatement, Method } from '../../server/rules/statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { leavesOf, resultOf } from '../../server/rules/tally.ts';
import { at, branch, countOf, proposalOf, voteOf } from '../support/statements.ts';

const key = { id: 'a2V5', publicKey: { kty: 'EC' as const, crv: 'P-256' as const, x: 'eA', y: 'eQ' } };
/** Eight people; two of them have no passkey. */
const roll = buildRoll({
  branch,
  meeting: 'm1',
  version: 1,
  present: Array.from({ length: 8 }, (_, i) => ({
    delegate: `p${i}`,
    credentials: i < 6 ? [{ ...key, id: `${key.id}${i}` }] : [],
  })),
});

function ballotOf(
  method: Method | undefined,
  subject: Subject = { kind: 'text', content: proposalOf('At a') },
): BallotStatement {
  return buildBallot({
    branch,
    meeting: 'm1',
    number: 1,
    subject,
    mode: 'whole',
    rule: ruleTemplates.simple,
    roll: hashOf(roll),
    method,
    openedAt: at,
  });
}

const [phones, byHand, against, unanimity] = [undefined, 'hands', 'against', 'unanimity'].map((method) =>
  ballotOf(method as Method | undefined),
) as [BallotStatement, BallotStatement, BallotStatement, BallotStatement];

function codeOf(definition: BallotStatement, counts: CountStatement['counts'], teller = 'p1'): string {
  const checked = checkCount(definition, roll, countOf(definition, teller, counts).statement);
  return checked.ok ? 'taken' : checked.refusal.code;
}

const sums = (f: number, no: number, blank: number): CountStatement['counts'] => ({
  text: { for: f, against: no, blank },
});

describe('people to count by hand', () => {
  it('are all on the roll in a show of hands, those without a passkey beside the phones, nobody where none is counted', () => {
    expect(withoutPasskey(roll)).toBe(2);
    expect([phones, byHand, against, unanimity].map((definition) => countable(definition, roll))).toEqual([2, 8, 8, 0]);
  });
});

describe('a teller’s count', () => {
  it.each([
    ['of everybody', byHand, sums(5, 2, 1), 'taken'],
    ['of nobody', byHand, sums(0, 0, 0), 'taken'],
    ['of one too many', byHand, sums(5, 3, 1), 'count.people'],
    ['of those without a passkey', phones, sums(1, 1, 0), 'taken'],
    ['of one more than those', phones, sums(2, 1, 0), 'count.people'],
    ['of those against', against, { text: { against: 8 } }, 'taken'],
    ['of more against than there are', against, { text: { against: 9 } }, 'count.people'],
    ['of all where only those against are counted', against, { text: { for: 5, against: 3 } }, 'vote.marks'],
    ['without blanks where they are allowed', byHand, { text: { for: 5, against: 3 } }, 'vote.marks'],
    ['with something that is not asked', byHand, { text: { for: 1, against: 1, blank: 0, maybe: 1 } }, 'vote.marks'],
    ['of no question', byHand, {}, 'vote.marks'],
    ['of another question', byHand, { 1: { for: 1, against: 1, blank: 0 } }, 'vote.marks'],
    ['where nobody is counted', unanimity, sums(1, 0, 0), 'ballot.method'],
  ] as const)('%s', (_, definition, counts, code) => {
    expect(codeOf(definition, counts)).toBe(code);
  });

  it('is that of a teller on the roll, in this ballot', () => {
    expect(codeOf(byHand, sums(1, 0, 0), 'stranger')).toBe('roll.officer');
    const other = checkCount(phones, roll, countOf(byHand, 'p1', sums(1, 0, 0)).statement);
    expect(other.ok ? 'taken' : other.refusal.code).toBe('ballot.unknown');
  });

  it('has the alternatives of a choice', () => {
    const choice = ballotOf('hands', choiceOfPoints(proposalOf('Anne', 'Bjarne')));
    expect(codeOf(choice, { choice: { 1: 5, 2: 2, blank: 1 } })).toBe('taken');
    expect(codeOf(choice, { choice: { 1: 5, 2: 2 } })).toBe('vote.marks');
    expect(handsOf(choice, { ...countOf(choice, 'p1', { choice: { 1: 5, 2: 2, blank: 1 } }).statement }, 8)).toEqual({
      choice: { options: { 1: 5, 2: 2 }, blank: 1 },
    });
  });
});

describe('two tellers', () => {
  const count = (teller: string, f: number) => countOf(byHand, teller, sums(f, 1, 0));

  it('agree when they counted the same; the first two stand', () => {
    expect(agreedCounts([count('p2', 3), count('p1', 3)])?.map(({ signer }) => signer)).toEqual(['p1', 'p2']);
    expect(agreedCounts([count('p3', 3), count('p2', 3), count('p1', 3)])).toHaveLength(2);
  });

  it('do not agree when one is alone, or any counted otherwise', () => {
    expect(agreedCounts([])).toBeUndefined();
    expect(agreedCounts([count('p1', 3)])).toBeUndefined();
    expect(agreedCounts([count('p1', 3), count('p2', 4)])).toBeUndefined();
    expect(agreedCounts([count('p1', 3), count('p2', 3), count('p3', 4)])).toBeUndefined();
  });
});

describe('hands', () => {
  it('beside the phones are a line of their own in the tally', () => {
    const votes = ['p0', 'p1', 'p2'].map((voter) => voteOf(phones, voter, 1, { text: 'against' }));
    const counts = ['p3', 'p4'].map((teller) => countOf(phones, teller, sums(1, 0, 1)));
    expect(resultOf(phones, { votes, counts, present: 8, opener: 'p0' })).toEqual({
      tally: { text: { for: 1, against: 3, blank: 1 } },
      hands: { text: { for: 1, against: 0, blank: 1 } },
      outcome: { text: 'rejected' },
    });
    expect(leavesOf({ votes, counts })).toHaveLength(5);
  });

  it('against make all others on the roll votes for', () => {
    fc.assert(
      fc.property(fc.nat({ max: 8 }), (no) => {
        const counts = ['p1', 'p2'].map((teller) => countOf(against, teller, { text: { against: no } }));
        const { tally, outcome } = resultOf(against, { votes: [], counts, present: 8, opener: 'p0' });
        expect(tally).toEqual({ text: { for: 8 - no, against: no } });
        expect(outcome).toEqual({ text: 8 - no > no ? 'adopted' : 'rejected' });
      }),
    );
  });

  it('are nobody’s where nobody is counted: all is adopted, and there is no tally', () => {
    expect(resultOf(unanimity, { votes: [], counts: [], present: 8, opener: 'p0' })).toEqual({
      tally: {},
      outcome: { text: 'adopted' },
    });
  });

  it('that nobody counted adopt nothing', () => {
    expect(resultOf(phones, { votes: [], counts: [], present: 8, opener: 'p0' }).outcome).toEqual({ text: 'rejected' });
  });
});
