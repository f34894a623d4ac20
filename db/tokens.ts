import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ReadTokenRow = Selectable<Tables['read_token']>;

/** The branch's read tokens, newest first. */
export async function allReadTokens(reader: Reader): Promise<ReadTokenRow[]> {
  return reader.selectFrom('read_token').selectAll().orderBy('created_at', 'desc').execute();
}

export async function findReadToken(reader: Reader, hash: string): Promise<ReadTokenRow | undefined> {
  return reader.selectFrom('read_token').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

export async function insertReadToken(writer: Writer, row: ReadTokenRow): Promise<void> {
  await writer.insertInto('read_token').values(row).execute();
}

export async function updateReadToken(
  writer: Writer,
  hash: string,
  change: Partial<Pick<ReadTokenRow, 'revoked_at' | 'used_on'>>,
): Promise<void> {
  await writer.updateTable('read_token').set(change).where('token_hash', '=', hash).execute();
}
