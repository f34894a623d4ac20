import type { JSX } from 'preact';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Notice } from '../../components/notice.tsx';
import { part } from '../../components/part.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { hall } from '../../i18n/delegate-hall.ts';
import type { Live } from '../../live.ts';

const CheckIn = part(() => import('./check-in.tsx'));

/** What the member is in the meeting, in a sentence; undefined where there is no meeting. */
function standingOf({ standing, placeOf, entitled }: Me): string | undefined {
  const t = hall();
  switch (standing) {
    case 'delegate':
      return t.delegate;
    case 'participant':
      return t.participant;
    case 'observer':
      return t.observer;
    case 'substitute':
      if (placeOf === null) return t.substitute;
      return entitled ? t.substituteFor(placeOf) : t.substituteReturned(placeOf);
    case null:
      return undefined;
  }
}

/** Why the member is not on a ballot's roll, and what to do; undefined where it is only that they came too late. */
export function whyNot(me: Me): string | undefined {
  const t = hall();
  if (me.standing === 'observer') return t.cannotObserver;
  if (me.standing === 'participant') return t.cannotParticipant;
  if (me.attendance === 'leave') return t.cannotLeave;
  if (me.attendance === 'out') return delegate().notPresent;
  if (me.standing === 'substitute' && !me.entitled) return t.cannotSubstitute;
  return undefined;
}

/** Whether the member is in the meeting and may vote, what they are in it, and what to do next. */
export function Here({ live, snapshot, me }: { live: Live; snapshot: Snapshot; me: Me }): JSX.Element | null {
  const t = hall();
  const { meeting } = snapshot;
  if (meeting === null) return null;
  const over = meeting.state === 'closed' || meeting.state === 'signed';
  if (over) return <Notice tone="info" title={t.over} />;
  const standing = standingOf(me);
  if (me.attendance === 'in') return <Inside snapshot={snapshot} me={me} standing={standing} />;
  const leave = me.attendance === 'leave';
  const byCode = meeting.settings.selfCheckIn && meeting.state !== 'planned';
  const next = meeting.state === 'planned' ? t.notOpenYet : t.askDoor;
  return (
    <Notice tone="warning" title={leave ? t.onLeave : t.notCheckedIn}>
      <p>{leave ? t.onLeaveNext : next}</p>
      {byCode && <CheckIn live={live} meeting={meeting.id} leave={leave} />}
      {standing !== undefined && <p class="muted small">{standing}</p>}
    </Notice>
  );
}

function Inside({ snapshot, me, standing }: { snapshot: Snapshot; me: Me; standing: string | undefined }): JSX.Element {
  const t = delegate();
  const onRoll = snapshot.roll?.mine === true;
  const title = onRoll ? t.onRoll : t.notOnRoll;
  const next = onRoll ? t.onRollNext : me.entitled ? t.notOnRollNext : undefined;
  return (
    <Notice tone={onRoll ? 'success' : 'info'} title={title}>
      {next !== undefined && <p>{next}</p>}
      {standing !== undefined && <p class={onRoll ? 'muted small' : undefined}>{standing}</p>}
    </Notice>
  );
}
