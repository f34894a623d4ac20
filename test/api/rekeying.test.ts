import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { deliverTo, fileOf, partsOf } from '../support/files.ts';
import { adopt, type Hall, resolveText } from '../support/hall.ts';
import {
  ask,
  chainThrough,
  confirm,
  foundParties,
  joinBelow,
  keyOf,
  placeOf,
  requestAt,
  type Two,
} from '../support/joining.ts';
import { meet, resolutionIn, type Unit } from '../support/party.ts';
import { problemIn } from '../support/refusals.ts';
import type { TestServer } from '../support/server.ts';

// A national level on one server; a county and a local branch on another.
let servers: TestServer[];
let second: TestServer;
let national: Unit;
let county: Unit;
let local: Unit;
let hall: Hall;

beforeAll(async () => {
  const founded = await foundParties(2);
  servers = founded.servers;
  [[national], [county, local]] = founded.parties as [Two, Two];
  second = county.server;
  await joinBelow(national, county);
  await chainThrough([local, county, national]);
  hall = await meet(local, 3);
}, 120_000);

afterAll(async () => {
  for (const server of servers) await server.end();
});

/** A branch makes itself a new key. */
async function rekey(unit: Unit): Promise<{ before: PublicJwk; kid: string; waiting: boolean }> {
  const before = await keyOf(unit);
  const { key, waiting } = await unit.leader.call('rekeyBranch', { slug: unit.slug }, { kid: before.kid });
  expect(key.kid).not.toBe(before.kid);
  return { before, kid: key.kid, waiting };
}

/** Waits until a branch has a key. */
function hasKey(unit: Unit, kid: string): Promise<void> {
  return expect.poll(async () => (await keyOf(unit)).kid, { timeout: 10_000 }).toBe(kid);
}

async function restart(server: TestServer): Promise<void> {
  await server.stop();
  await server.start();
}

test('a new key waits, sealed, until the parent vouches for it; the old one holds meanwhile, over a restart too', async () => {
  await resolveText(hall);
  const { before, kid, waiting } = await rekey(county);
  expect(waiting).toBe(true);
  expect((await keyOf(county)).kid).toBe(before.kid);
  expect((await placeOf(county)).change?.key.kid).toBe(kid);
  const again = county.leader.call('rekeyBranch', { slug: county.slug }, { kid: before.kid });
  await expect(again).rejects.toThrow('join.waiting');
  await restart(second);
  await chainThrough([local, county, national]);
  const { asks, known, join } = await requestAt(national, county);
  expect({ join, asked: asks.key.kid, known: known?.key.kid }).toEqual({ join: false, asked: kid, known: before.kid });
  await confirm(national, county);
  await hasKey(county, kid);
  await chainThrough([local, county, national]);
  const { key, pastKeys, change } = await placeOf(county);
  expect({ key: key.kid, past: pastKeys.map((one) => one.kid), change }).toEqual({
    key: kid,
    past: [before.kid],
    change: null,
  });
  expect(pastKeys[0]?.until).toBe(key.from);
  const keys = (await placeOf(national)).children.find(({ id }) => id === county.id)?.keys;
  expect(keys?.map((one) => [one.kid, one.until === null])).toEqual([
    [kid, true],
    [before.kid, false],
  ]);
  // the secret of the old key is gone
  const kept = second.select<{ secret_key: string | null }>(county.slug, 'SELECT secret_key FROM branch_key');
  expect(kept).toEqual([{ secret_key: null }]);
  await restart(second);
  await hasKey(county, kid);
});

test('what was signed below under the old key is taken in, and verifies under old and new alike where each stands', async () => {
  const old = await fileOf(hall, 1);
  await resolutionIn(county, (await local.leader.call('resolution', { slug: local.slug, number: '1' })).resolution);
  const under = partsOf(old).header.trust_chain as string[];
  const [about = ''] = under.slice(1);
  expect(decodeJwt(about).sub).toBe(local.id);
  // signed again since the branch was founded: the county's new key is not in it, the national one is
  expect((await verifyFiles({ resolution: old, anchor: await keyOf(county) })).refusal?.code).toBe('trust.anchor');
  expect((await verifyFiles({ resolution: old, anchor: await keyOf(national) })).refusal).toBeUndefined();
  const answer = await deliverTo(second, county.slug, old);
  expect(answer.status).toBe(200);
});

test('the list of the keys before is signed with the current one (OpenID Federation 1.0, section 8.7)', async () => {
  const answer = await county.leader.fetch(`/lag/${county.slug}/federation/keys`);
  expect(answer.headers.get('content-type')).toBe('application/jwk-set+jwt');
  const { header, payload } = partsOf(await answer.text());
  expect(header).toMatchObject({ typ: 'jwk-set+jwt', alg: 'ES256', kid: (await keyOf(county)).kid });
  const { iss, keys } = payload as { iss: string; keys: { kid: string; iat: number; exp: number; revoked: object }[] };
  expect(iss).toBe(county.id);
  const [past] = (await placeOf(county)).pastKeys;
  const exp = Math.floor(Date.parse(past?.until ?? '') / 1000);
  expect(keys).toMatchObject([{ kid: past?.kid, exp, revoked: { revoked_at: exp, reason: 'superseded' } }]);
});

