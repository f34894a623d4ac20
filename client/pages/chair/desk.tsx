import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { BranchView } from '../../components/branch-page.tsx';
import { chair, chairSteps } from '../../i18n/chair.ts';
import { Agenda } from './agenda.tsx';
import { Approve, Elect } from './constitute.tsx';
import { Floor } from './floor.tsx';
import { CloseMeeting, FinishItem, GoToItem, Minutes, NoMatter, OpenMeeting } from './meeting-steps.tsx';
import { Past } from './past.tsx';
import { PlanPanel } from './plan-panel.tsx';
import { Accept, Announce, Strek } from './plan-steps.tsx';
import { Attest, Resolutions } from './resolution.tsx';
import { Draft, Result } from './result.tsx';
import { Running } from './running.tsx';
import { Screens } from './screens.tsx';
import { Shortcuts } from './shortcuts.tsx';
import { Speakers } from './speakers.tsx';
import { Standing } from './standing.tsx';
import { freshResult, keyOf, nextStep, type Step } from './step.ts';
import type { DeskView } from './step-card.tsx';
import { Undo } from './undo.ts';
import { UndoBar } from './undo-bar.tsx';
import { Vote } from './vote.tsx';

/** One screen: the step with its one large button, and beside it where the meeting is. */
export function Desk({ meeting, ...given }: BranchView & { meeting: MeetingInfo }): JSX.Element {
  const aside = useSignal<ReadonlySet<string>>(new Set());
  const undo = useMemo(() => new Undo(), []);
  const view: DeskView = { ...given, meeting, undo };
  const { snapshot, me } = view;
  const t = chair();
  const step = nextStep(snapshot, meeting, me, aside.value);
  const fresh = step.kind === 'ballot' || step.kind === 'attest' ? undefined : freshResult(snapshot, meeting);
  const keeper = me.roles.includes('leader') || me.roles.includes('secretary');
  const page = `/lag/${snapshot.branch.slug}`;
  useFocusOn(keyOf(step), fresh?.id);
  return (
    <div class="chair">
      <div class="chair-step">
        <UndoBar undo={undo} />
        {fresh !== undefined && <Result {...view} key={fresh.id} ballot={fresh} />}
        <StepOf
          view={view}
          step={step}
          onAside={(proposal) => {
            aside.value = new Set([...aside.value, proposal]);
          }}
        />
        <Past {...view} except={fresh} />
      </div>
      <div class="chair-side">
        <Standing snapshot={snapshot} meeting={meeting} />
        <Agenda {...view} />
        {step.kind !== 'announce' && step.kind !== 'accept' && <PlanPanel {...view} />}
        <Speakers {...given} />
        <Floor {...view} />
        <Screens {...given} />
        <Resolutions snapshot={snapshot} except={step.kind === 'attest' ? step.resolution : undefined} />
        <Shortcuts />
        <p class="chair-links">
          <a class="ds-link" href={`${page}/skjerm`}>
            {chairSteps().onScreen}
          </a>
          {keeper && (
            <a class="ds-link" href={`${page}/referent`}>
              {t.toSecretary}
            </a>
          )}
        </p>
      </div>
    </div>
  );
}

/** The step itself. A new subject makes a new form. */
function StepOf({
  view,
  step,
  onAside,
}: {
  view: DeskView;
  step: Step;
  onAside: (proposal: string) => void;
}): JSX.Element {
  const key = keyOf(step);
  switch (step.kind) {
    case 'ballot':
      // the stages of a secret ballot are steps of their own, with the same dialogs
      return <Running {...view} key={step.ballot.id} ballot={step.ballot} />;
    case 'attest':
      return <Attest {...view} key={key} resolution={step.resolution} />;
    case 'open':
      return <OpenMeeting {...view} />;
    case 'approve':
      return <Approve {...view} key={key} item={step.item} />;
    case 'elect':
      return <Elect {...view} key={key} item={step.item} office={step.office} />;
    case 'strek':
      return <Strek {...view} key={key} proposal={step.proposal} amendments={step.amendments} />;
    case 'announce':
      return <Announce {...view} key={key} proposal={step.proposal} />;
    case 'accept':
      return <Accept {...view} key={key} proposal={step.proposal} />;
    case 'vote':
      return <Vote {...view} key={key} proposal={step.proposal} step={step.step} />;
    case 'draft':
      return (
        <Draft
          {...view}
          key={key}
          proposal={step.proposal}
          ballot={step.ballot}
          onAside={() => onAside(step.proposal.id)}
        />
      );
    case 'go':
      return <GoToItem {...view} key={key} item={step.item} />;
    case 'finish':
      return <FinishItem {...view} key={key} item={step.item} next={step.next} />;
    case 'matterless':
      return <NoMatter {...view} />;
    case 'close':
      return <CloseMeeting {...view} />;
    case 'minutes':
    case 'over':
      return <Minutes {...view} />;
  }
}

/** Puts the focus on the result that was reached, else on the new step, so that whoever acted hears what came of it. */
function useFocusOn(step: string, result: string | undefined): void {
  const shown = useRef({ step, result });
  useEffect(() => {
    const before = shown.current;
    shown.current = { step, result };
    if (result !== undefined && result !== before.result) document.getElementById('result')?.focus();
    else if (step !== before.step) document.getElementById('step')?.focus();
  }, [step, result]);
}
