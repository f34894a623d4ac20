import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { PlanStep } from '../../../server/api/amendments.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import { planStatement } from '../../../server/rules/plan.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { SignDialog } from '../../components/sign-dialog.tsx';
import { chairPlan } from '../../i18n/chair.ts';
import { common } from '../../i18n/common.ts';
import type { Problem } from '../../problem.ts';
import { signStatement } from '../../sign.ts';
import { PlanList, stepInWords } from './plan-list.tsx';
import { isText, moved, planFor, pulledOut } from './planning.ts';
import { type DeskView, nextKey, StepCard, UndoableButton } from './step-card.tsx';

/** No more amendments are taken in, so that the order of the ballots can be made. */
export function Strek({
  proposal,
  amendments,
  ...view
}: DeskView & { proposal: ProposalInfo; amendments: number }): JSX.Element {
  const t = chairPlan();
  const { live, meeting } = view;
  return (
    <StepCard title={t.strekTitle} why={t.strekWhy(amendments, proposal.content.title)}>
      <UndoableButton
        view={view}
        words={t.strekGoing}
        send={() => call('setIntake', { slug: live.slug, meeting: meeting.id }, { closed: true })}
      >
        {t.strek}
      </UndoableButton>
    </StepCard>
  );
}

/** The order of the ballots: looked over, changed by the chair where it must be, signed and announced. */
export function Announce({
  proposal,
  onAnnounced,
  onCancel,
  ...view
}: DeskView & { proposal: ProposalInfo; onAnnounced?: () => void; onCancel?: () => void }): JSX.Element {
  // What was announced before is kept for what remains of it; null for the order by the rules.
  const order = useSignal<readonly Pick<PlanStep, 'of' | 'reason'>[] | null>(proposal.plan?.steps ?? null);
  const open = useSignal(false);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairPlan();
  const { live, snapshot, me, meeting } = view;
  const steps = planFor(snapshot, proposal, order.value ?? undefined);
  const again = proposal.plan !== null;
  const change = (next: readonly Pick<PlanStep, 'of' | 'reason'>[], words: string): void => {
    order.value = next;
    announce(words);
  };
  const sign = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    const version = (proposal.plan?.version ?? 0) + 1;
    const signed = await signStatement(planStatement({ meeting: meeting.id, item: proposal.id, version, steps }), me);
    const answer = signed.ok
      ? await call('announcePlan', { slug: live.slug, proposal: proposal.id }, signed.value)
      : signed;
    await live.refresh();
    if (answer.ok) {
      announce(t.announced);
      open.value = false;
      onAnnounced?.();
    } else problem.value = answer.problem;
    busy.value = false;
  };

  return (
    <StepCard title={t.announceTitle} why={onCancel === undefined && again ? t.announceAgainWhy : t.announceWhy}>
      <Button
        wide
        class="next"
        aria-keyshortcuts={nextKey}
        onClick={() => {
          problem.value = null;
          open.value = true;
        }}
      >
        {t.announce}
      </Button>
      <PlanList
        proposal={proposal}
        steps={steps}
        label={t.plan}
        tools={(step, i) => (
          <>
            {!isText(step) && (
              <>
                <Mover
                  label={t.up(stepInWords(proposal, step))}
                  sign="↑"
                  off={i === 0}
                  onPress={() => change(moved(steps, i, -1), t.movedUp(stepInWords(proposal, step)))}
                />
                <Mover
                  label={t.down(stepInWords(proposal, step))}
                  sign="↓"
                  off={i >= steps.length - 2}
                  onPress={() => change(moved(steps, i, 1), t.movedDown(stepInWords(proposal, step)))}
                />
              </>
            )}
            {step.kind === 'block' &&
              step.of.map((number) => (
                <Button
                  key={number}
                  variant="tertiary"
                  data-size="sm"
                  onClick={() => change(pulledOut(steps, Number(number)), t.pulledOut(Number(number)))}
                >
                  {t.pullOut(Number(number))}
                </Button>
              ))}
          </>
        )}
      />
      {(order.value !== null || onCancel !== undefined) && (
        <div class="actions">
          {onCancel !== undefined && (
            <Button variant="secondary" color="neutral" data-size="sm" onClick={onCancel}>
              {common().cancel}
            </Button>
          )}
          <Button
            variant="tertiary"
            color="neutral"
            data-size="sm"
            onClick={() => {
              order.value = null;
            }}
          >
            {t.byRules}
          </Button>
        </div>
      )}
      <SignDialog
        open={open.value}
        title={t.announceTitle}
        label={t.announce}
        busy={busy.value}
        problem={problem.value}
        onSign={() => void sign()}
        onCancel={() => {
          open.value = false;
        }}
      >
        <p>{t.announceWhat(proposal.content.title)}</p>
        <ol class="plan-short">
          {steps.map((step) => (
            <li key={step.of.join()}>{stepInWords(proposal, step)}</li>
          ))}
        </ol>
      </SignDialog>
    </StepCard>
  );
}

function Mover({
  label,
  sign,
  off,
  onPress,
}: {
  label: string;
  sign: string;
  off: boolean;
  onPress: () => void;
}): JSX.Element {
  return (
    <button
      type="button"
      class="ds-button mover"
      data-variant="secondary"
      data-color="neutral"
      data-size="sm"
      aria-label={label}
      aria-disabled={off ? 'true' : undefined}
      onClick={() => !off && onPress()}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
}

/** The hall accepts the order, or the chair makes another. */
export function Accept({ proposal, ...view }: DeskView & { proposal: ProposalInfo }): JSX.Element {
  const busy = useSignal(false);
  const changing = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chairPlan();
  const { live } = view;
  const { plan } = proposal;
  if (plan === null || changing.value) {
    return (
      <Announce
        {...view}
        proposal={proposal}
        onAnnounced={() => {
          changing.value = false;
        }}
        onCancel={() => {
          changing.value = false;
        }}
      />
    );
  }
  const accept = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('acceptPlan', { slug: live.slug, proposal: proposal.id }, { plan: plan.hash });
    problem.value = answer.ok ? null : answer.problem;
    await live.refresh();
    if (answer.ok) announce(t.accepted);
    busy.value = false;
  };
  return (
    <StepCard title={t.acceptTitle} why={t.acceptWhy}>
      <ProblemBox problem={problem.value} />
      <Button wide class="next" aria-keyshortcuts={nextKey} busy={busy.value} onClick={() => void accept()}>
        {t.accept}
      </Button>
      <div class="actions">
        <Button
          variant="secondary"
          color="neutral"
          data-size="sm"
          onClick={() => {
            changing.value = true;
          }}
        >
          {t.changeOrder}
        </Button>
      </div>
      <PlanList proposal={proposal} steps={plan.steps} label={t.plan} />
    </StepCard>
  );
}
