import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ChildRow = Selectable<Tables['child']>;
export type ChildKeyRow = Selectable<Tables['child_key']>;

/** A branch that is or was below this one, or undefined. */
export async function findChild(reader: Reader, id: string): Promise<ChildRow | undefined> {
  return reader.selectFrom('child').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The branches below this one that it vouches for, by name. */
export async function activeChildren(reader: Reader): Promise<ChildRow[]> {
  return reader.selectFrom('child').selectAll().where('state', '=', 'active').orderBy('name').orderBy('id').execute();
}

/** All branches that are or were below this one, by name. */
export async function allChildren(reader: Reader): Promise<ChildRow[]> {
  return reader.selectFrom('child').selectAll().orderBy('name').orderBy('id').execute();
}

/** Whether there are branches below this one, or were. */
export async function hasChildren(reader: Reader): Promise<boolean> {
  return (await reader.selectFrom('child').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Takes a branch in below this one, with its key; one that was below before comes again. */
export async function insertChild(writer: Writer, row: ChildRow): Promise<void> {
  const { id: _, ...values } = row;
  await writer
    .insertInto('child')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
  await changeChildKey(writer, row, row.joined_at, null);
}

export async function updateChild(writer: Writer, id: string, values: Partial<Omit<ChildRow, 'id'>>): Promise<void> {
  await writer.updateTable('child').set(values).where('id', '=', id).execute();
}

/** All keys that a child has had here, the newest first. */
export async function childKeys(reader: Reader, child: string): Promise<ChildKeyRow[]> {
  return reader
    .selectFrom('child_key')
    .selectAll()
    .where('child', '=', child)
    .orderBy('until_at', (order) => order.desc().nullsFirst())
    .orderBy('from_at', 'desc')
    .execute();
}

/** Ends the key of a child that is current at a time. @param revoked why, where it is not to be trusted any more. */
export async function endChildKey(writer: Writer, child: string, at: string, revoked: string | null): Promise<void> {
  await writer
    .updateTable('child_key')
    .set({ until_at: at, revoked_reason: revoked })
    .where('child', '=', child)
    .where('until_at', 'is', null)
    .execute();
}

/** Gives a child the key in its row from a time on, unless it is the one that it has. */
export async function changeChildKey(
  writer: Writer,
  { id, kid, public_key }: Pick<ChildRow, 'id' | 'kid' | 'public_key'>,
  at: string,
  revoked: string | null,
): Promise<void> {
  await writer
    .updateTable('child_key')
    .set({ until_at: at, revoked_reason: revoked })
    .where('child', '=', id)
    .where('kid', '!=', kid)
    .where('until_at', 'is', null)
    .execute();
  await writer
    .insertInto('child_key')
    .values({ child: id, kid, public_key, from_at: at, until_at: null, revoked_reason: null })
    .onConflict((conflict) => conflict.columns(['child', 'kid']).doUpdateSet({ until_at: null, revoked_reason: null }))
    .execute();
}
