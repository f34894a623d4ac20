import * as v from 'valibot';
import { BranchId, Counting, Hash, Id, Text, Time } from './formats.ts';

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
