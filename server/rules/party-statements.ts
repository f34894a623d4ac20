import * as v from 'valibot';
import { Change } from './amendment.ts';
import { BranchId, Counting, Counts, Hash, Text, Time, Whole } from './formats.ts';
import { ProposalContent } from './proposal.ts';

/*
 * What branches say to each other about the party: each is the payload of a JWS (ES256) by the branch that it names, with the
 * header `typ` "vedtak-{name}+jwt" and that branch's `trust_chain`. Its hash is that of its canonical bytes.
 */

const Jws = v.pipe(Text, v.maxLength(400_000));
const Name = v.pipe(Text, v.minLength(1), v.maxLength(200));
const Level = v.pipe(Text, v.minLength(1), v.maxLength(60));
const Reason = v.pipe(Text, v.maxLength(2000));
/** A day, YYYY-MM-DD. */
export const Day = v.pipe(v.string(), v.isoDate());

/**
 * A child asks its parent to vouch for it as its configuration says: to join, and afterwards for another name, level or key.
 * Signed by the key that the parent knows; by the configuration's own where it joins or has lost that key.
 */
export const JoinStatement = v.strictObject({
  typ: v.literal('vedtak/join/1'),
  branch: BranchId,
  parent: BranchId,
  /** The invitation's token; absent where the child is known. */
  token: v.exactOptional(v.pipe(Text, v.maxLength(100))),
  /** The child's entity configuration (JWS), which names the parent and is signed by the key to be vouched for. */
  configuration: Jws,
  /** The child's last resolution before it, so that the parent knows where its numbers begin; null where there is none. */
  last: v.nullable(v.strictObject({ number: Counting, hash: Hash })),
  at: Time,
});
export type JoinStatement = v.InferOutput<typeof JoinStatement>;

/** A child leaves its parent: for another one, or because it closes down. */
export const LeaveStatement = v.strictObject({
  typ: v.literal('vedtak/leave/1'),
  branch: BranchId,
  parent: BranchId,
  reason: v.picklist(['moved', 'closed']),
  at: Time,
});
export type LeaveStatement = v.InferOutput<typeof LeaveStatement>;

/** What a parent hands down: all entity statements (JWS) that a child's chain is made of above the child itself. */
export const StatementsStatement = v.strictObject({
  typ: v.literal('vedtak/statements/1'),
  branch: BranchId,
  child: BranchId,
  /** Empty where the parent no longer vouches for the child. */
  statements: v.pipe(v.array(Jws), v.maxLength(32)),
  /** Why there are none. */
  ended: v.exactOptional(v.picklist(['declined', 'revoked'])),
  at: Time,
});
export type StatementsStatement = v.InferOutput<typeof StatementsStatement>;

/** What a level may recommend or decide of a resolution or one of its points. */
export const Treated = v.picklist(['adopt', 'change', 'forward', 'reject', 'cover']);
export type Treated = v.InferOutput<typeof Treated>;

export const TreatedOutcome = v.picklist(['adopted', 'changed', 'forwarded', 'rejected', 'covered']);
export type TreatedOutcome = v.InferOutput<typeof TreatedOutcome>;

/** What a level says of a point. */
export const saidOfPoint = {
  recommendation: v.nullable(Treated),
  outcome: v.nullable(TreatedOutcome),
  /** To whom it was forwarded, or what covers it, in words. */
  to: v.exactOptional(Name),
  /** Hash of the treating branch's own resolution that decided it, or that covers it. */
  by: v.exactOptional(Hash),
  /** The text as it was changed. */
  text: v.exactOptional(v.pipe(Text, v.minLength(1), v.maxLength(20_000))),
  reason: v.exactOptional(Reason),
};

export const TreatedPoint = v.pipe(
  v.strictObject({
    /** The number of the point; 0 is the resolution as a whole. */
    number: Whole,
    ...saidOfPoint,
  }),
  v.check(
    ({ outcome, text }) => (outcome === 'changed') === (text !== undefined),
    'text goes with the outcome changed',
  ),
  v.check(
    ({ outcome, to, by }) => outcome !== 'covered' || to !== undefined || by !== undefined,
    'covered says by what',
  ),
);
export type TreatedPoint = v.InferOutput<typeof TreatedPoint>;

