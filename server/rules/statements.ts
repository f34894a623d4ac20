import * as v from 'valibot';
import {
  Base64url,
  BranchId,
  Checkpoint,
  Counting,
  Credential,
  Hash,
  Id,
  Marks,
  OptionId,
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
import { IssuerKey, IssueStatement, IssuesDrawn } from './secret-statements.ts';

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

/**
 * How a ballot is voted where that is not with each delegate's phone: with the phones and the votes in the minutes by
 * name (navneopprop); by two tellers who count hands, all of them or only those against; or by nobody asking for a
 * ballot after the chair has proposed unanimity or acclamation.
 */
export const Method = v.picklist(['rollcall', 'hands', 'against', 'unanimity', 'acclamation']);
export type Method = v.InferOutput<typeof Method>;

export const BallotStatement = v.strictObject({
  typ: v.literal('vedtak/ballot/1'),
  branch: BranchId,
  meeting: Id,
  /** What is voted on: the content hash of the proposal as it stood. See `proposal.ts`. */
  item: Id,
  number: Counting,
  secrecy: v.picklist(['open', 'secret']),
  questions: v.pipe(v.array(Question), v.minLength(1), v.maxLength(200)),
  rule: Rule,
  roll: Hash,
  /** The key that signs the papers of a secret ballot, and no others; absent where the ballot is open. */
  issuer: v.exactOptional(IssuerKey),
  /** How it is voted, where that is not with the phones. */
  method: v.exactOptional(Method),
  /** A trial has no effect. */
  trial: v.exactOptional(v.literal(true)),
  /** The cancelled ballot that this one takes again. */
  retakes: v.exactOptional(Hash),
  /** Hash of the voting plan that it follows. */
  plan: v.exactOptional(Hash),
  openedAt: Time,
});
export type BallotStatement = v.InferOutput<typeof BallotStatement>;

export const VoteStatement = v.strictObject({
  typ: v.literal('vedtak/vote/1'),
  ballot: Hash,
  delegate: Id,
  revision: Counting,
  marks: Marks,
});
export type VoteStatement = v.InferOutput<typeof VoteStatement>;

/**
 * A teller's count of hands: of everybody, or beside the phones of those on the roll who have no passkey. Of a ballot by
 * `against` it has the votes against alone.
 */
export const CountStatement = v.strictObject({
  typ: v.literal('vedtak/count/1'),
  ballot: Hash,
  method: v.literal('hands'),
  counts: v.record(v.pipe(Text, v.maxLength(32)), v.record(OptionId, Whole)),
  teller: Id,
});
export type CountStatement = v.InferOutput<typeof CountStatement>;

export const PlanStatement = v.strictObject({
  typ: v.literal('vedtak/plan/1'),
  meeting: Id,
  /** The proposal whose amendments and text are voted on. */
  item: Id,
  version: Counting,
  steps: v.pipe(
    v.array(
      v.strictObject({
        /** What the step puts to the vote: amendments by number, or `text` for the text as it then stands. */
        of: v.pipe(v.array(v.union([Counting, v.literal('text')])), v.minLength(1), v.maxLength(200)),
        /** One of the reasons of `plan.ts`. */
        reason: v.pipe(Text, v.minLength(1), v.maxLength(64)),
        /** Numbers of the amendments that lapse when the step is adopted. */
        lapses: v.pipe(v.array(Counting), v.maxLength(200)),
      }),
    ),
    v.minLength(1),
    v.maxLength(400),
  ),
});
export type PlanStatement = v.InferOutput<typeof PlanStatement>;

export const CloseStatement = v.strictObject({
  typ: v.literal('vedtak/close/1'),
  ballot: Hash,
  /** Votes by passkey; of a secret ballot the papers in the box. */
  votes: Whole,
  /**
   * Merkle root of what was counted: leaves are the canonical bytes of each signed vote, sorted by delegate, or of each
   * paper with its signature, sorted by the paper's hash; then of each signed count of the tellers, sorted by teller.
   */
  evidence: Hash,
  /**
   * Of a secret ballot, the papers that were drawn: how many, and the Merkle root whose leaves are the canonical bytes of
   * each signed issue, sorted by delegate.
   */
  issues: v.exactOptional(IssuesDrawn),
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
  /** As in the definition. By unanimity and acclamation nobody's vote is counted: the tally is empty. */
  method: v.exactOptional(Method),
  /** Present where the ballot was secret. */
  secrecy: v.exactOptional(v.literal('secret')),
  /** What of the tally the tellers counted by hand. */
  hands: v.exactOptional(Tally),
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

/** The minutes of a meeting, as chair and two signers attest them. */
export const MinutesStatement = v.strictObject({
  typ: v.literal('vedtak/minutes/1'),
  branch: BranchId,
  meeting: Id,
  title: v.pipe(Text, v.minLength(1), v.maxLength(300)),
  /** The whole of the minutes as Markdown. */
  text: v.pipe(Text, v.minLength(1), v.maxLength(1_000_000)),
  language: v.picklist(['nb', 'nn']),
  /** Hashes of the resolutions that the meeting made. */
  resolutions: v.pipe(v.array(Hash), v.maxLength(1000)),
  journal: Checkpoint,
  closedAt: Time,
});
export type MinutesStatement = v.InferOutput<typeof MinutesStatement>;

/** Any statement that a person signs with a passkey. */
export const PersonStatement = v.variant('typ', [
  LoginStatement,
  RollStatement,
  BallotStatement,
  VoteStatement,
  IssueStatement,
  CountStatement,
  PlanStatement,
  CloseStatement,
  ResolutionStatement,
  MinutesStatement,
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

/** The payload of signed minutes: the statement with its three attestations, chair first. */
export const MinutesPayload = v.strictObject({
  ...MinutesStatement.entries,
  attestations: v.pipe(v.array(Attestation), v.length(3)),
});
export type MinutesPayload = v.InferOutput<typeof MinutesPayload>;

/** A branch's promise that a statement it took in will be counted. */
export const PromiseStatement = v.strictObject({
  typ: v.literal('vedtak/promise/1'),
  ballot: Hash,
  statement: Hash,
  /** When it was taken in; for a paper the end of the window in which papers are dropped. */
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
