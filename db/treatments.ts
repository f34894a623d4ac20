import type { Selectable } from 'kysely';
import type { TreatmentStatement } from '../server/rules/party-statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A treatment, its JSON read. */
export type TreatmentRow = Omit<Selectable<Tables['treatment']>, 'statement'> & { statement: TreatmentStatement };

export type CustodyReceiptRow = Selectable<Tables['custody_receipt']>;

/** The treatments of a resolution in the order in which they came here. */
export async function treatmentsOf(reader: Reader, resolution: string): Promise<TreatmentRow[]> {
  const rows = await reader
    .selectFrom('treatment')
    .selectAll()
    .where('resolution', '=', resolution)
    .orderBy('ordinal')
    .execute();
  return rows.map(({ statement, ...row }) => ({ ...row, statement: JSON.parse(statement) as TreatmentStatement }));
}

/** A treatment's file (JWS) by the hash of its statement, or undefined. */
export async function treatmentFile(reader: Reader, hash: string): Promise<string | undefined> {
  const row = await reader.selectFrom('treatment').select('jws').where('hash', '=', hash).executeTakeFirst();
  return row?.jws;
}

export async function insertTreatment(writer: Writer, row: Omit<TreatmentRow, 'ordinal'>): Promise<void> {
  await writer
    .insertInto('treatment')
    .values({ ...row, statement: JSON.stringify(row.statement) })
    .execute();
}

/** The receipts that others gave for a resolution, oldest first. */
export async function custodyReceipts(reader: Reader, resolution: string): Promise<CustodyReceiptRow[]> {
  return reader
    .selectFrom('custody_receipt')
    .selectAll()
    .where('resolution', '=', resolution)
    .orderBy('received_at')
    .execute();
}

/** Keeps a receipt that another gave for a resolution; the first of a receiver stays. */
export async function insertCustodyReceipt(writer: Writer, row: CustodyReceiptRow): Promise<void> {
  await writer
    .insertInto('custody_receipt')
    .values(row)
    .onConflict((conflict) => conflict.columns(['resolution', 'receiver']).doNothing())
    .execute();
}

/** One of the branch's own signed resolutions by its hash: number and file. */
export async function ownResolution(
  reader: Reader,
  hash: string,
): Promise<{ number: number; jws: string; at: string } | undefined> {
  const row = await reader
    .selectFrom('resolution')
    .select(['number', 'jws', 'created_at'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row?.jws == null ? undefined : { number: row.number, jws: row.jws, at: row.created_at };
}

/** Whether something with this hash was put in the outbox for a branch. */
export async function wasPosted(reader: Reader, statement: string, receiver: string): Promise<boolean> {
  const row = await reader
    .selectFrom('delivery')
    .select('id')
    .where('statement', '=', statement)
    .where('receiver', '=', receiver)
    .executeTakeFirst();
  return row !== undefined;
}

/** The branch's word on its amendments that came with a resolution to a hearing (JWS), or undefined. */
export async function answerWith(reader: Reader, resolution: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('hearing_answer')
    .select('jws')
    .where('resolution', '=', resolution)
    .where('jws', 'is not', null)
    .executeTakeFirst();
  return row?.jws ?? undefined;
}

/** The proposals in the branch's own meetings that put a received resolution to the vote, oldest first; withdrawn ones are left out. */
export async function proposalsFrom(
  reader: Reader,
  resolution: string,
): Promise<{ id: string; meeting: string; title: string }[]> {
  return reader
    .selectFrom('proposal')
    .select(['id', 'meeting', 'title'])
    .where('source', '=', resolution)
    .where('state', '!=', 'withdrawn')
    .orderBy('created_at')
    .orderBy('number')
    .execute();
}
