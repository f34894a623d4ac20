import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { canonicalBytes, hashOf } from '../../server/rules/canonical.ts';
import { type Marks, type Option, Tally } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { emptyRoot, leafHash, merkleRoot } from '../../server/rules/merkle.ts';
import { CloseStatement, type Signed, type VoteStatement } from '../../server/rules/statements.ts';
import { buildClose, countedVotes, evidenceLeaf, outcomesOf, tallyOf } from '../../server/rules/tally.ts';
import { at, definitionOf, proposalOf, voteOf } from '../support/statements.ts';

const definition = definitionOf(proposalOf('At a', 'At b', 'At c'), 'points');
const questions = definition.questions.map(({ id }) => id);
const delegates = ['ola', 'kari', 'åse', 'Zahra', 'per', '10', '9'];

type Cast = Signed<VoteStatement>;

/** A meeting's votes: each delegate's revisions from 1 up, in any order. */
const meeting: fc.Arbitrary<Cast[]> = fc
  .tuple(
    ...delegates.map(() =>
      fc.array(fc.tuple(...questions.map(() => fc.constantFrom<Option>('for', 'against', 'blank'))), { maxLength: 4 }),
    ),
  )
  .map((people) =>
    people.flatMap((papers, i) =>
      papers.map((marks, k) => {
        const marked: Marks = Object.fromEntries(questions.map((id, q) => [id, marks[q] as Option]));
        return voteOf(definition, delegates[i] as string, k + 1, marked);
      }),
    ),
  )
  .chain((votes) => fc.shuffledSubarray(votes, { minLength: votes.length }));

function marksOf(votes: readonly Cast[]): Marks[] {
  return votes.map(({ statement }) => statement.marks);
}

/** Counts the slow way: for each delegate, looks for the paper that no other paper of theirs comes after. */
function slowly(votes: readonly Cast[]): Record<string, Record<string, number>> {
  const sums: Record<string, Record<string, number>> = {};
  for (const id of questions) {
    sums[id] = { for: 0, against: 0, blank: 0 };
    for (const delegate of delegates) {
      const own = votes.filter(({ statement }) => statement.delegate === delegate);
      const last = own.find((vote) => own.every((other) => other.statement.revision <= vote.statement.revision));
      const mark = last?.statement.marks[id];
      if (mark !== undefined) sums[id][mark] = (sums[id][mark] ?? 0) + 1;
    }
  }
  return sums;
}