test('the top takes a new key by itself; those below follow since the old key says so', async () => {
  const old = await keyOf(national);
  const { kid, waiting } = await rekey(national);
  expect(waiting).toBe(false);
  await hasKey(national, kid);
  await chainThrough([local, county, national]);
  expect((await placeOf(county)).parent?.key.kid).toBe(kid);
  await resolveText(hall);
  const file = await fileOf(hall, 2);
  expect((await verifyFiles({ resolution: file, anchor: await keyOf(national) })).refusal).toBeUndefined();
  expect((await verifyFiles({ resolution: file, anchor: old })).refusal?.code).toBe('trust.anchor');
  expect((await verifyFiles({ resolution: await fileOf(hall, 1), anchor: old })).refusal).toBeUndefined();
});

test('what is signed at the moment of the change is signed with a key that its chain names', async () => {
  const ballot = await adopt(hall);
  const { slug } = local;
  const statement = await local.leader.call('draftResolution', { slug, ballot });
  const [one, two] = hall.people;
  const number = String(statement.number);
  for (const person of [local.leader, one]) await person?.call('attest', { slug, number }, person.sign(statement));
  const { kid } = await rekey(local);
  await requestAt(county, local);
  const attest = two?.call('attest', { slug, number }, two.sign(statement));
  await Promise.all([confirm(county, local), attest]);
  await hasKey(local, kid);
  const file = await fileOf(hall, statement.number);
  expect((await verifyFiles({ resolution: file, anchor: await keyOf(national) })).refusal).toBeUndefined();
  await resolutionIn(county, (await local.leader.call('resolution', { slug, number })).resolution);
});

test('another name and level hold as soon as the parent agrees, and stand in the chains of those below', async () => {
  const { slug, leader } = county;
  expect(await leader.call('renameBranch', { slug }, { name: 'Vestland', level: 'fylkesparti' })).toEqual({
    waiting: true,
  });
  const { asks, known } = await requestAt(national, county);
  expect({ name: asks.name, before: known?.name }).toEqual({ name: 'Vestland', before: county.name });
  expect((await placeOf(county)).name).toBe(county.name);
  await confirm(national, county);
  await expect
    .poll(async () => (await chainThrough([local, county, national])).path[1]?.name, { timeout: 10_000 })
    .toBe('Vestland');
  const { branches } = await leader.call('server');
  await expect
    .poll(async () => (await leader.call('server')).branches.find((one) => one.slug === slug)?.name, { timeout: 5000 })
    .toBe('Vestland');
  expect(branches.map((one) => one.slug)).toContain(local.slug);
});

test('a change that is declined leaves all as it was, and can be asked for again; one that is withdrawn too', async () => {
  const { slug, leader } = county;
  const before = await keyOf(county);
  await rekey(county);
  const { request } = await requestAt(national, county);
  await national.leader.call('declineChild', { slug: national.slug, request });
  await expect.poll(async () => (await placeOf(county)).change, { timeout: 10_000 }).toBeNull();
  expect((await keyOf(county)).kid).toBe(before.kid);
  await chainThrough([local, county, national]);
  await leader.call('renameBranch', { slug }, { name: 'Hordaland', level: 'fylkesparti' });
  await requestAt(national, county);
  await leader.call('withdrawAsking', { slug });
  await expect.poll(async () => (await placeOf(national)).requests, { timeout: 10_000 }).toEqual([]);
  expect(await placeOf(county)).toMatchObject({ name: 'Vestland', change: null });
  await expect(leader.call('withdrawAsking', { slug })).rejects.toThrow('parent.missing');
});

test('a branch whose key is not to be trusted any more is revoked, takes another and comes again with that', async () => {
  const lost = await keyOf(local);
  const { slug, leader } = county;
  await leader.call('revokeChild', { slug }, { child: local.id, reason: 'Maskinen er stjålet' });
  await expect.poll(async () => (await placeOf(local)).parent, { timeout: 10_000 }).toBeNull();
  await resolveText(hall);
  const { code } = await problemIn(await deliverTo(second, slug, await fileOf(hall, 4)));
  expect(['child.revoked', 'trust.anchor']).toContain(code);
  const { waiting, kid } = await rekey(local);
  expect(waiting).toBe(false);
  await ask(local, county, local.id);
  const { asks, last } = await requestAt(county, local);
  expect({ kid: asks.key.kid, last }).toEqual({ kid, last: 4 });
  await confirm(county, local);
  await chainThrough([local, county, national]);
  const keys = (await placeOf(county)).children.find(({ id }) => id === local.id)?.keys;
  expect(keys?.find((key) => key.kid === lost.kid)?.revoked).toBe('Maskinen er stjålet');
  await resolveText(hall);
  await resolutionIn(county, (await local.leader.call('resolution', { slug: local.slug, number: '5' })).resolution);
});
