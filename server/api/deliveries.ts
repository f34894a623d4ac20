import * as v from 'valibot';
import { BranchId, Hash, Time, Whole } from '../rules/formats.ts';
import { endpoint } from './endpoint.ts';

export const DeliveryState = v.picklist(['accepted', 'waiting', 'refused']);
export type DeliveryState = v.InferOutput<typeof DeliveryState>;

/** What is on its way to another branch, or has arrived there. */
export const Delivery = v.object({
  delivery: Hash,
  /** resolution, custody (a resolution with what belongs to it), or the name of a message: join, statements, hearing … */
  kind: v.string(),
  /** What people call it; empty where it has no name. */
  title: v.string(),
  receiver: v.object({ id: BranchId, name: v.string() }),
  state: DeliveryState,
  attempts: Whole,
  /** When it is tried again, while it waits; null where it goes at once, or as soon as what is before it has. */
  nextAt: v.nullable(Time),
  /** Code of the last refusal or failure: one of the refusals, network, receiver.unknown, or http. with a status. */
  reason: v.nullable(v.string()),
  receivedAt: v.nullable(Time),
  createdAt: Time,
});
export type Delivery = v.InferOutput<typeof Delivery>;

export const deliveryEndpoints = {
  deliveries: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/deliveries',
    summary: 'What the branch has sent, or is to send, to others: the newest first, a hundred at a time',
    access: ['leader', 'secretary'],
    scope: 'deliveries',
    query: v.object({
      state: v.exactOptional(DeliveryState),
      /** `next` of the page before. */
      before: v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/u))),
    }),
    response: v.object({
      deliveries: v.array(Delivery),
      /** Where the next page begins; null where there is none. */
      next: v.nullable(v.string()),
      /** How many there are in each state. */
      counts: v.object({ accepted: Whole, waiting: Whole, refused: Whole }),
      /** Branches for which something waits or was refused: the parts of it that fit into one file can be carried to them. */
      carried: v.array(v.object({ id: BranchId, name: v.string(), deliveries: Whole })),
    }),
    refusals: [],
  }),
  resendDelivery: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/deliveries/:delivery/resend',
    summary:
      'Send a delivery now: one that waits, or one that was refused. All that waits for the same branch goes with it',
    access: ['leader', 'secretary'],
    response: v.object({}),
    refusals: ['delivery.unknown'],
  }),
  takeReceipts: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/deliveries/receipts',
    summary: 'Take in the receipts that came back for what was carried as a file; each is verified',
    access: ['leader', 'secretary'],
    /** The text of the file: a receipt (JWS), or `vedtak/receipts/1`. */
    body: v.object({ file: v.pipe(v.string(), v.minLength(1)) }),
    response: v.object({
      results: v.array(
        v.object({
          /** The delivery that it is about; null where nothing of ours is. */
          delivery: v.nullable(Hash),
          title: v.string(),
          /** Null where it arrived; otherwise the receiver's reason, or what is wrong with the receipt. */
          code: v.nullable(v.string()),
        }),
      ),
    }),
    refusals: ['receipt.wrong', 'delivery.unknown'],
  }),
};
