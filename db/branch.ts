import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type BranchRow = Tables['branch'];

/** The branch of this database, or undefined before it was founded. */
export async function findBranch(reader: Reader): Promise<BranchRow | undefined> {
  return reader.selectFrom('branch').selectAll().executeTakeFirst();
}

/** Writes the one row that says which branch this is. */
export async function insertBranch(writer: Writer, row: BranchRow): Promise<void> {
  await writer.insertInto('branch').values(row).execute();
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

/** The entity statements by others than an issuer, each with its issuer and subject. */
export async function entityStatementsByOthers(
  reader: Reader,
  issuer: string,
): Promise<Pick<Tables['entity_statement'], 'issuer' | 'subject' | 'jws'>[]> {
  return reader
    .selectFrom('entity_statement')
    .select(['issuer', 'subject', 'jws'])
    .where('issuer', '!=', issuer)
    .execute();
}
