import { type AmendmentRow, amendmentsOf } from '../../db/amendments.ts';
import { type BallotRow, ballotsOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { findMeeting } from '../../db/meetings.ts';
import { type PlanRow, plansOf } from '../../db/plans.ts';
import { type ProposalRow, proposalsOf } from '../../db/proposals.ts';
import { must, Problem } from '../problem.ts';
import { type DecidedBallot, type Deliberation, deliberate } from '../rules/deliberation.ts';
import { settingsOf } from '../rules/meeting.ts';
import type { Effect } from '../rules/motion.ts';
import type { Subject } from '../rules/subject.ts';
import { checkTurn } from '../rules/turn.ts';

/** A proposal with its amendments, and what has become of them. */
export interface Deliberated {
  proposal: ProposalRow;
  amendments: AmendmentRow[];
  deliberation: Deliberation;
  /** The newest voting plan that was announced, and the newest that the hall has accepted. */
  plan: PlanRow | undefined;
  accepted: PlanRow | undefined;
  /** Whether a ballot on it was opened that is neither a trial nor cancelled. */
  voted: boolean;
  /** What is put to the vote at this moment. */
  running: Subject | null;
}

/** A proposal of a meeting, and what has become of it and its amendments. @throws Problem not_found. */
export async function deliberationOf(reader: Reader, meeting: string, proposal: string): Promise<Deliberated> {
  const found = (await deliberationsOf(reader, meeting)).find(({ proposal: { id } }) => id === proposal);
  if (found === undefined) throw new Problem('not_found', 'the meeting has no such proposal');
  return found;
}

/** All proposals of a meeting, by number. */
export async function deliberationsOf(reader: Reader, meeting: string): Promise<Deliberated[]> {
  const proposals = await proposalsOf(reader, meeting);
  const ballots = await ballotsOf(reader, meeting);
  const { seconds } = settingsOf((await findMeeting(reader, meeting))?.settings ?? '{}');
  const about = async (proposal: ProposalRow, effects: readonly Effect[]): Promise<Deliberated> => {
    const amendments = await amendmentsOf(reader, proposal.id);
    const own = ballots.filter((ballot) => ballot.proposal === proposal.id);
    const deliberation = deliberate({
      proposal,
      amendments: amendments.map(({ seconders, ...amendment }) => ({ ...amendment, seconds: seconders.length })),
      seconds,
      ballots: own.map(decidedBy),
      effects,
    });
    const voted = own.some(({ definition, cancelled }) => cancelled === null && definition.statement.trial !== true);
    const running = own.find(({ state }) => state !== 'closed')?.subject ?? null;
    const plans = await plansOf(reader, proposal.id);
    const accepted = plans.findLast(({ acceptedAt }) => acceptedAt !== null);
    return { proposal, amendments, deliberation, plan: plans.at(-1), accepted, voted, running };
  };
  // what postpones or forwards another proposal does so once it is adopted; nothing postpones it in turn
  const motions = new Map<string, Deliberated>();
  for (const proposal of proposals) {
    if (proposal.effect !== null) motions.set(proposal.id, await about(proposal, []));
  }
  const effects = [...motions.values()].flatMap(({ proposal: { effect }, deliberation: { disposition } }) =>
    effect !== null && disposition.kind === 'adopted' ? [effect] : [],
  );
  const all: Deliberated[] = [];
  for (const proposal of proposals) all.push(motions.get(proposal.id) ?? (await about(proposal, effects)));
  return all;
}

/** @throws Problem plan.order unless it is the subject's turn to be voted on. */
export function mustBeNext({ deliberation, accepted }: Deliberated, subject: Subject): void {
  must(checkTurn(subject, deliberation, accepted?.signed.statement.steps ?? null));
}

/** What a ballot decides. */
export function decidedBy({ id, subject, closed, cancelled, definition }: BallotRow): DecidedBallot {
  const trial = definition.statement.trial === true;
  return { id, subject, outcome: closed?.outcome ?? null, trial, cancelled: cancelled !== null };
}
