import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import { fold } from '../server/rules/demand.ts';
import type { ResolutionPayload } from '../server/rules/statements.ts';
import type { TreatmentState } from '../server/rules/treatment.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A branch by its id and its name. */
export interface Named {
  id: string;
  name: string;
}

/** A received resolution, its JSON read. */
export type ReceivedRow = Omit<Tables['received'], 'payload' | 'path' | 'state'> & {
  payload: ResolutionPayload;
  path: Named[];
  state: TreatmentState;
};

/** A point of a received resolution. */
export type ReceivedPoint = Omit<Tables['received_point'], 'resolution' | 'branch' | 'root'>;

export async function findReceived(reader: Reader, hash: string): Promise<ReceivedRow | undefined> {
  const row = await reader.selectFrom('received').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && receivedOf(row);
}

/** The resolution that is held of a branch under a number, or undefined. */
export async function heldUnder(reader: Reader, branch: string, number: number): Promise<string | undefined> {
  const row = await reader
    .selectFrom('received')
    .select('hash')
    .where('branch', '=', branch)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.hash;
}

/** The newest resolution held of a branch that sent it itself, by number, or undefined. */
export async function lastReceivedFrom(
  reader: Reader,
  branch: string,
): Promise<{ number: number; hash: string } | undefined> {
  return reader
    .selectFrom('received')
    .select(['number', 'hash'])
    .where('branch', '=', branch)
    .where('via', 'is', null)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/**
 * The file and the path of the newest resolution held of a branch, by number; undefined where nothing came of it, or only
 * through branches that are not below this one any more.
 */
export async function newestHeldOf(
  reader: Reader,
  branch: string,
): Promise<Pick<ReceivedRow, 'jws' | 'path'> | undefined> {
  const row = await reader
    .selectFrom('received')
    .select(['jws', 'path'])
    .where('branch', '=', branch)
    .where((eb) =>
      eb.or([
        eb('via', 'is', null),
        eb('via', 'in', eb.selectFrom('child').select('id').where('state', '=', 'active')),
      ]),
    )
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { jws: row.jws, path: JSON.parse(row.path) as Named[] };
}

export async function insertReceived(
  writer: Writer,
  row: ReceivedRow,
  points: readonly ReceivedPoint[],
): Promise<void> {
  await writer
    .insertInto('received')
    .values({ ...row, payload: JSON.stringify(row.payload), path: JSON.stringify(row.path) })
    .execute();
  // one statement for all of them: a Durable Object takes 100 parameters at most
  await sql`INSERT INTO received_point
      (resolution, branch, number, text, outcome, demand, root, search, votes_for, votes_against, votes_blank)
    SELECT ${row.hash}, ${row.branch}, value->>'number', value->>'text', value->>'outcome', value->>'demand',
      coalesce((SELECT same_as FROM demand_link WHERE demand = value->>'demand'), value->>'demand'), value->>'search',
      value->>'votes_for', value->>'votes_against', value->>'votes_blank'
    FROM json_each(${JSON.stringify(points)})`.execute(writer);
}

export async function setReceivedState(writer: Writer, hash: string, state: TreatmentState): Promise<void> {
  await writer.updateTable('received').set({ state }).where('hash', '=', hash).execute();
}

/** Which resolutions a page shows; what is absent leaves all in. */
export interface ReceivedFilter {
  /** Words, all of which are in what is found. */
  q?: string;
  branch?: string;
  via?: string;
  hearing?: string;
  state?: string;
  /** Of the decision. */
  year?: string;
}

/** How many resolutions a filter leaves. */
export async function countReceived(reader: Reader, filter: ReceivedFilter): Promise<number> {
  const { n } = await reader
    .selectFrom('received')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where((eb) => fits(eb, filter))
    .executeTakeFirstOrThrow();
  return n;
}

/**
 * A page of what a filter leaves, newest first.
 * @param before the index of the entry at which the page before ended.
 */
export async function receivedPage(
  reader: Reader,
  filter: ReceivedFilter,
  before: number | undefined,
  limit: number,
): Promise<ReceivedRow[]> {
  // which ones is found out in the index alone; only those of the page are read
  const found = await reader
    .selectFrom('received')
    .select('idx')
    .where((eb) => fits(eb, filter))
    .$if(before !== undefined, (query) => query.where('idx', '<', before as number))
    .orderBy('idx', 'desc')
    .limit(limit)
    .execute();
  if (found.length === 0) return [];
  const rows = await reader
    .selectFrom('received')
    .selectAll()
    .where(
      'idx',
      'in',
      found.map(({ idx }) => idx),
    )
    .orderBy('idx', 'desc')
    .execute();
  return rows.map(receivedOf);
}

/** The years in which what was received was decided, newest first. */
export async function yearsReceived(reader: Reader): Promise<string[]> {
  const year = sql<string>`substr(decided_at, 1, 4)`;
  const rows = await reader.selectFrom('received').select(year.as('year')).distinct().orderBy('year', 'desc').execute();
  return rows.map((row) => row.year);
}

/** Every branch of which something was received, with how much and the newest of it. */
export async function sendersReceived(reader: Reader): Promise<
  {
    branch: string;
    received: number;
    newest: Pick<Tables['received'], 'hash' | 'name' | 'level' | 'number' | 'title' | 'received_at'>;
  }[]
> {
  const counts = await reader
    .selectFrom('received')
    .select((eb) => ['branch', eb.fn.countAll<number>().as('received'), eb.fn.max('idx').as('idx')])
    .groupBy('branch')
    .execute();
  if (counts.length === 0) return [];
  const newest = await reader
    .selectFrom('received')
    .select(['idx', 'hash', 'name', 'level', 'number', 'title', 'received_at'])
    .where('idx', 'in', (eb) =>
      eb
        .selectFrom('received')
        .select((sub) => sub.fn.max('idx').as('idx'))
        .groupBy('branch'),
    )
    .execute();
  const byIndex = new Map(newest.map(({ idx, ...row }) => [idx, row]));
  return counts.flatMap(({ branch, received, idx }) => {
    const row = byIndex.get(idx);
    return row === undefined ? [] : [{ branch, received, newest: row }];
  });
}

function fits(eb: ExpressionBuilder<Tables, 'received'>, filter: ReceivedFilter) {
  const { q, branch, via, hearing, state, year } = filter;
  const words = fold(q ?? '')
    .split(' ')
    .filter((word) => word !== '');
  return eb.and([
    ...words.map((word) => sql<SqlBool>`instr(search, ${word}) > 0`),
    ...(branch === undefined ? [] : [eb('branch', '=', branch)]),
    // what came from the branch that made it came through that branch
    ...(via === undefined
      ? []
      : [eb.or([eb('via', '=', via), eb.and([eb('via', 'is', null), eb('branch', '=', via)])])]),
    ...(hearing === undefined ? [] : [eb('hearing', '=', hearing)]),
    ...(state === undefined ? [] : [eb('state', '=', state)]),
    ...(year === undefined ? [] : [sql<SqlBool>`substr(decided_at, 1, 4) = ${year}`]),
  ]);
}

function receivedOf({ payload, path, state, ...row }: Tables['received']): ReceivedRow {
  return {
    ...row,
    payload: JSON.parse(payload) as ResolutionPayload,
    path: JSON.parse(path) as Named[],
    state: state as TreatmentState,
  };
}
