import type { ComponentChildren, JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { BranchView } from '../../components/branch-page.tsx';
import { Button } from '../../components/button.tsx';
import { chairSteps } from '../../i18n/chair.ts';
import type { Result } from '../../problem.ts';
import type { Undo } from './undo.ts';

/** What each part of the chair's page is drawn from. */
export interface DeskView extends BranchView {
  meeting: MeetingInfo;
  undo: Undo;
}

/** The step: its heading says what happens, one sentence says why. */
export function StepCard({
  title,
  why,
  kind,
  children,
}: {
  title: string;
  why: ComponentChildren;
  /** A class of its own. */
  kind?: string;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section class={`card next-step ${kind ?? ''}`} aria-labelledby="step">
      <h2 class="ds-heading" data-size="sm" id="step" tabIndex={-1}>
        {title}
      </h2>
      <p>{why}</p>
      {children}
    </section>
  );
}

/** The key that presses the large button of the step. */
export const nextKey = 'N';

/** The large button of a step whose action can be undone for five seconds. `words` say what is about to happen. */
export function UndoableButton({
  view: { undo, live },
  words,
  reason,
  send,
  children,
}: {
  view: DeskView;
  words: string;
  reason?: string | undefined;
  send: () => Promise<Result<unknown>>;
  children: ComponentChildren;
}): JSX.Element {
  const waits = undo.waiting.value !== null ? chairSteps().undoWaits : undefined;
  return (
    <Button
      wide
      class="next"
      aria-keyshortcuts={nextKey}
      reason={reason ?? waits}
      onClick={() =>
        undo.later(words, async () => {
          const answer = await send();
          await live.refresh();
          return answer;
        })
      }
    >
      {children}
    </Button>
  );
}
