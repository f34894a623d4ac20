import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type MessageRow = Selectable<Tables['message']>;

/** What came in under the hash of its statement, or undefined. */
export async function findMessage(reader: Reader, hash: string): Promise<MessageRow | undefined> {
  return reader.selectFrom('message').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function insertMessage(writer: Writer, row: MessageRow): Promise<void> {
  await writer.insertInto('message').values(row).execute();
}
