import { Webhook } from 'standardwebhooks';
import type { Writer } from '../db/engine.ts';
import { appendEntry, journalSize } from '../db/journal.ts';
import {
  allWebhooks,
  findWebhook,
  holdWaiting,
  insertWebhookDelivery,
  nextDue,
  nextWebhookDelivery,
  pruneDeliveries,
  toldEntriesFrom,
  updateWebhook,
  updateWebhookDelivery,
  type WebhookDeliveryRow,
  type WebhookRow,
} from '../db/webhooks.ts';
import { type Branch, timeOf } from './branch.ts';
import { Problem } from './problem.ts';
import { fromBase64url, hashOf } from './rules/canonical.ts';
import { answerOf, retryAfter, type WebhookAnswer, waitAfter } from './rules/webhook-event.ts';
import { newsOf } from './webhook-bodies.ts';

/** Milliseconds that a receiver has for its answer. */
const patience = 20_000;
/** Deliveries to one address before others have their turn. */
const atOnce = 20;
const entriesAtOnce = 100;
/** Deliveries that are remembered of an address. */
const remembered = 100;

/** A new secret: `whsec_` and 32 random bytes in base64. */
export function makeSecret({ surroundings }: Branch): string {
  return `whsec_${btoa(String.fromCharCode(...fromBase64url(surroundings.random(32))))}`;
}

/** Wakes the branch when its journal has grown by something that a webhook may be told of. */
export function wakeForWebhooks({ engine, surroundings }: Branch): void {
  let seen = 0;
  let looking = Promise.resolve();
  async function look(size: number): Promise<void> {
    const from = seen;
    if (size <= from) return;
    seen = size;
    const wanted = await engine.read(
      async (reader) => (await toldEntriesFrom(reader, from, 1)).length > 0 && (await allWebhooks(reader)).length > 0,
    );
    if (wanted) engine.alarm(surroundings.now());
  }
  engine.listen((size) => {
    // what cannot be read now is found when the branch is woken for something else
    looking = looking.then(() => look(size)).catch(() => undefined);
  });
}

/**
 * Tells the branch's webhooks what the journal says that they were not told of, and sends what waits. A webhook's place in
 * the journal moves on in the transaction that queues its deliveries, so that each event is queued once whatever happens in
 * between. Gives the time of the next try, in milliseconds since 1970, when something waits for one.
 */
export async function tellWebhooks(branch: Branch): Promise<number | undefined> {
  await queueNews(branch);
  const due: number[] = [];
  const webhooks = (await branch.engine.read(allWebhooks)).filter(({ state }) => state !== 'off');
  await Promise.all(
    webhooks.map(async (webhook) => {
      await sendTo(branch, webhook);
      const next = await branch.engine.read((reader) => nextDue(reader, webhook.id));
      if (next !== undefined) due.push(next);
    }),
  );
  return due.length === 0 ? undefined : Math.min(...due);
}

/** Queues what each webhook asks to be told of and was not yet. */
async function queueNews(branch: Branch): Promise<void> {
  const behind = (from: number) => branch.engine.read((reader) => toldEntriesFrom(reader, from, 1));
  for (const { id, state, next_entry } of await branch.engine.read(allWebhooks)) {
    if (state === 'off') continue;
    for (let from: number | undefined = next_entry; from !== undefined && (await behind(from)).length > 0; )
      from = await branch.engine.transact((writer) => queueFor(writer, branch, id));
  }
}

/** Queues some entries' events for a webhook; gives its place in the journal then, undefined when it is gone. */
async function queueFor(writer: Writer, branch: Branch, id: string): Promise<number | undefined> {
  const webhook = await findWebhook(writer, id);
  if (webhook === undefined || webhook.state === 'off') return undefined;
  const asked = JSON.parse(webhook.events) as string[];
  const entries = await toldEntriesFrom(writer, webhook.next_entry, entriesAtOnce);
  for (const entry of entries)
    for (const { key, body } of await newsOf(writer, branch, entry))
      if (asked.includes(body.type)) await queue(writer, branch, id, body, key);
  const last = entries.at(-1);
  const next = entries.length < entriesAtOnce || last === undefined ? await journalSize(writer) : last.index + 1;
  await updateWebhook(writer, id, { next_entry: next });
  await pruneDeliveries(writer, id, remembered);
  return next;
}

