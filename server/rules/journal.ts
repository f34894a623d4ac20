import * as v from 'valibot';
import { canonicalBytes, hashOf } from './canonical.ts';
import { Counting, Decided, Hash, Id, Text, Time, Whole } from './formats.ts';
import { MeetingState } from './meeting.ts';
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
  v.strictObject({ ...head, type: v.literal('meeting.state'), meeting: Id, state: MeetingState }),
  v.strictObject({ ...head, type: v.literal('meeting.settings'), meeting: Id }),
  v.strictObject({ ...head, type: v.literal('agenda.changed'), meeting: Id }),
  v.strictObject({ ...head, type: v.literal('item.current'), meeting: Id, item: v.nullable(Id) }),
  v.strictObject({ ...head, type: v.literal('standing.set'), meeting: Id, commitment: Hash }),
  /** A one-time code at the door, with which another phone enrols. */
  v.strictObject({ ...head, type: v.literal('door.code'), meeting: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('intake.closed'), meeting: Id, closed: v.boolean() }),
  v.strictObject({ ...head, type: v.literal('proposal.state'), proposal: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('amendment.saved'), proposal: Id, amendment: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('amendment.state'), proposal: Id, amendment: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('amendments.imported'), proposal: Id, added: Whole, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('recommendation.set'), proposal: Id, amendment: v.nullable(Id) }),
  v.strictObject({ ...head, type: v.literal('plan.announced'), proposal: Id, plan: Hash, version: Counting }),
  v.strictObject({ ...head, type: v.literal('plan.accepted'), proposal: Id, plan: Hash }),
  /** How many have asked for a ballot after unanimity or acclamation was proposed. */
  v.strictObject({ ...head, type: v.literal('ballot.demanded'), ballot: Hash, demands: Counting, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('count.entered'), ballot: Hash, counts: Counting, agree: v.boolean() }),
  v.strictObject({ ...head, type: v.literal('ballot.cancelled'), ballot: Hash, reason: Text }),
  v.strictObject({ ...head, type: v.literal('speakers.changed'), meeting: Id }),
  v.strictObject({ ...head, type: v.literal('screen.changed'), paired: Whole }),
  v.strictObject({ ...head, type: v.literal('remark.added'), meeting: Id, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('minutes.drafted'), meeting: Id, minutes: Hash }),
  v.strictObject({ ...head, type: v.literal('minutes.attested'), minutes: Hash, attestations: Counting }),
  v.strictObject({ ...head, type: v.literal('minutes.signed'), meeting: Id, minutes: Hash }),
  v.strictObject({ ...head, type: v.literal('resolution.discarded'), resolution: Hash, number: Counting }),
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
  /** A key was made for one secret ballot. */
  v.strictObject({ ...head, type: v.literal('issuer.made'), meeting: Id, issuer: Hash }),
  v.strictObject({ ...head, type: v.literal('paper.drawn'), ballot: Hash, drawn: Counting, commitment: Hash }),
  /** No more papers are drawn; they are dropped into the box within so many seconds. Single drops have no entry. */
  v.strictObject({
    ...head,
    type: v.literal('drawing.closed'),
    ballot: Hash,
    issues: Whole,
    root: Hash,
    seconds: Counting,
  }),
  /** The chair has looked how many papers lie in the box, which is told at most each half minute. */
  v.strictObject({ ...head, type: v.literal('box.looked'), ballot: Hash }),
  /** How many have asked that a proposal be voted on secretly; withdrawn ones are not among them. */
  v.strictObject({ ...head, type: v.literal('secrecy.demanded'), proposal: Id, demands: Whole, commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('ballot.stopped'), ballot: Hash, votes: Whole, evidence: Hash }),
  v.strictObject({
    ...head,
    type: v.literal('ballot.closed'),
    ballot: Hash,
    close: Hash,
    outcome: v.record(v.pipe(Text, v.maxLength(32)), Decided),
  }),
  v.strictObject({ ...head, type: v.literal('resolution.drafted'), resolution: Hash, number: Counting }),
  v.strictObject({ ...head, type: v.literal('resolution.attested'), resolution: Hash, attestations: Counting }),
  v.strictObject({ ...head, type: v.literal('resolution.signed'), resolution: Hash, number: Counting }),
  v.strictObject({ ...head, type: v.literal('delivery.accepted'), resolution: Hash, receiver: Id }),
  v.strictObject({ ...head, type: v.literal('delivery.refused'), resolution: Hash, receiver: Id, code: Id }),
  v.strictObject({ ...head, type: v.literal('resolution.received'), resolution: Hash, from: Id, number: Counting }),
  v.strictObject({ ...head, type: v.literal('child.requested'), child: Id }),
  v.strictObject({ ...head, type: v.literal('child.confirmed'), child: Id, key: Id }),
  v.strictObject({ ...head, type: v.literal('child.declined'), child: Id }),
  v.strictObject({
    ...head,
    type: v.literal('child.ended'),
    child: Id,
    reason: v.picklist(['revoked', 'moved', 'closed']),
  }),
  v.strictObject({ ...head, type: v.literal('branch.invited'), commitment: Hash }),
  v.strictObject({ ...head, type: v.literal('parent.asked'), parent: Id }),
  v.strictObject({ ...head, type: v.literal('parent.confirmed'), parent: Id }),
  v.strictObject({ ...head, type: v.literal('parent.left'), parent: Id }),
  v.strictObject({ ...head, type: v.literal('parent.renewed'), parent: Id }),
  v.strictObject({ ...head, type: v.literal('branch.renamed') }),
  v.strictObject({ ...head, type: v.literal('branch.key'), key: Id }),
  v.strictObject({ ...head, type: v.literal('branch.closed') }),
  v.strictObject({ ...head, type: v.literal('message.queued'), kind: Id, statement: Hash, receiver: Id }),
  v.strictObject({ ...head, type: v.literal('message.accepted'), kind: Id, statement: Hash, receiver: Id }),
  v.strictObject({ ...head, type: v.literal('message.refused'), kind: Id, statement: Hash, receiver: Id, code: Id }),
  v.strictObject({ ...head, type: v.literal('message.received'), kind: Id, statement: Hash, from: Id }),
  v.strictObject({ ...head, type: v.literal('resolution.treated'), resolution: Hash, treatment: Hash }),
  v.strictObject({ ...head, type: v.literal('resolution.forwarded'), resolution: Hash, to: Id }),
  v.strictObject({ ...head, type: v.literal('demand.grouped') }),
  v.strictObject({ ...head, type: v.literal('committee.saved'), committee: Id }),
  v.strictObject({ ...head, type: v.literal('committee.handed'), committee: Id, content: Hash }),
  v.strictObject({ ...head, type: v.literal('hearing.drafted') }),
  v.strictObject({ ...head, type: v.literal('hearing.published'), hearing: Hash }),
  v.strictObject({ ...head, type: v.literal('hearing.taken'), hearing: Hash, proposal: Id }),
  v.strictObject({ ...head, type: v.literal('hearing.input'), hearing: Hash, input: Hash }),
  v.strictObject({ ...head, type: v.literal('hearing.reminded'), hearing: Hash, branches: Whole }),
  v.strictObject({ ...head, type: v.literal('hearing.grouped'), hearing: Hash }),
  v.strictObject({ ...head, type: v.literal('hearing.closed'), hearing: Hash, report: Hash }),
  v.strictObject({ ...head, type: v.literal('webhook.changed') }),
  v.strictObject({ ...head, type: v.literal('token.changed') }),
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
