import type { Selectable } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ParentRow = Selectable<Tables['parent_link']>;

/** The parent that vouches for the branch, or undefined where none does. */
export async function currentParent(reader: Reader): Promise<ParentRow | undefined> {
  return reader.selectFrom('parent_link').selectAll().where('state', '=', 'current').executeTakeFirst();
}

/** The parent that was asked to and has not answered, or has said no; undefined where none was. */
export async function askedParent(reader: Reader): Promise<ParentRow | undefined> {
  return reader
    .selectFrom('parent_link')
    .selectAll()
    .where('state', 'in', ['asking', 'declined'])
    .orderBy('ordinal', 'desc')
    .executeTakeFirst();
}

/** A parent that the branch had. */
export interface FormerParent {
  name: string;
  until: string;
  /** Whether the branch itself left, so that the parent did not turn it out. */
  left: boolean;
}

/** The parent that the branch had last, or undefined where it had none before. */
export async function formerParent(reader: Reader): Promise<FormerParent | undefined> {
  const last = await reader
    .selectFrom('parent_link')
    .selectAll()
    .where('state', '=', 'past')
    .orderBy('ended_at', 'desc')
    .executeTakeFirst();
  if (last === undefined) return undefined;
  const leave = await reader
    .selectFrom('delivery')
    .select('id')
    .where('kind', '=', 'leave')
    .where('receiver', '=', last.parent)
    .where('created_at', '>=', last.asked_at)
    .executeTakeFirst();
  return { name: last.name, until: last.ended_at ?? last.asked_at, left: leave !== undefined };
}

export async function insertParent(writer: Writer, row: Omit<ParentRow, 'ordinal'>): Promise<void> {
  await writer.insertInto('parent_link').values(row).execute();
}

export async function updateParent(
  writer: Writer,
  { ordinal }: Pick<ParentRow, 'ordinal'>,
  values: Partial<Omit<ParentRow, 'ordinal' | 'parent'>>,
): Promise<void> {
  await writer.updateTable('parent_link').set(values).where('ordinal', '=', ordinal).execute();
}

/** Takes away what was asked of a parent and is not answered, or was answered with no. */
export async function deleteAsked(writer: Writer): Promise<void> {
  await writer.deleteFrom('parent_link').where('state', 'in', ['asking', 'declined']).execute();
}
