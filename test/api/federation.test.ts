import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callToOrder } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { verifyTrustChain } from '../../server/rules/trust.ts';
import { day, makeClock } from '../support/clock.ts';
import { anchorOf, fileOf, partsOf } from '../support/files.ts';
import { gatherHall, type Hall, resolveText } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';

let hall: Hall;
const clock = makeClock();
const now = (): string => new Date(clock.now()).toISOString();

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3, surroundings: clock });
});

afterAll(() => hall.server.end());

/** A text at an address below a branch. */
async function text(slug: string, path: string): Promise<string> {
  const answer = await fetch(`${hall.server.address}/lag/${slug}/${path}`);
  expect(answer.status, path).toBe(200);
  return answer.text();
}

/** What the county says of somebody. */
function fetchAbout(subject: string, slug = hall.pair.county): Promise<string> {
  return text(slug, `federation/fetch?sub=${encodeURIComponent(subject)}`);
}

test('each branch has a key of its own, known by its thumbprint, and shows no private half', async () => {
  const keys = new Set<string>();
  for (const slug of [hall.pair.county, hall.slug]) {
    const set = JSON.parse(await text(slug, 'jwks.json')) as { keys: [PublicJwk & { d?: string }] };
    expect(set.keys).toHaveLength(1);
    const [key] = set.keys;
    expect(key).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', use: 'sig' });
    expect(key.kid).toBe(await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x: key.x, y: key.y }));
    expect(key.d).toBeUndefined();
    keys.add(key.kid);
  }
  expect(keys.size).toBe(2);
});

test('what branches say of themselves and of each other leads from the branch to the county’s key', async () => {
  const { pair, slug } = hall;
  const branch = `${pair.server}/lag/${slug}`;
  const chain = [
    await text(slug, '.well-known/openid-federation'),
    await fetchAbout(branch),
    await text(pair.county, '.well-known/openid-federation'),
  ];
  const verified = await verifyTrustChain(chain, [await anchorOf(hall)], now());
  expect(verified.ok, JSON.stringify(verified)).toBe(true);
  if (!verified.ok) return;
  expect(verified.value.leaf).toEqual({
    id: branch,
    name: 'Arbeiderpartiet i Bergen',
    level: 'lokallag',
    parent: `${pair.server}/lag/${pair.county}`,
  });
  expect(partsOf(chain[0] ?? '').payload).toMatchObject({
    authority_hints: [`${pair.server}/lag/${pair.county}`],
    metadata: { vedtak_branch: { inbox: `${branch}/inbox` } },
  });
});

test('the county says nothing of strangers, nor of itself, nor does the branch of anybody (section 8.1.2)', async () => {
  const { pair, slug, server } = hall;
  const county = `${pair.server}/lag/${pair.county}`;
  const ask = async (at: string, query = ''): Promise<unknown> => {
    const answer = await fetch(`${server.address}/lag/${at}/federation/fetch${query}`);
    expect(answer.headers.get('content-type')).toBe('application/json');
    const { error } = (await answer.json()) as { error: string };
    return [answer.status, error];
  };
  const about = (subject: string): string => `?sub=${encodeURIComponent(subject)}`;
  const unknown = [404, 'not_found'];
  const wrong = [400, 'invalid_request'];
  expect(await ask(pair.county, about('https://vedtak.example/lag/fremmed'))).toEqual(unknown);
  expect(await ask(slug, about(county))).toEqual(unknown);
  expect(await ask(pair.county, about(county))).toEqual(wrong);
  expect(await ask(slug, about(`${pair.server}/lag/${slug}`))).toEqual(wrong);
  expect(await ask(pair.county)).toEqual(wrong);
  expect(await ask(pair.county, '?sub=')).toEqual(wrong);
});