describe('the tally', () => {
  it('is that of a slow count by hand', () => {
    fc.assert(
      fc.property(meeting, (votes) => {
        const tally = tallyOf(definition, marksOf(countedVotes(votes)));
        expect(tally).toEqual(slowly(votes));
        expect(v.is(Tally, tally)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order in which votes came', () => {
    fc.assert(
      fc.property(meeting, fc.infiniteStream(fc.nat()), (votes, random) => {
        const shuffled = votes
          .map((vote) => ({ vote, key: random.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ vote }) => vote);
        expect(countedVotes(shuffled)).toEqual(countedVotes(votes));
        expect(merkleRoot(countedVotes(shuffled).map(evidenceLeaf))).toBe(
          merkleRoot(countedVotes(votes).map(evidenceLeaf)),
        );
      }),
    );
  });

  it("counts each delegate's last revision and no other", () => {
    const all = (mark: Option): Marks => Object.fromEntries(questions.map((id) => [id, mark]));
    const votes = [
      voteOf(definition, 'ola', 2, all('against')),
      voteOf(definition, 'ola', 10, all('blank')),
      voteOf(definition, 'ola', 1, all('for')),
    ];
    expect(countedVotes(votes)).toEqual([votes[1]]);
    expect(tallyOf(definition, marksOf(countedVotes(votes)))['1']).toEqual({ for: 0, against: 0, blank: 1 });
  });

  it('has every allowed option of every question, also when nobody voted', () => {
    expect(tallyOf(definition, [])).toEqual({
      1: { for: 0, against: 0, blank: 0 },
      2: { for: 0, against: 0, blank: 0 },
      3: { for: 0, against: 0, blank: 0 },
    });
    const must = definitionOf(proposalOf('At a'), 'whole', { ...ruleTemplates.simple, blanks: 'forbidden' });
    expect(tallyOf(must, [])).toEqual({ text: { for: 0, against: 0 } });
  });

  it('leaves out a mark that the ballot does not allow, and one for a question that it does not ask', () => {
    const must = definitionOf(proposalOf('At a'), 'whole', { ...ruleTemplates.simple, blanks: 'forbidden' });
    const votes = [voteOf(must, 'ola', 1, { text: 'blank' }), voteOf(must, 'kari', 1, { text: 'for', extra: 'for' })];
    expect(tallyOf(must, marksOf(votes))).toEqual({ text: { for: 1, against: 0 } });
  });

  it('is in the order of delegates by UTF-16 code unit', () => {
    const votes = delegates.map((delegate) => voteOf(definition, delegate, 1, {}));
    expect(countedVotes(votes).map(({ statement }) => statement.delegate)).toEqual([
      '10',
      '9',
      'Zahra',
      'kari',
      'ola',
      'per',
      'åse',
    ]);
  });
});

describe('the outcome', () => {
  it('is decided question by question', () => {
    const tally = {
      1: { for: 3, against: 2, blank: 1 },
      2: { for: 2, against: 2, blank: 2 },
      3: { for: 0, against: 0, blank: 6 },
    };
    expect(outcomesOf(definition, tally, 6)).toEqual({ 1: 'adopted', 2: 'rejected', 3: 'rejected' });
  });

  it('is rejection where a question has no tally', () => {
    expect(outcomesOf(definition, {}, 6)).toEqual({ 1: 'rejected', 2: 'rejected', 3: 'rejected' });
  });

  it('follows the rule of the ballot, with those present as its base', () => {
    const strict = definitionOf(proposalOf('At a'), 'points', { ...ruleTemplates.twoThirds, base: 'present' });
    expect(outcomesOf(strict, { 1: { for: 4, against: 0, blank: 0 } }, 6)).toEqual({ 1: 'adopted' });
    expect(outcomesOf(strict, { 1: { for: 4, against: 0, blank: 0 } }, 7)).toEqual({ 1: 'rejected' });
  });
});

describe('the closing', () => {
  const journal = { size: 3, root: hashOf('journal') };

  it('binds the counted votes by their number and root', () => {
    const votes = countedVotes(
      delegates.map((delegate) => voteOf(definition, delegate, 1, { 1: 'for', 2: 'for', 3: 'for' })),
    );
    const leaves = votes.map(evidenceLeaf);
    const close = buildClose({ ballot: hashOf(definition), votes: 7, leaves, journal, closedAt: at });
    expect(v.parse(CloseStatement, close)).toEqual(close);
    expect(close.votes).toBe(7);
    expect(close.evidence).toBe(merkleRoot(votes.map((vote) => leafHash(canonicalBytes(vote)))));
  });

  it('of a ballot in which nobody voted has the root of the empty tree', () => {
    expect(buildClose({ ballot: hashOf(definition), votes: 0, leaves: [], journal, closedAt: at })).toMatchObject({
      votes: 0,
      evidence: emptyRoot,
    });
  });

  it("changes with any change of a vote, its signature's included", () => {
    const vote = voteOf(definition, 'ola', 1, { 1: 'for', 2: 'for', 3: 'for' });
    const changed: Cast[] = [
      { ...vote, signature: 'AAAA' },
      { ...vote, credential: 'AAAA' },
      voteOf(definition, 'ola', 1, { 1: 'for', 2: 'for', 3: 'blank' }),
    ];
    expect(new Set([vote, ...changed].map(evidenceLeaf)).size).toBe(4);
  });
});
