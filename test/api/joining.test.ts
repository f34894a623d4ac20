import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fingerprintOf } from '../../server/rules/fingerprint.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { deliverTo, fileOf, partsOf } from '../support/files.ts';
import { type Hall, resolveText } from '../support/hall.ts';
import {
  ask,
  chainThrough,
  confirm,
  foundParties,
  joinBelow,
  keyOf,
  leave,
  nothingWaits,
  placeOf,
  requestAt,
  type Two,
} from '../support/joining.ts';
import { vedtak } from '../support/moving.ts';
import { addUnit, meet, resolutionIn, type Unit } from '../support/party.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';
import type { TestServer } from '../support/server.ts';

// Three servers: the national one; one of a county with a municipality; one of a local branch with a group below it.
let servers: TestServer[];
let national: Unit;
let other: Unit;
let county: Unit;
let municipality: Unit;
let local: Unit;
let group: Unit;
let folder: string;
/** The group's meeting. */
let hall: Hall;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-joining-'));
  const founded = await foundParties(3);
  servers = founded.servers;
  [[national, other], [county, municipality], [local, group]] = founded.parties as [Two, Two, Two];
}, 120_000);

afterAll(async () => {
  for (const server of servers) await server.end();
  await rm(folder, { recursive: true, force: true });
});

test('a branch joins below one on another server when both leaders have seen the same words', async () => {
  await ask(local, municipality);
  const { asked, parent } = await placeOf(local);
  expect(parent).toBeNull();
  expect(asked).toMatchObject({ id: municipality.id, name: municipality.name, state: 'asking', refused: null });
  expect(asked?.key.words).toEqual(fingerprintOf(await keyOf(municipality)));
  const request = await requestAt(municipality, local);
  expect(request).toMatchObject({ child: local.id, join: true, known: null, last: null });
  expect(request.asks.key.words).toEqual(fingerprintOf(await keyOf(local)));
  const wrong = (await keyOf(group)).kid;
  const at = { slug: municipality.slug, request: request.request };
  await expectRefused(municipality.server, 'join.key', municipality.leader, 'confirmChild', at, { kid: wrong });
  await confirm(municipality, local);
  await chainThrough([local, municipality, county]);
  const { children, invitations } = await placeOf(municipality);
  expect(invitations).toEqual([]);
  expect(children).toMatchObject([{ id: local.id, state: 'active', keys: [{ until: null, revoked: null }] }]);
  expect((await local.leader.call('snapshot', { slug: local.slug })).branch.parent?.name).toBe(municipality.name);
});

test('the branch below that one has a chain through it at once', async () => {
  await chainThrough([group, local, municipality, county]);
});

test('a parent that joins a grandparent afterwards brings all below it along', async () => {
  await joinBelow(national, county);
  const { path } = await chainThrough([group, local, municipality, county, national]);
  expect(path).toHaveLength(5);
  // whoever knows the county's key alone believes nothing of the national level
  expect((await chainThrough([group, local, municipality, county, national], 3)).anchorId).toBe(county.id);
});

test('nobody stands below a branch that stands below it', async () => {
  const { link } = await local.leader.call('inviteBranch', { slug: local.slug }, { name: 'Ring', level: 'lag' });
  const { slug, leader, server } = municipality;
  const { key } = await county.leader.call('lookUpParent', { slug: county.slug }, { link });
  await expectRefused(server, 'join.circle', leader, 'lookUpParent', { slug }, { link });
  // two levels up nobody knows by looking; the one who is asked does
  await county.leader.call('askParent', { slug: county.slug }, { link, kid: key.kid });
  await expect
    .poll(async () => (await placeOf(county)).asked, { timeout: 10_000 })
    .toMatchObject({ state: 'declined', refused: 'join.circle' });
  await county.leader.call('withdrawAsking', { slug: county.slug });
  expect(await placeOf(county)).toMatchObject({ asked: null, parent: { id: national.id } });
});

test('an invitation is good for one branch and once, and can be taken back', async () => {
  const { slug, leader, server } = national;
  const invite = async (): Promise<{ link: string; invitation: string }> =>
    leader.call('inviteBranch', { slug }, { name: 'Nytt lag', level: 'lag' });
  await nothingWaits(national, other);
  const { link, invitation } = await invite();
  expect((await placeOf(national)).invitations.map((one) => one.invitation)).toEqual([invitation]);
  await leader.call('withdrawInvitation', { slug, invitation });
  await expectRefused(server, 'not_found', leader, 'withdrawInvitation', { slug, invitation });
  const apart = await addUnit(other, 'apart', 'For seg selv');
  await leave(apart, other);
  const { kid } = await keyOf(national);
  await apart.leader.call('askParent', { slug: apart.slug }, { link, kid });
  await expect
    .poll(async () => (await placeOf(apart)).asked, { timeout: 10_000 })
    .toMatchObject({ state: 'declined', refused: 'join.token' });
  await nothingWaits(apart, other, national);
  await expectRefused(server, 'join.key', apart.leader, 'askParent', { slug: apart.slug }, { link, kid: 'other' });
  for (const wrong of ['', 'x', `${national.id}/organisasjon`, link.replace('#', '#?')])
    await expectRefused(server, 'join.token', apart.leader, 'lookUpParent', { slug: apart.slug }, { link: wrong });
  const nowhere = `http://localhost:1/lag/x/organisasjon#${'a'.repeat(32)}`;
  await expectRefused(
    server,
    'address.unreachable',
    apart.leader,
    'lookUpParent',
    { slug: apart.slug },
    { link: nowhere },
  );
  // what is declined is told, and the invitation is gone
  await ask(apart, national);
  const again = apart.leader.call('askParent', { slug: apart.slug }, { link: (await invite()).link, kid });
  await expect(again).rejects.toThrow('join.waiting');
  const { request } = await requestAt(national, apart);
  await leader.call('declineChild', { slug, request });
  await expect
    .poll(async () => (await placeOf(apart)).asked, { timeout: 10_000 })
    .toMatchObject({ state: 'declined', refused: null });
});

