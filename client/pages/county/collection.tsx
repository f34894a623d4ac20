import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Received } from '../../../server/api/collection.ts';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { county } from '../../i18n/county.ts';
import type { Live } from '../../live.ts';
import { Choices } from './choices.tsx';
import { filtersOf, noFilters, useSettled } from './filters.ts';
import { Overview } from './overview.tsx';
import { usePaged } from './paged.ts';
import { ReceivedCards, ReceivedTable } from './received-list.tsx';
import { useWide } from './wide.ts';

/** How long a reader must have stopped writing before the search is sent, in milliseconds. */
const pause = 250;

/** The resolutions that have come, searched and chosen from, newest first. */
export function Collection({ live, branch }: { live: Live; branch: Snapshot['branch'] }): JSX.Element {
  const t = county();
  const filters = filtersOf(live.slug);
  const { q, ...chosen } = filters.value;
  const settled = useSettled(q.trim(), pause);
  const asked = { ...chosen, q: settled };
  const below = useFetched(live, 'senders', () => call('senders', { slug: live.slug }));
  const senders = below.value.value?.senders ?? [];
  const hearings = useHearings(live.slug);
  const wide = useWide();
  const heading = useRef<HTMLHeadingElement>(null);
  const paged = usePaged<Received, ResponseOf<'collection'>>({
    live,
    question: JSON.stringify(asked),
    load: (cursor) => call('collection', { slug: live.slug, ...asked, cursor }),
    rowsOf: ({ received }) => received,
    keyOf: ({ resolution }) => resolution,
    onArrived: (rows) => {
      const [newest] = rows;
      if (newest !== undefined)
        announce(rows.length === 1 ? t.arrived(newest.name, newest.title) : t.arrivedMany(rows.length));
    },
  });
  const page = paged.first.value;
  const received = paged.rows.value;
  const waiting = paged.waiting.value.length;
  if (page === null || received === null) {
    return (
      <>
        <ProblemBox problem={paged.problem.value} />
        {paged.problem.value === null && <p>{common().loading}</p>}
      </>
    );
  }
  const rows = received.map((one) => ({ branch, one, fresh: paged.fresh.value.has(one.resolution) }));
  const filtered = Object.values(asked).some((value) => value !== '');
  return (
    <>
      {senders.length > 0 && (
        <Overview
          senders={senders}
          onChoose={(id) => {
            filters.value = { ...noFilters, branch: id };
          }}
        />
      )}
      {page.all === 0 ? (
        <Empty branch={branch} />
      ) : (
        <section class="stack" aria-labelledby="received-heading">
          <h2 class="ds-sr-only" id="received-heading" ref={heading} tabIndex={-1}>
            {t.list}
          </h2>
          <Choices filters={filters} senders={senders} hearings={hearings} years={page.years} />
          <p role="status" class="received-count">
            {filtered ? t.found(page.total, page.all) : t.total(page.all)}
          </p>
          <ProblemBox problem={paged.problem.value} />
          {waiting > 0 && (
            <div class="news no-print">
              <Button
                onClick={() => {
                  paged.showNew();
                  heading.current?.focus();
                }}
              >
                {t.showNew(waiting)}
              </Button>
            </div>
          )}
          {rows.length === 0 ? (
            <div class="actions">
              <p>{t.nothingFound}</p>
              <Button
                variant="secondary"
                onClick={() => {
                  filters.value = noFilters;
                }}
              >
                {t.clear}
              </Button>
            </div>
          ) : wide ? (
            <ReceivedTable rows={rows} />
          ) : (
            <ReceivedCards rows={rows} />
          )}
          {paged.next.value !== null && (
            <div class="actions">
              <Button variant="secondary" busy={paged.busy.value} onClick={() => void paged.more()}>
                {t.more}
              </Button>
              <span class="muted">{t.left(Math.max(0, page.total - rows.length))}</span>
            </div>
          )}
        </section>
      )}
    </>
  );
}

/** The hearings that the branch knows, for the choice among them. */
function useHearings(slug: string): ResponseOf<'hearings'>['hearings'] {
  const hearings = useSignal<ResponseOf<'hearings'>['hearings']>([]);
  useEffect(() => {
    void call('hearings', { slug }).then((answer) => {
      if (answer.ok) hearings.value = answer.value.hearings;
    });
  }, [slug, hearings]);
  return hearings.value;
}

function Empty({ branch }: { branch: Snapshot['branch'] }): JSX.Element {
  const t = county();
  return (
    <Notice tone="neutral" title={t.emptyTitle}>
      <p>{t.empty}</p>
      <p class="muted small">
        {t.emptyPrograms} <code>{`${branch.id}/inbox`}</code>.{' '}
        <a class="ds-link" href="/api">
          {t.emptyProgramsLink}
        </a>
        .
      </p>
    </Notice>
  );
}
