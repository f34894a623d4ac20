import { sql } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';
import { type TravellingTable, travelling } from './transfer-tables.ts';

/** The tables in the order in which they are written. */
export const travellingTables = Object.keys(travelling) as TravellingTable[];

/** A row of any travelling table, for what treats all of them alike. */
export type AnyRow = Readonly<Record<string, string | number | null>>;

/** The rows of a table by primary key, at most `limit`, after a row or from the first. */
export async function rowsAfter(
  reader: Reader,
  table: TravellingTable,
  after: AnyRow | undefined,
  limit: number,
): Promise<AnyRow[]> {
  const key: readonly string[] = travelling[table].key;
  const columns = sql.join(key.map((name) => sql.ref(name)));
  // Kysely's types know one table at a time; these queries are alike for all of them.
  let query = reader.selectFrom(table as 'branch').selectAll();
  if (after !== undefined)
    query = query.where(sql<boolean>`(${columns}) > (${sql.join(key.map((name) => after[name]))})`);
  for (const name of key) query = query.orderBy(sql.ref(name));
  return (await query.limit(limit).execute()) as unknown as AnyRow[];
}

/** How many rows each travelling table has. */
export async function countRows(reader: Reader): Promise<Map<TravellingTable, number>> {
  const counts = new Map<TravellingTable, number>();
  for (const table of travellingTables) {
    const { n } = await reader
      .selectFrom(table as 'branch')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    counts.set(table, n);
  }
  return counts;
}

/** How many values one statement may bind; a Durable Object's storage takes 100. */
const mostValues = 100;

/** Writes rows of one table. @throws Error of the engine when one does not fit its table or what it references. */
export async function insertRows(writer: Writer, table: TravellingTable, rows: readonly AnyRow[]): Promise<void> {
  const atOnce = Math.floor(mostValues / Object.keys(travelling[table].columns).length);
  for (let from = 0; from < rows.length; from += atOnce) {
    const values = rows.slice(from, from + atOnce) as unknown as Tables['branch'][];
    await writer
      .insertInto(table as 'branch')
      .values(values)
      .execute();
  }
}

/** Whether an error says that a row breaks a constraint of its table. */
export function isConstraint(error: unknown): boolean {
  return error instanceof Error && /constraint failed|SQLITE_CONSTRAINT|cannot store/iu.test(error.message);
}

/** Journal entries with the erasable half of their commitment, from an index on, at most `limit`. */
export async function detailsFrom(
  reader: Reader,
  index: number,
  limit: number,
): Promise<{ idx: number; entry: string; salt: string; detail: string }[]> {
  return reader
    .selectFrom('journal_detail')
    .innerJoin('journal_entry', 'journal_entry.idx', 'journal_detail.idx')
    .select(['journal_detail.idx', 'entry', 'salt', 'detail'])
    .where('journal_detail.idx', '>=', index)
    .orderBy('journal_detail.idx')
    .limit(limit)
    .execute();
}

/** The statement hashes of the votes or issues that the journal has taken in for a ballot, from its erasable details. */
export async function takenIn(reader: Reader, type: 'vote.cast' | 'paper.drawn', ballot: string): Promise<string[]> {
  const rows = await reader
    .selectFrom('journal_entry')
    .innerJoin('journal_detail', 'journal_detail.idx', 'journal_entry.idx')
    .select(sql<string>`json_extract(detail, '$.statement')`.as('statement'))
    .where('type', '=', type)
    .where(sql`json_extract(entry, '$.ballot')`, '=', ballot)
    .execute();
  return rows.map(({ statement }) => statement);
}
