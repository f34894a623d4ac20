import * as v from 'valibot';
import { Counting, Text } from './formats.ts';

const Role = v.picklist(['chair', 'secretary', 'signer', 'teller']);

/** Something that a meeting left open, to be looked at before its minutes are signed. Numbers are those that people see. */
export const OpenEnd = v.variant('kind', [
  /** The meeting has not approved the notice or the agenda. */
  v.strictObject({ kind: v.literal('notice') }),
  v.strictObject({ kind: v.literal('agenda') }),
  /** Nobody serves in the role, or of signers fewer than two. */
  v.strictObject({ kind: v.literal('role'), role: Role }),
  /** Somebody serves in the role whom the meeting did not elect. */
  v.strictObject({ kind: v.literal('election'), role: Role }),
  v.strictObject({ kind: v.literal('item'), title: Text }),
  v.strictObject({ kind: v.literal('proposal'), number: Counting, title: Text }),
  v.strictObject({ kind: v.literal('amendment'), number: Counting, proposal: Counting }),
  v.strictObject({ kind: v.literal('ballot'), number: Counting }),
  /** The two tellers have not counted the same. */
  v.strictObject({ kind: v.literal('count'), number: Counting }),
  /** Adopted, but made no resolution of. */
  v.strictObject({ kind: v.literal('resolution.none'), number: Counting, title: Text }),
  v.strictObject({ kind: v.literal('resolution.unsigned'), number: Counting }),
  v.strictObject({ kind: v.literal('delivery'), number: Counting }),
]);
export type OpenEnd = v.InferOutput<typeof OpenEnd>;
