import type { Selectable } from 'kysely';
import type { HearingDraft } from '../server/rules/hearing.ts';
import type { HearingStatement } from '../server/rules/party-statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** The reminders of a hearing: the days before the deadline that this branch has reminded itself of, and when the newest came. */
export interface Reminded {
  days: number[];
  at: string | null;
}

/** A hearing as it is stored, its JSON read. */
export type HearingRow = Omit<Selectable<Tables['hearing']>, 'statement' | 'reminded'> & {
  statement: HearingStatement;
  reminded: Reminded;
};
export type AskedRow = Selectable<Tables['hearing_asked']>;
export type DraftRow = Omit<Selectable<Tables['hearing_draft']>, 'draft'> & { draft: HearingDraft };

/** All hearings, newest first. */
export async function allHearings(reader: Reader): Promise<HearingRow[]> {
  const rows = await reader.selectFrom('hearing').selectAll().orderBy('ordinal', 'desc').execute();
  return rows.map(hearingOf);
}

export async function findHearing(reader: Reader, hash: string): Promise<HearingRow | undefined> {
  const row = await reader.selectFrom('hearing').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && hearingOf(row);
}

/** Hearings whose deadline has not passed at a time and that nobody has closed, oldest first. */
export async function openHearings(reader: Reader, at: string): Promise<HearingRow[]> {
  const rows = await reader
    .selectFrom('hearing')
    .selectAll()
    .where('deadline', '>=', at)
    .where('closed_at', 'is', null)
    .orderBy('ordinal')
    .execute();
  return rows.map(hearingOf);
}

export async function insertHearing(writer: Writer, row: Omit<HearingRow, 'ordinal'>): Promise<void> {
  await writer
    .insertInto('hearing')
    .values({ ...row, statement: JSON.stringify(row.statement), reminded: JSON.stringify(row.reminded) })
    .execute();
}

/** Sets columns of a hearing. */
export async function updateHearing(
  writer: Writer,
  hash: string,
  { reminded, ...columns }: Partial<Pick<HearingRow, 'proposal' | 'reminded' | 'closed_at' | 'report'>>,
): Promise<void> {
  await writer
    .updateTable('hearing')
    .set({ ...columns, ...(reminded === undefined ? {} : { reminded: JSON.stringify(reminded) }) })
    .where('hash', '=', hash)
    .execute();
}

/** All who were asked, by name. */
export async function askedIn(reader: Reader, hearing: string): Promise<AskedRow[]> {
  return reader
    .selectFrom('hearing_asked')
    .selectAll()
    .where('hearing', '=', hearing)
    .orderBy('name')
    .orderBy('branch')
    .execute();
}

export async function findAsked(reader: Reader, hearing: string, branch: string): Promise<AskedRow | undefined> {
  return reader
    .selectFrom('hearing_asked')
    .selectAll()
    .where('hearing', '=', hearing)
    .where('branch', '=', branch)
    .executeTakeFirst();
}

/** Notes that branches were asked; what is said of one already stays, so that no branch can take over those of another. */
export async function insertAsked(writer: Writer, rows: readonly AskedRow[]): Promise<void> {
  for (let i = 0; i < rows.length; i += 100)
    await writer
      .insertInto('hearing_asked')
      .values(rows.slice(i, i + 100))
      .onConflict((conflict) => conflict.columns(['hearing', 'branch']).doNothing())
      .execute();
}

/** Hearings that are being prepared, newest first. */
export async function allHearingDrafts(reader: Reader): Promise<DraftRow[]> {
  const rows = await reader
    .selectFrom('hearing_draft')
    .selectAll()
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(draftOf);
}

export async function findHearingDraft(reader: Reader, id: string): Promise<DraftRow | undefined> {
  const row = await reader.selectFrom('hearing_draft').selectAll().where('id', '=', id).executeTakeFirst();
  return row && draftOf(row);
}

/** Stores a hearing that is being prepared, in the place of what it was. */
export async function putHearingDraft(writer: Writer, row: DraftRow): Promise<void> {
  await writer
    .replaceInto('hearing_draft')
    .values({ ...row, draft: JSON.stringify(row.draft) })
    .execute();
}

export async function deleteHearingDraft(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('hearing_draft').where('id', '=', id).execute();
}

function hearingOf({ statement, reminded, ...row }: Selectable<Tables['hearing']>): HearingRow {
  return {
    ...row,
    statement: JSON.parse(statement) as HearingStatement,
    reminded: JSON.parse(reminded) as Reminded,
  };
}

function draftOf({ draft, ...row }: Selectable<Tables['hearing_draft']>): DraftRow {
  return { ...row, draft: JSON.parse(draft) as HearingDraft };
}
