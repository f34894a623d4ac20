import { type RawBuilder, type SqlBool, sql } from 'kysely';
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

/** Which demands are asked for: words that all stand in one of the wordings, and the hearing that the resolutions answer. */
export interface DemandFilter {
  q?: string;
  hearing?: string;
}

function branchesThat(outcome: 'adopted' | 'rejected'): RawBuilder<number> {
  return sql<number>`count(DISTINCT CASE WHEN outcome = ${outcome} THEN branch END)`;
}

const sums = [
  sql<string>`root`.as('demand'),
  branchesThat('adopted').as('adopted'),
  branchesThat('rejected').as('rejected'),
  sql<number>`sum(votes_for)`.as('votes_for'),
  sql<number>`sum(votes_against)`.as('votes_against'),
  sql<number>`sum(votes_blank)`.as('votes_blank'),
] as const;

function asked(reader: Reader, { q, hearing }: DemandFilter) {
  const words = fold(q ?? '')
    .split(' ')
    .filter((word) => word !== '');
  const saysAll = sql<SqlBool>`${sql.join(
    words.map((word) => sql`instr(search, ${word}) > 0`),
    sql` AND `,
  )}`;
  return reader
    .selectFrom('received_point')
    .$if(words.length > 0, (query) =>
      query.where('root', 'in', (eb) =>
        eb.selectFrom('received_point as wording').select('wording.root').where(saysAll),
      ),
    )
    .$if(hearing !== undefined, (query) =>
      query.where('resolution', 'in', (eb) =>
        eb
          .selectFrom('received')
          .select('hash')
          .where('hearing', '=', hearing as string),
      ),
    );
}

/** Demands, those of most branches first. */
export async function demandsPage(
  reader: Reader,
  filter: DemandFilter,
  { offset, limit }: { offset: number; limit: number },
): Promise<DemandRow[]> {
  return asked(reader, filter)
    .groupBy('root')
    .select(sums)
    .orderBy(sql`count(DISTINCT branch) DESC`)
    .orderBy('votes_for', 'desc')
    .orderBy('root')
    .offset(offset)
    .limit(limit)
    .execute();
}

/** How many demands there are. */
export async function countDemands(reader: Reader, filter: DemandFilter): Promise<number> {
  const { n } = await asked(reader, filter).select(sql<number>`count(DISTINCT root)`.as('n')).executeTakeFirstOrThrow();
  return n;
}

/** One demand by the hash of any of its wordings, or undefined. */
export async function findDemand(reader: Reader, demand: string): Promise<DemandRow | undefined> {
  const root = await rootOf(reader, demand);
  return reader.selectFrom('received_point').where('root', '=', root).groupBy('root').select(sums).executeTakeFirst();
}

/** The wordings of demands, the demand's own first, with the text of one branch for each. */
export async function wordingsOf(
  reader: Reader,
  demands: readonly string[],
): Promise<{ root: string; demand: string; text: string }[]> {
  const wordings = sql<{ root: string; demand: string; text: string }>`(
    WITH asked AS (SELECT value AS root FROM json_each(${JSON.stringify(demands)})),
      wording AS (
        SELECT root, root AS demand FROM asked
        UNION SELECT same_as, demand_link.demand FROM demand_link JOIN asked ON same_as = root)
    SELECT root, wording.demand,
      (SELECT text FROM received_point WHERE received_point.demand = wording.demand LIMIT 1) AS text
    FROM wording)`;
  return reader.selectFrom(wordings.as('wording')).selectAll().orderBy(sql`root != demand`).orderBy('text').execute();
}

/** Every point that makes a demand in any of its wordings, newest first. */
export async function demandPoints(
  reader: Reader,
  root: string,
): Promise<(Tables['received_point'] & Pick<Tables['received'], 'name' | 'title'> & { resolution_number: number })[]> {
  return reader
    .selectFrom('received_point')
    .innerJoin('received', 'received.hash', 'received_point.resolution')
    .selectAll('received_point')
    .select(['received.name', 'received.title', 'received.number as resolution_number'])
    .where('received_point.root', '=', root)
    .orderBy('received.idx', 'desc')
    .orderBy('received_point.number')
    .limit(5000)
    .execute();
}

async function rootOf(reader: Reader, demand: string): Promise<string> {
  const row = await reader.selectFrom('demand_link').select('same_as').where('demand', '=', demand).executeTakeFirst();
  return row?.same_as ?? demand;
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
  const kept = await rootOf(writer, demand);
  const moved = await rootOf(writer, other);
  if (kept === moved) return;
  await writer.updateTable('demand_link').set({ same_as: kept }).where('same_as', '=', moved).execute();
  await writer.insertInto('demand_link').values({ demand: moved, same_as: kept, confirmed_at: at }).execute();
  await writer.updateTable('received_point').set({ root: kept }).where('root', '=', moved).execute();
}

/** Takes a wording out of what it was put together with; the rest stays together. Gives whether there was anything to undo. */
export async function partDemand(writer: Writer, demand: string): Promise<boolean> {
  const root = await rootOf(writer, demand);
  const followers = await writer.selectFrom('demand_link').select('demand').where('same_as', '=', root).execute();
  const [next] = followers;
  if (next === undefined) return false;
  // where the one that the others follow is taken out, they follow the next
  const kept = root === demand ? next.demand : root;
  await writer.updateTable('received_point').set({ root: kept }).where('root', '=', root).execute();
  await writer.updateTable('received_point').set({ root: demand }).where('demand', '=', demand).execute();
  await writer.deleteFrom('demand_link').where('demand', 'in', [demand, kept]).execute();
  await writer.updateTable('demand_link').set({ same_as: kept }).where('same_as', '=', root).execute();
  return true;
}
