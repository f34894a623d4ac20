import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type BranchRow = Tables['branch'];
export type BranchKeyRow = Selectable<Tables['branch_key']>;

/** The branch of this database, or undefined before it was founded. */
export async function findBranch(reader: Reader): Promise<BranchRow | undefined> {
  return reader.selectFrom('branch').selectAll().executeTakeFirst();
}

/** Writes the one row that says which branch this is. */
export async function insertBranch(writer: Writer, row: BranchRow): Promise<void> {
  await writer.insertInto('branch').values(row).execute();
}

/** Changes what the branch is called, its parent, its key, or that it is there at all. */
export async function updateBranch(
  writer: Writer,
  values: Partial<Omit<BranchRow, 'id' | 'slug' | 'created_at'>>,
): Promise<void> {
  await writer.updateTable('branch').set(values).execute();
}

/** The keys of the branch beside its current one, the newest first. */
export async function otherKeys(reader: Reader, state: BranchKeyRow['state']): Promise<BranchKeyRow[]> {
  return reader
    .selectFrom('branch_key')
    .selectAll()
    .where('state', '=', state)
    .orderBy('ended_at', 'desc')
    .orderBy('created_at', 'desc')
    .execute();
}

export async function insertBranchKey(writer: Writer, row: BranchKeyRow): Promise<void> {
  await writer.insertInto('branch_key').values(row).execute();
}

/** Takes the keys away that waited to become the current one. */
export async function deletePendingKeys(writer: Writer): Promise<void> {
  await writer.deleteFrom('branch_key').where('state', '=', 'pending').execute();
}

/** Stores an entity statement (JWS), replacing the one by the same issuer about the same subject. */
export async function putEntityStatement(writer: Writer, row: Tables['entity_statement']): Promise<void> {
  await writer.replaceInto('entity_statement').values(row).execute();
}

/** The entity statement by an issuer about a subject, or undefined. */
export async function findEntityStatement(
  reader: Reader,
  issuer: string,
  subject: string,
): Promise<string | undefined> {
  const row = await reader
    .selectFrom('entity_statement')
    .select('jws')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row?.jws;
}

/** The entity statements by others than an issuer, each with its issuer, its subject and when it was issued. */
export async function entityStatementsByOthers(reader: Reader, issuer: string): Promise<Tables['entity_statement'][]> {
  return reader.selectFrom('entity_statement').selectAll().where('issuer', '!=', issuer).execute();
}

/** Takes away what an issuer says about a subject. */
export async function deleteEntityStatement(writer: Writer, issuer: string, subject: string): Promise<void> {
  await writer.deleteFrom('entity_statement').where('issuer', '=', issuer).where('subject', '=', subject).execute();
}

/** Puts other statements in the place of all that others than an issuer say. */
export async function replaceStatementsByOthers(
  writer: Writer,
  issuer: string,
  rows: readonly Tables['entity_statement'][],
): Promise<void> {
  await writer.deleteFrom('entity_statement').where('issuer', '!=', issuer).execute();
  for (const row of rows) await putEntityStatement(writer, row);
}
