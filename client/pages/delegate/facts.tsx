import type { JSX } from 'preact';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { delegate } from '../../i18n/delegate.ts';

/** When, where and who. */
export function MeetingFacts({ snapshot }: { snapshot: Snapshot }): JSX.Element | null {
  const t = delegate();
  const { meeting, roll } = snapshot;
  if (meeting === null) return null;
  const { place, officers, quorum } = meeting;
  const names = (list: readonly string[]): string => (list.length === 0 ? t.nobodyYet : list.join(', '));
  return (
    <section class="card" aria-label={t.meetingFacts}>
      <h2 class="ds-heading" data-size="xs">
        {t.meetingFacts}
      </h2>
      <dl class="facts">
        {place !== '' && (
          <>
            <dt>{t.place}</dt>
            <dd>{place}</dd>
          </>
        )}
        <dt>{t.chair}</dt>
        <dd>{names(officers.chair)}</dd>
        <dt>{t.secretary}</dt>
        <dd>{names(officers.secretary)}</dd>
        <dt>{t.signers}</dt>
        <dd>{names(officers.signer)}</dd>
        {quorum.num > 0 && (
          <>
            <dt>{t.quorum}</dt>
            <dd>{t.quorumNumbers(roll?.entitled ?? meeting.checkedIn, quorum.required)}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
