import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancel } from '../../server/demo/meeting.ts';
import { Person, Refused } from '../../server/demo/person.ts';
import { type Blinded, blind, closeSecret, type SecretBallot, signIssue, unblind } from '../../server/demo/secret.ts';
import { issueLeaf } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { Signed } from '../../server/rules/statements.ts';
import { gatherHall, type Hall, markAll, seen } from '../support/hall.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';

// what comes at the moment at which something closes: it is in, for everybody, or it is out and told so
let hall: Hall;
let secret: SecretBallot;
const issues: Signed<IssueStatement>[] = [];
const papers: BoxedPaper[] = [];

beforeAll(async () => {
  hall = await gatherHall({ delegates: 10 });
});

afterAll(() => hall.server.end());

const at = (): { slug: string; ballot: string } => ({ slug: hall.slug, ballot: secret.ballot });

/** What was answered, in the order of asking, or the code of the refusal. */
async function answersTo<T>(asked: readonly Promise<T>[]): Promise<(T | string)[]> {
  const settled = await Promise.allSettled(asked);
  return settled.map((one) => {
    if (one.status === 'fulfilled') return one.value;
    if (one.reason instanceof Refused) return one.reason.code;
    throw one.reason;
  });
}

/** Everybody's signed issue, with what only their phones know. */
async function fillIn(): Promise<{ person: Person; blinded: Blinded; issue: Signed<IssueStatement> }[]> {
  const marks = ['for', 'against', 'blank'] as const;
  return Promise.all(
    hall.people.map(async (person, i) => {
      const blinded = await blind(secret, markAll(3, marks[i % 3] ?? 'blank'));
      return { person, blinded, issue: signIssue(person, blinded) };
    }),
  );
}

test('who draws while the drawing closes has drawn for everybody, or for nobody', async () => {
  secret = await openSecretOn(hall);
  const filled = await fillIn();
  const draws = (some: typeof filled) => some.map(({ person, issue }) => person.call('drawPaper', at(), issue));
  const early = draws(filled.slice(0, 5));
  await Promise.any(early);
  const closing = closeDrawing(hall, secret.ballot);
  const answers = await answersTo([...early, ...draws(filled.slice(5))]);
  await closing;
  for (const [i, { blinded, issue }] of filled.entries()) {
    const answer = answers[i];
    if (typeof answer === 'string') expect(answer).toBe('drawing.closed');
    else if (answer !== undefined) {
      issues.push(issue);
      papers.push(await unblind(secret.issuer, blinded, answer.blindSignature));
    }
  }
  const sorted = issues.toSorted((a, b) => (a.statement.delegate < b.statement.delegate ? -1 : 1));
  const closed = hall.server.journal(hall.slug).find(({ type }) => type === 'drawing.closed');
  expect(closed).toMatchObject({ issues: issues.length, root: merkleRoot(sorted.map(issueLeaf)) });
  expect((await seen(hall.administrator, hall.slug, secret.ballot)).secret?.drawn).toBe(issues.length);
  // asked again, each gets the answer that they had
  const again = await answersTo(draws(filled));
  expect(again.map((one) => (typeof one === 'string' ? one : one.blindSignature))).toEqual(
    answers.map((one) => (typeof one === 'string' ? one : one.blindSignature)),
  );
});

test('a paper that is dropped while the ballot stops is counted once, or is told that it is not', async () => {
  await lookAfter(hall, secret.ballot);
  const nobody = new Person(hall.pair.server);
  // each from two phones at once, as when an answer is lost
  const drops = (some: readonly BoxedPaper[]) =>
    some.flatMap((boxed) => [0, 1].map(() => nobody.call('dropPaper', at(), boxed)));
  const early = drops(papers.slice(0, 3));
  await Promise.any(early);
  const stopping = hall.administrator.call('stopBallot', at());
  const answers = await answersTo([...early, ...drops(papers.slice(3))]);
  const late = await answersTo(papers.map((boxed) => nobody.call('dropPaper', at(), boxed)));
  const taken = new Set(answers.flatMap((answer) => (typeof answer === 'string' ? [] : [answer.statement])));
  const refused = [...answers, ...late].filter((answer) => typeof answer === 'string');
  for (const code of refused) expect(code).toBe('ballot.closed');
  expect((await stopping).votes).toBe(taken.size);
  await closeSecret(hall.pair, secret.ballot);
  const { papers: box } = await hall.administrator.call('box', at());
  expect(box.map(({ paper }) => hashOf(paper))).toEqual([...taken].sort());
});

test('who draws while the ballot is cancelled leaves no key behind, and keeps what was given', async () => {
  secret = await openSecretOn(hall);
  const filled = await fillIn();
  const draws = (some = filled) => some.map(({ person, issue }) => person.call('drawPaper', at(), issue));
  const early = draws(filled.slice(0, 5));
  await Promise.any(early);
  const cancelling = cancel(hall.pair, secret.ballot, 'Prøve');
  const answers = await answersTo([...early, ...draws(filled.slice(5))]);
  await cancelling;
  const given = answers.filter((answer) => typeof answer !== 'string').length;
  for (const answer of answers) if (typeof answer === 'string') expect(answer).toBe('drawing.closed');
  expect(hall.server.select(hall.slug, 'SELECT kid FROM issuer WHERE secret_key IS NOT NULL')).toEqual([]);
  expect(await seen(hall.administrator, hall.slug, secret.ballot)).toMatchObject({ state: 'cancelled', voted: given });
  expect((await answersTo(draws())).filter((answer) => typeof answer !== 'string').length).toBe(given);
});
