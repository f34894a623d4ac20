import type { AmendmentInfo, PlanStep } from '../../../server/api/amendments.ts';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { isUncounted } from '../../../server/rules/ballot.ts';
import {
  choiceOfAmendments,
  choiceOfPoints,
  isChoices,
  narrowed,
  runOffOptions,
} from '../../../server/rules/choice.ts';
import { pointsOf } from '../../../server/rules/proposal.ts';
import type { Method } from '../../../server/rules/statements.ts';
import { itemOf, type Subject } from '../../../server/rules/subject.ts';

/** The amendments that a step of a plan puts to the vote; none for the text. */
export function amendmentsOf({ amendments }: ProposalInfo, { of }: Pick<PlanStep, 'of'>): AmendmentInfo[] {
  return of.flatMap((number) => amendments.find((amendment) => amendment.number === number) ?? []);
}

/** What one step of a proposal's plan puts to the vote. `title` names a choice between amendments. */
export function subjectOf(
  proposal: ProposalInfo,
  step: PlanStep,
  ballots: readonly BallotInfo[],
  title: (numbers: readonly number[]) => string,
): Subject {
  const put = amendmentsOf(proposal, step).map(({ number, change }) => ({ number, change }));
  const [first] = put;
  const base = proposal.hash;
  if (first === undefined) return proposal.kind === 'question' ? question(proposal, ballots) : textOf(proposal);
  if (put.length === 1) return { kind: 'amendment', base, ...first };
  if (step.kind === 'choice') return choiceOfAmendments(title(put.map(({ number }) => number)), base, put);
  return { kind: 'block', base, recommendation: recommendationOf(proposal, step), amendments: put };
}

function textOf({ text }: ProposalInfo): Subject {
  return { kind: 'text', content: text };
}

/** A question with several answers, those of a run-off where the ballot before decided nothing. */
function question(proposal: ProposalInfo, ballots: readonly BallotInfo[]): Subject {
  if (pointsOf(proposal.text.blocks).length < 2) return textOf(proposal);
  const last = undecided(proposal, ballots);
  const whole = choiceOfPoints(proposal.text);
  return last === undefined ? whole : narrowed(whole, last);
}

/** The last ballot on a proposal that was closed. */
function lastOn({ id }: ProposalInfo, ballots: readonly BallotInfo[]): BallotInfo | undefined {
  return ballots.findLast(({ proposal, trial, result }) => proposal === id && !trial && result !== null);
}

/** The answers of a run-off: undefined where no ballot on the question was left undecided. */
function undecided(proposal: ProposalInfo, ballots: readonly BallotInfo[]): string[] | undefined {
  const last = lastOn(proposal, ballots);
  const [sums] = Object.values(last?.result?.tally ?? {});
  const open = Object.values(last?.result?.outcome ?? {}).includes('undecided');
  return open && sums !== undefined && isChoices(sums) ? runOffOptions(sums) : undefined;
}

/** Whether a step is the run-off of a question that was left undecided. */
export function isRunOff(proposal: ProposalInfo, ballots: readonly BallotInfo[]): boolean {
  return proposal.kind === 'question' && undecided(proposal, ballots) !== undefined;
}

/** What is recommended of a block: what is neither to be adopted nor rejected is not adopted either. */
export function recommendationOf(proposal: ProposalInfo, step: Pick<PlanStep, 'of'>): 'adopt' | 'reject' {
  const all = amendmentsOf(proposal, step).every(({ recommendation }) => recommendation?.recommended.kind === 'adopt');
  return all ? 'adopt' : 'reject';
}

/** The cancelled ballot on the same subject that the next one takes again; undefined where there is none. */
export function retaken(ballots: readonly BallotInfo[], subject: Subject): BallotInfo | undefined {
  const item = itemOf(subject);
  const same = ballots.filter(({ definition, trial }) => definition.item === item && !trial);
  const last = same.at(-1);
  return last?.state === 'cancelled' ? last : undefined;
}

/**
 * How a ballot is voted unless the chair says otherwise: approvals by unanimity, elections by acclamation, all else, and
 * whatever somebody asked a ballot for, with the phones.
 */
export function usualMethod(
  { kind }: Pick<ProposalInfo, 'kind'>,
  ballots: readonly BallotInfo[],
  subject: Subject,
): Method | undefined {
  if (subject.kind === 'choice') return undefined;
  const before = retaken(ballots, subject);
  if (before !== undefined && isUncounted(before.definition)) return undefined;
  if (kind === 'approve') return 'unanimity';
  return kind === 'elect' ? 'acclamation' : undefined;
}

/** Whether a ballot is secret unless the chair says otherwise: the one that it takes again, or decides the run-off of, was. */
export function usuallySecret(proposal: ProposalInfo, ballots: readonly BallotInfo[], subject: Subject): boolean {
  const before = retaken(ballots, subject) ?? (isRunOff(proposal, ballots) ? lastOn(proposal, ballots) : undefined);
  return before !== undefined && before.secret !== null;
}

/** Whether somebody has asked for a secret ballot on a proposal, where anyone entitled to vote may. */
export function isSecrecyDemanded({ secrecy }: ProposalInfo, { settings }: Pick<MeetingInfo, 'settings'>): boolean {
  return settings.secretOnDemand && secrecy.demands > 0;
}

/** Whether a subject can be voted on by a method: between alternatives people must be counted for each. */
export function isVotable(subject: Subject, method: Method | undefined): boolean {
  return subject.kind !== 'choice' || method === undefined || method === 'rollcall' || method === 'hands';
}
