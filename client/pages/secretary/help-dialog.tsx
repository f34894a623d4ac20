import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useId } from 'preact/hooks';
import type { Invitation, Member } from '../../../server/api/secretary.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Modal } from '../../components/modal.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { common } from '../../i18n/common.ts';
import { secretary } from '../../i18n/secretary.ts';
import type { Problem } from '../../problem.ts';
import { invite, linkOf } from './invitations.ts';

/** A new invitation for somebody who stands at the door: a code on this screen, and word when the key is made. */
export function HelpDialog({
  branch,
  member,
  onMade,
  onClose,
}: {
  branch: Snapshot['branch'];
  /** Undefined while nobody is helped. */
  member: Member | undefined;
  onMade: () => Promise<void>;
  onClose: () => void;
}): JSX.Element {
  const heading = useId();
  const open = member !== undefined;
  return (
    <Modal open={open} heading={heading} wide onCancel={onClose}>
      {member !== undefined && (
        <Help key={member.member} heading={heading} branch={branch} member={member} onMade={onMade} onClose={onClose} />
      )}
    </Modal>
  );
}

function Help({
  heading,
  branch,
  member,
  onMade,
  onClose,
}: {
  heading: string;
  branch: Snapshot['branch'];
  member: Member;
  onMade: () => Promise<void>;
  onClose: () => void;
}): JSX.Element {
  const invitation = useSignal<Invitation | null>(null);
  const keysBefore = useSignal(member.credentials.length);
  const busy = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();
  const done = invitation.value !== null && member.credentials.length > keysBefore.value;
  const make = async (): Promise<void> => {
    busy.value = true;
    problem.value = null;
    keysBefore.value = member.credentials.length;
    const answer = await invite(branch.slug, [member.member]);
    if (answer.ok) {
      invitation.value = answer.value[0] ?? null;
      await onMade();
    } else problem.value = answer.problem;
    busy.value = false;
  };
  return (
    <>
      <h2 class="ds-heading" data-size="sm" id={heading}>
        {t.helpTitle(member.name)}
      </h2>
      {done ? (
        <Notice tone="success" role="status" title={t.helpDone(member.name)}>
          <p>{t.helpDoneNext}</p>
        </Notice>
      ) : invitation.value === null ? (
        <p>{member.credentials.length > 0 ? t.helpNewPhoneAbout : t.helpAbout}</p>
      ) : (
        <>
          <p>{t.helpScan(member.name)}</p>
          <QrCode content={linkOf(branch.id, invitation.value)} label={t.qrOf(member.name)} />
          <p class="invitation-link small">{linkOf(branch.id, invitation.value)}</p>
        </>
      )}
      <ProblemBox problem={problem.value} />
      <div class="actions">
        {invitation.value === null ? (
          <Button busy={busy.value} onClick={() => void make()}>
            {t.helpMake}
          </Button>
        ) : (
          !done && <CopyButton text={linkOf(branch.id, invitation.value)} label={t.copyLink} about={member.name} />
        )}
        <Button variant="secondary" color="neutral" onClick={onClose}>
          {common().close}
        </Button>
      </div>
    </>
  );
}
