import type { JSX } from 'preact';
import { call } from '../api.ts';
import { Unloaded } from '../components/branch-page.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useFetched } from '../fetched.ts';
import { common } from '../i18n/common.ts';
import { moment } from '../i18n/numbers.ts';
import { treatment } from '../i18n/treatment.ts';
import { useLive } from '../live.ts';
import { ReceivedResolution } from './received/document.tsx';
import '../styles/pages/county.css';

/** One resolution that a branch has received: what it says, how it came here, and what the branch does with it. */
export default function ReceivedPage({ slug, hash }: { slug: string; hash: string }): JSX.Element {
  const live = useLive(slug);
  const { value, problem, reload } = useFetched(live, hash, () => call('collectionItem', { slug, hash }));
  const snapshot = live.snapshot.value;
  const t = treatment();
  const item = value.value;
  return (
    <Page
      title={item?.title ?? t.page}
      lede={item === null ? undefined : t.lede(item.name, item.number, moment(item.decidedAt))}
      wide
    >
      {snapshot === null ? (
        <Unloaded live={live} />
      ) : (
        <>
          <PartyNav snapshot={snapshot} here="innboks" />
          {item === null && problem.value === null && <p>{common().loading}</p>}
          {problem.value?.code === 'custody.unknown' ? (
            <Notice tone="neutral" title={t.unknown}>
              <p>{t.unknownNext}</p>
            </Notice>
          ) : (
            <ProblemBox problem={problem.value} />
          )}
          {item !== null && <ReceivedResolution live={live} snapshot={snapshot} item={item} onChange={reload} />}
          <p class="no-print">
            <a class="ds-link" href={`/lag/${slug}/innboks`}>
              {t.back}
            </a>
          </p>
        </>
      )}
    </Page>
  );
}
