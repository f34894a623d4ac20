import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Endpoint, type Scope, scopes } from '../../server/api/endpoint.ts';
import { type EndpointName, endpoints, pathOf } from '../../server/api/endpoints.ts';
import { Person } from '../../server/demo/person.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import { day, hour, makeClock } from '../support/clock.ts';
import { gatherHall, type Hall } from '../support/hall.ts';
import { harmlessBodies } from '../support/harmless.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;
const bearers = {} as Record<Scope, string>;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3, surroundings: clock });
  for (const scope of scopes) bearers[scope] = (await create([scope])).bearer;
});

afterAll(() => hall.server.end());

function create(reach: Scope[], expires: string | null = null): Promise<{ bearer: string; token: string }> {
  return hall.administrator.call('createToken', { slug: hall.slug }, { name: 'Arkiv', scopes: reach, expires });
}

/** Sends a request with a token and no session; gives the code of its refusal, or ok. */
async function codeOf(path: string, bearer: string, init: RequestInit = {}): Promise<string> {
  const headers = { ...init.headers, authorization: `Bearer ${bearer}` };
  const response = await fetch(hall.server.address + path, { ...init, headers });
  return response.ok ? 'ok' : (await problemIn(response)).code;
}

const all = Object.entries(endpoints) as [EndpointName, Endpoint][];

/** What each scope opens, written down apart from the endpoints' own table. */
const opened: Partial<Record<EndpointName, Scope>> = {
  minutes: 'minutes',
  deliveries: 'deliveries',
  hearingInputs: 'hearings',
};

function parameters(): Record<string, string> {
  const names = all.flatMap(([, { path }]) => [...path.matchAll(/:([a-z]+)/gu)].map(([, name]) => name ?? ''));
  const { slug, meeting } = hall;
  return { ...Object.fromEntries(names.map((name) => [name, hashOf('nothing')])), number: '1', slug, meeting };
}

test('every cell: a token reads what its scope names, and nothing else that is not public', async () => {
  const { slug, pair, server } = hall;
  const bodies: Partial<Record<EndpointName, unknown>> = harmlessBodies(`${pair.server}/lag/${slug}`);
  // the first use of a day is noted
  for (const scope of scopes) await codeOf(pathOf('deliveries', parameters()), bearers[scope]);
  await codeOf(pathOf('minutes', parameters()), bearers.minutes);
  await codeOf(pathOf('hearingInputs', parameters()), bearers.hearings);
  await hall.administrator.call('tokens', { slug });
  const before = await server.stored();
  for (const [name, { method, access }] of all) {
    const body = bodies[name];
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const init = { method, ...(body === undefined ? {} : json) };
    const scope = opened[name];
    expect(endpoints[name], name).toHaveProperty('method', method);
    expect((endpoints[name] as Endpoint).scope, name).toBe(scope);
    if (scope === undefined && (access === 'anyone' || access === 'screen')) continue;
    for (const held of scopes) {
      const code = await codeOf(pathOf(name, parameters()), bearers[held], init);
      if (held === scope) expect(['ok', 'hearing.unknown'], name).toContain(code);
      else expect(code, `${name} with ${held}`).toBe('reading.scope');
    }
    expect(await codeOf(pathOf(name, parameters()), 'vedtak_wrong', init), name).toBe('reading.token');
  }
  expect(await server.stored()).toBe(before);
});

test('what is public is so with any token, and with none', async () => {
  for (const name of ['published', 'collection', 'snapshot', 'hearings'] as const)
    for (const bearer of [bearers.minutes, 'vedtak_wrong'])
      expect(await codeOf(pathOf(name, parameters()), bearer), name).toBe('ok');
});

test('with the minutes come no names of those who came, and nobody’s own part', async () => {
  const { server, slug, meeting, people, administrator } = hall;
  const headers = { authorization: `Bearer ${bearers.minutes}` };
  const answer = await fetch(`${server.address}${pathOf('minutes', { slug, meeting })}`, { headers });
  expect(await answer.json()).toMatchObject({ meeting, roles: [], attendees: null });
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  await administrator.call('draftMinutes', { slug, meeting }, { discard: false });
  const file = `/lag/${slug}/moter/${meeting}/protokoll.md`;
  const text = await (await fetch(server.address + file, { headers })).text();
  expect(text).toContain('# Protokoll: Medlemsmøte');
  for (const person of people) expect(text).not.toContain(person.member);
  expect(await codeOf(file, bearers.deliveries)).toBe('reading.scope');
  expect(await codeOf(file, 'vedtak_wrong')).toBe('reading.token');
  expect((await problemIn(await fetch(server.address + file))).code).toBe('session.missing');
});

test('a token is kept as its hash, shown once, and reads no more once it is revoked', async () => {
  const { administrator, slug, server, pair } = hall;
  const { bearer, token } = await create(['deliveries', 'minutes']);
  expect(token).toBe(hashOfText(bearer));
  expect(JSON.stringify(server.select(slug, 'SELECT * FROM read_token'))).not.toContain(bearer.slice(7));
  const path = pathOf('deliveries', { slug });
  expect(await codeOf(path, bearer)).toBe('ok');
  // another branch's token is nobody's here
  expect(await codeOf(pathOf('deliveries', { slug: pair.county }), bearer)).toBe('reading.token');
  const listed = async () => (await administrator.call('tokens', { slug })).tokens.find((one) => one.token === token);
  expect(await listed()).toMatchObject({ name: 'Arkiv', scopes: ['deliveries', 'minutes'], revokedAt: null });
  expect((await listed())?.usedOn).toBe(new Date(clock.now()).toISOString().slice(0, 10));
  await administrator.call('revokeToken', { slug, token });
  expect(await codeOf(path, bearer)).toBe('reading.token');
  expect((await listed())?.revokedAt).not.toBeNull();
  const expires = new Date(clock.now() - hour).toISOString();
  await expectRefused(
    server,
    'reading.expiry',
    administrator,
    'createToken',
    { slug },
    { name: 'Arkiv', scopes: ['minutes'], expires },
  );
  await expectRefused(server, 'not_found', administrator, 'revokeToken', { slug, token: hashOf('nothing') });
  await expectRefused(server, 'session.missing', new Person(pair.server), 'tokens', { slug });
});

onNode('clock', 'a token reads until its time is over', async () => {
  const { bearer } = await create(['deliveries'], new Date(clock.now() + day).toISOString());
  const path = pathOf('deliveries', { slug: hall.slug });
  clock.pass(day - hour);
  expect(await codeOf(path, bearer)).toBe('ok');
  clock.pass(hour);
  expect(await codeOf(path, bearer)).toBe('reading.token');
});
