import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Modal } from '../../components/modal.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import type { Problem, Result } from '../../problem.ts';

/**
 * Asks before something that is hard to undo: what follows from it, a sentence each, whatever is to be filled in, and the
 * button that does it. `missing` says why it cannot be done yet.
 */
export function DecideDialog({
  open,
  title,
  lead,
  consequences,
  label,
  color = 'danger',
  missing,
  act,
  onClose,
  children,
}: {
  open: boolean;
  title: string;
  lead?: string;
  consequences: readonly string[];
  label: string;
  color?: 'danger' | 'accent';
  missing?: string | undefined;
  act: () => Promise<Result<unknown>>;
  onClose: () => void;
  children?: ComponentChildren;
}): JSX.Element {
  const heading = useId();
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const close = (): void => {
    if (busy.value) return;
    problem.value = null;
    onClose();
  };
  const decide = async (): Promise<void> => {
    busy.value = true;
    const answer = await act();
    busy.value = false;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) onClose();
  };
  return (
    <Modal open={open} heading={heading} onCancel={close}>
      {open && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading}>
            {title}
          </h2>
          {lead !== undefined && <p>{lead}</p>}
          <ul class="consequences">
            {consequences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          {children}
          <ProblemBox problem={problem.value} />
          <div class="actions">
            <Button color={color} busy={busy.value} reason={missing} onClick={() => void decide()}>
              {label}
            </Button>
            <Button variant="secondary" color="neutral" onClick={close}>
              {common().cancel}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
