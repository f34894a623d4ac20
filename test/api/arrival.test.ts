import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { readExport } from '../../server/moving/format.ts';
import {
  type Departure,
  expectNoArrival,
  exportFrom,
  exportOf,
  gatherDeparture,
  importTo,
  operate,
  partsOf,
  rowsOf,
  sharedSecret,
  vedtak,
} from '../support/moving.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer } from '../support/server.ts';

let departure: Departure;

beforeAll(async () => {
  departure = await gatherDeparture();
});

afterAll(() => departure.end());

test('an export holds everything but sessions, and ends with the hash of its lines', async () => {
  const { old, hall, bytes, front } = departure;
  const parts = await partsOf(bytes);
  expect(exportOf(parts)).toEqual(bytes);
  expect(parts.header).toMatchObject({ slug: hall.slug, to: null, id: `${front.url}/lag/${hall.slug}` });
  const tables = [...new Set(parts.rows.map(({ table }) => table))];
  const stored = old.select<{ name: string }>(hall.slug, "SELECT name FROM sqlite_master WHERE type = 'table'");
  const own = stored.map(({ name }) => name).filter((name) => !/^(?:kysely_|_cf_|__miniflare_)/u.test(name));
  const filled = own.filter((name) => old.select(hall.slug, `SELECT 1 FROM ${name} LIMIT 1`).length > 0);
  expect(filled.filter((name) => !['session', 'nonce', 'moved'].includes(name)).sort()).toEqual(tables.sort());
  for (const table of tables) {
    const [{ n } = { n: 0 }] = old.select<{ n: number }>(hall.slug, `SELECT count(*) AS n FROM ${table}`);
    expect(rowsOf(parts, table).length, table).toBe(n);
  }
});

test('one byte changed anywhere makes a file that is refused', async () => {
  const { bytes } = departure;
  async function* altered(at: number): AsyncGenerator<Uint8Array> {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    yield copy;
  }
  const first = bytes.indexOf(0x0a);
  const last = bytes.lastIndexOf(0x0a, bytes.length - 2);
  const places = new Set<number>();
  for (let at = 0; at <= first; at += 7) places.add(at);
  for (let at = last; at < bytes.length; at += 1) places.add(at);
  for (let at = first; at < last; at += 331) places.add(at);
  for (const at of places) {
    const read = (async () => {
      for await (const _ of readExport(altered(at)));
    })();
    await expect(read, `byte ${at}`).rejects.toThrow('export.wrong');
  }
  for (const at of [0, first, 3000, Math.floor(bytes.length / 2), last + 20, bytes.length - 1]) {
    const copy = bytes.slice();
    copy[at] = (copy[at] ?? 0) ^ 1;
    await expectNoArrival(departure, copy, 'export.wrong');
  }
});

test('a file that was cut, or goes on after its end, is refused', async () => {
  const { bytes } = departure;
  const last = bytes.lastIndexOf(0x0a, bytes.length - 2);
  const twice = new Uint8Array(Buffer.concat([bytes, bytes]));
  const longer = new Uint8Array(Buffer.concat([bytes, Buffer.from('\n')]));
  for (const body of [bytes.slice(0, -1), bytes.slice(0, last + 1), bytes.slice(0, 2000), twice, longer])
    await expectNoArrival(departure, body, 'export.wrong');
});

test('a file of another branch, of another kind, or packed wrongly is refused', async () => {
  const { fresh, hall, bytes, county } = departure;
  await expectNoArrival(departure, county, 'export.wrong', 'not of bergen');
  const answers = [
    await operate(fresh, hall.slug, 'import', { headers: { 'content-type': 'application/json' }, body: bytes }),
    await operate(fresh, hall.slug, 'import', {
      headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'br' },
      body: bytes,
    }),
  ];
  for (const answer of answers) expect((await problemIn(answer)).code).toBe('request.media_type');
  const packed = await operate(fresh, hall.slug, 'import', {
    headers: { 'content-type': 'application/x-ndjson', 'content-encoding': 'gzip' },
    body: bytes,
  });
  expect((await problemIn(packed)).code).toBe('export.wrong');
});

