import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { readExport } from '../../server/moving/format.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { gatherIn, type Hall, markAll, openOn, resolveText } from '../support/hall.ts';
import {
  exportFrom,
  exportOf,
  type Front,
  importTo,
  openFront,
  operate,
  type Parts,
  partsOf,
  sharedSecret,
  vedtak,
} from '../support/moving.ts';
import { problemIn } from '../support/refusals.ts';
import { startServer, type TestServer } from '../support/server.ts';

let front: Front;
let old: TestServer;
let fresh: TestServer;
let hall: Hall;
let bytes: Uint8Array<ArrayBuffer>;
let other: Uint8Array<ArrayBuffer>;

beforeAll(async () => {
  front = await openFront();
  old = await startServer({ url: front.url, secret: sharedSecret });
  fresh = await startServer({ url: front.url, secret: sharedSecret });
  front.main = old.address;
  hall = await gatherIn(old, 3);
  await resolveText(hall);
  const ballot = await openOn(hall);
  await vote(hall.people[0] as Person, hall.slug, ballot, markAll(3, 'for'));
  bytes = await exportFrom(old, hall.slug, null);
  other = await exportFrom(old, hall.pair.county, null);
});

afterAll(async () => {
  for (const server of [old, fresh]) await server?.end();
  await front?.close();
});

/** Expects an import to be refused, nothing of it being kept. */
async function expectRefused(
  body: Uint8Array<ArrayBuffer>,
  code: string,
  detail?: string,
  slug = hall.slug,
): Promise<void> {
  const before = await fresh.stored();
  const problem = await problemIn(await importTo(fresh, slug, body));
  expect(problem.code, problem.detail).toBe(code);
  if (detail !== undefined) expect(problem.detail).toContain(detail);
  expect(await fresh.stored()).toBe(before);
  const { branches } = await new Person(fresh.address).call('server');
  expect(branches).toEqual([]);
  expect(await readdir(join(fresh.data, 'branches')).catch(() => [])).toEqual([]);
}

/** An export in which something is changed by somebody who makes the last line right again. */
async function forged(change: (parts: Parts) => void): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await partsOf(bytes);
  change(parts);
  return exportOf(parts);
}

type Row = Record<string, string | number | null>;

function rowsOf(parts: Parts, table: string): Row[] {
  const rows = parts.rows.filter((row) => row.table === table).map(({ row }) => row);
  expect(rows.length, table).toBeGreaterThan(0);
  return rows;
}

function change(parts: Parts, table: string, to: (row: Row) => Row): void {
  const [row] = rowsOf(parts, table);
  if (row !== undefined) Object.assign(row, to(row));
}

test('an export holds everything but sessions, and ends with the hash of its lines', async () => {
  const parts = await partsOf(bytes);
  expect(exportOf(parts)).toEqual(bytes);
  expect(parts.header).toMatchObject({ slug: hall.slug, to: null, id: `${front.url}/lag/${hall.slug}` });
  const tables = [...new Set(parts.rows.map(({ table }) => table))];
  const stored = old.select<{ name: string }>(hall.slug, "SELECT name FROM sqlite_master WHERE type = 'table'");
  const own = stored.map(({ name }) => name).filter((name) => !name.startsWith('kysely_'));
  const filled = own.filter((name) => old.select(hall.slug, `SELECT 1 FROM ${name} LIMIT 1`).length > 0);
  expect(filled.filter((name) => !['session', 'nonce', 'moved'].includes(name)).sort()).toEqual(tables.sort());
  for (const table of tables) {
    const [{ n } = { n: 0 }] = old.select<{ n: number }>(hall.slug, `SELECT count(*) AS n FROM ${table}`);
    expect(rowsOf(parts, table).length, table).toBe(n);
  }
});

test('one byte changed anywhere makes a file that is refused', async () => {
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
    await expectRefused(copy, 'export.wrong');
  }
});

test('a file that was cut, or goes on after its end, is refused', async () => {
  const last = bytes.lastIndexOf(0x0a, bytes.length - 2);
  const twice = new Uint8Array(Buffer.concat([bytes, bytes]));
  const longer = new Uint8Array(Buffer.concat([bytes, Buffer.from('\n')]));
  for (const body of [bytes.slice(0, -1), bytes.slice(0, last + 1), bytes.slice(0, 2000), twice, longer])
    await expectRefused(body, 'export.wrong');
});

