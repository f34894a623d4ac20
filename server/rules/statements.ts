import * as v from 'valibot';
import {
  Base64url,
  BranchId,
  Checkpoint,
  Counting,
  Credential,
  Hash,
  Id,
  Option,
  Outcome,
  PublicKey,
  Question,
  Rule,
  Tally,
  Text,
  Time,
  Whole,
} from './formats.ts';
import { JournalEntry } from './journal.ts';
import { ProposalContent } from './proposal.ts';

export const LoginStatement = v.strictObject({
  typ: v.literal('vedtak/login/1'),
  branch: BranchId,
  nonce: Base64url,
  at: Time,
});
export type LoginStatement = v.InferOutput<typeof LoginStatement>;

export const RollEntry = v.strictObject({
  delegate: Id,
  weight: v.literal(1),
  credentials: v.pipe(v.array(Credential), v.maxLength(20)),
});
export type RollEntry = v.InferOutput<typeof RollEntry>;

export const RollStatement = v.strictObject({
  typ: v.literal('vedtak/roll/1'),
  branch: BranchId,
  meeting: Id,
  version: Counting,
  /** Sorted by delegate, by UTF-16 code unit as RFC 8785 sorts keys; no delegate twice. */
  entries: v.pipe(v.array(RollEntry), v.maxLength(5000)),
});
export type RollStatement = v.InferOutput<typeof RollStatement>;

export const BallotStatement = v.strictObject({
  typ: v.literal('vedtak/ballot/1'),
  branch: BranchId,
  meeting: Id,
  /** What is voted on: the content hash of the proposal as it stood. See `proposal.ts`. */
  item: Id,
  number: Counting,
  secrecy: v.literal('open'),
  questions: v.pipe(v.array(Question), v.minLength(1), v.maxLength(200)),
  rule: Rule,
  roll: Hash,
  openedAt: Time,
});
export type BallotStatement = v.InferOutput<typeof BallotStatement>;

export const Marks = v.record(v.pipe(Text, v.maxLength(32)), Option);
export type Marks = v.InferOutput<typeof Marks>;

export const VoteStatement = v.strictObject({
  typ: v.literal('vedtak/vote/1'),
  ballot: Hash,
  delegate: Id,
  revision: Counting,
  marks: Marks,
});
export type VoteStatement = v.InferOutput<typeof VoteStatement>;

export const CloseStatement = v.strictObject({
  typ: v.literal('vedtak/close/1'),
  ballot: Hash,
  votes: Whole,
  /** Merkle root of the counted votes: leaves are the canonical bytes of each signed vote, sorted by delegate. */
  evidence: Hash,
  journal: Checkpoint,
  closedAt: Time,
});
export type CloseStatement = v.InferOutput<typeof CloseStatement>;

export const ResolutionPoint = v.strictObject({
  number: Counting,
  text: v.pipe(Text, v.minLength(1), v.maxLength(20_000)),
  outcome: Outcome,
});
export type ResolutionPoint = v.InferOutput<typeof ResolutionPoint>;

/** One ballot as a resolution names it. */
export const ResolutionBallot = v.strictObject({
  definition: Hash,
  close: Hash,
  tally: Tally,
  /** Outcome by question. */
  outcome: v.record(v.pipe(Text, v.maxLength(32)), Outcome),
});
export type ResolutionBallot = v.InferOutput<typeof ResolutionBallot>;

/** How many must be present for the meeting to decide: at least num/den of the members; num 0 asks for nobody. */
export const Quorum = v.strictObject({ num: Whole, den: Counting, members: Whole, required: Whole });
export type Quorum = v.InferOutput<typeof Quorum>;

