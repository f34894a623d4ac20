import { afterAll, beforeAll, expect, test } from 'vitest';
import { flag } from '../../server/demo/authenticator.ts';
import { Person } from '../../server/demo/person.ts';
import { toBase64url } from '../../server/rules/canonical.ts';
import type { LoginStatement } from '../../server/rules/statements.ts';
import { hour, makeClock, minute } from '../support/clock.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3, surroundings: clock });
});

afterAll(() => hall.server.end());

/** A phone that holds a delegate's passkey but no session. */
function signedOut(i = 0): Person {
  const delegate = hall.people[i];
  if (delegate === undefined) throw new RangeError(`there are ${hall.people.length} delegates`);
  const person = new Person(hall.pair.server, delegate.phone);
  person.member = delegate.member;
  return person;
}

async function statementFor(slug = hall.slug): Promise<LoginStatement> {
  const { nonce, at } = await new Person(hall.pair.server).call('nonce', { slug });
  return { typ: 'vedtak/login/1', branch: `${hall.pair.server}/lag/${slug}`, nonce, at };
}

function refuses(
  code: Parameters<typeof expectRefused>[1],
  person: Person,
  body: Parameters<typeof expectRefused<'login'>>[5],
) {
  return expectRefused(hall.server, code, person, 'login', { slug: hall.slug }, body);
}

test('whoever holds the passkey signs in, and is told who they are', async () => {
  const person = signedOut(2);
  await expect(person.call('castVote', { slug: hall.slug, ballot: 'x' })).rejects.toThrow();
  const { me: before } = await person.call('snapshot', { slug: hall.slug });
  expect(before).toBeNull();
  await person.signIn(hall.slug);
  const { me } = await person.call('snapshot', { slug: hall.slug });
  expect(me).toMatchObject({
    member: person.member,
    roles: ['delegate'],
    checkedIn: true,
    credentials: [person.phone.credential(person.member).id],
  });
});

test('a nonce signs in once', async () => {
  const person = signedOut();
  const body = person.sign(await statementFor());
  await person.call('login', { slug: hall.slug }, body);
  await refuses('login.expired', signedOut(), body);
});

test('of two sign-ins with one nonce at the same time, one gets in', async () => {
  const person = signedOut();
  const body = person.sign(await statementFor());
  const answers = await Promise.allSettled([1, 2, 3].map(() => signedOut().call('login', { slug: hall.slug }, body)));
  expect(answers.filter(({ status }) => status === 'fulfilled').length).toBe(1);
});

onNode('clock', 'a nonce that nobody gave out, or that is five minutes old, does not sign in', async () => {
  const person = signedOut();
  const statement = await statementFor();
  const own = { ...statement, nonce: toBase64url(crypto.getRandomValues(new Uint8Array(32))) };
  await refuses('login.expired', person, person.sign(own));
  clock.pass(5 * minute);
  await refuses('login.expired', person, person.sign(statement));
});

test('a statement for another branch, or a nonce of another branch, does not sign in', async () => {
  const person = signedOut();
  await refuses('statement.branch', person, person.sign(await statementFor(hall.pair.county)));
  const { nonce } = await statementFor(hall.pair.county);
  await refuses('login.expired', person, person.sign({ ...(await statementFor()), nonce }));
});

