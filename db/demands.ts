import { type RawBuilder, sql } from 'kysely';
import { fold } from '../server/rules/demand.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** The sums of one demand over all branches that made it in any of its wordings. */
export interface DemandRow {
  demand: string;
  adopted: number;
  rejected: number;
  votes_for: number;
  votes_against: number;
  votes_blank: number;
}

/** The demand that a wording was put together with, else itself. */
const root = sql<string>`coalesce(demand_link.same_as, received_point.demand)`;

function branchesThat(outcome: 'adopted' | 'rejected'): RawBuilder<number> {
  return sql<number>`count(DISTINCT CASE WHEN received_point.outcome = ${outcome} THEN received.branch END)`;
}

/** Which demands are asked for: words that all stand in one of the wordings, and the hearing that the resolutions answer. */
export interface DemandFilter {
  q?: string;
  hearing?: string;
}

function grouped(reader: Reader, { q, hearing }: DemandFilter) {
  const words = fold(q ?? '')
    .split(' ')
    .filter((word) => word !== '');
  const hit = sql<number>`max(${sql.join(
    [sql`1`, ...words.map((word) => sql`(instr(received_point.search, ${word}) > 0)`)],
    sql` AND `,
  )})`;
  return reader
    .selectFrom('received_point')
    .innerJoin('received', 'received.hash', 'received_point.resolution')
    .leftJoin('demand_link', 'demand_link.demand', 'received_point.demand')
    .$if(hearing !== undefined, (query) => query.where('received.hearing', '=', hearing as string))
    .groupBy(root)
    .$if(words.length > 0, (query) => query.having(hit, '=', 1));
}

/** Demands, those of most branches first. */
export async function demandsPage(
  reader: Reader,
  filter: DemandFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<DemandRow[]> {
  return grouped(reader, filter)
    .select([root.as('demand'), branchesThat('adopted').as('adopted'), branchesThat('rejected').as('rejected')])
    .select((eb) => [
      eb.fn.sum<number>('votes_for').as('votes_for'),
      eb.fn.sum<number>('votes_against').as('votes_against'),
      eb.fn.sum<number>('votes_blank').as('votes_blank'),
    ])
    .orderBy(sql`count(DISTINCT received.branch) DESC`)
    .orderBy('votes_for', 'desc')
    .orderBy('demand')
    .offset(offset)
    .limit(limit)
    .execute();
}

/** How many demands there are. */
export async function countDemands(reader: Reader, filter: DemandFilter): Promise<number> {
  const { n } = await reader
    .selectFrom(grouped(reader, filter).select(root.as('demand')).as('found'))
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

/** One demand by the hash of any of its wordings, or undefined. */
export async function findDemand(reader: Reader, demand: string): Promise<DemandRow | undefined> {
  const wanted = (await rootOf(reader, demand)) ?? demand;
  const [row] = await grouped(reader, {})
    .select([root.as('demand'), branchesThat('adopted').as('adopted'), branchesThat('rejected').as('rejected')])
    .select((eb) => [
      eb.fn.sum<number>('votes_for').as('votes_for'),
      eb.fn.sum<number>('votes_against').as('votes_against'),
      eb.fn.sum<number>('votes_blank').as('votes_blank'),
    ])
    .where('received_point.demand', 'in', (eb) =>
      eb
        .selectFrom('received_point as wording')
        .leftJoin('demand_link as link', 'link.demand', 'wording.demand')
        .select('wording.demand')
        .where((inner) => inner.or([inner('wording.demand', '=', wanted), inner('link.same_as', '=', wanted)])),
    )
    .execute();
  return row;
}

/** The wordings of demands, the demand's own first, with one text of each as a branch wrote it. */
export async function wordingsOf(
  reader: Reader,
  demands: readonly string[],
): Promise<{ root: string; demand: string; text: string }[]> {
  if (demands.length === 0) return [];
  return reader
    .selectFrom('received_point')
    .leftJoin('demand_link', 'demand_link.demand', 'received_point.demand')
    .select([root.as('root'), 'received_point.demand'])
    .select((eb) => eb.fn.min('received_point.text').as('text'))
    .where((eb) =>
      eb.or([eb('received_point.demand', 'in', [...demands]), eb('demand_link.same_as', 'in', [...demands])]),
    )
    .groupBy(['root', 'received_point.demand'])
    .orderBy(sql`root != received_point.demand`)
    .orderBy('text')
    .execute();
}

/** Every point that makes a demand in any of its wordings, newest first. */
export async function demandPoints(
  reader: Reader,
  demand: string,
): Promise<
  (Tables['received_point'] & Pick<Tables['received'], 'branch' | 'name' | 'title'> & { resolution_number: number })[]
> {
  return reader
    .selectFrom('received_point')
    .innerJoin('received', 'received.hash', 'received_point.resolution')
    .leftJoin('demand_link', 'demand_link.demand', 'received_point.demand')
    .selectAll('received_point')
    .select(['received.branch', 'received.name', 'received.title', 'received.number as resolution_number'])
    .where((eb) => eb.or([eb('received_point.demand', '=', demand), eb('demand_link.same_as', '=', demand)]))
    .orderBy('received.idx', 'desc')
    .orderBy('received_point.number')
    .limit(5000)
    .execute();
}

/** What a wording was put together with, or undefined. */
export async function rootOf(reader: Reader, demand: string): Promise<string | undefined> {
  const row = await reader.selectFrom('demand_link').select('same_as').where('demand', '=', demand).executeTakeFirst();
  return row?.same_as;
}

/** Whether any branch makes the demand in this wording. */
export async function isDemand(reader: Reader, demand: string): Promise<boolean> {
  const row = await reader
    .selectFrom('received_point')
    .select('demand')
    .where('demand', '=', demand)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Puts two demands together, with all that either was put together with. */
export async function joinDemands(writer: Writer, demand: string, other: string, at: string): Promise<void> {
  const kept = (await rootOf(writer, demand)) ?? demand;
  const moved = (await rootOf(writer, other)) ?? other;
  if (kept === moved) return;
  await writer.updateTable('demand_link').set({ same_as: kept }).where('same_as', '=', moved).execute();
  await writer.insertInto('demand_link').values({ demand: moved, same_as: kept, confirmed_at: at }).execute();
}

/** Takes a wording out of what it was put together with; the rest stays together. Gives whether there was anything to undo. */
export async function partDemand(writer: Writer, demand: string): Promise<boolean> {
  const { numDeletedRows } = await writer
    .deleteFrom('demand_link')
    .where('demand', '=', demand)
    .executeTakeFirstOrThrow();
  if (numDeletedRows > 0n) return true;
  const rest = await writer.selectFrom('demand_link').select('demand').where('same_as', '=', demand).execute();
  const [next] = rest;
  if (next === undefined) return false;
  await writer.deleteFrom('demand_link').where('demand', '=', next.demand).execute();
  await writer.updateTable('demand_link').set({ same_as: next.demand }).where('same_as', '=', demand).execute();
  return true;
}
