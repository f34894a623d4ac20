import { existsSync, readFileSync } from 'node:fs';
import { engine, type TestServer } from './server.ts';
import { nodeStorage, workersStorage } from './storage.ts';

type Row = Record<string, string | number | null>;

/** Every table of a branch's database with its rows, in the order in which it gives them. */
export function dump(server: TestServer, slug: string): Map<string, Row[]> {
  const tables = server.select<{ name: string }>(
    slug,
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name",
  );
  return new Map(tables.map(({ name }) => [name, server.select<Row>(slug, `SELECT * FROM "${name}"`)]));
}

/** The tables that differ between two dumps. */
export function changed(before: ReadonlyMap<string, Row[]>, after: ReadonlyMap<string, Row[]>): string[] {
  return [...after.keys()].filter((name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)));
}

/** The bytes that a branch has on the disk: its database and the log of what was written. */
export function filesOf({ data }: TestServer, slug: string): Map<string, Buffer> {
  const file = (engine === 'workers' ? workersStorage : nodeStorage).files(data).get(slug);
  if (file === undefined) throw new Error(`no database of ${slug} is stored`);
  const parts = ['', '-wal'].filter((part) => existsSync(file + part));
  return new Map(parts.map((part) => [part === '' ? 'database' : 'log', readFileSync(file + part)]));
}

/** Where a ballot's rows lie in a file: after its id comes the rest of their key. */
export type Places = ReadonlyMap<string, readonly { at: number; key: string }[]>;

/** Where the files name a ballot, and what stands behind it. */
export function placesIn(files: ReadonlyMap<string, Buffer>, ballot: string): Places {
  return new Map(
    [...files].map(([file, bytes]) => {
      const found: { at: number; key: string }[] = [];
      for (let at = bytes.indexOf(ballot); at >= 0; at = bytes.indexOf(ballot, at + 1))
        found.push({ at, key: bytes.toString('latin1', at + ballot.length, at + ballot.length + 60) });
      return [file, found];
    }),
  );
}

/** What the places of a row say, by names: the first and the last one in each file and how many there are; −1 without any. */
export function placesOf(places: Places, name: string, key: string): [string, number][] {
  return [...places].flatMap(([file, found]): [string, number][] => {
    const mine = found.filter((one) => one.key.startsWith(key)).map(({ at }) => at);
    return [
      [`first ${name} in the ${file}`, mine[0] ?? -1],
      [`last ${name} in the ${file}`, mine.at(-1) ?? -1],
      [`${name} times in the ${file}`, mine.length],
    ];
  });
}

/**
 * What rows say of somebody: for each table the first row that has one of the words, its place, its columns and their lengths.
 * @param tables rows in an order that says nothing but what the database itself says.
 */
export function said(tables: ReadonlyMap<string, Row[]>, words: readonly string[]): [string, string | number][] {
  return [...tables].flatMap(([table, rows]): [string, string | number][] => {
    const at = rows.findIndex((row) => mentions(row, words));
    const row = rows[at];
    if (row === undefined) return [];
    const columns = Object.entries(row).flatMap(([column, value]): [string, string | number][] => [
      [`${table}.${column}`, value ?? ''],
      [`length of ${table}.${column}`, String(value).length],
    ]);
    return [[`row of ${table}`, at], ...columns];
  });
}

function mentions(row: Row, words: readonly string[]): boolean {
  return Object.values(row).some((value) => typeof value === 'string' && words.some((word) => value.includes(word)));
}

/** The rows of all tables that have one of the words and none of the others, as text; without those of other ballots. */
export function rowsWith(
  tables: ReadonlyMap<string, Row[]>,
  ballot: string,
  words: readonly string[],
  others: readonly string[] = [],
): string[] {
  const mine = (row: Row): boolean =>
    (row.ballot ?? ballot) === ballot && mentions(row, words) && !mentions(row, others);
  return [...tables.values()].flatMap((rows) => rows.filter(mine).map((row) => Object.values(row).join('\n')));
}

/**
 * The values in a text, each as its characters and as the bytes that they may be the base64url of. What is the base64url of
 * JSON is read itself, since its frame is the same in all.
 */
export function valuesIn(text: string): Uint8Array[] {
  return (text.match(/[A-Za-z0-9_-]{9,}/gu) ?? []).flatMap((one) => {
    const bytes = Buffer.from(one, 'base64url');
    return bytes.toString('latin1').startsWith('{') ? valuesIn(bytes.toString('utf8')) : [Buffer.from(one), bytes];
  });
}
