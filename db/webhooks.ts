import type { Insertable, Selectable } from 'kysely';
import { type ToldEntry, toldEntries } from '../server/rules/webhook-event.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type WebhookRow = Selectable<Tables['webhook']>;
export type WebhookDeliveryRow = Selectable<Tables['webhook_delivery']>;

/** The branch's webhooks, oldest first. */
export async function allWebhooks(reader: Reader): Promise<WebhookRow[]> {
  return reader.selectFrom('webhook').selectAll().orderBy('created_at').orderBy('id').execute();
}

export async function findWebhook(reader: Reader, id: string): Promise<WebhookRow | undefined> {
  return reader.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertWebhook(writer: Writer, row: WebhookRow): Promise<void> {
  await writer.insertInto('webhook').values(row).execute();
}

export async function updateWebhook(
  writer: Writer,
  id: string,
  change: Partial<Pick<WebhookRow, 'state' | 'next_entry'>>,
): Promise<void> {
  await writer.updateTable('webhook').set(change).where('id', '=', id).execute();
}

/** Takes a webhook away with all that it was sent. */
export async function deleteWebhook(writer: Writer, id: string): Promise<void> {
  await writer.deleteFrom('webhook_delivery').where('webhook', '=', id).execute();
  await writer.deleteFrom('webhook').where('id', '=', id).execute();
}

/** The deliveries to a webhook, the newest first, at most `limit`. */
export async function deliveriesTo(reader: Reader, webhook: string, limit: number): Promise<WebhookDeliveryRow[]> {
  return reader
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook', '=', webhook)
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
}

/** How many deliveries to a webhook wait. */
export async function countWaiting(reader: Reader, webhook: string): Promise<number> {
  const { n } = await reader
    .selectFrom('webhook_delivery')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('webhook', '=', webhook)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow();
  return n;
}

export async function findWebhookDelivery(
  reader: Reader,
  webhook: string,
  id: string,
): Promise<WebhookDeliveryRow | undefined> {
  return reader
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook', '=', webhook)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The next delivery to a webhook: of those that wait the one with the fewest tries, so that what fails holds up nothing. */
export async function nextWebhookDelivery(
  reader: Reader,
  webhook: string,
  now: number,
): Promise<WebhookDeliveryRow | undefined> {
  return reader
    .selectFrom('webhook_delivery')
    .selectAll()
    .where('webhook', '=', webhook)
    .where('state', '=', 'waiting')
    .where('next_at', '<=', now)
    .orderBy('attempts')
    .orderBy('ordinal')
    .limit(1)
    .executeTakeFirst();
}

/** When the next delivery to a webhook is due, milliseconds since 1970; undefined when none waits. */
export async function nextDue(reader: Reader, webhook: string): Promise<number | undefined> {
  const row = await reader
    .selectFrom('webhook_delivery')
    .select('next_at')
    .where('webhook', '=', webhook)
    .where('state', '=', 'waiting')
    .orderBy('next_at')
    .limit(1)
    .executeTakeFirst();
  return row?.next_at;
}

/** Puts a delivery in; one with the same id stays as it is. */
export async function insertWebhookDelivery(
  writer: Writer,
  row: Pick<Insertable<Tables['webhook_delivery']>, 'id' | 'webhook' | 'event' | 'body' | 'created_at'>,
): Promise<void> {
  await writer
    .insertInto('webhook_delivery')
    .values({ ...row, state: 'waiting', attempts: 0, next_at: 0, status: null, tried_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function updateWebhookDelivery(
  writer: Writer,
  id: string,
  change: Partial<Pick<WebhookDeliveryRow, 'state' | 'attempts' | 'next_at' | 'status' | 'tried_at'>>,
): Promise<void> {
  await writer.updateTable('webhook_delivery').set(change).where('id', '=', id).execute();
}

/** Lets what waits for a webhook wait at least until a time, milliseconds since 1970. */
export async function holdWaiting(writer: Writer, webhook: string, until: number): Promise<void> {
  await writer
    .updateTable('webhook_delivery')
    .set({ next_at: until })
    .where('webhook', '=', webhook)
    .where('state', '=', 'waiting')
    .where('next_at', '<', until)
    .execute();
}

/** Forgets what was sent to a webhook or given up, but for the newest ones. */
export async function pruneDeliveries(writer: Writer, webhook: string, kept: number): Promise<void> {
  await writer
    .deleteFrom('webhook_delivery')
    .where('webhook', '=', webhook)
    .where('state', '!=', 'waiting')
    .where('ordinal', 'not in', (eb) =>
      eb
        .selectFrom('webhook_delivery')
        .select('ordinal')
        .where('webhook', '=', webhook)
        .where('state', '!=', 'waiting')
        .orderBy('ordinal', 'desc')
        .limit(kept),
    )
    .execute();
}

/** Hash of the resolution that a treatment is about, or undefined. */
export async function treatedIn(reader: Reader, treatment: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('treatment')
    .select('resolution')
    .where('hash', '=', treatment)
    .executeTakeFirst();
  return row?.resolution;
}

/** The number of one of the branch's own resolutions by its hash, or undefined. */
export async function numberOf(reader: Reader, resolution: string): Promise<number | undefined> {
  const row = await reader.selectFrom('resolution').select('number').where('hash', '=', resolution).executeTakeFirst();
  return row?.number;
}

/** The journal entries that webhooks may be told of, from an index on, oldest first, at most `limit`. */
export async function toldEntriesFrom(reader: Reader, index: number, limit: number): Promise<ToldEntry[]> {
  const rows = await reader
    .selectFrom('journal_entry')
    .select('entry')
    .where('idx', '>=', index)
    .where('type', 'in', [...toldEntries])
    .orderBy('idx')
    .limit(limit)
    .execute();
  return rows.map(({ entry }) => JSON.parse(entry) as ToldEntry);
}
