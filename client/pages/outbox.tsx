import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { DeliveryState } from '../../server/api/deliveries.ts';
import { BranchPage, type BranchView } from '../components/branch-page.tsx';
import { Button } from '../components/button.tsx';
import { Notice } from '../components/notice.tsx';
import { Options } from '../components/options.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { outbox } from '../i18n/outbox.ts';
import { Carry } from './outbox/carry.tsx';
import { useOutbox } from './outbox/feed.ts';
import { SentList } from './outbox/sent-list.tsx';
import { Take } from './outbox/take.tsx';
import '../styles/pages/outbox.css';

/** What the branch sends to others: what waits and why, what was refused, what arrived, and what is carried as a file. */
export default function OutboxPage({ slug }: { slug: string }): JSX.Element {
  const t = outbox();
  return (
    <BranchPage slug={slug} title={t.title} roles={['leader', 'secretary']} lede={t.lede}>
      {(view) => (
        <>
          <PartyNav snapshot={view.snapshot} here="utboks" />
          <Outbox {...view} />
        </>
      )}
    </BranchPage>
  );
}

function Outbox({ live, snapshot }: BranchView): JSX.Element {
  const state = useSignal<DeliveryState | ''>('');
  const { slug } = live;
  const feed = useOutbox(slug, snapshot.index, state.value);
  const sent = feed.sent.value;
  const t = outbox();
  if (sent === null) {
    return feed.problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={feed.problem.value} />;
  }
  const { counts, deliveries } = sent;
  const all = counts.waiting + counts.refused + counts.accepted;
  return (
    <>
      <ProblemBox problem={feed.problem.value} />
      {all === 0 ? (
        <Notice tone="neutral" title={t.empty}>
          <p>{t.emptyAbout}</p>
        </Notice>
      ) : (
        <>
          <div class="sent-filter">
            <Options
              legend={t.show}
              segments
              value={state.value}
              choices={[
                { value: '', label: t.all(all) },
                { value: 'waiting', label: t.filter.waiting(counts.waiting) },
                { value: 'refused', label: t.filter.refused(counts.refused) },
                { value: 'accepted', label: t.filter.accepted(counts.accepted) },
              ]}
              onValue={(value) => {
                state.value = value;
              }}
            />
          </div>
          {deliveries.length === 0 ? (
            <p role="status">{t.nothing}</p>
          ) : (
            <SentList live={live} deliveries={deliveries} changed={feed.load} />
          )}
          {sent.next !== null && (
            <div class="actions">
              <Button variant="secondary" onClick={() => void feed.more()}>
                {t.more}
              </Button>
            </div>
          )}
        </>
      )}
      <Carry slug={slug} receivers={sent.carried} />
      <Take slug={slug} changed={feed.load} />
    </>
  );
}
