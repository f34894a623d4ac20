import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Demand } from '../../../server/api/collection.ts';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { TextField } from '../../components/field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { common } from '../../i18n/common.ts';
import { county } from '../../i18n/county.ts';
import type { Live } from '../../live.ts';
import { DemandLine } from './demand-line.tsx';
import { useSettled } from './filters.ts';
import { Likenesses } from './likenesses.tsx';
import { usePaged } from './paged.ts';

/** How long a reader must have stopped writing before the search is sent, in milliseconds. */
const pause = 250;

/** What the branches below demand: each demand once, with how many stand behind it. */
export function Demands({ live, snapshot }: { live: Live; snapshot: Snapshot }): JSX.Element {
  const t = county();
  const { branch, me } = snapshot;
  const search = useSignal('');
  const q = useSettled(search.value.trim(), pause);
  const heading = useRef<HTMLHeadingElement>(null);
  const paged = usePaged<Demand, ResponseOf<'demands'>>({
    live,
    question: q,
    load: (cursor) => call('demands', { slug: live.slug, q, cursor }),
    rowsOf: ({ demands }) => demands,
    keyOf: ({ demand }) => demand,
    onArrived: () => undefined,
  });
  const page = paged.first.value;
  const demands = paged.rows.value;
  if (page === null || demands === null) {
    return (
      <>
        <ProblemBox problem={paged.problem.value} />
        {paged.problem.value === null && <p>{common().loading}</p>}
      </>
    );
  }
  if (page.total === 0 && q === '') {
    return (
      <Notice tone="neutral" title={t.demandsEmpty}>
        <p>{t.demandsEmptyAbout}</p>
      </Notice>
    );
  }
  const leads = me?.roles.includes('leader') === true;
  return (
    <>
      <p class="muted">{t.demandsLead(branch.name)}</p>
      {leads && <Likenesses slug={live.slug} suggestions={page.suggestions} demands={page.demands} />}
      <section class="stack" aria-labelledby="demands-heading">
        <h2 class="ds-sr-only" id="demands-heading" ref={heading} tabIndex={-1}>
          {t.demandsList}
        </h2>
        <search>
          <TextField
            label={t.demandsSearch}
            type="search"
            value={search.value}
            onValue={(value) => {
              search.value = value;
            }}
          />
        </search>
        <p role="status">{t.demandsTotal(page.total)}</p>
        <ProblemBox problem={paged.problem.value} />
        {paged.waiting.value.length > 0 && (
          <div class="news no-print">
            <Button
              onClick={() => {
                paged.showNew();
                heading.current?.focus();
              }}
            >
              {t.demandsNew}
            </Button>
          </div>
        )}
        {demands.length === 0 ? (
          <p>{t.demandsNothing}</p>
        ) : (
          <ul class="demands" aria-label={t.demandsList}>
            {demands.map((demand) => (
              <DemandLine key={demand.demand} live={live} demand={demand} leads={leads} />
            ))}
          </ul>
        )}
        {paged.next.value !== null && (
          <div class="actions">
            <Button variant="secondary" busy={paged.busy.value} onClick={() => void paged.more()}>
              {t.more}
            </Button>
            <span class="muted">{t.left(Math.max(0, page.total - demands.length))}</span>
          </div>
        )}
      </section>
    </>
  );
}
