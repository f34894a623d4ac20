import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Pair, setUp } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { expectRefused } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let pair: Pair;

const voss = { name: 'Voss Arbeiderparti', slug: 'voss', level: 'lokallag', administrator: 'Liv Dale', number: '1' };

beforeAll(async () => {
  server = await startServer();
  pair = await setUp(server.setupLink ?? '');
});

afterAll(() => server.end());

test('a county makes a branch, whose administrator is let in by the invitation and leads it', async () => {
  const { administrator, county } = pair;
  const { slug, invitation } = await administrator.call('addBranch', { slug: county }, voss);
  const liv = new Person(server.address);
  await liv.enrol(slug, invitation);
  const { me, branch } = await liv.call('snapshot', { slug });
  expect(me).toMatchObject({ name: 'Liv Dale', number: '1', roles: ['leader'] });
  expect(branch.parent?.name).toBe('Hordaland Arbeiderparti');
  const { branches } = await liv.call('server');
  expect(branches.map((listed) => listed.slug).sort()).toEqual(['bergen', 'hordaland', 'voss']);
});

test('the county vouches for the new branch', async () => {
  const about = `/lag/${pair.county}/federation/fetch?sub=${encodeURIComponent(`${server.address}/lag/voss`)}`;
  const answer = await fetch(server.address + about);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/entity-statement+jwt');
});

test('the new branch is there after the server has started again', async () => {
  await server.stop();
  await server.start();
  const answer = await fetch(`${server.address}/lag/voss/jwks.json`);
  expect(answer.status).toBe(200);
});

test('an address is given once', async () => {
  const { administrator, county, branch } = pair;
  await expectRefused(server, 'branch.taken', administrator, 'addBranch', { slug: county }, voss);
  await expectRefused(server, 'branch.taken', administrator, 'addBranch', { slug: county }, { ...voss, slug: branch });
});
