import type { Reader } from '../../db/engine.ts';
import { appendEntry, journalSize } from '../../db/journal.ts';
import {
  allWebhooks,
  countWaiting,
  deleteWebhook,
  deliveriesTo,
  findWebhook,
  findWebhookDelivery,
  insertWebhook,
  updateWebhook,
  updateWebhookDelivery,
  type WebhookDeliveryRow,
  type WebhookRow,
} from '../../db/webhooks.ts';
import type { Webhook, WebhookDelivery } from '../api/programs.ts';
import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { testEvent, type WebhookBody } from '../rules/webhook-event.ts';
import { makeSecret, queue, wakeForWebhooks } from '../webhooks.ts';

/** Deliveries that are shown of a webhook. */
const shown = 10;

/** The addresses that are told of events. */
export function webhookRoutes(routes: Routes): void {
  const { branch } = routes;
  wakeForWebhooks(branch);

  query(routes, 'webhooks', async (reader) => {
    const webhooks: Webhook[] = [];
    for (const row of await allWebhooks(reader)) webhooks.push(await webhookSeen(reader, row));
    return { webhooks };
  });

  command(routes, 'addWebhook', async (writer, { body: { url, events }, at }) => {
    const address = new URL(url);
    const allowed = ['https:', new URL(branch.id).protocol];
    if (!allowed.includes(address.protocol) || address.username !== '' || address.password !== '')
      throw new Problem('webhook.address', 'the address must be https, without a user name and password');
    const id = branch.surroundings.random(16);
    const secret = makeSecret(branch);
    await appendEntry(writer, { type: 'webhook.changed' }, at);
    await insertWebhook(writer, {
      id,
      url: address.href,
      secret: await branch.safe.seal(secret),
      events: JSON.stringify(events),
      state: 'on',
      next_entry: await journalSize(writer),
      created_at: at,
    });
    return { webhook: id, secret };
  });

  command(routes, 'testWebhook', async (writer, { parameter, at }) => {
    const { id } = await mustFind(writer, parameter('webhook'));
    const body: WebhookBody = {
      type: testEvent,
      timestamp: at,
      data: { branch: branch.id, links: { page: `${branch.id}/programmer` } },
    };
    const delivery = await queue(writer, branch, id, body, branch.surroundings.random(16));
    await appendEntry(writer, { type: 'webhook.changed' }, at);
    branch.engine.alarm(branch.surroundings.now());
    return { delivery };
  });

  command(routes, 'switchWebhook', async (writer, { body: { on }, parameter, at }) => {
    const { id, state } = await mustFind(writer, parameter('webhook'));
    if (on !== (state === 'off')) return {};
    await appendEntry(writer, { type: 'webhook.changed' }, at);
    await updateWebhook(writer, id, on ? { state: 'on', next_entry: await journalSize(writer) } : { state: 'off' });
    branch.engine.alarm(branch.surroundings.now());
    return {};
  });

  command(routes, 'removeWebhook', async (writer, { parameter, at }) => {
    const { id } = await mustFind(writer, parameter('webhook'));
    await deleteWebhook(writer, id);
    await appendEntry(writer, { type: 'webhook.changed' }, at);
    return {};
  });

  command(routes, 'resendWebhook', async (writer, { parameter, at }) => {
    const { id } = await mustFind(writer, parameter('webhook'));
    const delivery = await findWebhookDelivery(writer, id, parameter('delivery'));
    if (delivery === undefined) throw new Problem('webhook.unknown', 'nothing was sent under that id');
    await updateWebhookDelivery(writer, delivery.id, { state: 'waiting', attempts: 0, next_at: 0 });
    await appendEntry(writer, { type: 'webhook.changed' }, at);
    branch.engine.alarm(branch.surroundings.now());
    return {};
  });
}

async function mustFind(reader: Reader, id: string): Promise<WebhookRow> {
  const row = await findWebhook(reader, id);
  if (row === undefined) throw new Problem('webhook.unknown', 'no address is told of events under that id');
  return row;
}

async function webhookSeen(reader: Reader, row: WebhookRow): Promise<Webhook> {
  const { id, url, events, state, created_at } = row;
  return {
    webhook: id,
    url,
    events: JSON.parse(events) as Webhook['events'],
    state,
    createdAt: created_at,
    waiting: await countWaiting(reader, id),
    deliveries: (await deliveriesTo(reader, id, shown)).map((delivery) => deliverySeen(delivery, state)),
  };
}

function deliverySeen(
  { id, event, state, attempts, next_at, status, tried_at, created_at }: WebhookDeliveryRow,
  webhook: WebhookRow['state'],
): WebhookDelivery {
  return {
    delivery: id,
    event: event as WebhookDelivery['event'],
    state,
    attempts,
    createdAt: created_at,
    triedAt: tried_at,
    nextAt:
      state === 'waiting' && webhook !== 'off'
        ? new Date(Math.max(next_at, Date.parse(created_at))).toISOString()
        : null,
    status,
  };
}
