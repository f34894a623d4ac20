import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { BallotInfo } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Modal } from '../../components/modal.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { chair, chairSecret } from '../../i18n/chair.ts';
import { common } from '../../i18n/common.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** Cancels a ballot, open or closed, with its reason: it stays in the record. `ballot` is null while none is cancelled. */
export function CancelDialog({
  live,
  ballot,
  onClose,
}: {
  live: Live;
  ballot: BallotInfo | null;
  onClose: () => void;
}): JSX.Element {
  const heading = useId();
  const reason = useSignal('');
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = chair();
  const cancel = async (): Promise<void> => {
    if (ballot === null) return;
    busy.value = true;
    const words = reason.value.trim();
    const answer = await call('cancelBallot', { slug: live.slug, ballot: ballot.id }, { reason: words });
    await live.refresh();
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) {
      announce(t.cancelled(ballot.definition.number));
      reason.value = '';
      onClose();
    }
    busy.value = false;
  };
  return (
    <Modal open={ballot !== null} heading={heading} onCancel={() => !busy.value && onClose()}>
      {ballot !== null && (
        <>
          <h2 class="ds-heading" data-size="sm" id={heading}>
            {t.cancelTitle(ballot.definition.number)}
          </h2>
          <p>
            {t.cancelWhat} {ballot.secret !== null && ballot.result === null && chairSecret().cancelWhat}
          </p>
          <TextField
            label={t.cancelReason}
            description={t.cancelReasonAbout}
            value={reason.value}
            autocomplete="off"
            onValue={(value) => {
              reason.value = value.slice(0, 500);
            }}
          />
          <ProblemBox problem={problem.value} />
          <div class="actions">
            <Button
              color="danger"
              busy={busy.value}
              reason={reason.value.trim() === '' ? t.cancelReasonMissing : undefined}
              onClick={() => void cancel()}
            >
              {t.cancelBallot}
            </Button>
            <Button variant="secondary" color="neutral" onClick={onClose}>
              {common().close}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
