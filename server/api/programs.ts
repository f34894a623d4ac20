import * as v from 'valibot';
import { Hash, Id, Text, Time, Whole } from '../rules/formats.ts';
import { testEvent, WebhookEvent } from '../rules/webhook-event.ts';
import { endpoint, scopes } from './endpoint.ts';

const Scope = v.picklist(scopes);

/** An address that is told of events: HTTPS, or HTTP where the server itself speaks no other. */
const Address = v.pipe(Text, v.trim(), v.url(), v.maxLength(1000));

const Events = v.pipe(
  v.array(WebhookEvent),
  v.minLength(1),
  v.maxLength(WebhookEvent.options.length),
  v.check((events) => new Set(events).size === events.length, 'An event is named twice'),
);

/** An event that was sent, or waits. */
export const WebhookDelivery = v.object({
  delivery: Id,
  event: v.union([WebhookEvent, v.literal(testEvent)]),
  state: v.picklist(['waiting', 'done', 'given_up']),
  attempts: Whole,
  createdAt: Time,
  triedAt: v.nullable(Time),
  /** When it is tried again; null when it is not. */
  nextAt: v.nullable(Time),
  /** How the last try ended: the HTTP status, or `network`, `timeout` or a code of the list of refusals. */
  status: v.nullable(v.string()),
});
export type WebhookDelivery = v.InferOutput<typeof WebhookDelivery>;

export const Webhook = v.object({
  webhook: Id,
  url: v.string(),
  events: v.array(WebhookEvent),
  /** `off`: nothing is sent. `failing`: it is, but the last try failed. */
  state: v.picklist(['on', 'off', 'failing']),
  createdAt: Time,
  waiting: Whole,
  /** The last ones, newest first. */
  deliveries: v.array(WebhookDelivery),
});
export type Webhook = v.InferOutput<typeof Webhook>;

/** A token, without itself: that was shown once. */
export const ReadToken = v.object({
  /** SHA-256 of the token. */
  token: Hash,
  name: v.string(),
  scopes: v.array(Scope),
  createdAt: Time,
  expiresAt: v.nullable(Time),
  revokedAt: v.nullable(Time),
  /** The day of its last use, as `2026-11-24`. */
  usedOn: v.nullable(v.string()),
});
export type ReadToken = v.InferOutput<typeof ReadToken>;

const done = v.object({});

export const programEndpoints = {
  webhooks: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/webhooks',
    summary: 'The addresses that are told of events, each with its last deliveries',
    access: ['leader'],
    response: v.object({ webhooks: v.array(Webhook) }),
    refusals: [],
  }),
  addWebhook: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/webhooks',
    summary:
      'Have an address told of events by Standard Webhooks 1.0.0; the secret with which they are signed is shown once',
    access: ['leader'],
    body: v.object({ url: Address, events: Events }),
    response: v.object({
      webhook: Id,
      /** `whsec_` and 32 random bytes in base64. */
      secret: v.string(),
    }),
    refusals: ['webhook.address'],
  }),
  testWebhook: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/webhooks/:webhook/test',
    summary: 'Send the event `webhook.test` to an address',
    access: ['leader'],
    response: v.object({ delivery: Id }),
    refusals: ['webhook.unknown'],
  }),
  switchWebhook: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/webhooks/:webhook/state',
    summary: 'Tell an address nothing for a while, or go on; it is not told afterwards of what happened meanwhile',
    access: ['leader'],
    body: v.object({ on: v.boolean() }),
    response: done,
    refusals: ['webhook.unknown'],
  }),
  removeWebhook: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/webhooks/:webhook/removal',
    summary: 'Tell an address no more, and forget it',
    access: ['leader'],
    response: done,
    refusals: ['webhook.unknown'],
  }),
  resendWebhook: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/webhooks/:webhook/deliveries/:delivery/resend',
    summary: 'Send an event to an address once more, at once and from the start of the schedule',
    access: ['leader'],
    response: done,
    refusals: ['webhook.unknown'],
  }),
  tokens: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/tokens',
    summary: 'The tokens with which programs may read what is not public',
    access: ['leader'],
    response: v.object({ tokens: v.array(ReadToken) }),
    refusals: [],
  }),
  createToken: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/tokens',
    summary: 'Make a token with which a program may read; it is shown once',
    access: ['leader'],
    body: v.object({
      name: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(100)),
      scopes: v.pipe(v.array(Scope), v.minLength(1), v.maxLength(scopes.length)),
      /** When it ends; null for never. */
      expires: v.nullable(Time),
    }),
    response: v.object({
      /** What the program sends as `Authorization: Bearer …`. */
      bearer: v.string(),
      /** Its hash, by which it is listed. */
      token: Hash,
    }),
    refusals: ['reading.expiry'],
  }),
  revokeToken: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/tokens/:token/revocation',
    summary: 'Let a token read no more',
    access: ['leader'],
    response: done,
    refusals: ['not_found'],
  }),
};
