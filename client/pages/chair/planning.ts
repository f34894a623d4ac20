import type { PlanStep as StepInfo } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { type Deliberation, deliberate } from '../../../server/rules/deliberation.ts';
import { type PlanStep, planOf } from '../../../server/rules/plan.ts';

type Order = readonly Pick<StepInfo, 'of' | 'reason'>[];

/** Where a proposal and its amendments are, by the ballots of the snapshot; what was joined into another is not voted on. */
function deliberationOf({ ballots, meeting }: Snapshot, proposal: ProposalInfo): Deliberation {
  return deliberate({
    proposal,
    amendments: proposal.amendments
      .filter(({ disposition }) => disposition.kind !== 'joined')
      .map((amendment) => ({ ...amendment, joinedInto: null })),
    seconds: meeting?.settings.seconds ?? 0,
    ballots: ballots
      .filter((ballot) => ballot.proposal === proposal.id)
      .map(({ id, subject, result, trial, state }) => ({
        id,
        subject,
        outcome: result?.outcome ?? null,
        trial,
        cancelled: state === 'cancelled',
      })),
    effects: [],
  });
}

/** The plan by the rules, or in an order of the chair's, with the reasons and the lapses that follow from it. */
export function planFor(snapshot: Snapshot, proposal: ProposalInfo, order?: Order): PlanStep[] {
  return planOf(deliberationOf(snapshot, proposal), order === undefined ? {} : { order }).steps;
}

/**
 * The order with one step a place earlier (-1) or later (1); the text stays last. The same where it cannot be moved.
 * @param at index of the step.
 */
export function moved(steps: Order, at: number, by: -1 | 1): Order {
  const to = at + by;
  const [step, other] = [steps[at], steps[to]];
  if (step === undefined || other === undefined || isText(step) || isText(other)) return steps;
  return steps.map((one, i) => (i === at ? other : i === to ? step : one));
}

/** The order with one amendment taken out of its block, to be voted on by itself just after it. */
export function pulledOut(steps: Order, number: number): Order {
  return steps.flatMap((step) => {
    if (!step.of.includes(number) || step.of.length < 2) return [step];
    const left = step.of.filter((one) => one !== number);
    return [
      { of: left, reason: step.reason },
      { of: [number], reason: 'chairs-order' },
    ];
  });
}

export function isText({ of }: Pick<StepInfo, 'of'>): boolean {
  return of[0] === 'text';
}