export const ResolutionStatement = v.strictObject({
  typ: v.literal('vedtak/resolution/1'),
  branch: BranchId,
  number: Counting,
  /** Hash of the branch's resolution before this one; null for number 1. */
  previous: v.nullable(Hash),
  meeting: Id,
  title: v.pipe(Text, v.minLength(1), v.maxLength(300)),
  /** What was adopted, as Markdown: headings, paragraphs and the adopted points under their own numbers. */
  text: v.pipe(Text, v.minLength(1), v.maxLength(200_000)),
  /** Every point that was put to the vote, adopted or not. */
  points: v.pipe(v.array(ResolutionPoint), v.maxLength(200)),
  /** Merkle root whose leaves are the canonical bytes of each point. */
  pointsRoot: Hash,
  ballots: v.pipe(v.array(ResolutionBallot), v.minLength(1), v.maxLength(200)),
  /** People on the roll of the last ballot. */
  present: Whole,
  quorum: Quorum,
  journal: Checkpoint,
  /** Hash of the hearing that this answers; absent otherwise. */
  hearing: v.exactOptional(Hash),
  decidedAt: Time,
});
export type ResolutionStatement = v.InferOutput<typeof ResolutionStatement>;

/** Any statement that a person signs with a passkey. */
export const PersonStatement = v.variant('typ', [
  LoginStatement,
  RollStatement,
  BallotStatement,
  VoteStatement,
  CloseStatement,
  ResolutionStatement,
]);
export type PersonStatement = v.InferOutput<typeof PersonStatement>;

/** The WebAuthn assertion (Web Authentication Level 3, section 7.2) over a statement, and who made it. */
const assertion = {
  signer: Id,
  credential: Base64url,
  authenticatorData: Base64url,
  clientDataJSON: Base64url,
  signature: Base64url,
};
export const Assertion = v.strictObject(assertion);
export type Assertion = v.InferOutput<typeof Assertion>;

/** A statement with the passkey signature over it, not yet verified. */
export type Signed<S extends PersonStatement = PersonStatement> = Assertion & { statement: S };

/** The schema of a signed statement of one type. */
export function signed<const S extends v.GenericSchema<unknown, PersonStatement>>(statement: S) {
  return v.strictObject({ statement, ...assertion });
}

/** A signature on a resolution that travels inside it: the statement is the resolution itself, so it is left out. */
export const Attestation = v.strictObject({
  role: v.picklist(['chair', 'signer']),
  ...assertion,
  /** The signer's passkey, vouched for by the branch's signature on the resolution. */
  publicKey: PublicKey,
});
export type Attestation = v.InferOutput<typeof Attestation>;

/** The payload of a resolution file: the statement with its three attestations, chair first. */
export const ResolutionPayload = v.strictObject({
  ...ResolutionStatement.entries,
  attestations: v.pipe(v.array(Attestation), v.length(3)),
});
export type ResolutionPayload = v.InferOutput<typeof ResolutionPayload>;

/** A branch's promise that a statement it took in will be counted. */
export const PromiseStatement = v.strictObject({
  typ: v.literal('vedtak/promise/1'),
  ballot: Hash,
  statement: Hash,
  at: Time,
});
export type PromiseStatement = v.InferOutput<typeof PromiseStatement>;

/** The receiver's word that a resolution is in its journal. */
export const ReceiptStatement = v.strictObject({
  typ: v.literal('vedtak/receipt/1'),
  /** The receiver. */
  branch: BranchId,
  resolution: Hash,
  index: Whole,
  receivedAt: Time,
  /** The journal entry at `index` and its inclusion proof (RFC 9162 section 2.1.3) under the checkpoint. */
  proof: v.strictObject({ entry: JournalEntry, path: v.pipe(v.array(Hash), v.maxLength(64)) }),
  checkpoint: Checkpoint,
});
export type ReceiptStatement = v.InferOutput<typeof ReceiptStatement>;

/** What recomputes a resolution's tallies. It names people by their ids and holds their votes: it stays with the branch. */
export const Evidence = v.strictObject({
  typ: v.literal('vedtak/evidence/1'),
  resolution: Hash,
  rolls: v.pipe(v.array(signed(RollStatement)), v.maxLength(1000)),
  ballots: v.pipe(
    v.array(
      v.strictObject({
        definition: signed(BallotStatement),
        /** The proposal as it was put to the vote: `item` of the definition is its hash. */
        content: ProposalContent,
        close: signed(CloseStatement),
        votes: v.pipe(v.array(signed(VoteStatement)), v.maxLength(5000)),
      }),
    ),
    v.maxLength(1000),
  ),
});
export type Evidence = v.InferOutput<typeof Evidence>;
