import * as v from 'valibot';
import { BallotTally, BranchId, Decided, Hash, Id, Marks, Time, Whole } from '../rules/formats.ts';
import { BallotStatement, CloseStatement, CountStatement, Method, ResolutionStatement } from '../rules/statements.ts';
import { Subject } from '../rules/subject.ts';
import { endpoint } from './endpoint.ts';
import { MeetingInfo } from './meeting.ts';
import { IntakeInfo, ProposalInfo } from './proposals.ts';

import { SecretInfo } from './secret.ts';
import { Me } from './session.ts';
import { ScreensInfo } from './show.ts';
import { SpeakersInfo } from './speakers.ts';

/** The branch whose page it is. */
const BranchInfo = v.object({
  id: BranchId,
  slug: v.string(),
  name: v.string(),
  level: v.string(),
  parent: v.nullable(v.object({ id: BranchId, name: v.string() })),
  /** The branches above it, from the top down to the parent. */
  above: v.array(v.object({ id: BranchId, name: v.string(), level: v.string() })),
  /** Whether there are branches below it, or were. */
  below: v.boolean(),
});

const RollInfo = v.object({
  roll: Hash,
  version: Whole,
  entitled: Whole,
  /** People whose attendance or passkeys changed since the roll was signed. */
  changes: Whole,
  /** Those of them who have come since and are not on it. */
  came: Whole,
  /** People on it who have no passkey there: who got one since votes on paper until it is signed anew. */
  withoutPasskey: Whole,
  /** Whether the asker is on it. */
  mine: v.boolean(),
});

/** The asker's own vote as the server holds it. */
const OwnVote = v.object({ revision: Whole, statement: Hash, marks: Marks });

export const BallotInfo = v.object({
  id: Hash,
  /** The proposal that it is about. */
  proposal: Id,
  /** What it puts to the vote; `item` of the definition is its hash. */
  subject: Subject,
  definition: BallotStatement,
  method: v.picklist(['phones', ...Method.options]),
  /** A trial has no effect. */
  trial: v.boolean(),
  /** The cancelled ballot that it takes again. */
  retakes: v.nullable(Hash),
  state: v.picklist(['open', 'stopped', 'closed', 'cancelled']),
  cancelled: v.nullable(v.object({ at: Time, reason: v.string() })),
  /** Who opened it: with a casting vote, theirs decides a tie. */
  chair: v.object({ member: Id, name: v.string() }),
  entitled: Whole,
  /** People on its roll who have no passkey, so that only tellers can count them. */
  withoutPasskey: Whole,
  /** Votes by passkey. */
  voted: Whole,
  /** How many tellers have counted, and whether at least two have and all the same. `own` is the asker's own count. */
  counts: v.object({ entered: Whole, agree: v.boolean(), own: v.nullable(CountStatement.entries.counts) }),
  /** How many have asked for a ballot where unanimity or acclamation was proposed, and whether the asker has. */
  demands: Whole,
  demanded: v.boolean(),
  /** Whether the asker is on the ballot's roll. */
  mine: v.boolean(),
  /** Whether the asker has a passkey there; who got the first one since is counted by the tellers. */
  keyed: v.boolean(),
  vote: v.nullable(OwnVote),
  /** Where the ballot is secret; nobody's vote is in `vote` then, and `voted` is how many have drawn a paper. */
  secret: v.nullable(SecretInfo),
  /** Only when it was closed. */
  result: v.nullable(
    v.object({
      close: CloseStatement,
      /** All votes; empty where none were counted. */
      tally: BallotTally,
      /** What of the tally the tellers counted. */
      hands: v.exactOptional(BallotTally),
      /** By question. */
      outcome: v.record(v.string(), Decided),
      /** The chair's marks on the questions whose tie they decided. */
      casting: v.exactOptional(Marks),
      /** By name, where the votes were called out (navneopprop). */
      names: v.exactOptional(v.array(v.object({ name: v.string(), marks: Marks }))),
    }),
  ),
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
  /** What may be sent in; null for those who are not signed in. */
  intake: v.nullable(IntakeInfo),
  /** Oldest first. */
  ballots: v.array(BallotInfo),
  resolutions: v.array(ResolutionInfo),
  /** Null where there is no meeting to be shown. */
  speakers: v.nullable(SpeakersInfo),
  screens: v.nullable(ScreensInfo),
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
