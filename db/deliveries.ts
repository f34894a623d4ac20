import { type ExpressionBuilder, type Selectable, sql } from 'kysely';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type DeliveryRow = Selectable<Tables['delivery']>;

/** What is put in the outbox. */
export type NewDelivery = Pick<DeliveryRow, 'id' | 'kind' | 'statement' | 'receiver' | 'media' | 'body' | 'title'>;

/** Puts a body in the outbox, due at once; what is on its way to that receiver already stays as it is. Gives whether it is new. */
export async function insertDelivery(writer: Writer, row: NewDelivery, at: string): Promise<boolean> {
  const inserted = await writer
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
    // how many rows were written only one of the two engines says
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function findDelivery(reader: Reader, id: string): Promise<DeliveryRow | undefined> {
  return reader.selectFrom('delivery').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest delivery of what has this hash, or undefined: there is one for each branch that it went to. */
export async function deliveryOf(reader: Reader, statement: string): Promise<DeliveryRow | undefined> {
  return reader
    .selectFrom('delivery')
    .selectAll()
    .where('statement', '=', statement)
    .orderBy('ordinal', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function updateDelivery(
  writer: Writer,
  id: string,
  change: Partial<Pick<DeliveryRow, 'state' | 'attempts' | 'next_at' | 'reason' | 'receipt' | 'received_at'>>,
): Promise<void> {
  await writer.updateTable('delivery').set(change).where('id', '=', id).execute();
}

/** Makes all that waits for a branch due now. */
export async function hurry(writer: Writer, receiver: string): Promise<void> {
  await writer
    .updateTable('delivery')
    .set({ next_at: 0 })
    .where('receiver', '=', receiver)
    .where('state', '=', 'waiting')
    .execute();
}

/** Lets own resolutions wait again that a branch refused since one before them was missing there. */
export async function retryAfterGap(writer: Writer, receiver: string): Promise<void> {
  await writer
    .updateTable('delivery')
    .set({ state: 'waiting', next_at: 0 })
    .where('receiver', '=', receiver)
    .where('state', '=', 'refused')
    .where('reason', '=', 'sequence.gap')
    .execute();
}

/** Reasons that are the receiver's and no delivery's: until the next try everything to it rests. */
const restingReasons = [
  'network',
  'receiver.unknown',
  'address.private',
  'rate.limited',
  'not_ready',
  'http.429',
  'http.502',
  'http.503',
  'http.504',
] as const;

/**
 * Whether a waiting delivery may go before others to its receiver: a resolution of the branch's own waits for those before
 * it, signed or not, since a receiver takes no gap; one that was refused holds up nothing.
 */
function isNext(eb: ExpressionBuilder<Tables, 'delivery'>) {
  return eb.not(
    eb.exists(
      eb
        .selectFrom('resolution as own')
        .innerJoin('resolution as earlier', (join) => join.onRef('earlier.number', '<', 'own.number'))
        .leftJoin('delivery as before', (join) =>
          join
            .onRef('before.statement', '=', 'earlier.hash')
            .onRef('before.receiver', '=', 'delivery.receiver')
            .on('before.state', '=', 'waiting'),
        )
        .select('own.number')
        .whereRef('own.hash', '=', 'delivery.statement')
        .where((inner) => inner.or([inner('earlier.jws', 'is', null), inner('before.id', 'is not', null)])),
    ),
  );
}

/** A branch for which something waits, and when the next of it is due (milliseconds since 1970). */
export interface Lane {
  receiver: string;
  due: number;
}

/** The branches for which something waits that may go, those that are due first at the head; at most `limit` of them. */
export async function lanes(reader: Reader, limit: number): Promise<Lane[]> {
  const due = sql<number>`max(min(next_at), max(iif(reason in (${sql.join(restingReasons)}), next_at, 0)))`;
  return reader
    .selectFrom('delivery')
    .select(['receiver', due.as('due')])
    .where('state', '=', 'waiting')
    .where(isNext)
    .groupBy('receiver')
    .orderBy('due')
    .orderBy((eb) => eb.fn.min('ordinal'))
    .limit(limit)
    .execute();
}

/** What goes next to a branch of that which is due, or undefined. */
export async function nextTo(reader: Reader, receiver: string, now: number): Promise<DeliveryRow | undefined> {
  return reader
    .selectFrom('delivery')
    .selectAll()
    .where('receiver', '=', receiver)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .where(isNext)
    .orderBy('ordinal')
    .limit(1)
    .executeTakeFirst();
}

/** Deliveries without their bodies, the newest first: those in a state, before an ordinal. */
export async function listDeliveries(
  reader: Reader,
  { state, before, limit }: { state: DeliveryRow['state'] | undefined; before: number | undefined; limit: number },
): Promise<Omit<DeliveryRow, 'body' | 'receipt'>[]> {
  return reader
    .selectFrom('delivery')
    .select(['ordinal', 'id', 'kind', 'statement', 'receiver', 'media', 'title', 'state', 'attempts', 'next_at'])
    .select(['reason', 'received_at', 'created_at'])
    .$if(state !== undefined, (query) => query.where('state', '=', state ?? 'waiting'))
    .$if(before !== undefined, (query) => query.where('ordinal', '<', before ?? 0))
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
}

/** How many deliveries there are for each branch in each state. */
export async function countDeliveries(
  reader: Reader,
): Promise<{ receiver: string; state: DeliveryRow['state']; n: number }[]> {
  return reader
    .selectFrom('delivery')
    .select(['receiver', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .groupBy(['receiver', 'state'])
    .execute();
}

/** All that has not arrived at a branch, in the order in which it is to be taken in; as much of it as has so many characters, and one at least. */
export async function pendingFor(reader: Reader, receiver: string, characters: number): Promise<DeliveryRow[]> {
  const rows = await reader
    .selectFrom('delivery')
    .leftJoin('resolution', 'resolution.hash', 'delivery.statement')
    .selectAll('delivery')
    .where('receiver', '=', receiver)
    .where('state', '!=', 'accepted')
    // own resolutions first, by number: messages name them
    .orderBy(sql`coalesce(resolution.number, 1e9)`)
    .orderBy('delivery.ordinal')
    .limit(500)
    .execute();
  let left = characters;
  const fitting = rows.findIndex(({ body }, i) => {
    left -= body.length;
    return left < 0 && i > 0;
  });
  return fitting === -1 ? rows : rows.slice(0, fitting);
}