test('an unknown passkey, and a passkey of somebody else, does not sign in', async () => {
  const [person, other] = [signedOut(0), signedOut(1)];
  const stranger = new Person(hall.pair.server);
  stranger.register({
    challenge: 'AAAA',
    rp: { name: 'x', id: 'localhost' },
    user: { id: Buffer.from(person.member).toString('base64url'), name: 'x', displayName: 'x' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  await refuses('passkey.unknown', stranger, stranger.sign(await statementFor()));
  await refuses('passkey.unknown', other, { ...other.sign(await statementFor()), signer: person.member });
  const credential = person.phone.credential(person.member).id;
  await refuses('signature.wrong', stranger, { ...stranger.sign(await statementFor()), credential });
});

test('a signature over something else, on another site or without verification does not sign in', async () => {
  const person = signedOut();
  const statement = await statementFor();
  const at = '2026-01-01T00:00:00.000Z';
  await refuses('signature.altered', person, { ...person.sign(statement), statement: { ...statement, at } });
  await refuses('signature.origin', person, person.sign(statement, { origin: 'https://vedtak.example' }));
  await refuses('signature.user', person, person.sign(statement, { flags: flag.userPresent }));
});

test('a session ends when its holder signs out, on the server too', async () => {
  const person = signedOut();
  await person.signIn(hall.slug);
  const copy = await cookieOf(person);
  await person.call('logout', { slug: hall.slug });
  expect((await person.call('snapshot', { slug: hall.slug })).me).toBeNull();
  const answer = await fetch(`${hall.server.address}/lag/${hall.slug}/api/snapshot`, { headers: { cookie: copy } });
  expect(((await answer.json()) as { me: unknown }).me).toBeNull();
  await person.call('logout', { slug: hall.slug });
});

test('signing out on one phone leaves the other signed in', async () => {
  const [first, second] = [signedOut(), signedOut()];
  await first.signIn(hall.slug);
  await second.signIn(hall.slug);
  await first.call('logout', { slug: hall.slug });
  expect((await second.call('snapshot', { slug: hall.slug })).me?.member).toBe(second.member);
});

test('the cookie is kept from scripts and other sites, and has a plain name on http://localhost', async () => {
  const person = signedOut();
  const response = await person.fetch(`/lag/${hall.slug}/api/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(person.sign(await statementFor())),
  });
  const [cookie = ''] = response.headers.getSetCookie();
  const [pair, ...flags] = cookie.split('; ');
  expect(pair).toMatch(/^vedtak-bergen=[A-Za-z0-9_-]{43}$/u);
  expect(flags.sort()).toEqual(['HttpOnly', `Max-Age=${16 * 60 * 60}`, 'Path=/', 'SameSite=Strict']);
});

test('the database holds the hash of a session’s token, never the token', async () => {
  const person = signedOut();
  await person.signIn(hall.slug);
  const token = (await cookieOf(person)).split('=')[1] ?? '';
  const rows = hall.server.select<{ token_hash: string }>(hall.slug, 'SELECT * FROM session');
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain(token);
});

test('the branches of one server share no sessions', async () => {
  const person = signedOut();
  await person.signIn(hall.slug);
  const { county } = hall.pair;
  expect((await person.call('snapshot', { slug: county })).me).toBeNull();
  // the token under the other branch's name
  const token = (await cookieOf(person)).split('=')[1] ?? '';
  const headers = { cookie: `vedtak-${county}=${token}` };
  const answer = await fetch(`${hall.server.address}/lag/${county}/api/snapshot`, { headers });
  expect(((await answer.json()) as { me: unknown }).me).toBeNull();
});

onNode('clock', 'a session lasts through a long day and no longer', async () => {
  const person = signedOut();
  await person.signIn(hall.slug);
  clock.pass(16 * hour - minute);
  expect((await person.call('snapshot', { slug: hall.slug })).me?.member).toBe(person.member);
  clock.pass(minute);
  expect((await person.call('snapshot', { slug: hall.slug })).me).toBeNull();
  await signedOut().signIn(hall.slug);
  expect(hall.server.select(hall.slug, 'SELECT * FROM session')).toHaveLength(1);
});

/** The cookie that a person's next request carries. */
async function cookieOf(person: Person): Promise<string> {
  const real = globalThis.fetch;
  let sent = '';
  globalThis.fetch = (input, init) => {
    sent = new Headers(init?.headers).get('cookie') ?? '';
    return real(input, init);
  };
  try {
    await person.fetch(`/lag/${hall.slug}/api/snapshot`);
  } finally {
    globalThis.fetch = real;
  }
  return sent.split('; ').find((pair) => pair.startsWith(`vedtak-${hall.slug}=`)) ?? '';
}
