import { sql } from 'kysely';
import type { Checkpoint } from '../server/rules/formats.ts';
import { entryLeaf, type JournalEntry, type NewEntry } from '../server/rules/journal.ts';
import { append, consistencyPlaces, inclusionPlaces, type NodeAt, peaks, rootOfPeaks } from '../server/rules/merkle.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** The number of entries in the journal. */
export async function journalSize(reader: Reader): Promise<number> {
  const last = await reader
    .selectFrom('journal_entry')
    .select('idx')
    .orderBy('idx', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last === undefined ? 0 : last.idx + 1;
}

/**
 * Appends an entry to the journal and its tree, with the erasable half of its commitment where it has one.
 * Returns the entry as it now stands.
 */
export async function appendEntry(
  writer: Writer,
  entry: NewEntry,
  at: string,
  erasable?: { salt: string; detail: unknown },
): Promise<JournalEntry> {
  const index = await journalSize(writer);
  const full = { typ: 'vedtak/entry/1', index, at, ...entry } as JournalEntry;
  await writer
    .insertInto('journal_entry')
    .values({ idx: index, type: full.type, entry: JSON.stringify(full) })
    .execute();
  const nodes = await append(index, entryLeaf(full), (place) => nodeAt(writer, place));
  await writer
    .insertInto('journal_node')
    .values(nodes.map(({ level, index: idx, hash }) => ({ level, idx, hash })))
    .execute();
  if (erasable !== undefined) {
    const detail = JSON.stringify(erasable.detail);
    await writer.insertInto('journal_detail').values({ idx: index, salt: erasable.salt, detail }).execute();
  }
  return full;
}

/** The entries from an index on, oldest first, at most `limit` of them. */
export async function entriesFrom(reader: Reader, index: number, limit: number): Promise<JournalEntry[]> {
  const rows = await rowsFrom(reader, index, limit);
  return rows.map(({ entry }) => JSON.parse(entry) as JournalEntry);
}

/** All entries of the types, oldest first. */
export async function entriesOf<T extends JournalEntry['type']>(
  reader: Reader,
  types: readonly T[],
): Promise<Extract<JournalEntry, { type: T }>[]> {
  const rows = await reader
    .selectFrom('journal_entry')
    .select('entry')
    .where('type', 'in', [...types])
    .orderBy('idx')
    .execute();
  return rows.map(({ entry }) => JSON.parse(entry) as Extract<JournalEntry, { type: T }>);
}

/** The erasable halves that are still there of the commitments in the entries `from` up to `to`, by index; each detail as JSON text. */
export async function detailsOf(
  reader: Reader,
  from: number,
  to: number,
): Promise<Map<number, { salt: string; detail: string }>> {
  const rows = await reader
    .selectFrom('journal_detail')
    .selectAll()
    .where('idx', '>=', from)
    .where('idx', '<', to)
    .execute();
  return new Map(rows.map(({ idx, salt, detail }) => [idx, { salt, detail }]));
}

/** The receipts that the branch gave (JWS), with the hashes of what it received. */
export async function receiptsGiven(reader: Reader): Promise<{ statement: string; jws: string }[]> {
  return reader
    .selectFrom('received')
    .select(['hash as statement', 'receipt as jws'])
    .unionAll(reader.selectFrom('message').select(['hash as statement', 'receipt as jws']))
    .execute();
}

/** How many one-time codes were given at the door of a meeting. */
export async function countDoorCodes(reader: Reader, meeting: string): Promise<number> {
  const { n } = await reader
    .selectFrom('journal_entry')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    // as the index of these entries says it, so that no other entry is read
    .where(sql<boolean>`type = 'door.code'`)
    .where((eb) => eb(eb.fn<string>('json_extract', ['entry', eb.val('$.meeting')]), '=', meeting))
    .executeTakeFirstOrThrow();
  return n;
}

/** The journal's size and root now. */
export async function checkpoint(reader: Reader): Promise<Checkpoint> {
  return checkpointAt(reader, await journalSize(reader));
}

/** The journal's size and root as it was when it had `size` entries. */
export async function checkpointAt(reader: Reader, size: number): Promise<Checkpoint> {
  return { size, root: await rootOver(reader, peaks(size)) };
}

/** The inclusion proof of an entry in the journal of `size` entries (RFC 9162 section 2.1.3). */
export async function inclusionPath(reader: Reader, index: number, size: number): Promise<string[]> {
  const path: string[] = [];
  for (const places of inclusionPlaces(index, size)) path.push(await rootOver(reader, places));
  return path;
}

/** The consistency proof from the journal of `from` entries to that of `to` (RFC 9162 section 2.1.4). */
export async function consistencyPath(reader: Reader, from: number, to: number): Promise<string[]> {
  const path: string[] = [];
  for (const places of consistencyPlaces(from, to)) path.push(await rootOver(reader, places));
  return path;
}

/**
 * The first index at which the stored journal does not hold together (an entry that is missing, not the leaf of its
 * place, kept under another type or in another text than it was written in, or a tree node that is not the hash of what is
 * below it), or null when all of it does.
 */
export async function journalFault(reader: Reader): Promise<number | null> {
  /** The newest node at each level: the left half of the next one above it. */
  const newest: string[] = [];
  let index = 0;
  let expected = 0;
  for (;;) {
    const rows = await rowsFrom(reader, index, entriesAtOnce);
    if (rows.length === 0) break;
    const held = await nodesOver(reader, index, index + rows.length);
    for (const row of rows) {
      const entry = row.idx === index ? entryIn(row) : undefined;
      if (entry === undefined) return index;
      const made = await append(index, entryLeaf(entry), async ({ level }) => newest[level] ?? '');
      for (const { level, index: i, hash } of made) {
        if (held.get(`${level}/${i}`) !== hash) return index;
        newest[level] = hash;
      }
      expected += made.length;
      index += 1;
    }
  }
  // more of either would be found by whoever looks for a type or a place, and are in no leaf
  const holds =
    (await countIn(reader, 'journal_entry')) === index && (await countIn(reader, 'journal_node')) === expected;
  return holds ? null : index;
}

const entriesAtOnce = 1000;

type EntryRow = Tables['journal_entry'];

function rowsFrom(reader: Reader, index: number, limit: number): Promise<EntryRow[]> {
  return reader.selectFrom('journal_entry').selectAll().where('idx', '>=', index).orderBy('idx').limit(limit).execute();
}

async function countIn(reader: Reader, table: 'journal_entry' | 'journal_node'): Promise<number> {
  const { n } = await reader
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * The entry of a row where its columns say the same and its text is the one that is written of it. Another text of the same
 * entry can have a key twice, which not every reader of JSON takes for the same one.
 */
function entryIn({ idx, type, entry: text }: EntryRow): JournalEntry | undefined {
  const entry = parsed(text);
  const same = entry?.index === idx && entry.type === type && JSON.stringify(entry) === text;
  return same ? entry : undefined;
}

/** An entry that is no JSON any longer is a fault of the journal, not of the program. */
function parsed(text: string): JournalEntry | null {
  try {
    return JSON.parse(text) as JournalEntry | null;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return null;
  }
}

/** The stored nodes that entries `from` up to `to` complete, by `level/index`. */
async function nodesOver(reader: Reader, from: number, to: number): Promise<Map<string, string>> {
  const held = new Map<string, string>();
  for (let level = 0; 2 ** level <= to; level += 1) {
    const rows = await reader
      .selectFrom('journal_node')
      .select(['idx', 'hash'])
      .where('level', '=', level)
      .where('idx', '>=', Math.floor(from / 2 ** level))
      .where('idx', '<', Math.floor(to / 2 ** level))
      .execute();
    for (const { idx, hash } of rows) held.set(`${level}/${idx}`, hash);
  }
  return held;
}

async function rootOver(reader: Reader, places: readonly NodeAt[]): Promise<string> {
  const hashes: string[] = [];
  for (const place of places) hashes.push(await nodeAt(reader, place));
  return rootOfPeaks(hashes);
}

async function nodeAt(reader: Reader, { level, index }: NodeAt): Promise<string> {
  const node = await reader
    .selectFrom('journal_node')
    .select('hash')
    .where('level', '=', level)
    .where('idx', '=', index)
    .executeTakeFirstOrThrow();
  return node.hash;
}

/** The newest entry of one of the types, or undefined. */
export async function newestEntry<T extends JournalEntry['type']>(
  reader: Reader,
  types: readonly T[],
): Promise<Extract<JournalEntry, { type: T }> | undefined> {
  const row = await reader
    .selectFrom('journal_entry')
    .select('entry')
    .where('type', 'in', [...types])
    .orderBy('idx', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && (JSON.parse(row.entry) as Extract<JournalEntry, { type: T }>);
}

/** Whether every entry from an index on is of one of the types. */
export async function areAll(reader: Reader, index: number, types: readonly JournalEntry['type'][]): Promise<boolean> {
  const other = await reader
    .selectFrom('journal_entry')
    .select('idx')
    .where('idx', '>=', index)
    .where('type', 'not in', [...types])
    .limit(1)
    .executeTakeFirst();
  return other === undefined;
}
