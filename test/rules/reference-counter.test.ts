import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildBallot } from '../../server/rules/ballot.ts';
import type { Marks, Rule } from '../../server/rules/formats.ts';
import type { BallotStatement, CountStatement, Signed } from '../../server/rules/statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { countedVotes, leavesOf, resultOf } from '../../server/rules/tally.ts';
import { type PlainRule, plainChoice, plainOutcome } from '../support/reference-counter.ts';
import { at, branch, countOf, proposalOf, voteOf } from '../support/statements.ts';

const fraction = fc.oneof(
  fc.constantFrom<[number, number]>([1, 2], [2, 3], [3, 4], [1, 1], [1, 3]),
  fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 12 }))
    .map(([num, more]): [number, number] => [num, num + more]),
);

/** Any rule that a ballot may have. */
const anyRule: fc.Arbitrary<Rule> = fc
  .record({
    of: fraction,
    strict: fc.boolean(),
    base: fc.constantFrom('for-against', 'cast', 'present', 'entitled'),
    blanks: fc.constantFrom('allowed', 'forbidden'),
    tie: fc.constantFrom('falls', 'chair'),
    entitled: fc.integer({ min: 1, max: 30 }),
    cap: fc.option(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 }))),
  })
  .map(
    ({ of: [num, den], entitled, cap, base, ...rest }): Rule => ({
      ...rest,
      num,
      den,
      base: base as Rule['base'],
      blanks: rest.blanks as Rule['blanks'],
      tie: rest.tie as Rule['tie'],
      ...(base === 'entitled' ? { entitled } : {}),
      ...(cap === null ? {} : { blankCap: { num: cap[0], den: Math.max(1, cap[0] + cap[1]) } }),
    }),
  );

const text: Subject = { kind: 'text', content: proposalOf('At a') };
const choiceOf = (n: number): Subject => ({
  kind: 'choice',
  title: 'Valg',
  options: Array.from({ length: n }, (_, i) => ({ id: `a${i + 1}`, title: String(i + 1), text: '' })),
});

function definitionOf(subject: Subject, rule: Rule): BallotStatement {
  const parts = { branch, meeting: 'm1', number: 1, mode: 'whole' as const, roll: 'A'.repeat(43), openedAt: at };
  return buildBallot({ ...parts, subject, rule });
}

/** A meeting: a rule, a subject, what each voter finally marks, and how many papers by hand there are beside. */
const ballots = fc
  .record({ rule: anyRule, options: fc.integer({ min: 1, max: 5 }), absent: fc.nat({ max: 6 }) })
  .chain(({ rule, options, absent }) => {
    const definition = definitionOf(options === 1 ? text : choiceOf(options), rule);
    const marks = fc.constantFrom(...(definition.questions[0]?.options ?? []));
    return fc.record({
      definition: fc.constant(definition),
      absent: fc.constant(absent),
      // each voter's papers in order: the last counts; nobody has to vote
      voters: fc.array(fc.array(marks, { minLength: 1, maxLength: 3 }), { maxLength: 14 }),
      byHand: fc.array(marks, { maxLength: 6 }),
      openerVotes: fc.boolean(),
      order: fc.infiniteStream(fc.nat()),
    });
  });

/** The papers that count, laid out one by one. */
function plainRule({ num, den, strict, base, entitled, tie, blankCap }: Rule): PlainRule {
  return {
    num,
    den,
    strict,
    base,
    tie,
    ...(entitled === undefined ? {} : { entitled }),
    ...(blankCap === undefined ? {} : { blankCap }),
  };
}

function countsFor(definition: BallotStatement, byHand: readonly string[]): Signed<CountStatement>[] {
  if (byHand.length === 0) return [];
  const [question] = definition.questions;
  if (question === undefined) return [];
  const hands = Object.fromEntries(
    question.options.map((option) => [option, byHand.filter((one) => one === option).length]),
  );
  return ['t1', 't2'].map((teller) => countOf(definition, teller, { [question.id]: hands }));
}

it('every outcome is that of a slow, plain count of the papers, in whatever order they came', () => {
  fc.assert(
    fc.property(ballots, ({ definition, absent, voters, byHand, openerVotes, order }) => {
      const [question] = definition.questions;
      if (question === undefined) throw new Error('a ballot without a question');
      const opener = openerVotes ? 'p0' : 'nobody';
      const votes = voters.flatMap((papers, i) =>
        papers.map((mark, revision) => {
          const marks: Marks = { [question.id]: mark };
          return voteOf(definition, `p${i}`, revision + 1, marks);
        }),
      );
      const shuffled = votes
        .map((vote) => ({ vote, key: order.next().value }))
        .sort((a, b) => a.key - b.key)
        .map(({ vote }) => vote);
      const counts = countsFor(definition, byHand);
      const present = voters.length + byHand.length + absent;
      const cast = { counts, present, opener };
      const result = resultOf(definition, { ...cast, votes: countedVotes(shuffled) });
      const papers = [...voters.map((revisions) => revisions.at(-1) as string), ...byHand];
      const own = openerVotes ? (voters[0]?.at(-1) ?? null) : null;
      const plain = { rule: plainRule(definition.rule), papers, present, opener: own };
      const expected =
        question.id === 'text'
          ? plainOutcome(plain)
          : plainChoice(
              plain,
              question.options.filter((one) => one !== 'blank'),
            );
      expect(result.outcome[question.id]).toBe(expected);
      // the order of the votes changes nothing at all
      expect(result).toEqual(resultOf(definition, { ...cast, votes: countedVotes(votes) }));
      expect(leavesOf({ votes: countedVotes(shuffled), counts })).toEqual(
        leavesOf({ votes: countedVotes(votes), counts }),
      );
    }),
    { numRuns: 2000 },
  );
});
