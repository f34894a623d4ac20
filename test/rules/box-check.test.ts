import { expect, test } from 'vitest';
import { type BoxFinding, type ClosedBallot, checkBox } from '../../client/secret/box-check.ts';
import { buildBallot } from '../../server/rules/ballot.ts';
import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { CountStatement, Signed } from '../../server/rules/statements.ts';
import { buildClose, leavesOf, resultOf } from '../../server/rules/tally.ts';
import { issuerPair, paperOf } from '../support/secret-rules.ts';
import { at, branch, countOf, proposalOf } from '../support/statements.ts';

// what a phone finds in a published box, whatever a server makes of it
const content = proposalOf('At a', 'At b');
const { issuer, key } = issuerPair();
const definition = buildBallot({
  branch,
  meeting: 'm1',
  number: 1,
  subject: { kind: 'text', content },
  mode: 'points',
  rule: ruleTemplates.simple,
  roll: hashOf('roll'),
  issuer,
  openedAt: at,
});
const id = hashOf(definition);
const paper = (name: string, first: string): BoxedPaper => paperOf(id, { 1: first, 2: 'for' }, key, name);
const box = inBoxOrder([paper('a', 'for'), paper('b', 'for'), paper('c', 'against')]);
const own = hashOf(box[1]?.paper);

/** The ballot as a snapshot shows it, closed over these papers and counts. */
function closedOver(papers: readonly BoxedPaper[], counts: Signed<CountStatement>[] = [], drawn = 4): ClosedBallot {
  const cast = { votes: [], papers, counts, present: 6, opener: 'm0' };
  const issues = { number: drawn, root: hashOf('issues') };
  const journal = { size: 1, root: hashOf('journal') };
  const parts = { ballot: id, votes: papers.length, leaves: leavesOf(cast), issues, journal, closedAt: at };
  return {
    id,
    definition,
    entitled: 6,
    result: { close: buildClose(parts), ...resultOf(definition, cast) },
  };
}

async function found(papers: readonly BoxedPaper[], ballot = closedOver(box)): Promise<BoxFinding> {
  return checkBox(ballot, papers, own);
}

test('a box that holds, with the own paper in it', async () => {
  expect(await found(box)).toEqual({ papers: 3, own: true, faults: [], compared: true });
  expect(await checkBox(closedOver(box), box, hashOf('another'))).toMatchObject({ own: false, faults: [] });
});

test('a paper left out, added, put in twice, or marked otherwise is noticed', async () => {
  const others = box.filter(({ paper: one }) => hashOf(one) !== own);
  expect(await found(others)).toMatchObject({ own: false, faults: ['number', 'evidence', 'result'] });
  const more = inBoxOrder([...box, paper('d', 'against')]);
  expect(await found(more)).toMatchObject({ own: true, faults: ['number', 'evidence', 'result'] });
  const twice = [...others, others[0] as BoxedPaper];
  expect((await found(twice)).faults).toContain('paper');
  const [first, ...rest] = box as [BoxedPaper, ...BoxedPaper[]];
  const altered = [{ ...first, paper: { ...first.paper, marks: { 1: 'blank', 2: 'for' } } }, ...rest];
  expect((await found(altered)).faults).toEqual(expect.arrayContaining(['paper', 'evidence', 'result']));
});

test('an own paper whose signature was taken from it does not count as there', async () => {
  const stripped = box.map((boxed) =>
    hashOf(boxed.paper) === own ? { ...boxed, signature: box[0]?.signature ?? '' } : boxed,
  );
  expect(await found(stripped)).toMatchObject({ own: false, faults: ['paper', 'evidence'] });
});

test('a whole other box, with a closing of its own, still lacks the own paper', async () => {
  const other = inBoxOrder([paper('x', 'against'), paper('y', 'against'), paper('z', 'against')]);
  expect(await found(other, closedOver(other))).toEqual({ papers: 3, own: false, faults: [], compared: true });
});

test('more papers than were drawn, and sums or an outcome that do not follow, are noticed', async () => {
  expect((await found(box, closedOver(box, [], 2))).faults).toEqual(['number']);
  const ballot = closedOver(box);
  if (ballot.result === null) throw new Error('the ballot has no result');
  const sums = { ...ballot.result, tally: { ...ballot.result.tally, 1: { for: 1, against: 2, blank: 0 } } };
  expect((await found(box, { ...ballot, result: sums })).faults).toEqual(['result']);
  const outcome = { ...ballot.result, outcome: { ...ballot.result.outcome, 1: 'rejected' as const } };
  expect((await found(box, { ...ballot, result: outcome })).faults).toEqual(['result']);
});

test('another question, or the closing of another ballot, is not taken for the one that the paper was for', async () => {
  const ballot = closedOver(box);
  if (ballot.result === null) throw new Error('the ballot has no result');
  const lenient = { ...definition, rule: { ...definition.rule, num: 1, den: 1_000_000 } };
  expect((await found(box, { ...ballot, definition: lenient })).faults).toContain('ballot');
  const close = { ...ballot.result.close, ballot: hashOf('another') };
  expect((await found(box, { ...ballot, result: { ...ballot.result, close } })).faults).toEqual(['ballot']);
});

test('where tellers counted too the sums still follow, and the closing cannot be compared', async () => {
  const counts = ['t1', 't2'].map((teller) =>
    countOf(definition, teller, { 1: { for: 1, against: 0, blank: 0 }, 2: { for: 0, against: 1, blank: 0 } }),
  );
  expect(await found(box, closedOver(box, counts))).toEqual({ papers: 3, own: true, faults: [], compared: false });
  expect((await found(box.slice(1), closedOver(box, counts))).faults).toEqual(expect.arrayContaining(['result']));
});