test('a resolution from four levels below verifies offline under the national key, and under the county’s', async () => {
  hall = await meet(group, 3);
  const first = await resolveText(hall);
  const resolution = await fileOf(hall, 1);
  await resolutionIn(local, await hashIn(group, 1));
  const file = join(folder, 'vedtak.jws');
  await writeFile(file, resolution);
  for (const unit of [national, county, municipality, local]) {
    const anchor = await keyOf(unit);
    const verified = await verifyFiles({ resolution, anchor });
    expect(verified.refusal, unit.slug).toBeUndefined();
    expect(verified.resolution.trusted).toMatchObject({ leaf: { id: group.id }, anchorId: unit.id });
    const pin = join(folder, `${unit.slug}.json`);
    await writeFile(pin, JSON.stringify(anchor));
    const { code, out } = await vedtak(['verify', file, '--anchor', pin, '--json']);
    expect(code, out.toString()).toBe(0);
    expect(JSON.parse(out.toString())).toMatchObject({ ok: true, anchor: unit.id, branch: { id: group.id } });
  }
  const stranger = await verifyFiles({ resolution, anchor: await keyOf(other) });
  expect(stranger.refusal?.code).toBe('trust.anchor');
  expect(first.branch).toBe(group.id);
});

/** The hash of a branch's own resolution. */
async function hashIn({ leader, slug }: Unit, number: number): Promise<string> {
  return (await leader.call('resolution', { slug, number: String(number) })).resolution;
}

test('a branch moves to another parent, which takes its numbers up where they were', async () => {
  await ask(group, county);
  expect((await requestAt(county, group)).last).toBe(1);
  // another one is signed while the new parent thinks about it: that one comes to both
  await resolveText(hall);
  const before = await fileOf(hall, 2);
  await resolutionIn(local, await hashIn(group, 2));
  await confirm(county, group);
  await chainThrough([group, county, national]);
  await resolutionIn(county, await hashIn(group, 2));
  const after = await fileOf(hall, 2);
  expect(partsOf(after).payload).toEqual(partsOf(before).payload);
  expect((await verifyFiles({ resolution: after, anchor: await keyOf(county) })).refusal).toBeUndefined();
  await expect
    .poll(async () => (await placeOf(local)).children.map(({ state }) => state), { timeout: 10_000 })
    .toEqual(['left']);
  // the old files hold under the keys of those who vouched for the branch then
  for (const resolution of [await fileOf(hall, 1), before])
    expect((await verifyFiles({ resolution, anchor: await keyOf(local) })).refusal).toBeUndefined();
  // the next number goes to the new parent alone
  await resolveText(hall);
  const third = await fileOf(hall, 3);
  await resolutionIn(county, await hashIn(group, 3));
  const { code } = await problemIn(await deliverTo(local.server, local.slug, third));
  expect(code).toBe('trust.child');
});

test('a revoked branch is told so, and what it signs is refused while what it signed holds', async () => {
  const { slug, leader, server } = municipality;
  await leader.call('revokeChild', { slug }, { child: local.id, reason: 'Laget er lagt ned' });
  await expect.poll(async () => (await placeOf(local)).parent, { timeout: 10_000 }).toBeNull();
  await chainThrough([local]);
  await nothingWaits(municipality);
  await expectRefused(server, 'child.state', leader, 'revokeChild', { slug }, { child: local.id, reason: '' });
  const [child] = (await placeOf(municipality)).children;
  expect(child).toMatchObject({
    state: 'revoked',
    reason: 'Laget er lagt ned',
    keys: [{ revoked: 'Laget er lagt ned' }],
  });
  // it comes again by an invitation for it alone
  await expectRefused(
    server,
    'child.state',
    leader,
    'inviteBranch',
    { slug },
    { name: 'x', level: 'y', child: group.id },
  );
  await ask(local, municipality, local.id);
  await confirm(municipality, local);
  await chainThrough([local, municipality, county, national]);
  expect((await placeOf(municipality)).children).toMatchObject([
    { state: 'active', keys: [{ until: null, revoked: null }] },
  ]);
});

test('a branch closes down: it has left its parent, takes no meetings, and can be read', async () => {
  const { slug, leader, server } = municipality;
  await nothingWaits(municipality, local);
  await expectRefused(server, 'child.state', leader, 'closeBranch', { slug }, { name: municipality.name });
  await expectRefused(
    local.server,
    'statement.wrong',
    local.leader,
    'closeBranch',
    { slug: local.slug },
    { name: 'Noe annet' },
  );
  await local.leader.call('closeBranch', { slug: local.slug }, { name: (await placeOf(local)).name });
  await expect
    .poll(async () => (await placeOf(municipality)).children.map(({ state }) => state), { timeout: 10_000 })
    .toEqual(['closed']);
  // the receipt comes after it
  await nothingWaits(local);
  const meeting = { title: 'Møte', place: '', startsAt: new Date().toISOString(), quorum: { num: 0, den: 1 } };
  await expectRefused(local.server, 'branch.closed', local.leader, 'createMeeting', { slug: local.slug }, meeting);
  await expectRefused(
    local.server,
    'branch.closed',
    local.leader,
    'inviteBranch',
    { slug: local.slug },
    { name: 'x', level: 'y' },
  );
  expect(await placeOf(local)).toMatchObject({ parent: null, closedAt: expect.any(String) });
  await chainThrough([local]);
});
