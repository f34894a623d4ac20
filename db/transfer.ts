import { type Selectable, sql } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** What stays with the server: sessions and nonces are short-lived, the mark of a move is about this server. */
type Local = 'session' | 'nonce' | 'moved';

/** A table that travels with its branch. */
export type TravellingTable = Exclude<keyof Tables, Local>;

/** A row as it is stored. */
export type RowOf<T extends TravellingTable> = Selectable<Tables[T]>;

/** What a column holds: text or a whole number, with ? where it may be NULL. */
export type ColumnKind = 'text' | 'integer' | 'text?';

type Shape<T extends TravellingTable> = {
  columns: Record<keyof Tables[T] & string, ColumnKind>;
  key: readonly (keyof Tables[T] & string)[];
};

/** Every table that travels, what it references before it: its columns and its primary key. */
export const travelling: { readonly [T in TravellingTable]: Shape<T> } = {
  branch: {
    columns: {
      id: 'text',
      slug: 'text',
      name: 'text',
      level: 'text',
      parent: 'text?',
      kid: 'text',
      public_key: 'text',
      secret_key: 'text',
      created_at: 'text',
    },
    key: ['id'],
  },
  entity_statement: {
    columns: { issuer: 'text', subject: 'text', jws: 'text', issued_at: 'text' },
    key: ['issuer', 'subject'],
  },
  journal_entry: { columns: { idx: 'integer', type: 'text', entry: 'text' }, key: ['idx'] },
  journal_node: { columns: { level: 'integer', idx: 'integer', hash: 'text' }, key: ['level', 'idx'] },
  journal_detail: { columns: { idx: 'integer', salt: 'text', detail: 'text' }, key: ['idx'] },
  member: {
    columns: { id: 'text', name: 'text', number: 'text', leader: 'integer', created_at: 'text' },
    key: ['id'],
  },
  credential: {
    columns: { id: 'text', member: 'text', public_key: 'text', counter: 'integer', created_at: 'text' },
    key: ['id'],
  },
  invitation: {
    columns: {
      token_hash: 'text',
      member: 'text',
      challenge: 'text?',
      expires_at: 'text',
      used_at: 'text?',
      replaced: 'integer',
    },
    key: ['token_hash'],
  },
  meeting: {
    columns: {
      ordinal: 'integer',
      id: 'text',
      title: 'text',
      place: 'text',
      starts_at: 'text',
      quorum_num: 'integer',
      quorum_den: 'integer',
      created_at: 'text',
    },
    key: ['ordinal'],
  },
  role: { columns: { meeting: 'text', member: 'text', role: 'text' }, key: ['meeting', 'member', 'role'] },
  attendance: { columns: { meeting: 'text', member: 'text', checked_in_at: 'text' }, key: ['meeting', 'member'] },
  roll: { columns: { hash: 'text', meeting: 'text', version: 'integer', signed: 'text' }, key: ['hash'] },
  proposal: {
    columns: { id: 'text', meeting: 'text', number: 'integer', title: 'text', blocks: 'text', hash: 'text' },
    key: ['id'],
  },
  ballot: {
    columns: {
      id: 'text',
      meeting: 'text',
      proposal: 'text',
      number: 'integer',
      roll: 'text',
      entitled: 'integer',
      voted: 'integer',
      signed: 'text',
      state: 'text',
      stopped_at: 'text?',
      checkpoint: 'text?',
      close_hash: 'text?',
      close_signed: 'text?',
      tally: 'text?',
      outcome: 'text?',
    },
    key: ['id'],
  },
  vote: {
    columns: {
      ballot: 'text',
      delegate: 'text',
      revision: 'integer',
      statement_hash: 'text',
      signed: 'text',
      taken_at: 'text',
    },
    key: ['ballot', 'delegate', 'revision'],
  },
  resolution: {
    columns: {
      number: 'integer',
      hash: 'text',
      ballot: 'text',
      statement: 'text',
      jws: 'text?',
      created_at: 'text',
      signed_at: 'text?',
    },
    key: ['number'],
  },
  attestation: {
    columns: { resolution: 'text', member: 'text', role: 'text', signed: 'text', public_key: 'text' },
    key: ['resolution', 'member'],
  },
  outbox: {
    columns: {
      resolution: 'text',
      receiver: 'text',
      state: 'text',
      attempts: 'integer',
      next_at: 'integer',
      reason: 'text?',
      receipt: 'text?',
      received_at: 'text?',
    },
    key: ['resolution', 'receiver'],
  },
  received: {
    columns: {
      hash: 'text',
      branch: 'text',
      name: 'text',
      number: 'integer',
      jws: 'text',
      payload: 'text',
      idx: 'integer',
      received_at: 'text',
      receipt: 'text',
    },
    key: ['hash'],
  },
};

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

/** The statement hashes of the votes that the journal has taken in for a ballot, from its erasable details. */
export async function castIn(reader: Reader, ballot: string): Promise<string[]> {
  const rows = await reader
    .selectFrom('journal_entry')
    .innerJoin('journal_detail', 'journal_detail.idx', 'journal_entry.idx')
    .select(sql<string>`json_extract(detail, '$.statement')`.as('statement'))
    .where('type', '=', 'vote.cast')
    .where(sql`json_extract(entry, '$.ballot')`, '=', ballot)
    .execute();
  return rows.map(({ statement }) => statement);
}
