import type { Selectable } from 'kysely';
import type { Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type DeliveryRow = Selectable<Tables['delivery']>;

/** What is put in the outbox. */
export type NewDelivery = Pick<DeliveryRow, 'id' | 'kind' | 'statement' | 'receiver' | 'media' | 'body' | 'title'>;

/** Puts a body in the outbox, due at once; what is on its way to that receiver already stays as it is. Gives whether it is new. */
export async function insertDelivery(writer: Writer, row: NewDelivery, at: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await writer
    .insertInto('delivery')
    .values({
      ...row,
      state: 'waiting',
      attempts: 0,
      next_at: 0,
      reason: null,
      receipt: null,
      received_at: null,
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['statement', 'receiver']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
