import type { JSX } from 'preact';
import type { Invitation, Member } from '../../../server/api/secretary.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Button } from '../../components/button.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Notice } from '../../components/notice.tsx';
import { QrCode } from '../../components/qr-code.tsx';
import { date } from '../../i18n/numbers.ts';
import { secretary } from '../../i18n/secretary.ts';
import { invitationsOf, linkOf } from './invitations.ts';
import { hasKey } from './roster.ts';

/** The invitations that were just made: a card a person, to copy or to print. Nothing when there are none. */
export function InvitationSheet({
  branch,
  members,
}: {
  branch: Snapshot['branch'];
  members: readonly Member[];
}): JSX.Element | null {
  const held = invitationsOf(branch.slug);
  const t = secretary();
  const invitations = held.value;
  if (invitations.length === 0) return null;
  const used = new Set(members.filter(hasKey).map(({ member }) => member));
  const lines = invitations.map((invitation) => `${invitation.name}\t${linkOf(branch.id, invitation)}`);
  return (
    <section class="card sheet" aria-labelledby="invitations">
      <h3 class="ds-heading no-print" data-size="xs" id="invitations" tabIndex={-1}>
        {t.invitationsMade(invitations.length)}
      </h3>
      <div class="no-print sheet-head">
        <Notice tone="warning" title={t.invitationsOnce}>
          <p>{t.invitationsAbout}</p>
        </Notice>
        <div class="actions">
          <Button onClick={() => print()}>{t.printSheet}</Button>
          <CopyButton text={lines.join('\n')} label={t.copyAll} />
          <Button
            variant="tertiary"
            color="neutral"
            data-size="sm"
            onClick={() => {
              held.value = [];
            }}
          >
            {t.putAway}
          </Button>
        </div>
      </div>
      <ul class="invitations">
        {invitations.map((invitation) => (
          <InvitationCard
            key={invitation.member}
            branch={branch}
            invitation={invitation}
            used={used.has(invitation.member)}
          />
        ))}
      </ul>
    </section>
  );
}

/** One invitation: whose it is, code, link, and until when it works. */
function InvitationCard({
  branch,
  invitation,
  used,
}: {
  branch: Snapshot['branch'];
  invitation: Invitation;
  used: boolean;
}): JSX.Element {
  const t = secretary();
  const link = linkOf(branch.id, invitation);
  return (
    <li class="invitation" data-used={used ? '' : undefined}>
      <QrCode content={link} label={t.qrOf(invitation.name)} />
      <div class="invitation-words">
        <p class="invitation-branch small muted">{branch.name}</p>
        <h4>{invitation.name}</h4>
        {used ? (
          <p class="ds-tag" data-color="success">
            {t.invitationUsed}
          </p>
        ) : (
          <>
            <p class="small">{t.invitationHow}</p>
            <p class="invitation-link">{link}</p>
            <p class="small muted">{t.invitationUntil(date(invitation.expiresAt))}</p>
            <div class="no-print">
              <CopyButton text={link} label={t.copyLink} about={invitation.name} />
            </div>
          </>
        )}
      </div>
    </li>
  );
}
