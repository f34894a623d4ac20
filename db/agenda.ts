import type { Selectable } from 'kysely';
import type { ItemKind } from '../server/rules/meeting.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ItemRow = Omit<Selectable<Tables['agenda_item']>, 'kind'> & { kind: ItemKind };

/** The items of a meeting, in the order of its agenda. */
export async function itemsOf(reader: Reader, meeting: string): Promise<ItemRow[]> {
  const rows = await reader
    .selectFrom('agenda_item')
    .selectAll()
    .where('meeting', '=', meeting)
    .orderBy('position')
    .execute();
  return rows as ItemRow[];
}

export async function findItem(reader: Reader, id: string): Promise<ItemRow | undefined> {
  const row = await reader.selectFrom('agenda_item').selectAll().where('id', '=', id).executeTakeFirst();
  return row as ItemRow | undefined;
}

/** Adds an item at the end of its meeting's agenda. */
export async function insertItem(writer: Writer, item: Omit<ItemRow, 'position' | 'state' | 'note'>): Promise<void> {
  const position = ((await itemsOf(writer, item.meeting)).at(-1)?.position ?? 0) + 1;
  await writer
    .insertInto('agenda_item')
    .values({ ...item, position, state: 'waiting', note: '' })
    .execute();
}

/** Sets columns of an item. */
export async function updateItem(
  writer: Writer,
  id: string,
  columns: Partial<Pick<ItemRow, 'position' | 'title' | 'minutes' | 'state' | 'note'>>,
): Promise<void> {
  await writer.updateTable('agenda_item').set(columns).where('id', '=', id).execute();
}

export async function deleteItem(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('agenda_item').where('id', '=', id).execute();
}

/** Whether proposals or speakers belong to an item. */
export async function isUsed(reader: Reader, id: string): Promise<boolean> {
  const proposal = await reader.selectFrom('proposal').select('id').where('item', '=', id).executeTakeFirst();
  const speaker = await reader.selectFrom('speaker').select('id').where('item', '=', id).executeTakeFirst();
  return proposal !== undefined || speaker !== undefined;
}

/** Whether votes are taken in, or counted, on one of an item's proposals. */
export async function hasOpenBallot(reader: Reader, id: string): Promise<boolean> {
  const ballot = await reader
    .selectFrom('ballot')
    .innerJoin('proposal', 'proposal.id', 'ballot.proposal')
    .select('ballot.id')
    .where('proposal.item', '=', id)
    .where('ballot.state', '!=', 'closed')
    .executeTakeFirst();
  return ballot !== undefined;
}