test('nobody but the operator moves a branch', async () => {
  const { old, hall } = departure;
  const body = JSON.stringify({ to: null });
  const url = `${old.address}/api/operator/branches/${hall.slug}`;
  for (const act of ['export', 'stay', 'remove', 'import']) {
    for (const authorization of ['', 'Bearer', 'Bearer wrong', `Bearer ${sharedSecret}`, `Basic ${sharedSecret}`]) {
      const headers = { 'content-type': 'application/json', ...(authorization === '' ? {} : { authorization }) };
      const answer = await fetch(`${url}/${act}`, { method: 'POST', headers, body });
      expect(answer.status).toBe(401);
      expect((await problemIn(answer)).code).toBe('operator.token');
    }
  }
  const secret = 'another-secret-of-enough-characters-0123456789';
  const refused = await vedtak(['export', hall.slug, '--server', old.address], secret);
  expect(refused).toMatchObject({ code: 1, out: Buffer.alloc(0) });
  expect(refused.err).toContain('operator.token');
});

test('a server with another secret cannot open the key, and says so', async () => {
  const { hall, bytes, front } = departure;
  const secret = 'another-secret-of-enough-characters-0123456789';
  const stranger = await startServer({ url: front.url, secret });
  try {
    const answer = await importTo(stranger, hall.slug, bytes, secret);
    expect((await problemIn(answer)).code).toBe('export.secret');
    expect((await new Person(stranger.address).call('server')).branches).toEqual([]);
  } finally {
    await stranger.end();
  }
});

test('a destination that is no origin, and a branch that is not there, are refused', async () => {
  const { old, hall } = departure;
  const send = (slug: string, to: unknown) =>
    operate(old, slug, 'export', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) });
  expect((await problemIn(await send(hall.slug, 'https://b.example.no/lag'))).code).toBe('request.invalid');
  for (const slug of ['nowhere', '..%2f..%2fetc', 'BERGEN'])
    expect((await problemIn(await send(slug, null))).code).toBe('not_found');
});

test('a copy leaves the branch where it is, and a move whose import failed is undone', async () => {
  const { old, hall } = departure;
  const { administrator, slug } = hall;
  let number = 9000;
  const write = () => {
    number += 1;
    return administrator.call('importMembers', { slug }, { csv: `medlemsnummer;navn\n${number};Per Ny` });
  };
  await write();
  const left = await exportFrom(old, slug, 'https://new.example.no');
  expect((await partsOf(left)).header.to).toBe('https://new.example.no');
  await expect(write()).rejects.toThrow('branch.moved');
  const stayed = await vedtak(['export', slug, '--server', old.address, '--stay']);
  expect(stayed).toMatchObject({ code: 0 });
  await write();
});

test('a branch arrives once; whoever sends it again is told that it is there', { timeout: 120_000 }, async () => {
  const { fresh, bytes } = departure;
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-arrival-'));
  try {
    const file = join(folder, 'bergen.export');
    await writeFile(file, bytes);
    const arrived = await vedtak(['import', file, '--server', fresh.address]);
    expect(arrived).toMatchObject({ code: 0 });
    expect(arrived.err).toContain((await partsOf(bytes)).header.journal.root);
    const again = await vedtak(['import', file, '--server', fresh.address]);
    expect(again.code).toBe(1);
    expect(again.err).toContain('branch.taken');
    await writeFile(file, bytes.slice(0, -1));
    const cut = await vedtak(['import', file, '--server', fresh.address]);
    expect(cut).toMatchObject({ code: 1 });
    expect(cut.err).toContain('export.wrong');
    for (const wrong of [
      ['import', join(folder, 'none'), '--server', fresh.address],
      ['export', 'bergen'],
    ])
      expect((await vedtak(wrong)).code).toBe(2);
  } finally {
    await rm(folder, { recursive: true });
  }
});
