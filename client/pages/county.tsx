import type { JSX } from 'preact';
import { useLocation } from 'preact-iso';
import { Unloaded } from '../components/branch-page.tsx';
import { Page } from '../components/page.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { county } from '../i18n/county.ts';
import { useLive } from '../live.ts';
import { Collection } from './county/collection.tsx';
import { Demands } from './county/demands.tsx';
import '../styles/pages/county.css';

/** What a branch has received and verified, and what it adds up to: for its board, for the branches below, for anybody. */
export default function CountyPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const { query } = useLocation();
  const snapshot = live.snapshot.value;
  const t = county();
  const demands = query.vis === 'krav';
  return (
    <Page title={t.title} lede={snapshot === null ? undefined : t.lede(snapshot.branch.name)} wide>
      {snapshot === null ? (
        <Unloaded live={live} />
      ) : (
        <>
          <PartyNav snapshot={snapshot} here="innboks" />
          <Views slug={slug} demands={demands} />
          {demands ? <Demands live={live} snapshot={snapshot} /> : <Collection live={live} branch={snapshot.branch} />}
        </>
      )}
    </Page>
  );
}

/** The two ways to look at what has come. */
function Views({ slug, demands }: { slug: string; demands: boolean }): JSX.Element {
  const t = county();
  return (
    <nav class="views no-print" aria-label={t.views}>
      <a href={`/lag/${slug}/innboks`} aria-current={demands ? undefined : 'page'}>
        {t.viewList}
      </a>
      <a href={`/lag/${slug}/innboks?vis=krav`} aria-current={demands ? 'page' : undefined}>
        {t.viewDemands}
      </a>
    </nav>
  );
}
