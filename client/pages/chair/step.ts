import type { Me } from '../../../server/api/session.ts';
import type { BallotInfo, ProposalInfo, ResolutionInfo, Snapshot } from '../../../server/api/snapshot.ts';

/** What the chair does next. */
export type Step =
  | { kind: 'ballot'; ballot: BallotInfo }
  | { kind: 'attest'; resolution: ResolutionInfo }
  | { kind: 'result'; ballot: BallotInfo }
  | { kind: 'proposals' }
  | { kind: 'prepare' }
  | { kind: 'done' };

/**
 * The next step of a meeting: the running ballot; a draft that waits for the chair; a result that has no resolution
 * yet and was not set aside; and when all that is done the next proposal.
 * @param aside ids of ballots whose result needs no resolution.
 * @param again whether the chair wants to put something to the vote once more, all proposals being voted on.
 */
export function nextStep(snapshot: Snapshot, me: Me, aside: ReadonlySet<string>, again: boolean): Step {
  const { proposals, ballots, resolutions } = snapshot;
  const running = ballots.find(({ state }) => state !== 'closed');
  if (running !== undefined) return { kind: 'ballot', ballot: running };
  const waiting = resolutions.find((resolution) => maySign(resolution, me));
  if (waiting !== undefined) return { kind: 'attest', resolution: waiting };
  const last = ballots.at(-1);
  if (last !== undefined && !aside.has(last.id) && !resolutions.some(({ ballot }) => ballot === last.id)) {
    return { kind: 'result', ballot: last };
  }
  if (proposals.length === 0) return { kind: 'proposals' };
  if (again || proposals.some(({ locked }) => !locked)) return { kind: 'prepare' };
  return { kind: 'done' };
}

/** Whether a draft resolution waits for this member's signature: nobody signs twice, one chair and two signers do. */
function maySign({ signed, mine, attestations }: ResolutionInfo, me: Me): boolean {
  if (signed || mine) return false;
  const taken = (role: 'chair' | 'signer'): number => attestations.filter((one) => one.role === role).length;
  return (me.roles.includes('chair') && taken('chair') < 1) || (me.roles.includes('signer') && taken('signer') < 2);
}

/** Whether something of a closed ballot was adopted. */
export function isAdopted({ result }: BallotInfo): boolean {
  return result !== null && Object.values(result.outcome).includes('adopted');
}

/** Why no ballot can open now. */
export type Obstacle = { why: 'roll' } | { why: 'self' } | { why: 'quorum'; missing: number };

/** What stands in the way of opening a ballot; undefined when nothing does. */
export function obstacleOf({ meeting, roll }: Snapshot): Obstacle | undefined {
  if (roll === null) return { why: 'roll' };
  if (!roll.mine) return { why: 'self' };
  const missing = (meeting?.quorum.required ?? 0) - roll.entitled;
  return missing > 0 ? { why: 'quorum', missing } : undefined;
}

/** The proposal that is put to the vote when the chair has chosen none: the only one that has not been. */
export function onlyProposal(proposals: readonly ProposalInfo[]): ProposalInfo | undefined {
  return proposals.length === 1 ? proposals[0] : undefined;
}
