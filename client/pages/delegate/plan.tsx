import type { JSX } from 'preact';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import type { Subject } from '../../../server/rules/subject.ts';
import { changeName } from '../../components/change.tsx';
import { texts } from '../../i18n/delegate-texts.ts';

/** The order in which what remains of a proposal is voted on: each step with its reason, what lapses by it, and where the meeting is. */
export default function Plan({ snapshot, proposal }: { snapshot: Snapshot; proposal: ProposalInfo }): JSX.Element {
  const t = texts();
  const { plan } = proposal;
  const steps = plan === null || plan.stale ? proposal.steps : plan.steps;
  const running = snapshot.ballots.find(
    ({ proposal: one, state, trial }) => one === proposal.id && !trial && (state === 'open' || state === 'stopped'),
  );
  const state =
    plan === null ? t.planProposed : plan.stale ? t.planStale : plan.accepted ? t.planAccepted : t.planAnnounced;
  return (
    <details class="fold" open={plan !== null && !plan.stale}>
      <summary>{t.plan}</summary>
      <p class="muted small">{steps.length === 0 ? t.planDone : state}</p>
      <ol class="plan-steps">
        {steps.map((step, i) => {
          const now = running !== undefined && isOn(step, running.subject);
          return (
            <li key={step.of.join()} value={i + 1} aria-current={now ? 'step' : undefined}>
              <strong>{stepName(proposal, step)}</strong>
              {now && <span class="plan-now">{t.planNow}</span>}
              <span class="muted small block-line">
                {reasonName(step.reason)} {step.lapses.length > 0 && t.planLapses(step.lapses)}
              </span>
            </li>
          );
        })}
      </ol>
    </details>
  );
}

function reasonName(reason: string): string {
  const words: Readonly<Record<string, string>> = texts().planReason;
  return words[reason] ?? '';
}

/** What a step puts to the vote, in words. */
function stepName({ amendments, content }: ProposalInfo, { of, reason }: PlanStep): string {
  const t = texts();
  const numbers = of.filter((one) => one !== 'text');
  const [first, second] = numbers;
  if (first === undefined) return t.planText;
  if (second === undefined) {
    const change = amendments.find(({ number }) => number === first)?.change;
    return change === undefined ? t.planOne(first) : `${t.planOne(first)}: ${changeName(change, content)}`;
  }
  return reason === 'alternatives' ? t.planPair(first, second) : t.planBlock(numbers);
}

/** Whether a ballot is on this step. */
function isOn({ of }: PlanStep, subject: Subject): boolean {
  switch (subject.kind) {
    case 'text':
      return of.includes('text');
    case 'amendment':
      return of.length === 1 && of[0] === subject.number;
    case 'block':
      return subject.amendments.every(({ number }) => of.includes(number));
    case 'choice':
      return subject.base !== undefined && subject.options.every(({ title }) => of.includes(Number(title)));
  }
}
