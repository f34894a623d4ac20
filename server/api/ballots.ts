import * as v from 'valibot';
import { Checkpoint, Hash, Id, Text, Time, Whole } from '../rules/formats.ts';
import { IssuesDrawn } from '../rules/secret-statements.ts';
import { BallotStatement, CloseStatement, CountStatement, signed, VoteStatement } from '../rules/statements.ts';
import { Subject } from '../rules/subject.ts';
import { endpoint } from './endpoint.ts';

const assertions = [
  'signature.altered',
  'signature.origin',
  'signature.user',
  'signature.wrong',
  'signature.signer',
] as const;

/** Refusals of what a person signs. */
export const signatures = ['passkey.unknown', ...assertions] as const;

/** The same where it must be a passkey on the roll of a ballot. */
export const rollSignatures = ['roll.passkey', ...assertions] as const;

/** The answer to a vote that is on disk. */
const VoteTaken = v.object({
  revision: Whole,
  /** Hash of the vote statement. */
  statement: Hash,
  /** vedtak/promise/1 as a JWS by the branch. */
  promise: v.string(),
});
export type VoteTaken = v.InferOutput<typeof VoteTaken>;

/** What the chair needs to sign the closing. */
const Stopped = v.object({
  /**
   * Evidence leaves of the counted votes, sorted by delegate, or of the papers in the box, sorted by hash; then of the two
   * tellers' counts. They give nothing away.
   */
  leaves: v.array(Hash),
  /** Votes by passkey; of a secret ballot the papers in the box. */
  votes: Whole,
  /** The papers that were drawn in a secret ballot. */
  issues: v.exactOptional(IssuesDrawn),
  journal: Checkpoint,
  stoppedAt: Time,
});
export type Stopped = v.InferOutput<typeof Stopped>;

export const ballotEndpoints = {
  openBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/ballots',
    summary:
      'Open a ballot by its signed definition: what it puts to the vote, and the proposal that this belongs to. `statement.wrong` when that is not what stands here now',
    access: ['chair'],
    body: v.object({ proposal: Id, subject: Subject, signed: signed(BallotStatement) }),
    response: v.object({ ballot: Hash }),
    refusals: [
      'meeting.missing',
      'meeting.state',
      ...signatures,
      'not_found',
      'statement.branch',
      'statement.wrong',
      'statement.clock',
      'roll.missing',
      'roll.version',
      'roll.officer',
      'quorum.missing',
      'ballot.running',
      'plan.order',
      'ballot.number',
      'ballot.method',
      'ballot.secret',
      'issuer.unknown',
    ],
  }),
  castVote: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/votes',
    summary:
      'Hand in a signed vote, or a change of it. The answer comes when the vote is on disk. The same vote again gets the same answer',
    access: 'member',
    body: signed(VoteStatement),
    response: VoteTaken,
    refusals: [
      ...rollSignatures,
      'ballot.unknown',
      'ballot.closed',
      'ballot.method',
      'vote.not_on_roll',
      'vote.revision',
      'vote.marks',
    ],
  }),
  castCount: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/counts',
    summary:
      "Hand in a teller's signed count of hands; it replaces the same teller's last one. Two tellers must count the same before the ballot can be stopped",
    access: ['teller'],
    body: signed(CountStatement),
    response: v.object({ counts: Whole, agree: v.boolean() }),
    refusals: [
      ...rollSignatures,
      'ballot.unknown',
      'ballot.closed',
      'ballot.method',
      'statement.wrong',
      'roll.officer',
      'vote.marks',
      'count.people',
    ],
  }),
  demandBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/demand',
    summary: 'Ask for a ballot where the chair has proposed unanimity or acclamation. Asked again, it says the same',
    access: ['delegate'],
    response: v.object({ demands: Whole }),
    refusals: ['ballot.unknown', 'ballot.closed', 'ballot.method', 'vote.not_on_roll'],
  }),
  cancelBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/cancel',
    summary:
      'Cancel a ballot of the open or adjourned meeting, open or closed, with the reason. It stays in the record and has no effect any longer',
    access: ['chair'],
    body: v.object({ reason: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(500)) }),
    response: v.object({}),
    refusals: ['ballot.unknown', 'meeting.missing', 'meeting.state', 'ballot.cancelled', 'ballot.used'],
  }),
  stopBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/stop',
    summary: 'Take in no more votes, and get what the closing must say. Asked again, it gives the same',
    access: ['chair'],
    response: Stopped,
    refusals: ['ballot.unknown', 'ballot.closed', 'ballot.demanded', 'count.missing', 'drawing.open', 'box.shut'],
  }),
  closeBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/close',
    summary: 'Close a stopped ballot by the signed closing; the result is then shown to all',
    access: ['chair'],
    body: signed(CloseStatement),
    response: v.object({ close: Hash }),
    refusals: [
      ...signatures,
      'roll.signer',
      'ballot.unknown',
      'ballot.closed',
      'ballot.not_stopped',
      'statement.wrong',
      'statement.clock',
    ],
  }),
};
