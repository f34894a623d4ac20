import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ChildRow = Selectable<Tables['child']>;

/** A branch that is or was below this one, or undefined. */
export async function findChild(reader: Reader, id: string): Promise<ChildRow | undefined> {
  return reader.selectFrom('child').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The branches below this one that it vouches for, by name. */
export async function activeChildren(reader: Reader): Promise<ChildRow[]> {
  return reader.selectFrom('child').selectAll().where('state', '=', 'active').orderBy('name').orderBy('id').execute();
}

/** Whether there are branches below this one, or were. */
export async function hasChildren(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('child').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Takes a branch in below this one, with its first key. */
export async function insertChild(writer: Writer, row: ChildRow): Promise<void> {
  await writer.insertInto('child').values(row).execute();
  const { id, kid, public_key, joined_at } = row;
  await writer
    .insertInto('child_key')
    .values({ child: id, kid, public_key, from_at: joined_at, until_at: null, revoked_reason: null })
    .execute();
}