/** What a level did with a resolution from below. Each says all that it has decided so far, and names the one before. */
export const TreatmentStatement = v.strictObject({
  typ: v.literal('vedtak/treatment/1'),
  branch: BranchId,
  resolution: Hash,
  /** Hash of the treatment of this resolution before this one, by any branch; null for the first. */
  previous: v.nullable(Hash),
  points: v.pipe(v.array(TreatedPoint), v.minLength(1), v.maxLength(201)),
  at: Time,
});
export type TreatmentStatement = v.InferOutput<typeof TreatmentStatement>;

/** A resolution on its way up, unchanged, with all that was done with it: carried as JSON, each part signed by itself. */
export const Custody = v.strictObject({
  typ: v.literal('vedtak/custody/1'),
  /** The resolution file as its branch made it. */
  resolution: v.pipe(Text, v.maxLength(1_000_000)),
  /** The branch's answer, where the resolution answers a hearing with amendments. */
  answer: v.exactOptional(Jws),
  receipts: v.pipe(v.array(Jws), v.maxLength(16)),
  treatments: v.pipe(v.array(Jws), v.maxLength(64)),
});
export type Custody = v.InferOutput<typeof Custody>;

/** What a committee recommends of its own draft. */
export const CommitteeRecommendation = v.strictObject({
  /** Whether all members stand behind the draft. */
  unanimous: v.boolean(),
  dissents: v.pipe(
    v.array(
      v.strictObject({
        /** Names of members. */
        by: v.pipe(v.array(Name), v.minLength(1), v.maxLength(100)),
        text: v.pipe(Text, v.minLength(1), v.maxLength(5000)),
      }),
    ),
    v.maxLength(20),
  ),
});
export type CommitteeRecommendation = v.InferOutput<typeof CommitteeRecommendation>;

export const CommitteeMember = v.strictObject({
  name: Name,
  /** Where they come from: a county, an organisation. */
  place: v.pipe(Text, v.maxLength(200)),
  role: v.picklist(['leader', 'member']),
});
export type CommitteeMember = v.InferOutput<typeof CommitteeMember>;

/** A text sent down for answers by a date, or a call for proposals to a meeting. */
export const HearingStatement = v.strictObject({
  typ: v.literal('vedtak/hearing/1'),
  branch: BranchId,
  /** `draft`: answers amend and vote on its text. `proposals`: branches send texts of their own, as to a congress. */
  kind: v.picklist(['draft', 'proposals']),
  content: ProposalContent,
  /** What the hearing is about, plain text. */
  about: v.pipe(Text, v.maxLength(20_000)),
  committee: v.nullable(
    v.strictObject({
      name: Name,
      mandate: v.pipe(Text, v.maxLength(20_000)),
      members: v.pipe(v.array(CommitteeMember), v.maxLength(100)),
      recommendation: CommitteeRecommendation,
    }),
  ),
  opensAt: Time,
  deadline: Time,
  asked: v.strictObject({
    /** Branches below the one that sends it. */
    branches: v.union([v.literal('all'), v.pipe(v.array(BranchId), v.minLength(1), v.maxLength(5000))]),
    /** Whether those pass it on to all below them. */
    below: v.boolean(),
  }),
  /** Whether anybody may send written input. */
  outside: v.boolean(),
  /** What happens afterwards: the national board, the congress. */
  steps: v.pipe(
    v.array(
      v.strictObject({ title: v.pipe(Text, v.minLength(1), v.maxLength(200)), on: v.pipe(Text, v.maxLength(60)) }),
    ),
    v.maxLength(20),
  ),
  at: Time,
});
export type HearingStatement = v.InferOutput<typeof HearingStatement>;

/** An amendment as an answer names it. */
export const AnsweredChange = v.strictObject({
  number: Counting,
  /** To the hearing's text. */
  change: Change,
  /** How its own ballot went; absent where none was counted. */
  votes: v.exactOptional(Counts),
});
export type AnsweredChange = v.InferOutput<typeof AnsweredChange>;

/** What a branch's resolution changed in a hearing's text: the changes, applied to it, give the text that was voted on. */
export const AnswerStatement = v.strictObject({
  typ: v.literal('vedtak/answer/1'),
  branch: BranchId,
  hearing: Hash,
  resolution: Hash,
  adopted: v.pipe(v.array(AnsweredChange), v.maxLength(1000)),
  rejected: v.pipe(v.array(AnsweredChange), v.maxLength(1000)),
  at: Time,
});
export type AnswerStatement = v.InferOutput<typeof AnswerStatement>;

