import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Button } from '../../components/button.tsx';
import { useWritten } from '../../components/editor/text-editor.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import type { Live } from '../../live.ts';
import { AboutStep } from './about-step.tsx';
import { AskedStep } from './asked-step.tsx';
import { DatesStep } from './dates-step.tsx';
import { type Step, steps, useEditing, useMissing } from './editing.ts';
import { PreviewStep } from './preview-step.tsx';
import { TextStep } from './text-step.tsx';

/** Prepares a hearing, step by step; each step is saved as it is left. */
export function DraftEditor({ live, branch, id }: { live: Live; branch: Snapshot['branch']; id: string }): JSX.Element {
  const editing = useEditing(live.slug, id);
  const step = useSignal<Step>('text');
  const tried = useSignal(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const { draft, written, problem, busy, change, save } = editing;
  const made = useWritten(written.value);
  const ofCommittee = draft.value !== null && draft.value.committee !== null;
  const missing = useMissing(editing, ofCommittee || made.content !== null);
  const t = words();
  if (draft.value === null) {
    return problem.value === null ? (
      <p>{common().loading}</p>
    ) : (
      <>
        <ProblemBox problem={problem.value} />
        <p>
          <a class="ds-link" href="#alle">
            {t.back}
          </a>
        </p>
      </>
    );
  }
  const at = steps.indexOf(step.value);
  const go = async (to: Step): Promise<void> => {
    const forward = steps.indexOf(to) > at;
    tried.value = true;
    if (forward && missing.has(step.value)) return;
    if (!ofCommittee && made.content !== null) change(made.content);
    if (!(await save())) return;
    tried.value = false;
    step.value = to;
    requestAnimationFrame(() => heading.current?.focus());
  };
  const next = steps[at + 1];
  const before = steps[at - 1];
  return (
    <div class="new-hearing">
      <nav aria-label={t.steps}>
        <ol class="hearing-steps">
          {steps.map((one, i) => (
            <li key={one}>
              <button
                type="button"
                aria-current={one === step.value ? 'step' : undefined}
                data-done={i < at && !missing.has(one) ? '' : undefined}
                onClick={() => void go(one)}
              >
                <span class="step-number">{i + 1}</span> {t.step[one]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section class="card" aria-labelledby="step">
        <h2 class="ds-heading" data-size="sm" id="step" ref={heading} tabIndex={-1}>
          {t.stepTitle[step.value]}
        </h2>
        {step.value === 'text' && <TextStep editing={editing} mistakes={tried.value ? made.mistakes : []} />}
        {step.value === 'about' && <AboutStep draft={draft.value} onChange={change} />}
        {step.value === 'dates' && <DatesStep draft={draft.value} tried={tried.value} onChange={change} />}
        {step.value === 'asked' && (
          <AskedStep slug={live.slug} draft={draft.value} tried={tried.value} onChange={change} />
        )}
        {step.value === 'preview' && (
          <PreviewStep live={live} branch={branch} editing={editing} draft={draft.value} missing={missing} />
        )}
        <ProblemBox problem={problem.value} />
        <div class="actions">
          {next !== undefined && (
            <Button busy={busy.value} onClick={() => void go(next)}>
              {t.nextStep(t.step[next])}
            </Button>
          )}
          {before !== undefined && (
            <Button variant="secondary" color="neutral" onClick={() => void go(before)}>
              {t.previousStep}
            </Button>
          )}
        </div>
      </section>
      <p>
        <a class="ds-link" href="#alle">
          {t.back}
        </a>{' '}
        <span class="muted small">{t.savedAsYouGo}</span>
      </p>
    </div>
  );
}
