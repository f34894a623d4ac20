import * as v from 'valibot';
import { Id, Text } from './formats.ts';

/**
 * What a proposal is: a text (uttalelse, vedtak) that is decided on its merits; a procedural proposal, which is decided
 * at once; postponement and forwarding of another proposal, which come before it; an approval or election that
 * constitutes the meeting; a question with several options.
 */
export const ProposalKind = v.picklist(['text', 'procedure', 'postpone', 'forward', 'approve', 'elect', 'question']);
export type ProposalKind = v.InferOutput<typeof ProposalKind>;

/** What the adoption of a proposal does beside standing in the minutes. */
export const Effect = v.variant('kind', [
  /** The proposal `target` waits until a later meeting. */
  v.strictObject({ kind: v.literal('postpone'), target: Id }),
  /** The proposal `target` goes to somebody else (oversendes), such as the board. */
  v.strictObject({ kind: v.literal('forward'), target: Id, to: v.pipe(Text, v.minLength(1), v.maxLength(200)) }),
  /** No more speakers (strek for talerlista). */
  v.strictObject({ kind: v.literal('close-list') }),
  /** No more proposals and amendments (strek for forslag). */
  v.strictObject({ kind: v.literal('close-intake') }),
  /** Seconds of speaking time from now on. */
  v.strictObject({
    kind: v.literal('speech-time'),
    seconds: v.pipe(v.number(), v.integer(), v.minValue(15), v.maxValue(3600)),
  }),
  /** Those elected serve the meeting in a role, in the place of those before them. */
  v.strictObject({
    kind: v.literal('elect'),
    role: v.picklist(['chair', 'secretary', 'signer', 'teller']),
    members: v.pipe(v.array(Id), v.minLength(1), v.maxLength(10)),
  }),
]);
export type Effect = v.InferOutput<typeof Effect>;

/** Whether a proposal of a kind may have an effect: postponement and forwarding always have theirs, a text has none. */
export function effectFits(kind: ProposalKind, effect: Effect | null): boolean {
  switch (kind) {
    case 'postpone':
    case 'forward':
      return effect?.kind === kind;
    case 'procedure':
      return effect === null || ['close-list', 'close-intake', 'speech-time'].includes(effect.kind);
    case 'elect':
      return effect === null || effect.kind === 'elect';
    default:
      return effect === null;
  }
}
