import type { ComponentChildren, JSX } from 'preact';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { changeName } from '../../components/change.tsx';
import { chair } from '../../i18n/chair.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { isText } from './planning.ts';
import { amendmentsOf, recommendationOf } from './subject.ts';
import { reasonInWords } from './words.ts';

/** What a step of a plan puts to the vote, in words. */
export function stepInWords(proposal: ProposalInfo, step: PlanStep): string {
  const t = texts();
  if (isText(step)) return t.planText;
  const put = amendmentsOf(proposal, step);
  const numbers = put.map(({ number }) => number);
  const [first, second] = put;
  if (first === undefined) return '';
  if (put.length === 1) return `${t.planOne(first.number)}: ${changeName(first.change, proposal.content)}`;
  if (step.kind === 'choice' && second !== undefined) return t.planPair(first.number, second.number);
  return `${t.planBlock(numbers)}: ${chair().blockRecommended[recommendationOf(proposal, step)]}`;
}

/** The steps of a plan in order, each with its reason and with what lapses by it. `tools` stand beside a step. */
export function PlanList({
  proposal,
  steps,
  label,
  tools,
}: {
  proposal: ProposalInfo;
  steps: readonly PlanStep[];
  label: string;
  tools?: (step: PlanStep, index: number) => ComponentChildren;
}): JSX.Element {
  return (
    <ol class="plan" aria-label={label}>
      {steps.map((step, i) => (
        <li key={step.of.join()}>
          <div>
            <p>
              <strong>{stepInWords(proposal, step)}</strong>
            </p>
            <p class="muted small">
              {reasonInWords(step.reason)} {step.lapses.length > 0 && texts().planLapses(step.lapses)}
            </p>
          </div>
          {tools !== undefined && <div class="plan-tools">{tools(step, i)}</div>}
        </li>
      ))}
    </ol>
  );
}
