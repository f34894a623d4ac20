import * as v from 'valibot';
import { canonicalBytes, hashOf } from './canonical.ts';
import { Counting, Hash, Id, Outcome, Text, Time, Whole } from './formats.ts';
import { leafHash } from './merkle.ts';

const head = { typ: v.literal('vedtak/entry/1'), index: Whole, at: Time };

/**
 * A journal entry. Its canonical bytes are a leaf of the branch's Merkle tree, so it holds nothing that
 * must ever be erased: what concerns a person stands there as a commitment, SHA-256 of a random salt and the detail.
 */
export const JournalEntry = v.variant('type', [
  v.strictObject({ ...head, type: v.literal('branch.created') }),
  v.strictObject({ ...head, type: v.literal('child.added'), child: Id }),
  v.strictObject({ ...head, type: v.literal('members.imported'), added: Whole, updated: Whole, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('member.invited'), commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('credential.registered'), commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('meeting.created'), meeting: Id }),
  v.strictObject({ ...head, type: v.literal('roles.set'), meeting: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('attendance.set'), meeting: Id, checkedIn: Whole, commitment: Hash }),
  v.strictObject({
    ...head,
    type: v.literal('roll.signed'),
    meeting: Id,
    roll: Hash,
    version: Counting,
    entitled: Whole,
  }),
  v.strictObject({ ...head, type: v.literal('proposal.saved'), proposal: Id, content: Hash }),
  v.strictObject({ ...head, type: v.literal('ballot.opened'), ballot: Hash, number: Counting, entitled: Whole }),
  v.strictObject({
    ...head,
    type: v.literal('vote.cast'),
    ballot: Hash,
    revision: Counting,
    voted: Whole,
    commitment: Hash,
  }),
  v.strictObject({ ...head, type: v.literal('ballot.stopped'), ballot: Hash, votes: Whole, evidence: Hash }),
  v.strictObject({
    ...head,
    type: v.literal('ballot.closed'),
    ballot: Hash,
    close: Hash,
    outcome: v.record(v.pipe(Text, v.maxLength(32)), Outcome),
  }),
  v.strictObject({ ...head, type: v.literal('resolution.drafted'), resolution: Hash, number: Counting }),
  v.strictObject({ ...head, type: v.literal('resolution.attested'), resolution: Hash, attestations: Counting }),
  v.strictObject({ ...head, type: v.literal('resolution.signed'), resolution: Hash, number: Counting }),
  v.strictObject({ ...head, type: v.literal('delivery.accepted'), resolution: Hash, receiver: Id }),
  v.strictObject({ ...head, type: v.literal('delivery.refused'), resolution: Hash, receiver: Id, code: Id }),
  v.strictObject({ ...head, type: v.literal('resolution.received'), resolution: Hash, from: Id, number: Counting }),
]);
export type JournalEntry = v.InferOutput<typeof JournalEntry>;

/** What a command says of an entry; the engine room adds typ, index and time. */
export type NewEntry = JournalEntry extends infer E
  ? E extends JournalEntry
    ? Omit<E, 'typ' | 'index' | 'at'>
    : never
  : never;

/** The entry's leaf hash in the journal (RFC 9162 section 2.1.1). */
export function entryLeaf(entry: JournalEntry): string {
  return leafHash(canonicalBytes(entry));
}

/** What binds an entry to an erasable detail: the hash of a random salt (base64url) and the detail. */
export function commitmentOf(salt: string, detail: unknown): string {
  return hashOf({ salt, detail });
}
