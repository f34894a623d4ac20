import type { PlanStatement, Signed } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';

/** A voting plan that the chair announced; `hash` is that of its statement. */
export interface PlanRow {
  hash: string;
  signed: Signed<PlanStatement>;
  acceptedAt: string | null;
}

/** The voting plans of a proposal, oldest first. */
export async function plansOf(reader: Reader, proposal: string): Promise<PlanRow[]> {
  const rows = await reader
    .selectFrom('plan')
    .selectAll()
    .where('proposal', '=', proposal)
    .orderBy('version')
    .execute();
  return rows.map(({ hash, signed, accepted_at }) => ({
    hash,
    signed: JSON.parse(signed) as Signed<PlanStatement>,
    acceptedAt: accepted_at,
  }));
}

/** The newest voting plan of a proposal, or undefined. */
export async function latestPlan(reader: Reader, proposal: string): Promise<PlanRow | undefined> {
  return (await plansOf(reader, proposal)).at(-1);
}

export async function insertPlan(writer: Writer, hash: string, signed: Signed<PlanStatement>): Promise<void> {
  const { item: proposal, version } = signed.statement;
  await writer
    .insertInto('plan')
    .values({ hash, proposal, version, signed: JSON.stringify(signed), accepted_at: null })
    .execute();
}

/** Notes that the hall has accepted a plan. */
export async function acceptPlan(writer: Writer, hash: string, at: string): Promise<void> {
  await writer.updateTable('plan').set({ accepted_at: at }).where('hash', '=', hash).execute();
}
