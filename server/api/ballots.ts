import * as v from 'valibot';
import { Checkpoint, Hash, Time, Whole } from '../rules/formats.ts';
import { BallotStatement, CloseStatement, ResolutionStatement, signed, VoteStatement } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';

const signatures = [
  'passkey.unknown',
  'signature.altered',
  'signature.origin',
  'signature.user',
  'signature.wrong',
  'signature.signer',
] as const;

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
  /** Evidence leaves of the counted votes, sorted by delegate; they do not give the votes away. */
  leaves: v.array(Hash),
  journal: Checkpoint,
  stoppedAt: Time,
});
export type Stopped = v.InferOutput<typeof Stopped>;

export const ballotEndpoints = {
  openBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/ballots',
    summary: 'Open a ballot on a proposal by its signed definition',
    access: ['chair'],
    body: signed(BallotStatement),
    response: v.object({ ballot: Hash }),
    refusals: [
      'meeting.missing',
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
      'ballot.number',
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
    refusals: [...signatures, 'ballot.unknown', 'ballot.closed', 'vote.not_on_roll', 'vote.revision', 'vote.marks'],
  }),
  stopBallot: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/stop',
    summary: 'Take in no more votes, and get what the closing must say. Asked again, it gives the same',
    access: ['chair'],
    response: Stopped,
    refusals: ['ballot.unknown', 'ballot.closed'],
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
      'ballot.unknown',
      'ballot.closed',
      'ballot.not_stopped',
      'statement.wrong',
      'statement.clock',
    ],
  }),
  draftResolution: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/ballots/:ballot/resolution',
    summary: 'Make the draft resolution that follows from a closed ballot',
    access: ['chair', 'secretary'],
    response: ResolutionStatement,
    refusals: ['ballot.unknown', 'ballot.not_stopped', 'resolution.exists', 'resolution.nothing_adopted'],
  }),
  attest: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/resolutions/:number/attestations',
    summary:
      'Sign a draft resolution as chair or signer. With the chair and two signers the branch signs and the file leaves for the parent',
    access: ['chair', 'signer'],
    body: signed(ResolutionStatement),
    response: v.object({ attestations: Whole, signed: v.boolean() }),
    refusals: [...signatures, 'not_found', 'statement.wrong', 'roll.officer', 'resolution.signed', 'attestation.taken'],
  }),
  evidence: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/resolutions/:number/evidence',
    summary:
      "The evidence of a resolution: rolls, ballots and every signed vote. For an audit; it holds the delegates' votes",
    access: ['leader', 'chair', 'secretary'],
    response: v.looseObject({ typ: v.literal('vedtak/evidence/1') }),
    refusals: ['not_found'],
  }),
};
