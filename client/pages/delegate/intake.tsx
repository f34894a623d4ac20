import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { texts } from '../../i18n/delegate-texts.ts';
import { clock, moment } from '../../i18n/numbers.ts';

/** Whether the member may send proposals and amendments at all. */
export function maySend({ roles }: Me): boolean {
  return roles.some((role) => role !== 'observer' && role !== 'teller' && role !== 'signer');
}

/** Until when what is sent is taken in, or that it is not, and what one can do instead. */
export function Until({
  snapshot,
  what,
}: {
  snapshot: Snapshot;
  what: 'proposals' | 'amendments';
}): JSX.Element | null {
  const t = texts();
  const { intake, meeting } = snapshot;
  if (intake === null || meeting === null) return null;
  const { settings, intakeClosedAt } = meeting;
  const deadline = what === 'proposals' ? settings.proposalDeadline : settings.amendmentDeadline;
  switch (intake[what]) {
    case 'open':
      return <p class="muted small">{deadline === null ? t.untilStrek : t.until(moment(deadline))}</p>;
    case 'deadline':
      return (
        <p class="muted small">
          {deadline !== null && t.deadlinePassed(moment(deadline))} {t.closedNext}
        </p>
      );
    case 'closed':
      return (
        <p class="muted small">
          {intakeClosedAt !== null && t.strek(clock(intakeClosedAt))} {t.closedNext}
        </p>
      );
  }
}