test('the county lists the branches for which it vouches, and says where; a branch without any says neither (section 8.2)', async () => {
  const { pair, slug, server } = hall;
  const county = `${pair.server}/lag/${pair.county}`;
  const branch = `${pair.server}/lag/${slug}`;
  const of = async (at: string) =>
    (partsOf(await text(at, '.well-known/openid-federation')).payload as { metadata: object }).metadata;
  expect(await of(pair.county)).toMatchObject({
    federation_entity: {
      organization_name: 'Hordaland Arbeiderparti',
      federation_fetch_endpoint: `${county}/federation/fetch`,
      federation_list_endpoint: `${county}/federation/list`,
      federation_historical_keys_endpoint: `${county}/federation/keys`,
    },
  });
  expect(Object.keys(((await of(slug)) as { federation_entity: object }).federation_entity)).toEqual([
    'federation_historical_keys_endpoint',
    'organization_name',
  ]);
  expect(partsOf(await fetchAbout(branch)).payload).toMatchObject({ source_endpoint: `${county}/federation/fetch` });
  expect(JSON.parse(await text(pair.county, 'federation/list'))).toEqual([branch]);
  expect(JSON.parse(await text(slug, 'federation/list'))).toEqual([]);
  for (const filter of ['entity_type=vedtak_branch', 'trust_marked=true', 'trust_mark_type=x', 'intermediate=true']) {
    const answer = await fetch(`${server.address}/lag/${pair.county}/federation/list?${filter}`);
    expect(answer.status, filter).toBe(400);
    expect(await answer.json()).toMatchObject({ error: 'unsupported_parameter' });
  }
});

test('a resolution carries its chain, so that a verifier needs the county’s key and nothing else', async () => {
  await resolveText(hall);
  const { trust_chain: chain } = partsOf(await fileOf(hall, 1)).header;
  expect((await verifyTrustChain(chain as string[], [await anchorOf(hall)], now())).ok).toBe(true);
});

test('a branch that was made below the lower one resolves under the same county', async () => {
  const { administrator, slug, pair, server } = hall;
  const group = { name: 'Sandviken', slug: 'sandviken', level: 'gruppe', administrator: 'Siri Sand', number: '1' };
  const { invitation } = await administrator.call('addBranch', { slug }, group);
  const siri = new Person(pair.server);
  await siri.enrol('sandviken', invitation);
  const people: Person[] = [];
  await siri.call('importMembers', { slug: 'sandviken' }, { csv: 'nr;navn\n2;To\n3;Tre\n4;Fire' });
  const { members } = await siri.call('members', { slug: 'sandviken' });
  const ids = members.filter(({ number }) => number !== '1').map(({ member }) => member);
  for (const { token } of (await siri.call('invite', { slug: 'sandviken' }, { members: ids })).invitations) {
    const person = new Person(pair.server);
    await person.enrol('sandviken', token);
    people.push(person);
  }
  const below = { server: pair.server, county: slug, branch: 'sandviken', administrator: siri };
  const { meeting } = await callToOrder(below, people, 'Gruppemøte');
  const inner: Hall = { server, pair: below, slug: 'sandviken', meeting, administrator: siri, people };
  await resolveText(inner);
  const { trust_chain: chain } = partsOf(await fileOf(inner, 1)).header;
  const verified = await verifyTrustChain(chain as string[], [await anchorOf(hall)], now());
  expect(verified.ok, JSON.stringify(verified)).toBe(true);
});

onNode('clock', 'what those above say is fetched anew in its last month, before it ends', async () => {
  const { server } = hall;
  const issued = (slug: string): string[] =>
    server
      .select<{ issued_at: string }>(slug, `SELECT issued_at FROM entity_statement WHERE issuer NOT LIKE '%/${slug}'`)
      .map(({ issued_at }) => issued_at);
  expect(issued('sandviken')).toHaveLength(4);
  const restart = async (milliseconds: number): Promise<string> => {
    await server.stop();
    clock.pass(milliseconds);
    await server.start();
    return now();
  };
  await restart(600 * day);
  const before = issued('sandviken');
  // two years less 20 days after the statements were made
  const later = await restart(110 * day);
  await vi.waitFor(() => {
    for (const slug of ['bergen', 'sandviken'])
      for (const at of issued(slug)) if (at < later) throw new Error('not yet');
  }, 10_000);
  expect(issued('sandviken')).not.toEqual(before);
});
