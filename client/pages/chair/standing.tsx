import type { JSX } from 'preact';
import type { MeetingInfo } from '../../../server/api/meeting.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Notice } from '../../components/notice.tsx';
import { chair } from '../../i18n/chair.ts';
import { moment, number } from '../../i18n/numbers.ts';

/** Who is here, whether the meeting can decide, and who serves it. */
export function Standing({ snapshot, meeting }: { snapshot: Snapshot; meeting: MeetingInfo }): JSX.Element {
  const t = chair();
  const { roll } = snapshot;
  const { officers, counts } = meeting;
  const names = (list: readonly string[]): string => (list.length === 0 ? t.nobodyYet : list.join(', '));
  return (
    <section class="card standing" aria-label={t.standing}>
      <h2 class="ds-heading" data-size="xs">
        {meeting.title}
      </h2>
      <p class="muted small">
        {moment(meeting.startsAt)}
        {meeting.place !== '' && `, ${meeting.place}`}
      </p>
      <dl class="counts">
        <div>
          <dt>{t.present}</dt>
          <dd>{number(counts.present)}</dd>
        </div>
        <div>
          <dt>{t.entitledNow}</dt>
          <dd>{number(counts.entitled)}</dd>
        </div>
        <div>
          <dt>{t.onRoll}</dt>
          <dd>{roll === null ? '–' : number(roll.entitled)}</dd>
        </div>
      </dl>
      {counts.onLeave > 0 && <p class="muted small">{t.onLeave(counts.onLeave)}</p>}
      <Quorum snapshot={snapshot} meeting={meeting} />
      <RollNews snapshot={snapshot} />
      <details class="fold">
        <summary>{t.offices}</summary>
        <dl class="facts small">
          <dt>{t.chair}</dt>
          <dd>{names(officers.chair)}</dd>
          <dt>{t.secretary}</dt>
          <dd>{names(officers.secretary)}</dd>
          <dt>{t.signers}</dt>
          <dd>{names(officers.signer)}</dd>
          <dt>{t.tellers}</dt>
          <dd>{names(officers.teller)}</dd>
        </dl>
      </details>
    </section>
  );
}

function Quorum({ snapshot, meeting }: { snapshot: Snapshot; meeting: MeetingInfo }): JSX.Element {
  const t = chair();
  const { num, den, required, members } = meeting.quorum;
  const on = snapshot.roll?.entitled ?? 0;
  if (num === 0) return <p class="quorum">{t.quorumNone}</p>;
  const met = on >= required;
  return (
    <p class="quorum" data-met={met ? '' : undefined}>
      <strong>{met ? t.quorate : t.inquorate(required - on)}</strong> {t.quorumRule(num, den, required, members)}
    </p>
  );
}

/** What has changed since the secretary signed the roll. */
function RollNews({ snapshot: { roll } }: { snapshot: Snapshot }): JSX.Element | null {
  const t = chair();
  if (roll === null || roll.changes === 0) return null;
  const others = roll.changes - roll.came;
  return (
    <Notice tone="warning" title={roll.came > 0 ? t.rollCame(roll.came) : t.rollChanged(others)}>
      {roll.came > 0 && others > 0 && <p>{t.rollOthers(others)}</p>}
    </Notice>
  );
}
