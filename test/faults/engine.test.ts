import { existsSync, readdirSync, readlinkSync, statSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '../../db/engine.ts';
import { EngineClosed, type Writer } from '../../db/engine.ts';
import { appendEntry, journalFault, journalSize } from '../../db/journal.ts';
import { openNodeEngine } from '../../db/node.ts';

let folder: string;
let file: string;
let engine: Engine;
/** What the database held each time the alarm rang. */
let rung: number[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vedtak-engine-'));
  file = join(folder, 'bergen.sqlite');
  rung = [];
  engine = await openNodeEngine(file, () => rung.push(sizeFromOutside()));
});

afterEach(async () => {
  await engine.close();
  await rm(folder, { recursive: true });
});

/** The journal's size as another process sees it. */
function sizeFromOutside(): number {
  const other = new SQLite(file, { readonly: true });
  try {
    return other.prepare('SELECT count(*) FROM journal_entry').pluck().get() as number;
  } finally {
    other.close();
  }
}

const append = (writer: Writer) => appendEntry(writer, { type: 'branch.created' }, '2026-01-01T00:00:00.000Z');

function turn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

test('what a command answered is on disk for every other process', async () => {
  await engine.transact(append);
  expect(sizeFromOutside()).toBe(1);
});

test('an alarm that a command asks for rings only when what it wrote is on disk', async () => {
  const asking = engine.transact(async (writer) => {
    await append(writer);
    engine.alarm(Date.now());
  });
  // shares the commit and takes its time
  const slow = engine.transact(async (writer) => {
    for (let i = 0; i < 10; i += 1) await turn();
    await append(writer);
  });
  await Promise.all([asking, slow]);
  while (rung.length === 0) await turn();
  expect(rung).toEqual([2]);
});

test('an alarm that a listener asks for rings', async () => {
  engine.listen(() => engine.alarm(Date.now()));
  await engine.transact(append);
  while (rung.length === 0) await turn();
  expect(rung).toEqual([1]);
});

test('commands that wait together share a commit, each with its own answer after it', async () => {
  const seen: number[] = [];
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, i) =>
      engine
        .transact(async (writer) => {
          await append(writer);
          return i;
        })
        .then((value) => {
          seen.push(sizeFromOutside());
          return value;
        }),
    ),
  );
  expect(answers).toEqual(Array.from({ length: 50 }, (_, i) => i));
  expect(new Set(seen)).toEqual(new Set([50]));
});

test('while another process holds the database the commands fail, nothing of them stays, and later ones succeed', async () => {
  await engine.transact(append);
  const other = new SQLite(file, { timeout: 0 });
  other.exec('BEGIN IMMEDIATE');
  await expect(engine.transact(append)).rejects.toThrow(/locked|busy/iu);
  other.exec('ROLLBACK');
  other.close();
  await engine.transact(append);
  expect(await engine.read(journalSize)).toBe(2);
  expect(await engine.read(journalFault)).toBeNull();
});

/** The bytes of the log beside a database. */
const logOf = (database: string): number => statSync(`${database}-wal`).size;

/** Another process that reads in the database as it is now, until it lets go. */
function readFromOutside(): () => void {
  const other = new SQLite(file, { readonly: true });
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM journal_entry').get();
  return () => void other.close();
}

test('a log that could not be emptied while another process read in it is empty soon after that lets go', async () => {
  await engine.transact(append);
  const letGo = readFromOutside();
  await engine.transact(async (writer) => {
    await append(writer);
    engine.wipeLog();
  });
  await engine.transact(append);
  // the log is tried when the answer is there
  await turn();
  expect(logOf(file)).toBeGreaterThan(0);
  letGo();
  await vi.waitFor(() => expect(logOf(file)).toBe(0), 10_000);
  expect(sizeFromOutside()).toBe(3);
});

test('an engine that closes before its log could be emptied leaves none, and tries no more', async () => {
  const letGo = readFromOutside();
  await engine.transact(async (writer) => {
    await append(writer);
    engine.wipeLog();
  });
  // the log is tried when the answer is there
  await turn();
  letGo();
  await engine.close();
  expect(existsSync(`${file}-wal`)).toBe(false);
  engine = await openNodeEngine(file, () => undefined);
  expect(await engine.read(journalSize)).toBe(1);
});

test('the log that a killed process left is empty soon after the database is opened, without a command', async () => {
  await engine.transact(append);
  await engine.transact(append);
  const left = join(folder, 'left.sqlite');
  for (const ending of ['', '-wal']) await copyFile(file + ending, left + ending);
  expect(logOf(left)).toBeGreaterThan(0);
  const next = await openNodeEngine(left, () => undefined);
  try {
    await vi.waitFor(() => expect(logOf(left)).toBe(0), 10_000);
    expect(await next.read(journalSize)).toBe(2);
  } finally {
    await next.close();
  }
});

test.skipIf(process.platform !== 'linux')('what a command writes over spills into no file elsewhere', async () => {
  const rows = Array.from({ length: 400 }, (_, i) => ({ id: `m${i}`, name: 'x'.repeat(900), number: `m${i}` }));
  const made = rows.map((row) => ({ ...row, leader: 0, created_at: '2026-11-23T18:00:00.000Z' }));
  const insert = async (writer: Writer): Promise<void> => {
    for (const row of made) await writer.insertInto('member').values(row).execute();
  };
  await engine.transact(insert);
  const spilled = await engine.transact(async (writer) => {
    await writer.deleteFrom('member').execute();
    await insert(writer);
    const open = readdirSync('/proc/self/fd').map((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`);
      } catch {
        return '';
      }
    });
    return open.filter((path) => path.includes('etilqs'));
  });
  expect(spilled).toEqual([]);
});

test('a closed engine answers with errors, and ends what had begun first', async () => {
  const begun = engine.transact(async (writer) => {
    await turn();
    return append(writer);
  });
  const closing = engine.close();
  await expect(engine.transact(append)).rejects.toThrow(EngineClosed);
  await expect(engine.read(journalSize)).rejects.toThrow(EngineClosed);
  await begun;
  await closing;
  await expect(engine.read(journalSize)).rejects.toThrow(EngineClosed);
  engine = await openNodeEngine(file, () => undefined);
  expect(await engine.read(journalSize)).toBe(1);
});

test('a reader cannot write', async () => {
  await expect(engine.read((reader) => append(reader as Writer))).rejects.toThrow(/readonly/u);
});

test('a file that is no database is not opened', async () => {
  const other = join(folder, 'text.sqlite');
  const { writeFile } = await import('node:fs/promises');
  await writeFile(other, 'this is no database, however long it goes on: '.repeat(100));
  await expect(openNodeEngine(other, () => undefined)).rejects.toThrow();
});
