import * as v from 'valibot';
import { canonicalBytes, toBase64url } from './canonical.ts';
import { fingerprintWords, wordsOf } from './fingerprint.ts';
import { BranchId, Checkpoint, Time } from './formats.ts';
import { isSignedBy, jwsHeader, openJws, type PublicJwk, parseJson } from './jws.ts';
import { isConsistent } from './merkle.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** The `typ` of a signed checkpoint. */
export const checkpointType = 'vedtak-checkpoint+jwt';

/** What a branch says of its journal: the root over its first `size` entries, said at a time. */
export const CheckpointStatement = v.strictObject({
  typ: v.literal('vedtak/checkpoint/1'),
  branch: BranchId,
  ...Checkpoint.entries,
  at: Time,
});
export type CheckpointStatement = v.InferOutput<typeof CheckpointStatement>;

/** A checkpoint that was read; nothing of it is verified. */
export interface ReadCheckpoint {
  kid: string;
  bytes: Uint8Array;
  statement: CheckpointStatement;
}

/** Reads a signed checkpoint without verifying anything. */
export function readCheckpoint(jws: string): Checked<ReadCheckpoint> {
  const opened = openJws(jws, jwsHeader(checkpointType), 'journal.checkpoint');
  if (!opened.ok) return opened;
  const { header, bytes } = opened.value;
  const statement = parseJson(bytes, CheckpointStatement, 'journal.checkpoint', 'the checkpoint');
  return statement.ok ? pass({ kid: header.kid, bytes, statement: statement.value }) : statement;
}

/**
 * Whether a signed checkpoint is one of a branch.
 * @param expected `branch` is its id, `keys` its public keys, the current one and those of before.
 */
export async function verifyCheckpoint(
  jws: string,
  { branch, keys }: { branch: string; keys: readonly PublicJwk[] },
): Promise<Checked<CheckpointStatement>> {
  const read = readCheckpoint(jws);
  if (!read.ok) return read;
  const { kid, bytes, statement } = read.value;
  if (statement.branch !== branch)
    return refuse('journal.checkpoint', `the checkpoint is of ${statement.branch}, expected ${branch}`);
  const key = keys.find((one) => one.kid === kid);
  if (key === undefined)
    return refuse('journal.checkpoint', `the checkpoint names the key ${kid}, which is not one of ${branch}`);
  if (!(await isSignedBy(jws, key)))
    return refuse('journal.checkpoint', `the signature is not one over this checkpoint by the key ${kid}`);
  if (toBase64url(canonicalBytes(statement)) !== toBase64url(bytes))
    return refuse('journal.checkpoint', 'the checkpoint is not written as canonical JSON (RFC 8785)');
  return pass(statement);
}

/** Whether a path proves that the later journal is the earlier one with entries added, none changed, left out or moved. */
export function verifyConsistency(
  earlier: Checkpoint,
  later: Checkpoint,
  path: readonly string[],
): Checked<{ from: number; to: number }> {
  if (isConsistent(earlier, later, path)) return pass({ from: earlier.size, to: later.size });
  return refuse(
    'journal.consistency',
    `the journal of ${later.size} entries is not that of ${earlier.size} with the root ${earlier.root} and entries added`,
  );
}

/** A checkpoint as somebody saw it on the big screen: its size, and the words of its root. */
export interface SeenCheckpoint {
  size: number;
  words: readonly string[];
}

/**
 * A checkpoint as somebody typed it from a photograph: `SIZE:WORDS`, the eight words with any spaces, commas, dots or hyphens
 * between them, in any case. Undefined where it is not that.
 */
export function readSeen(typed: string): SeenCheckpoint | undefined {
  const [, size, text] = /^\s*(\d{1,15})\s*:(.*)$/su.exec(typed) ?? [];
  const words = text?.toLowerCase().match(/[a-z]+/gu) ?? [];
  const known = words.every((word) => fingerprintWords.includes(word));
  return size !== undefined && words.length === 8 && known ? { size: Number(size), words } : undefined;
}

/** Whether a root has the words that somebody saw. */
export function verifySeen({ size, words }: SeenCheckpoint, held: Checkpoint): Checked<Checkpoint> {
  const found = wordsOf(held.root);
  if (held.size === size && found.join() === words.join()) return pass(held);
  return refuse(
    'journal.checkpoint',
    `the journal of ${held.size} entries has the words ${found.join(' ')}; seen were ${words.join(' ')} at ${size}`,
  );
}