describe('what was changed by somebody who makes the hash right again is refused:', () => {
  const json = (text: unknown, to: (value: never) => void): string => {
    const value = JSON.parse(String(text)) as never;
    to(value);
    return JSON.stringify(value);
  };
  const forgeries: [string, string, (parts: Parts) => void][] = [
    [
      'a vote',
      'a row of vote',
      (parts) =>
        change(parts, 'vote', ({ signed }) => ({
          signed: json(signed, (value: { statement: { marks: Record<string, string> } }) => {
            value.statement.marks['1'] = 'against';
          }),
        })),
    ],
    [
      'a vote with its hash',
      'ballot 1',
      (parts) =>
        change(parts, 'vote', ({ signed }) => {
          const changed = json(signed, (value: { statement: { marks: Record<string, string> } }) => {
            value.statement.marks['1'] = 'against';
          });
          return { signed: changed, statement_hash: hashOf(JSON.parse(changed).statement) };
        }),
    ],
    [
      'a vote left out',
      'ballot',
      (parts) => {
        parts.rows.splice(
          parts.rows.findIndex(({ table }) => table === 'vote'),
          1,
        );
      },
    ],
    [
      'a roll',
      'a row of roll',
      (parts) =>
        change(parts, 'roll', ({ signed }) => ({
          signed: json(signed, (value: { statement: { entries: unknown[] } }) => value.statement.entries.pop()),
        })),
    ],
    [
      'a ballot',
      'a row of ballot',
      (parts) =>
        change(parts, 'ballot', ({ signed }) => ({
          signed: json(signed, (value: { statement: { openedAt: string } }) => {
            value.statement.openedAt = '2020-01-01T00:00:00.000Z';
          }),
        })),
    ],
    [
      'a tally',
      'ballot',
      (parts) => {
        for (const row of rowsOf(parts, 'ballot').filter(({ tally }) => tally !== null))
          row.tally = json(row.tally, (value: Record<string, { for: number }>) => {
            if (value['1'] !== undefined) value['1'].for += 1;
          });
      },
    ],
    ['a proposal', 'a row of proposal', (parts) => change(parts, 'proposal', () => ({ title: 'Noe annet' }))],
    [
      'a journal entry',
      'the journal',
      (parts) =>
        change(parts, 'journal_entry', ({ entry }) => ({
          entry: json(entry, (value: { at: string }) => {
            value.at = '2020-01-01T00:00:00.000Z';
          }),
        })),
    ],
    ['a journal node', 'the journal', (parts) => change(parts, 'journal_node', () => ({ hash: 'A'.repeat(43) }))],
    [
      'a journal entry left out at the end',
      'the journal',
      (parts) => {
        parts.rows.splice(
          parts.rows.findLastIndex(({ table }) => table === 'journal_entry'),
          1,
        );
        parts.rows = parts.rows.filter(({ table }) => table !== 'journal_detail');
      },
    ],
    [
      'the root in the header',
      'the journal',
      ({ header }) => {
        header.journal.root = 'A'.repeat(43);
      },
    ],
    [
      'a detail that the journal commits to',
      'the detail',
      (parts) => change(parts, 'journal_detail', () => ({ detail: '{"members":[]}' })),
    ],
    [
      'a resolution file',
      'a row of resolution',
      (parts) => change(parts, 'resolution', ({ jws }) => ({ jws: `${String(jws).slice(0, -4)}AAAA` })),
    ],
    [
      'a resolution left out',
      'fits neither',
      (parts) => {
        parts.rows = parts.rows.filter(({ table }) => table !== 'resolution');
      },
    ],
    [
      'a member without whom nothing fits',
      'fits neither',
      (parts) => {
        parts.rows = parts.rows.filter(({ table }) => table !== 'member');
      },
    ],
    ['a receipt', 'a row of outbox', (parts) => change(parts, 'outbox', () => ({ receipt: 'a.b.c' }))],
    [
      'the public key',
      'the key',
      (parts) => change(parts, 'branch', ({ public_key }) => ({ public_key: `${public_key} ` })),
    ],
    [
      'the name in the header',
      'another branch',
      ({ header }) => {
        header.name = 'Et annet lag';
      },
    ],
    [
      'the branch of another server',
      'public address',
      ({ header }) => {
        header.id = 'https://example.org/lag/bergen';
      },
    ],
    [
      'a newer schema',
      'newer Vedtak',
      ({ header }) => {
        header.schema.push('9999_later');
      },
    ],
    [
      'a table that is not there',
      'no table',
      (parts) => {
        parts.rows.push({ table: 'session', row: { token_hash: 'a', member: 'b', expires_at: 'c' } });
      },
    ],
    ['a column that is not there', 'line 2', (parts) => change(parts, 'branch', () => ({ more: 1 }))],
    [
      'a column that is missing',
      'member',
      (parts) => {
        delete rowsOf(parts, 'member')[0]?.leader;
      },
    ],
    [
      'the branch twice',
      'fits neither',
      (parts) => {
        const [branch] = parts.rows;
        if (branch !== undefined) parts.rows.push(branch);
      },
    ],
    [
      'no branch',
      'the first row',
      (parts) => {
        parts.rows.shift();
      },
    ],
  ];
  test.for(forgeries)('%s', async ([, detail, alter]) => {
    await expectRefused(await forged(alter), 'export.wrong', detail);
  });

  test('the private key of another branch', async () => {
    const key = rowsOf(await partsOf(other), 'branch')[0]?.secret_key ?? null;
    await expectRefused(await forged((parts) => change(parts, 'branch', () => ({ secret_key: key }))), 'export.secret');
  });
});

test('a file of another branch, of another kind, or packed wrongly is refused', async () => {
  await expectRefused(other, 'export.wrong', 'not of bergen');
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
  const send = (slug: string, to: unknown) =>
    operate(old, slug, 'export', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) });
  expect((await problemIn(await send(hall.slug, 'https://b.example.no/lag'))).code).toBe('request.invalid');
  for (const slug of ['nowhere', '..%2f..%2fetc', 'BERGEN'])
    expect((await problemIn(await send(slug, null))).code).toBe('not_found');
});

test('a copy leaves the branch where it is, and a move whose import failed is undone', async () => {
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
