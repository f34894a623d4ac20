import type { JSX } from 'preact';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { Me } from '../../../server/api/session.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { Notice } from '../../components/notice.tsx';
import { ProposalText } from '../../components/proposal-text.tsx';
import { delegate } from '../../i18n/delegate.ts';

/** Whether the delegate is checked in and may vote, and what happens next. */
export function Standing({ snapshot, me }: { snapshot: Snapshot; me: Me }): JSX.Element {
  const t = delegate();
  if (!me.checkedIn) {
    return (
      <Notice tone="warning" title={t.notCheckedIn}>
        <p>{t.notCheckedInNext}</p>
      </Notice>
    );
  }
  if (snapshot.roll?.mine !== true) {
    return (
      <Notice tone="info" title={t.notOnRoll}>
        <p>{t.notOnRollNext}</p>
      </Notice>
    );
  }
  return (
    <Notice tone="success" title={t.onRoll}>
      <p>{t.onRollNext}</p>
    </Notice>
  );
}

/** The proposals that have not been voted on, to read while waiting. */
export function ComingUp({
  proposals,
  none,
}: {
  proposals: readonly ProposalInfo[];
  none: boolean;
}): JSX.Element | null {
  const t = delegate();
  if (proposals.length === 0) return none ? <p class="muted">{t.noProposals}</p> : null;
  return (
    <section class="stack" aria-label={t.comingUp}>
      <h2 class="ds-heading" data-size="sm">
        {t.comingUp}
      </h2>
      {proposals.map(({ id, number, content }) => (
        <article class="card" key={id}>
          <p class="muted small">{t.proposal(number)}</p>
          <h3 class="ds-heading" data-size="xs">
            {content.title}
          </h3>
          <details class="reading" open={proposals.length === 1}>
            <summary>{t.showText}</summary>
            <ProposalText blocks={content.blocks} title={content.title} level={4} />
          </details>
        </article>
      ))}
    </section>
  );
}

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
