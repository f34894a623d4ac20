import { existsSync } from 'node:fs';
import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { receiptFor } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { serve } from '../../server/serve.ts';
import { branchKey } from '../support/files.ts';
import { gatherHall, gatherIn, resolveText } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { type ServerOptions, startServer, type TestServer } from '../support/server.ts';

let server: TestServer;

afterEach(() => server.end());

const ownSecret = 'a secret of forty characters for the tests';

async function started(options: ServerOptions = {}): Promise<TestServer> {
  server = await startServer(options);
  return server;
}

/** Everything in a branch's database, as text. */
function textOf(slug: string): string {
  const tables = server.select<{ name: string }>(slug, "SELECT name FROM sqlite_master WHERE type = 'table'");
  return tables.map(({ name }) => JSON.stringify(server.select(slug, `SELECT * FROM "${name}"`))).join('\n');
}

const allowPrivate = false;

onNode(
  'process',
  'without a secret in the environment the server makes one that its owner alone can read, and keeps it',
  async () => {
    await started();
    const file = join(server.data, 'secret');
    const secret = await readFile(file, 'utf8');
    expect(secret.trim().length).toBeGreaterThanOrEqual(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await server.stop();
    await server.start();
    expect(await readFile(file, 'utf8')).toBe(secret);
  },
);

onNode('process', 'with a secret in the environment no file is written', async () => {
  const hall = await gatherIn(await started({ secret: ownSecret }), 3);
  await resolveText(hall);
  expect(existsSync(join(server.data, 'secret'))).toBe(false);
  await server.stop();
  await server.start();
  await hall.administrator.signIn(hall.slug);
});

test('a branch’s private key stands nowhere in its database but sealed, in no place twice and under no other secret', async () => {
  const hall = await gatherHall({ delegates: 2 });
  server = hall.server;
  for (const slug of [hall.pair.county, hall.slug]) {
    const text = textOf(slug);
    expect(text).not.toMatch(/"d"\s*:|\\"d\\"\s*:/u);
    const [{ secret_key: sealed = '' } = {}] = server.select<{ secret_key: string }>(
      slug,
      'SELECT secret_key FROM branch',
    );
    expect(sealed.split('.')).toHaveLength(5);
    // it opens with the right secret
    expect((await branchKey(server, slug)).kid).toBeDefined();
  }
  expect(textOf(hall.slug)).not.toContain(await server.secret());
});

onNode(
  'process',
  'a server does not start over branches whose keys its secret does not open, and says so',
  async () => {
    const hall = await gatherIn(await started(), 2);
    await server.stop();
    const file = join(server.data, 'secret');
    const right = await readFile(file, 'utf8');
    await writeFile(file, `${'x'.repeat(43)}\n`);
    await expect(server.start()).rejects.toThrow("does not open with this server's secret");
    await writeFile(file, right);
    await chmod(file, 0o600);
    await server.start();
    await hall.administrator.signIn(hall.slug);
  },
);

onNode(
  'process',
  'a server whose secret is gone does not make a new one over branches that it could not open',
  async () => {
    await gatherIn(await started({ secret: ownSecret }), 2);
    await server.stop();
    const config = {
      port: 0,
      host: 'localhost',
      url: server.address,
      data: server.data,
      secret: undefined,
      allowPrivate,
    };
    await expect(serve(config, join(server.data, '..', 'client'))).rejects.toThrow(/VEDTAK_SECRET/u);
    expect(existsSync(join(server.data, 'secret'))).toBe(false);
  },
);

onNode('process', 'a server does not start under another address than its branches were set up with', async () => {
  await gatherIn(await started(), 2);
  await server.stop();
  const config = {
    port: 0,
    host: 'localhost',
    url: 'https://vedtak.example',
    data: server.data,
    secret: undefined,
    allowPrivate,
  };
  await expect(serve(config, join(server.data, '..', 'client'))).rejects.toThrow('VEDTAK_URL');
});

onNode(
  'process',
  'what the server writes to its log in a whole meeting, its refusals and its end names nobody',
  async () => {
    await started({ child: true });
    const link = server.setupLink ?? '';
    const hall = await gatherIn(server, 5);
    const { administrator, people, slug } = hall;
    const { number } = await resolveText(hall);
    await receiptFor(hall.pair, number);
    const nobody = new Person(hall.pair.server);
    for (const path of ['members', 'snapshot', 'nothing', 'ballots/x/votes'])
      await nobody.fetch(`/lag/${slug}/api/${path}`);
    await people[0]?.fetch(`/lag/${slug}/api/members/import`, { method: 'POST', body: '{' });
    const { members } = await administrator.call('members', { slug });
    const { invitations } = await administrator.call('invite', { slug }, { members: [people[0]?.member ?? ''] });
    await server.stop();
    const { stdout, stderr } = server.output();
    const written = stdout.replace(link, '') + stderr;
    const secrets = [
      ...members.flatMap(({ member, name, number: of }) => [member, name, ...(of.length > 3 ? [of] : [])]),
      ...invitations.map(({ token }) => token),
      new URL(link).hash.slice(1),
      await readFile(join(server.data, 'secret'), 'utf8').then((text) => text.trim()),
      '127.0.0.1',
      '::1',
      'Haugland',
      'vedtak-bergen',
    ];
    for (const secret of secrets) expect(written).not.toContain(secret);
    expect(stdout).toContain(`Vedtak ${server.address}`);
  },
);

test('the journal of a whole meeting holds no member’s id, name or number, and no token', async () => {
  const hall = await gatherHall({ delegates: 5 });
  server = hall.server;
  await resolveText(hall);
  for (const slug of [hall.pair.county, hall.slug]) {
    const journal = JSON.stringify(server.journal(slug));
    const { members } = await hall.administrator.call('members', { slug });
    for (const { member, name, credentials } of members) {
      expect(journal).not.toContain(member);
      expect(journal).not.toContain(name);
      for (const { id } of credentials) expect(journal).not.toContain(id);
    }
    // what was committed to can be forgotten: it stands apart, under a salt
    const details = server.select<{ salt: string }>(slug, 'SELECT salt FROM journal_detail');
    expect(new Set(details.map(({ salt }) => salt)).size).toBe(details.length);
  }
});
