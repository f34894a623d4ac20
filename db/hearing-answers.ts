import type { Selectable } from 'kysely';
import type { AnswerStatement, InputStatement } from '../server/rules/party-statements.ts';
import type { ResolutionPayload } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** An answer as it is stored, with what the resolution says and who wrote it. */
export interface AnswerRow {
  hearing: string;
  resolution: string;
  branch: string;
  name: string;
  number: number;
  payload: ResolutionPayload;
  /** The branch's word on its amendments; null where it made none. */
  statement: AnswerStatement | null;
  receivedAt: string;
  late: boolean;
}

export type InputRow = Omit<Selectable<Tables['hearing_input']>, 'statement' | 'late' | 'hidden'> & {
  statement: InputStatement;
  late: boolean;
  hidden: boolean;
};

/** The answers to a hearing, in the order in which they came. */
export async function answersTo(reader: Reader, hearing: string): Promise<AnswerRow[]> {
  const rows = await reader
    .selectFrom('hearing_answer')
    .innerJoin('received', 'received.hash', 'hearing_answer.resolution')
    .select([
      'hearing_answer.hearing',
      'hearing_answer.resolution',
      'hearing_answer.branch',
      'hearing_answer.statement',
      'hearing_answer.received_at',
      'hearing_answer.late',
      'received.name',
      'received.number',
      'received.payload',
    ])
    .where('hearing_answer.hearing', '=', hearing)
    .orderBy('received.idx')
    .execute();
  return rows.map(({ statement, payload, late, received_at, ...row }) => ({
    ...row,
    payload: JSON.parse(payload) as ResolutionPayload,
    statement: statement === null ? null : (JSON.parse(statement) as AnswerStatement),
    receivedAt: received_at,
    late: late === 1,
  }));
}

/** The branches that have answered a hearing, in time or late. */
export async function answeredBy(
  reader: Reader,
  hearing: string,
): Promise<{ branch: string; resolution: string; number: number; late: boolean }[]> {
  const rows = await reader
    .selectFrom('hearing_answer')
    .innerJoin('received', 'received.hash', 'hearing_answer.resolution')
    .select(['hearing_answer.branch', 'hearing_answer.resolution', 'hearing_answer.late', 'received.number'])
    .where('hearing_answer.hearing', '=', hearing)
    .execute();
  return rows.map(({ late, ...row }) => ({ ...row, late: late === 1 }));
}

/** Keeps an answer once. */
export async function insertAnswer(writer: Writer, row: Tables['hearing_answer']): Promise<void> {
  await writer
    .insertInto('hearing_answer')
    .values(row)
    .onConflict((conflict) => conflict.columns(['hearing', 'resolution']).doNothing())
    .execute();
}

/** Receipts that others gave for a resolution, with the time in them, oldest first. */
export async function receiptsFor(reader: Reader, resolution: string): Promise<{ jws: string; received_at: string }[]> {
  return reader
    .selectFrom('custody_receipt')
    .select(['jws', 'received_at'])
    .where('resolution', '=', resolution)
    .orderBy('received_at')
    .execute();
}

/** Written input to a hearing, in the order in which it came. */
export async function inputsTo(reader: Reader, hearing: string): Promise<InputRow[]> {
  const rows = await reader
    .selectFrom('hearing_input')
    .selectAll()
    .where('hearing', '=', hearing)
    .orderBy('received_at')
    .orderBy('hash')
    .execute();
  return rows.map(inputOf);
}

export async function findInput(reader: Reader, hash: string): Promise<InputRow | undefined> {
  const row = await reader.selectFrom('hearing_input').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && inputOf(row);
}

export async function insertInput(writer: Writer, row: InputRow): Promise<void> {
  await writer
    .insertInto('hearing_input')
    .values({
      ...row,
      statement: JSON.stringify(row.statement),
      late: row.late ? 1 : 0,
      hidden: row.hidden ? 1 : 0,
    })
    .execute();
}

export async function setHidden(writer: Writer, hash: string, hidden: boolean): Promise<void> {
  await writer
    .updateTable('hearing_input')
    .set({ hidden: hidden ? 1 : 0 })
    .where('hash', '=', hash)
    .execute();
}

/** What a person has confirmed to be the same change to a hearing's text: each with that which it is put with. */
export async function groupsIn(reader: Reader, hearing: string): Promise<{ change: string; sameAs: string }[]> {
  const rows = await reader.selectFrom('hearing_group').selectAll().where('hearing', '=', hearing).execute();
  return rows.map(({ change, same_as }) => ({ change, sameAs: same_as }));
}

export async function putGroup(writer: Writer, row: Tables['hearing_group']): Promise<void> {
  await writer.replaceInto('hearing_group').values(row).execute();
}

export async function deleteGroup(writer: Writer, hearing: string, change: string): Promise<void> {
  await writer.deleteFrom('hearing_group').where('hearing', '=', hearing).where('change', '=', change).execute();
}

function inputOf({ statement, late, hidden, ...row }: Selectable<Tables['hearing_input']>): InputRow {
  return { ...row, statement: JSON.parse(statement) as InputStatement, late: late === 1, hidden: hidden === 1 };
}
