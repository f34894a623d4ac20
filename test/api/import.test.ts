import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUp } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { expectRefused } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let administrator: Person;
const at = { slug: 'bergen' };

beforeAll(async () => {
  server = await startServer();
  ({ administrator } = await setUp(server.setupLink ?? ''));
});

afterAll(() => server.end());

async function names(): Promise<Record<string, string>> {
  const { members } = await administrator.call('members', at);
  return Object.fromEntries(members.map(({ number, name }) => [number, name]));
}

test('a preview says what an import would do, and does nothing', async () => {
  const before = await server.stored();
  const csv = 'nr;navn\n1000;Astrid Haugland\n1;Kari Nordmann\n;Uten Nummer\n1;Kari Igjen';
  const { rows, ...sums } = await administrator.call('importPreview', at, { csv });
  expect(sums).toEqual({ added: 1, updated: 0, same: 1, mistakes: 2 });
  expect(rows.map(({ row, effect, mistakes }) => [row, effect, ...mistakes])).toEqual([
    [2, 'same'],
    [3, 'add'],
    [4, 'mistake', 'number.missing'],
    [5, 'mistake', 'number.twice'],
  ]);
  expect(await server.stored()).toBe(before);
});

test('an import with one mistake imports nobody, and says what is wrong in which row', async () => {
  const csv = 'nr;navn\n1;Kari Nordmann\n2;';
  await expectRefused(server, 'import.mistakes', administrator, 'importMembers', at, { csv });
  const answer = await administrator.fetch('/lag/bergen/api/members/import', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ csv }),
  });
  expect(await answer.json()).toMatchObject({ data: { rows: [{ row: 3, mistakes: ['name.missing'] }] } });
});

test('an import adds those who are new and renames those who are known; again it does nothing', async () => {
  const csv = '\ufeffmedlemsnummer;navn\r\n1;Kari Nordmann\r\n2;"Nordmann; Ola"\r\n1000;Astrid Haugland Lie\r\n';
  expect(await administrator.call('importMembers', at, { csv })).toEqual({ added: 2, updated: 1 });
  expect(await names()).toEqual({ '1': 'Kari Nordmann', '2': 'Nordmann; Ola', '1000': 'Astrid Haugland Lie' });
  const before = await server.stored();
  expect(await administrator.call('importMembers', at, { csv })).toEqual({ added: 0, updated: 0 });
  expect(await server.stored()).toBe(before);
});

test('a rename keeps the member, their passkeys and their role', async () => {
  const { me } = await administrator.call('snapshot', at);
  expect(me).toMatchObject({ member: administrator.member, name: 'Astrid Haugland Lie', roles: ['leader'] });
});

test('two imports at once leave each member once', async () => {
  const csv = ['nr;navn', ...Array.from({ length: 200 }, (_, i) => `${5000 + i};Medlem ${i}`)].join('\n');
  const answers = await Promise.all([1, 2, 3].map(() => administrator.call('importMembers', at, { csv })));
  expect(answers.map(({ added }) => added).sort((a, b) => a - b)).toEqual([0, 0, 200]);
  expect(Object.keys(await names()).length).toBe(203);
});

test('members of one branch are not members of the other', async () => {
  const { members } = await administrator.call('members', { slug: 'hordaland' });
  expect(members.map(({ number }) => number)).toEqual(['1000']);
});
