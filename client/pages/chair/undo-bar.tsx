import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chairSteps } from '../../i18n/chair.ts';
import type { Undo } from './undo.ts';

/** What is about to happen, with five seconds to undo it. Leaving the page does it at once. */
export function UndoBar({ undo }: { undo: Undo }): JSX.Element | null {
  const t = chairSteps();
  const waiting = undo.waiting.value;
  useEffect(() => {
    const leave = (): void => void undo.now();
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [undo]);
  useEffect(() => {
    if (waiting !== null) announce(`${waiting.words} ${t.undoHow}`);
  }, [waiting, t]);
  if (waiting === null) return <ProblemBox problem={undo.problem.value} />;
  return (
    <section class="undo" aria-label={t.undoBar} key={waiting.key}>
      <p>
        <strong>{waiting.words}</strong>
      </p>
      <div class="actions">
        <Button variant="secondary" data-size="sm" aria-keyshortcuts="A" onClick={() => undo.undo()}>
          {t.undo}
        </Button>
        <Button variant="tertiary" color="neutral" data-size="sm" onClick={() => void undo.now()}>
          {t.doNow}
        </Button>
      </div>
      <span class="undo-time" aria-hidden="true" />
    </section>
  );
}
