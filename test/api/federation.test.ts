import { calculateJwkThumbprint } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import { verifyTrustChain } from '../../server/rules/trust.ts';
import { anchorOf, fileOf, partsOf } from '../support/files.ts';
import { gatherHall, type Hall, resolveText } from '../support/hall.ts';
import { problemIn } from '../support/refusals.ts';

let hall: Hall;
const now = (): string => new Date().toISOString();

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3 });
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
  const verified = await verifyTrustChain(chain, await anchorOf(hall), now());
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

test('the county says nothing of strangers, nor of itself, nor does the branch of anybody', async () => {
  const { pair, slug, server } = hall;
  const county = `${pair.server}/lag/${pair.county}`;
  const ask = (at: string, subject?: string): Promise<Response> =>
    fetch(
      `${server.address}/lag/${at}/federation/fetch${subject === undefined ? '' : `?sub=${encodeURIComponent(subject)}`}`,
    );
  for (const answer of [
    await ask(pair.county, county),
    await ask(pair.county, 'https://vedtak.example/lag/fremmed'),
    await ask(pair.county, ''),
    await ask(pair.county),
    await ask(slug, county),
    await ask(slug, `${pair.server}/lag/${slug}`),
  ]) {
    expect((await problemIn(answer)).code).toBe('not_found');
  }
});

test('a resolution carries its chain, so that a verifier needs the county’s key and nothing else', async () => {
  await resolveText(hall);
  const { trust_chain: chain } = partsOf(await fileOf(hall, 1)).header;
  expect((await verifyTrustChain(chain as string[], await anchorOf(hall), now())).ok).toBe(true);
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
  const { callToOrder } = await import('../../server/demo/meeting.ts');
  const below = { server: pair.server, county: slug, branch: 'sandviken', administrator: siri };
  const { meeting } = await callToOrder(below, people, 'Gruppemøte');
  const inner: Hall = { server, pair: below, slug: 'sandviken', meeting, administrator: siri, people };
  await resolveText(inner);
  const { trust_chain: chain } = partsOf(await fileOf(inner, 1)).header;
  const verified = await verifyTrustChain(chain as string[], await anchorOf(hall), now());
  expect(verified.ok, JSON.stringify(verified)).toBe(true);
});
