import * as v from 'valibot';
import { BranchId, Counting, Hash, Id, Text, Time } from './formats.ts';
import type { JournalEntry } from './journal.ts';

/** What a webhook can be told of. */
export const WebhookEvent = v.picklist([
  'resolution.signed',
  'resolution.received',
  'resolution.treated',
  'hearing.published',
  'hearing.received',
  'hearing.answered',
  'hearing.reminded',
  'hearing.closed',
  'minutes.signed',
  'delivery.refused',
]);
export type WebhookEvent = v.InferOutput<typeof WebhookEvent>;

/** The event by which an address is tried. */
export const testEvent = 'webhook.test';

/**
 * The body of a webhook (Standard Webhooks 1.0.0, thin payload): what happened, and where to read it. It names no people
 * and holds no votes.
 */
export const WebhookBody = v.strictObject({
  type: v.union([WebhookEvent, v.literal(testEvent)]),
  /** When it happened, not when it is sent. */
  timestamp: Time,
  data: v.strictObject({
    /** The branch whose journal tells it. */
    branch: BranchId,
    /** Hash of the statement that it is about: a resolution, a hearing, minutes. */
    id: v.exactOptional(Hash),
    title: v.exactOptional(Text),
    /** The number of a resolution in its branch. */
    number: v.exactOptional(Counting),
    /** The branch that it came from, or goes to. */
    other: v.exactOptional(BranchId),
    /** The code of a refusal. */
    code: v.exactOptional(Id),
    /** Pages and files, by what they are. */
    links: v.record(v.string(), v.pipe(v.string(), v.url())),
  }),
});
export type WebhookBody = v.InferOutput<typeof WebhookBody>;

/** The journal entries that events are made of. */
export const toldEntries = [
  'resolution.signed',
  'resolution.received',
  'resolution.treated',
  'message.received',
  'message.refused',
  'delivery.refused',
  'hearing.published',
  'hearing.reminded',
  'hearing.closed',
  'minutes.signed',
] as const satisfies readonly JournalEntry['type'][];
export type ToldEntry = Extract<JournalEntry, { type: (typeof toldEntries)[number] }>;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** The waits of the specification's example schedule, in milliseconds: before the second try, the third, and so on. */
const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** The longest that a receiver can have us wait, in milliseconds. */
const longestAsked = 24 * hour;

/**
 * Milliseconds from a failed try to the next one; undefined after the last.
 * @param attempts the tries so far.
 * @param jitter 0 to 1: up to a fifth is added, so that many senders do not come at once.
 * @param asked what the receiver asked for (`Retry-After`), in milliseconds.
 */
export function waitAfter(attempts: number, jitter: number, asked = 0): number | undefined {
  const wait = waits[attempts - 1];
  return wait === undefined ? undefined : Math.round(Math.max(wait * (1 + jitter / 5), Math.min(asked, longestAsked)));
}

/** What an answer to a webhook means, as the specification suggests. */
export type WebhookAnswer = 'done' | 'gone' | 'busy' | 'failed';

/** `busy`: the receiver is down or has too much to do, so that nothing else is sent to it before the next try either. */
export function answerOf(status: number): WebhookAnswer {
  if (status >= 200 && status < 300) return 'done';
  if (status === 410) return 'gone';
  return [429, 502, 503, 504].includes(status) ? 'busy' : 'failed';
}

/** The milliseconds that a `Retry-After` header (RFC 9110, section 10.2.3) asks for; 0 where it says nothing. */
export function retryAfter(header: string | null, now: number): number {
  if (header === null) return 0;
  if (/^\d{1,9}$/u.test(header)) return Number(header) * second;
  const date = Date.parse(header);
  return Number.isNaN(date) ? 0 : Math.max(0, date - now);
}
