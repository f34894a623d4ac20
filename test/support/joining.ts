import { expect, vi } from 'vitest';
import { setUp } from '../../server/demo/meeting.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { type Trusted, verifyTrustChain } from '../../server/rules/trust.ts';
import { addUnit, entryIn, type Unit } from './party.ts';
import { engine, startServer, type TestServer } from './server.ts';

/** A branch with one below it, which nobody stands above. */
export type Two = [upper: Unit, lower: Unit];

/** Servers with parties of two branches each that do not know each other yet. */
export interface Parties {
  servers: TestServer[];
  parties: Two[];
}

/**
 * Founds parties on a server each. Where the tests run against workerd all stand on one server, since of two workerds in one
 * process one rings no alarms; they talk to each other through its public address all the same.
 */
export async function foundParties(number: number): Promise<Parties> {
  if (engine === 'node') {
    const servers = await Promise.all(Array.from({ length: number }, () => startServer()));
    return { servers, parties: await Promise.all(servers.map(foundTwo)) };
  }
  const server = await startServer();
  const parties = [await foundTwo(server)];
  for (let i = 2; i <= number; i += 1) parties.push(await foundBeside(parties[0] as Two, i));
  return { servers: [server], parties };
}

async function foundTwo(server: TestServer): Promise<Two> {
  const { county, branch, administrator: leader } = await setUp(server.setupLink ?? '');
  const unit = (slug: string, name: string): Unit => ({
    server,
    slug,
    id: `${leader.server}/lag/${slug}`,
    name,
    leader,
    above: county,
  });
  return [unit(county, 'Hordaland Arbeiderparti'), unit(branch, 'Arbeiderpartiet i Bergen')];
}

async function foundBeside([upper, lower]: Two, number: number): Promise<Two> {
  const apart = await addUnit(upper, `${upper.slug}-${number}`, upper.name, 'fylkeslag');
  await leave(apart, upper);
  return [apart, await addUnit(apart, `${lower.slug}-${number}`, lower.name, 'lokallag')];
}

/** A branch leaves its parent. */
export async function leave(child: Unit, parent: Unit): Promise<void> {
  await child.leader.call('leaveParent', { slug: child.slug }, { parent: parent.id, reason: 'moved' });
  await entryIn(parent, (entry) => entry.type === 'child.ended' && entry.child === child.id);
}

/** Waits until none of the branches has anything on its way: then nothing is stored but by what a test does next. */
export async function nothingWaits(...units: readonly Unit[]): Promise<void> {
  for (const { leader, slug } of units)
    await expect
      .poll(async () => (await leader.call('deliveries', { slug })).counts.waiting, { timeout: 30_000 })
      .toBe(0);
}

/** A branch's place in the party, as its leader sees it. */
export function placeOf({ leader, slug }: Unit) {
  return leader.call('party', { slug });
}

/** A branch asks another one to take it in: invited, looked up, compared. */
export async function ask(child: Unit, parent: Unit, only?: string): Promise<void> {
  const { slug, leader } = child;
  const form = { name: child.name, level: 'lag', ...(only === undefined ? {} : { child: only }) };
  const { link } = await parent.leader.call('inviteBranch', { slug: parent.slug }, form);
  const found = await leader.call('lookUpParent', { slug }, { link });
  await leader.call('askParent', { slug }, { link, kid: found.key.kid });
}

/** Waits for what a branch asks of its parent. */
export async function requestAt(parent: Unit, child: Unit) {
  return vi.waitFor(async () => {
    const request = (await placeOf(parent)).requests.find((one) => one.child === child.id);
    if (request === undefined) throw new Error(`${child.slug} has asked for nothing`);
    return request;
  }, 10_000);
}

/** The parent confirms what a branch asks, having compared the words of its key. */
export async function confirm(parent: Unit, child: Unit): Promise<void> {
  const { request, asks } = await requestAt(parent, child);
  await parent.leader.call('confirmChild', { slug: parent.slug, request }, { kid: asks.key.kid });
}

/** A branch joins below another one. */
export async function joinBelow(parent: Unit, child: Unit): Promise<void> {
  await ask(child, parent);
  await confirm(parent, child);
  await entryIn(child, (entry) => entry.type === 'parent.confirmed' && entry.parent === parent.id);
}

/** The key that a branch has now. */
export async function keyOf({ leader, slug }: Unit): Promise<PublicJwk> {
  const { keys } = (await (await leader.fetch(`/lag/${slug}/jwks.json`)).json()) as { keys: [PublicJwk] };
  return keys[0];
}

/** The trust chain of a branch: what it says of itself, and what it holds of those above it. */
async function chainOf({ server, leader, slug, id }: Unit): Promise<string[]> {
  const chain = [await (await leader.fetch(`/lag/${slug}/.well-known/openid-federation`)).text()];
  const rows = server.select<{ issuer: string; subject: string; jws: string }>(slug, 'SELECT * FROM entity_statement');
  let below = id;
  for (;;) {
    const up = rows.find(({ issuer, subject }) => subject === below && issuer !== below);
    if (up === undefined) break;
    chain.push(up.jws);
    below = up.issuer;
  }
  const top = rows.find(({ issuer, subject }) => issuer === below && subject === below);
  return top === undefined || below === id ? chain : [...chain, top.jws];
}

/** Waits until the chain of a branch leads up through some branches to the key of the last, which it is then verified under. */
export function chainThrough(units: readonly [Unit, ...Unit[]], pin = units.length - 1): Promise<Trusted> {
  const [leaf] = units;
  return vi.waitFor(async () => {
    const anchor = await keyOf(units[pin] ?? leaf);
    const chain = await chainOf(leaf);
    const checked = await verifyTrustChain(chain, [anchor], new Date().toISOString());
    if (!checked.ok) throw new Error(`${checked.refusal.code}: ${checked.refusal.detail}`);
    const ids = units.slice(0, pin + 1).map(({ id }) => id);
    if (checked.value.ids.join() !== ids.join() || chain.length !== (units.length === 1 ? 1 : units.length + 1))
      throw new Error(`it leads through ${checked.value.ids.join(' < ')}, ${chain.length} statements`);
    return checked.value;
  }, 10_000);
}
