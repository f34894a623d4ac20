import { afterAll, beforeAll, expect } from 'vitest';
import { machine } from '../../server/branch.ts';
import { Person } from '../../server/demo/person.ts';
import { gatherIn, type Hall } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer } from '../support/server.ts';

/** The server's clock stands, so that nothing comes back but what is let pass. */
let now = Date.now();
let hall: Hall;

beforeAll(async () => {
  hall = await gatherIn(await startServer({ on: 'node', surroundings: { ...machine, now: () => now } }), 2);
});

afterAll(() => hall.server.end());

/** A request from an address, as the proxy in front of the server passes it on. */
function from(address: string, path: string, body: string, type: string): Promise<Response> {
  const headers = { 'content-type': type, 'x-forwarded-for': `203.0.113.9, ${address}` };
  return fetch(`${hall.server.address}/lag/${hall.slug}/${path}`, { method: 'POST', headers, body });
}

const guess = (address: string, token = 'no-such-token-anywhere-at-all'): Promise<Response> =>
  from(address, 'api/enrolment/options', JSON.stringify({ token }), 'application/json');

onNode('clock', 'who guesses at codes waits, and nobody else does; what was right costs nothing', async () => {
  const { administrator, slug } = hall;
  await administrator.call('importMembers', { slug }, { csv: 'nr;navn\n77;Nora Ny' });
  const { members } = await administrator.call('members', { slug });
  const ids = members.filter(({ number }) => number === '77').map(({ member }) => member);
  const [invitation] = (await administrator.call('invite', { slug }, { members: ids })).invitations;
  for (let i = 0; i < 70; i += 1) expect((await guess('198.51.100.7', invitation?.token)).status).toBe(200);
  for (let i = 0; i < 60; i += 1) expect((await guess('198.51.100.7')).status).toBe(404);
  const refused = await guess('198.51.100.7', invitation?.token);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await problemIn(refused)).code).toBe('rate.limited');
  expect((await guess('198.51.100.8')).status).toBe(404);
  now += 1000;
  expect((await guess('198.51.100.7', invitation?.token)).status).toBe(200);
  // an IPv6 address is its network's
  for (let i = 0; i < 60; i += 1) await guess(`2001:db8:1:2::${i.toString(16)}`);
  expect((await guess('2001:db8:1:2:ffff::1')).status).toBe(429);
  expect((await guess('2001:db8:1:3::1')).status).toBe(404);
});

onNode('clock', 'who delivers without end waits; a server with hundreds of branches behind it does not', async () => {
  const deliver = (address: string): Promise<Response> => from(address, 'inbox', 'a.b.c', 'application/jose');
  const statuses: number[] = [];
  for (let i = 0; i < 20; i += 1) {
    const answers = await Promise.all(Array.from({ length: 51 }, () => deliver('198.51.100.20')));
    statuses.push(...answers.map(({ status }) => status));
  }
  expect(statuses.filter((status) => status === 422)).toHaveLength(1000);
  expect(statuses.filter((status) => status === 429)).toHaveLength(20);
  expect((await deliver('198.51.100.21')).status).toBe(422);
  now += 60_000;
  expect((await deliver('198.51.100.20')).status).toBe(422);
  // a member's own requests are none of this
  await new Person(hall.pair.server).call('snapshot', { slug: hall.slug });
});
