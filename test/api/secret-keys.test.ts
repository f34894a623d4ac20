import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancel, nextBallot } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { blind, draw, openSecret, type SecretBallot, unblind } from '../../server/demo/secret.ts';
import { openIssuer } from '../../server/issuer.ts';
import { safeOf } from '../../server/keys.ts';
import { isSignedPaper } from '../../server/rules/box.ts';
import type { IssuerKey } from '../../server/rules/secret-statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { gatherHall, type Hall, markAll, openOn, propose } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';
import { closeDrawing, openSecretOn } from '../support/secret.ts';
import { nodeStorage } from '../support/storage.ts';

// where the keys of secret ballots are, and when they are gone
let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
});

afterAll(() => hall.server.end());

const person = (i: number): Person => hall.people[i] as Person;

/** The sealed keys that are stored, by their ids. */
function kept(): Map<string, string> {
  const rows = hall.server.select<{ kid: string; secret_key: string }>(
    hall.slug,
    'SELECT kid, secret_key FROM issuer WHERE secret_key IS NOT NULL',
  );
  return new Map(rows.map(({ kid, secret_key }) => [kid, secret_key]));
}

async function make(): Promise<IssuerKey> {
  const { administrator, slug, meeting } = hall;
  return (await administrator.call('makeIssuer', { slug, meeting })).issuer;
}

/** Opens the key that is kept of a ballot as somebody could who has the database and the secret of the server. */
async function stolen(kid: string) {
  const safe = safeOf(await hall.server.secret(), `${hall.pair.server}/lag/${hall.slug}`);
  return openIssuer(safe, kept().get(kid) ?? '');
}

test('the last key that was made waits for a ballot, those before it are gone', async () => {
  const { slug, meeting, pair, administrator, server } = hall;
  const first = await make();
  const second = await make();
  expect(second.n).not.toBe(first.n);
  expect([...kept().keys()]).toEqual([second.kid]);
  const { proposal, content } = await propose(hall);
  const subject: Subject = { kind: 'text', content };
  const { statement } = await nextBallot(pair, subject, { issuer: first });
  const body = { proposal, subject, signed: administrator.sign(statement) };
  await expectRefused(server, 'issuer.unknown', administrator, 'openBallot', { slug, meeting }, body);
});

test('a key that waits is gone when a ballot opens without it, and when the meeting does not go on', async () => {
  const { slug, meeting, pair, administrator } = hall;
  await make();
  await cancel(pair, await openOn(hall), 'Den skulle vært hemmelig');
  expect(kept().size).toBe(0);
  await make();
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'adjourned' });
  expect(kept().size).toBe(0);
  await expectRefused(hall.server, 'meeting.state', administrator, 'makeIssuer', { slug, meeting });
  await expectRefused(hall.server, 'not_found', administrator, 'makeIssuer', { slug, meeting: 'nowhere' });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'open' });
});

test('a ballot’s key is kept sealed while papers are drawn, opens another ballot never, and is gone with the drawing', async () => {
  const { slug, meeting, pair, administrator, server } = hall;
  const secret = await openSecretOn(hall);
  const boxed = await draw(person(0), slug, secret, markAll(3, 'for'));
  expect(await isSignedPaper(boxed, secret.issuer)).toBe(true);
  const sealed = kept().get(secret.issuer.kid);
  expect(sealed?.split('.').length).toBe(5);
  expect(await stolen(secret.issuer.kid)).toBeTypeOf('function');
  await closeDrawing(hall, secret.ballot);
  expect(kept().size).toBe(0);
  await cancel(pair, secret.ballot, 'Prøve');
  const { proposal, content } = await propose(hall);
  const subject: Subject = { kind: 'text', content };
  const { statement } = await nextBallot(pair, subject, { issuer: secret.issuer });
  const body = { proposal, subject, signed: administrator.sign(statement) };
  await expectRefused(server, 'issuer.unknown', administrator, 'openBallot', { slug, meeting }, body);
});

test('a ballot that is cancelled while papers are drawn lets go of its key', async () => {
  const secret = await openSecretOn(hall);
  await draw(person(0), hall.slug, secret, markAll(3, 'for'));
  expect([...kept().keys()]).toEqual([secret.issuer.kid]);
  await cancel(hall.pair, secret.ballot, 'Prøve');
  expect(kept().size).toBe(0);
});

test('whoever has a ballot’s key puts no more papers into the box than were drawn', async () => {
  const { slug, server } = hall;
  const secret = await openSecretOn(hall);
  const where = { slug, ballot: secret.ballot };
  const nobody = new Person(hall.pair.server);
  const forged = await forge(secret);
  const boxed = await draw(person(0), slug, secret, markAll(3, 'for'));
  await closeDrawing(hall, secret.ballot);
  await nobody.call('dropPaper', where, boxed);
  await expectRefused(server, 'box.full', nobody, 'dropPaper', where, forged);
  await cancel(hall.pair, secret.ballot, 'Prøve');
});

/** A paper that the stolen key of a ballot signed for nobody. */
async function forge(secret: SecretBallot) {
  const blinded = await blind(secret, markAll(3, 'against'));
  const sign = await stolen(secret.issuer.kid);
  return unblind(secret.issuer, blinded, sign(blinded.blinded));
}

onNode('process', 'when the server has ended, no page of the database holds a key that is gone', async () => {
  const { proposal, content } = await propose(hall);
  const secret = await openSecret(hall.pair, proposal, { kind: 'text', content });
  const sealed = kept().get(secret.issuer.kid) ?? '';
  const file = nodeStorage.files(hall.server.data).get(hall.slug) ?? '';
  // a row that is longer than a page goes on in another
  const parts = [sealed.slice(60, 120), sealed.slice(-120, -60)];
  const isHeld = async (): Promise<boolean> => {
    await hall.server.stop();
    const bytes = await readFile(file, 'latin1');
    await hall.server.start();
    return parts.some((part) => bytes.includes(part));
  };
  expect(await isHeld()).toBe(true);
  await closeDrawing(hall, secret.ballot);
  expect(await isHeld()).toBe(false);
});
