import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { Received } from '../../server/api/county.ts';
import type { ResponseOf } from '../../server/api/endpoints.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { call } from '../api.ts';
import { Unloaded } from '../components/branch-page.tsx';
import { Button } from '../components/button.tsx';
import { SelectField, TextField } from '../components/field.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { county } from '../i18n/county.ts';
import { useLive } from '../live.ts';
import { matcher, sendersOf, useCollection } from './county/collection.ts';
import { Overview } from './county/overview.tsx';
import { ReceivedCards, ReceivedTable } from './county/received-list.tsx';
import { useWide } from './county/wide.ts';
import '../styles/pages/county.css';

/** Rows drawn at a time. */
const batch = 100;

/** The resolutions that a branch has received and verified: for its board, for the branches below, for anybody. */
export default function CountyPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const { received, fresh, problem } = useCollection(live);
  const branch = live.snapshot.value?.branch;
  const t = county();
  return (
    <Page title={t.title} lede={branch === undefined ? undefined : t.lede(branch.name)} wide>
      {branch === undefined ? (
        <Unloaded live={live} />
      ) : (
        <>
          <ProblemBox problem={problem.value} />
          {received.value !== null && <Inbox branch={branch} received={received.value} fresh={fresh.value} />}
          {received.value === null && problem.value === null && <p>{common().loading}</p>}
        </>
      )}
    </Page>
  );
}

function Inbox({
  branch,
  received,
  fresh,
}: {
  branch: Snapshot['branch'];
  received: Received[];
  fresh: ReadonlySet<string>;
}): JSX.Element {
  const search = useSignal('');
  const sender = useSignal('');
  const drawn = useSignal(batch);
  const listed = useListed();
  const wide = useWide();
  const t = county();
  const senders = useMemo(() => sendersOf(branch, received, listed), [branch, received, listed]);
  const fits = matcher(search.value);
  const found = received.filter((one) => (sender.value === '' || one.branch === sender.value) && fits(one));
  const rows = found.slice(0, drawn.value).map((one) => ({ branch, one, fresh: fresh.has(one.resolution) }));
  return (
    <>
      {senders.length > 0 && (
        <Overview
          senders={senders}
          onChoose={(id) => {
            sender.value = id;
          }}
        />
      )}
      {received.length === 0 ? (
        <Empty branch={branch} />
      ) : (
        <>
          <search class="received-search">
            <TextField
              label={t.search}
              description={t.searchAbout}
              type="search"
              value={search.value}
              onValue={(value) => {
                search.value = value;
              }}
            />
            <SelectField
              label={t.branch}
              value={sender.value}
              choices={[
                { value: '', label: t.allBranches },
                ...senders.filter((one) => one.received.length > 0).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onValue={(value) => {
                sender.value = value;
              }}
            />
          </search>
          <p role="status">{t.shown(found.length, received.length)}</p>
          {found.length === 0 && (
            <div class="actions">
              <p>{t.nothingFound}</p>
              <Button
                variant="secondary"
                onClick={() => {
                  search.value = '';
                  sender.value = '';
                }}
              >
                {t.clear}
              </Button>
            </div>
          )}
          {found.length > 0 && (wide ? <ReceivedTable rows={rows} /> : <ReceivedCards rows={rows} />)}
          {found.length > drawn.value && (
            <div class="actions">
              <Button
                variant="secondary"
                onClick={() => {
                  drawn.value += batch;
                }}
              >
                {t.more(Math.min(batch, found.length - drawn.value))}
              </Button>
            </div>
          )}
        </>
      )}
    </>
  );
}

/** The branches on this server; none until they are known. */
function useListed(): ResponseOf<'server'>['branches'] {
  const listed = useSignal<ResponseOf<'server'>['branches']>([]);
  useEffect(() => {
    void call('server').then((answer) => {
      if (answer.ok) listed.value = answer.value.branches;
    });
  }, [listed]);
  return listed.value;
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
