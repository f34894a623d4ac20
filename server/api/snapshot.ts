import * as v from 'valibot';
import { BranchId, Hash, Id, Outcome, Tally, Time, Whole } from '../rules/formats.ts';
import { ProposalContent } from '../rules/proposal.ts';
import { BallotStatement, CloseStatement, Marks, Quorum, ResolutionStatement } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';
import { Me } from './session.ts';

/** The branch whose page it is. */
const BranchInfo = v.object({
  id: BranchId,
  slug: v.string(),
  name: v.string(),
  level: v.string(),
  parent: v.nullable(v.object({ id: BranchId, name: v.string() })),
});

const MeetingInfo = v.object({
  id: Id,
  title: v.string(),
  place: v.string(),
  startsAt: Time,
  quorum: Quorum,
  /** Names of those who serve the meeting, by role. */
  officers: v.object({ chair: v.array(v.string()), secretary: v.array(v.string()), signer: v.array(v.string()) }),
  checkedIn: Whole,
});

const RollInfo = v.object({
  roll: Hash,
  version: Whole,
  entitled: Whole,
  /** People whose attendance or passkeys changed since the roll was signed. */
  changes: Whole,
  /** Those of them who have come since and are not on it. */
  came: Whole,
  /** Whether the asker is on it. */
  mine: v.boolean(),
});

export const ProposalInfo = v.object({
  id: Id,
  number: Whole,
  content: ProposalContent,
  hash: Hash,
  locked: v.boolean(),
});
export type ProposalInfo = v.InferOutput<typeof ProposalInfo>;

/** The asker's own vote as the server holds it. */
const OwnVote = v.object({ revision: Whole, statement: Hash, marks: Marks });

export const BallotInfo = v.object({
  id: Hash,
  proposal: Id,
  definition: BallotStatement,
  state: v.picklist(['open', 'stopped', 'closed']),
  entitled: Whole,
  voted: Whole,
  /** Whether the asker is on the ballot's roll. */
  mine: v.boolean(),
  vote: v.nullable(OwnVote),
  /** Only when closed. */
  result: v.nullable(v.object({ close: CloseStatement, tally: Tally, outcome: v.record(v.string(), Outcome) })),
});
export type BallotInfo = v.InferOutput<typeof BallotInfo>;

export const ResolutionInfo = v.object({
  number: Whole,
  hash: Hash,
  ballot: Hash,
  statement: ResolutionStatement,
  attestations: v.array(v.object({ role: v.picklist(['chair', 'signer']), name: v.string() })),
  /** Whether the asker has signed. */
  mine: v.boolean(),
  signed: v.boolean(),
  /** On the way to the parent. */
  delivery: v.nullable(
    v.object({
      state: v.picklist(['waiting', 'accepted', 'refused']),
      attempts: Whole,
      /** Code of the last refusal or failure. */
      reason: v.nullable(v.string()),
      receivedAt: v.nullable(Time),
    }),
  ),
});
export type ResolutionInfo = v.InferOutput<typeof ResolutionInfo>;

/** Everything that a page shows, for one person, at one moment. */
export const Snapshot = v.object({
  /** Size of the journal: the event stream goes on from here. */
  index: Whole,
  at: Time,
  branch: BranchInfo,
  me: v.nullable(Me),
  /** The current meeting and what belongs to it; null for those who are not signed in. */
  meeting: v.nullable(MeetingInfo),
  roll: v.nullable(RollInfo),
  proposals: v.array(ProposalInfo),
  /** Oldest first. */
  ballots: v.array(BallotInfo),
  resolutions: v.array(ResolutionInfo),
});
export type Snapshot = v.InferOutput<typeof Snapshot>;

export const snapshotEndpoints = {
  snapshot: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/snapshot',
    summary: 'What the page shows, for the asker, now',
    access: 'anyone',
    response: Snapshot,
    refusals: [],
  }),
};