/** One remark of written input. */
export const Comment = v.strictObject({
  /** The place in the hearing's text, counted from 1 over all blocks; 0 is the whole. */
  place: v.pipe(Whole, v.maxValue(1000)),
  type: v.picklist(['comment', 'replace', 'delete', 'add']),
  /** What should stand there, or the comment; empty where a place is to go. */
  text: v.pipe(Text, v.maxLength(20_000)),
  reason: Reason,
});
export type Comment = v.InferOutput<typeof Comment>;

/** Written input to a hearing (innspill): no vote stands behind it. From outside it is not signed, and `branch` is null. */
export const InputStatement = v.strictObject({
  typ: v.literal('vedtak/input/1'),
  branch: v.nullable(BranchId),
  hearing: Hash,
  name: Name,
  organisation: v.pipe(Text, v.maxLength(200)),
  comments: v.pipe(v.array(Comment), v.minLength(1), v.maxLength(200)),
  at: Time,
});
export type InputStatement = v.InferOutput<typeof InputStatement>;

/** A branch tells upwards which branches below it were asked. */
export const RelayStatement = v.strictObject({
  typ: v.literal('vedtak/relay/1'),
  branch: BranchId,
  hearing: Hash,
  asked: v.pipe(v.array(v.strictObject({ id: BranchId, name: Name, level: Level })), v.maxLength(5000)),
  at: Time,
});
export type RelayStatement = v.InferOutput<typeof RelayStatement>;

/** Whoever sent a hearing reminds those who have not answered. */
export const ReminderStatement = v.strictObject({
  typ: v.literal('vedtak/reminder/1'),
  branch: BranchId,
  hearing: Hash,
  at: Time,
});
export type ReminderStatement = v.InferOutput<typeof ReminderStatement>;

const Behind = v.strictObject({ branches: Whole, votes: Whole });

/**
 * What has come of a hearing, by whoever sent it, when it is closed: sums of what came in time, and the hashes of all that was
 * counted, so that whoever holds the resolutions can count again.
 */
export const ReportStatement = v.strictObject({
  typ: v.literal('vedtak/report/1'),
  branch: BranchId,
  hearing: Hash,
  /** Branches: asked; that answered in time; late; with written input alone; with nothing. */
  sums: v.strictObject({ asked: Whole, answered: Whole, late: Whole, input: Whole, silent: Whole }),
  /** Every block of the hearing's text, by its place. `changed` of those for it adopted it in another wording. */
  points: v.pipe(
    v.array(v.strictObject({ place: Counting, for: Behind, against: Behind, blank: Whole, changed: Whole })),
    v.maxLength(1000),
  ),
  /** Amendments with the most branches behind them; the text is cut at 300 characters, `change` is the hash of all of it. */
  amendments: v.pipe(
    v.array(
      v.strictObject({
        change: Hash,
        type: v.picklist(['replace', 'delete', 'add']),
        place: Whole,
        text: v.pipe(Text, v.maxLength(300)),
        adopted: Behind,
        rejected: Behind,
      }),
    ),
    v.maxLength(500),
  ),
  /** Hashes of the resolutions that were counted, of those that came late, and of written input; each sorted. */
  answers: v.pipe(v.array(Hash), v.maxLength(5000)),
  late: v.pipe(v.array(Hash), v.maxLength(5000)),
  inputs: v.pipe(v.array(Hash), v.maxLength(5000)),
  at: Time,
});
export type ReportStatement = v.InferOutput<typeof ReportStatement>;

/** The schemas of what branches send each other beside resolutions, by the name in their `typ`. */
export const messages = {
  join: JoinStatement,
  leave: LeaveStatement,
  statements: StatementsStatement,
  treatment: TreatmentStatement,
  hearing: HearingStatement,
  input: InputStatement,
  relay: RelayStatement,
  reminder: ReminderStatement,
  answer: AnswerStatement,
  report: ReportStatement,
};
export type MessageName = keyof typeof messages;
export type MessageOf<N extends MessageName> = v.InferOutput<(typeof messages)[N]>;

/** The header `typ` of a message. */
export function messageType(name: MessageName): string {
  return `vedtak-${name}+jwt`;
}
