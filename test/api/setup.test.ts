import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { BodyOf } from '../../server/api/endpoints.ts';
import { setUp } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { toBase64url } from '../../server/rules/canonical.ts';
import { onNode } from '../support/on-node.ts';
import { expectRefused } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

afterEach(() => server.end());

type Form = BodyOf<'setupOptions'>;

function formFor(link: string | undefined): Form {
  return {
    token: new URL(link ?? '').hash.slice(1),
    county: { name: 'Hordaland Arbeiderparti', slug: 'hordaland', level: 'fylkeslag' },
    branch: { name: 'Arbeiderpartiet i Bergen', slug: 'bergen', level: 'lokallag' },
    administrator: 'Astrid Haugland',
    number: '1000',
  };
}

test('the printed link sets two branches up, the county vouching for the branch, with one administrator in both', async () => {
  server = await startServer();
  const nobody = new Person(server.address);
  expect(await nobody.call('server')).toEqual({ ready: false, branches: [] });
  const { administrator } = await setUp(server.setupLink ?? '');
  const { ready, branches } = await nobody.call('server');
  const county = `${server.address}/lag/hordaland`;
  expect(ready).toBe(true);
  expect(branches.toSorted((a, b) => a.slug.localeCompare(b.slug))).toEqual([
    { slug: 'bergen', name: 'Arbeiderpartiet i Bergen', level: 'lokallag', parent: county },
    { slug: 'hordaland', name: 'Hordaland Arbeiderparti', level: 'fylkeslag', parent: null },
  ]);
  for (const slug of ['bergen', 'hordaland']) {
    const { me, branch } = await administrator.call('snapshot', { slug });
    expect(me).toMatchObject({
      name: 'Astrid Haugland',
      number: '1000',
      roles: ['leader'],
      member: administrator.member,
    });
    expect(branch.parent).toEqual(slug === 'bergen' ? { id: county, name: 'Hordaland Arbeiderparti' } : null);
    const again = new Person(server.address, administrator.phone);
    again.member = administrator.member;
    await again.signIn(slug);
  }
});

onNode('process', 'a branch’s database can be read by nobody but its owner', async () => {
  server = await startServer();
  await setUp(server.setupLink ?? '');
  for (const [path, mode] of [
    ['', 0o700],
    ['branches', 0o700],
    ['secret', 0o600],
  ] as const) {
    expect((await stat(join(server.data, path))).mode & 0o777, path).toBe(mode);
  }
});

test('set-up is refused without the token of the link, and with two branches at one address', async () => {
  server = await startServer();
  const form = formFor(server.setupLink);
  const person = new Person(server.address);
  for (const token of ['', form.token.slice(1), `${form.token}x`, form.token.toUpperCase()]) {
    await expectRefused(server, 'setup.token', person, 'setupOptions', {}, { ...form, token });
  }
  const same = { ...form, branch: { ...form.branch, slug: 'hordaland' } };
  await expectRefused(server, 'setup.slug', person, 'setupOptions', {}, same);
  const { options } = await person.call('setupOptions', {}, form);
  const registration = person.register(options);
  await expectRefused(server, 'setup.token', person, 'setup', {}, { ...form, token: 'x', registration });
  await expectRefused(server, 'setup.slug', person, 'setup', {}, { ...same, registration });
});

test('an address that would not be one is refused', async () => {
  server = await startServer();
  const form = formFor(server.setupLink);
  const person = new Person(server.address);
  for (const slug of ['', '-a', 'a-', 'A', 'a/b', '..', 'å', 'a'.repeat(64), 'a b', '__proto__']) {
    const branch = { ...form.branch, slug };
    await expectRefused(server, 'request.invalid', person, 'setupOptions', {}, { ...form, branch });
  }
});

test('a passkey that was not made for this set-up is refused, and the link still works', async () => {
  server = await startServer();
  const form = formFor(server.setupLink);
  const person = new Person(server.address);
  const { options } = await person.call('setupOptions', {}, form);
  const other = { ...options, challenge: toBase64url(new Uint8Array(32)) };
  await expectRefused(
    server,
    'passkey.registration',
    person,
    'setup',
    {},
    { ...form, registration: person.register(other) },
  );
  const elsewhere = new Person('https://vedtak.example').register(options);
  await expectRefused(server, 'passkey.registration', person, 'setup', {}, { ...form, registration: elsewhere });
  expect((await new Person(server.address).call('server')).ready).toBe(false);
  await setUp(server.setupLink ?? '');
});

test('set-up happens once: afterwards the link and its endpoints are closed', async () => {
  server = await startServer();
  const form = formFor(server.setupLink);
  const { administrator } = await setUp(server.setupLink ?? '');
  const person = new Person(server.address);
  await expectRefused(server, 'setup.done', person, 'setupOptions', {}, form);
  const registration = person.register({
    challenge: 'AAAA',
    rp: { name: 'x', id: 'localhost' },
    user: { id: 'AAAA', name: 'x', displayName: 'x' },
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  });
  await expectRefused(server, 'setup.done', person, 'setup', {}, { ...form, registration });
  await server.stop();
  await server.start();
  expect(server.setupLink).toBeUndefined();
  await administrator.signIn('bergen');
});

test('of many set-ups at once, one is done whole and the others are told so', async () => {
  server = await startServer();
  const form = formFor(server.setupLink);
  const people = Array.from({ length: 5 }, () => new Person(server.address));
  const bodies = await Promise.all(
    people.map(async (person) => {
      const { options } = await person.call('setupOptions', {}, form);
      return { ...form, registration: person.register(options) };
    }),
  );
  const answers = await Promise.allSettled(bodies.map((body, i) => people[i]?.call('setup', {}, body)));
  const lost = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason.code);
  expect(lost.length).toBe(4);
  expect(new Set(lost)).toEqual(new Set(['setup.done']));
  const winner = people[answers.findIndex(({ status }) => status === 'fulfilled')];
  for (const slug of ['bergen', 'hordaland']) {
    expect((await winner?.call('snapshot', { slug }))?.me?.roles).toEqual(['leader']);
    await winner?.signIn(slug);
  }
});
