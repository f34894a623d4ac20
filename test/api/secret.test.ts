import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { blind, closeSecret, draw, drop, type SecretBallot, signIssue, unblind } from '../../server/demo/secret.ts';
import { isSignedPaper } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { gatherHall, type Hall, markAll, seen } from '../support/hall.ts';
import { expectRefused } from '../support/refusals.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';

// a secret ballot from its opening to the resolution, at the real server
let hall: Hall;
let secret: SecretBallot;
let nobody: Person;
const papers: BoxedPaper[] = [];

beforeAll(async () => {
  hall = await gatherHall({ delegates: 5 });
  secret = await openSecretOn(hall);
  nobody = new Person(hall.pair.server);
});

afterAll(() => hall.server.end());

const at = (): { slug: string; ballot: string } => ({ slug: hall.slug, ballot: secret.ballot });
const person = (i: number): Person => hall.people[i] as Person;

test('who draws gets a signature that holds, and the same one when the answer was lost', async () => {
  const blinded = await blind(secret, markAll(3, 'for'));
  const issue = signIssue(person(0), blinded);
  const first = await person(0).call('drawPaper', at(), issue);
  expect((await person(0).call('drawPaper', at(), issue)).blindSignature).toBe(first.blindSignature);
  const boxed = await unblind(secret.issuer, blinded, first.blindSignature);
  expect(await isSignedPaper(boxed, secret.issuer)).toBe(true);
  papers.push(boxed);
  await expectRefused(
    hall.server,
    'paper.drawn',
    person(0),
    'drawPaper',
    at(),
    signIssue(person(0), await blind(secret, markAll(3, 'against'))),
  );
  for (const i of [1, 2])
    papers.push(await draw(person(i), hall.slug, secret, markAll(3, i === 1 ? 'for' : 'against')));
  expect(await seen(hall.administrator, hall.slug, secret.ballot)).toMatchObject({
    voted: 3,
    secret: { drawn: 3, window: null },
  });
});

test('the box opens when the drawing is closed, and closes with the ballot', async () => {
  await expectRefused(hall.server, 'drawing.open', nobody, 'dropPaper', at(), papers[0]);
  await expectRefused(hall.server, 'drawing.open', hall.administrator, 'stopBallot', at());
  await closeDrawing(hall, secret.ballot);
  await expectRefused(
    hall.server,
    'drawing.closed',
    person(3),
    'drawPaper',
    at(),
    signIssue(person(3), await blind(secret, markAll(3, 'for'))),
  );
  await expectRefused(hall.server, 'box.shut', hall.administrator, 'stopBallot', at());
  for (const boxed of papers) await drop(nobody, hall.slug, boxed);
  expect((await drop(nobody, hall.slug, papers[0] as BoxedPaper)).statement).toBe(hashOf(papers[0]?.paper));
  expect(await lookAfter(hall, secret.ballot)).toBe(3);
  await closeSecret(hall.pair, secret.ballot);
  const { papers: box } = await person(0).call('box', at());
  expect(box.map(({ paper }) => hashOf(paper))).toEqual(papers.map(({ paper }) => hashOf(paper)).sort());
  expect(await seen(hall.administrator, hall.slug, secret.ballot)).toMatchObject({
    state: 'closed',
    result: { tally: { '1': { for: 2, against: 1, blank: 0 } }, outcome: { '1': 'adopted' } },
  });
});

test('the resolution says that the ballot was secret', async () => {
  const statement = await resolve(hall.pair, secret.ballot, hall.people.slice(0, 2));
  expect(statement.ballots[0]).toMatchObject({ secrecy: 'secret' });
});

test('the minutes say that it was secret, with its papers, and name nobody who drew one', async () => {
  const { administrator, slug, meeting, people } = hall;
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  const { text } = await administrator.call('draftMinutes', { slug, meeting }, { discard: false });
  expect(text).toContain('Avstemningen var hemmelig: 3 stemmesedler ble delt ut, og 3 lå i urnen.');
  const { members } = await administrator.call('members', { slug });
  const voter = members.find(({ member }) => member === people[2]?.member);
  expect(voter?.name).toBeTypeOf('string');
  expect(text).not.toContain(voter?.name);
});
