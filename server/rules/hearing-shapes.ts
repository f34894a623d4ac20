import * as v from 'valibot';
import { Change } from './amendment.ts';
import { BranchId, Counting, Counts, Hash, Time, Whole } from './formats.ts';
import { AskedBranch, Progress } from './hearing.ts';
import { Comment, HearingStatement } from './party-statements.ts';
import { Block } from './proposal.ts';
import { ResolutionPoint } from './statements.ts';

/** What a branch's answer makes of one block of a hearing's text. */
export const FateState = v.picklist([
  /** It stands as it was sent. */
  'kept',
  /** It was adopted in another wording. */
  'changed',
  /** An adopted amendment took it out. */
  'deleted',
  /** It was put to the vote and not adopted. */
  'rejected',
]);
export type FateState = v.InferOutput<typeof FateState>;

export const Fate = v.object({
  state: FateState,
  /** Of the ballot on the block, or of that on the whole text; null where none were counted. */
  votes: v.nullable(Counts),
  /** The wording that was voted on, where it is another. */
  text: v.exactOptional(v.string()),
});
export type Fate = v.InferOutput<typeof Fate>;

/** Branches, and the votes in them, behind something. */
const Behind = v.object({ branches: Whole, votes: Whole });

/** Those for and against. A branch that adopted a block in another wording is for it, and counted under `changed` too. */
export const Sides = v.object({ for: Behind, against: Behind, blank: Whole, changed: Whole });
export type Sides = v.InferOutput<typeof Sides>;

/** A block of a hearing's text in a report. `number` is that among blocks of its kind. */
const Placed = v.object({
  place: Counting,
  kind: v.picklist(['heading', 'paragraph', 'point']),
  number: Counting,
  text: v.string(),
});

/** Who stands behind an amendment: the branch's resolution is the signed source. */
const Backer = v.object({
  branch: BranchId,
  name: v.string(),
  resolution: Hash,
  late: v.boolean(),
  adopted: v.boolean(),
  votes: v.nullable(Counts),
});
export type Backer = v.InferOutput<typeof Backer>;

/** Amendments that are the same, or that a person has confirmed to be. */
export const AmendmentGroup = v.object({
  /** The hash of its change, as `changeKey` makes it. */
  change: Hash,
  /** As the first branch wrote it. */
  wording: Change,
  /** The block that it touches, or after which it adds; 0 is the beginning. */
  place: Whole,
  /** Changes that a person put with it, by their hashes, with their own wording. */
  alike: v.array(v.object({ change: Hash, wording: Change })),
  /** In time: branches that adopted it and those that rejected it, with the votes of its own ballots for and against. */
  adopted: Behind,
  rejected: Behind,
  late: Whole,
  backers: v.array(Backer),
});
export type AmendmentGroup = v.InferOutput<typeof AmendmentGroup>;

/** A text that a branch sent to a call, or one that answers a hearing with something else than its text. */
const OwnText = v.object({
  branch: BranchId,
  name: v.string(),
  county: BranchId,
  resolution: Hash,
  title: v.string(),
  points: v.array(v.object({ ...ResolutionPoint.entries, votes: v.nullable(Counts) })),
  receivedAt: Time,
  late: v.boolean(),
});

/** Input as a report has it: no names of people. */
const ReportedInput = v.object({
  input: Hash,
  branch: v.nullable(BranchId),
  organisation: v.string(),
  comments: v.array(Comment),
  late: v.boolean(),
});

/** All that has come of a hearing, point by point. */
export const HearingReport = v.object({
  hearing: Hash,
  issuer: BranchId,
  kind: HearingStatement.entries.kind,
  title: v.string(),
  deadline: Time,
  progress: Progress,
  branches: v.array(AskedBranch),
  /** Every block of the text, in order; in time and late apart. */
  points: v.array(v.object({ ...Placed.entries, inTime: Sides, late: Sides })),
  /** By place, then by how many adopted them. */
  amendments: v.array(AmendmentGroup),
  /** Pairs of changes that are alike but not the same, which a person may confirm: the hashes of their groups. */
  suggestions: v.array(v.object({ change: Hash, sameAs: Hash, likeness: v.number() })),
  texts: v.array(OwnText),
  inputs: v.object({ branches: v.array(ReportedInput), outside: v.array(ReportedInput) }),
});
export type HearingReport = v.InferOutput<typeof HearingReport>;

/** Points × branches. A cell is a fate; a branch that has not answered has none. */
export const HearingMatrix = v.object({
  hearing: Hash,
  title: v.string(),
  rows: v.array(Placed),
  columns: v.array(
    v.object({
      ...AskedBranch.entries,
      late: v.boolean(),
      /** In the order of the rows; empty where the branch has not answered the text. */
      cells: v.array(Fate),
      /** What it added, by the place after which it stands. */
      added: v.array(v.object({ after: Whole, block: Block })),
    }),
  ),
});
export type HearingMatrix = v.InferOutput<typeof HearingMatrix>;
