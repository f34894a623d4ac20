import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';
import { common } from '../i18n/common.ts';
import type { Problem } from '../problem.ts';
import { Button } from './button.tsx';
import { Modal } from './modal.tsx';
import { ProblemBox } from './problem-box.tsx';

/**
 * Says what will be signed before the device asks. It shows `children` (what the statement says, in words), signs on
 * `onSign`, and closes by `onCancel` (the button, Escape). The page closes it itself when the signing has succeeded.
 */
export function SignDialog({
  open,
  title,
  children,
  label,
  color = 'accent',
  busy,
  problem,
  reason,
  onSign,
  onCancel,
}: {
  open: boolean;
  title: string;
  children: ComponentChildren;
  /** The words on the button that signs. */
  label?: string;
  color?: 'accent' | 'danger';
  busy: boolean;
  problem?: Problem | null;
  /** Why it cannot be signed now. */
  reason?: string | undefined;
  onSign: () => void;
  onCancel: () => void;
}): JSX.Element {
  const heading = useId();
  const t = common();
  return (
    <Modal open={open} heading={heading} onCancel={() => !busy && onCancel()}>
      {open && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading}>
            {title}
          </h2>
          <div class="sign-what">{children}</div>
          <ProblemBox problem={problem} />
          <p class="muted">{t.deviceAsks}</p>
          <div class="actions">
            <Button color={color} busy={busy} reason={reason} onClick={onSign}>
              {label ?? t.signWithDevice}
            </Button>
            <Button variant="secondary" color="neutral" onClick={() => !busy && onCancel()}>
              {t.cancel}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