/** Queues an event for a webhook; one with the same key is queued once. Gives the delivery's id, its `webhook-id`. */
export async function queue(
  writer: Writer,
  branch: Branch,
  webhook: string,
  body: { type: string },
  key: string,
): Promise<string> {
  const id = `msg_${hashOf({ webhook, key })}`;
  const row = { id, webhook, event: body.type, body: JSON.stringify(body), created_at: timeOf(branch) };
  await insertWebhookDelivery(writer, row);
  return id;
}

/** Sends what is due to a webhook, until something says that it should be left alone for now. */
async function sendTo(branch: Branch, webhook: WebhookRow): Promise<void> {
  const { engine, surroundings } = branch;
  let signer: Webhook | undefined;
  for (let sent = 0; sent < atOnce; sent += 1) {
    const next = await engine.read((reader) => nextWebhookDelivery(reader, webhook.id, surroundings.now()));
    if (next === undefined) return;
    signer ??= new Webhook(await branch.safe.open(webhook.secret));
    const tried = await attempt(branch, signer, webhook.url, next);
    const goOn = await engine.transact((writer) => settle(writer, branch, next, tried));
    if (!goOn) return;
  }
}

/** How a try ended. */
interface Tried {
  answer: WebhookAnswer;
  /** The HTTP status, or a word. */
  status: string;
  /** Milliseconds that the receiver asks us to wait. */
  asked: number;
}

async function attempt(
  { surroundings }: Branch,
  signer: Webhook,
  url: string,
  { id, body }: WebhookDeliveryRow,
): Promise<Tried> {
  const now = surroundings.now();
  try {
    const response = await surroundings.fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': signer.sign(id, new Date(now), body),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    await response.body?.cancel();
    const asked = retryAfter(response.headers.get('retry-after'), now);
    return { answer: answerOf(response.status), status: String(response.status), asked };
  } catch (error) {
    return { answer: 'busy', status: codeOf(error), asked: 0 };
  }
}

function codeOf(error: unknown): string {
  if (error instanceof Problem) return error.refusal.code;
  return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'network';
}

/** Writes down how a try ended; gives whether more may be sent to the webhook at once. */
async function settle(
  writer: Writer,
  branch: Branch,
  { id, webhook, attempts }: WebhookDeliveryRow,
  { answer, status, asked }: Tried,
): Promise<boolean> {
  const at = timeOf(branch);
  const { surroundings } = branch;
  const tried = { attempts: attempts + 1, status, tried_at: at };
  if (answer === 'done') {
    await updateWebhookDelivery(writer, id, { ...tried, state: 'done' });
    await enter(writer, webhook, 'on', at);
    return true;
  }
  const [byte = 0] = fromBase64url(surroundings.random(1));
  const wait = answer === 'gone' ? undefined : waitAfter(attempts + 1, byte / 255, asked);
  if (wait === undefined) {
    await updateWebhookDelivery(writer, id, { ...tried, state: 'given_up' });
  } else {
    const until = surroundings.now() + wait;
    await updateWebhookDelivery(writer, id, { ...tried, next_at: until });
    if (answer === 'busy') await holdWaiting(writer, webhook, until);
  }
  await enter(writer, webhook, answer === 'gone' ? 'off' : 'failing', at);
  return answer === 'failed';
}

/** Puts a webhook into a state; one that was switched off meanwhile stays so. */
async function enter(writer: Writer, id: string, state: WebhookRow['state'], at: string): Promise<void> {
  const webhook = await findWebhook(writer, id);
  if (webhook === undefined || webhook.state === 'off' || webhook.state === state) return;
  await updateWebhook(writer, id, { state });
  await appendEntry(writer, { type: 'webhook.changed' }, at);
}
