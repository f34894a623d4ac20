import type { JSX } from 'preact';
import { BranchPage, type BranchView } from '../components/branch-page.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { programsPage } from '../i18n/programs-page.ts';
import { Feeds } from './programs/feeds.tsx';
import { useServed } from './programs/served.ts';
import { Tokens } from './programs/tokens.tsx';
import { Webhooks } from './programs/webhooks.tsx';
import '../styles/pages/programs.css';

/** What the leader offers other programs: addresses to read, notifications, and codes for what is not public. */
export default function ProgramsPage({ slug }: { slug: string }): JSX.Element {
  const t = programsPage();
  return (
    <BranchPage slug={slug} title={t.title} roles={['leader']} lede={t.lede}>
      {(view) => (
        <>
          <PartyNav snapshot={view.snapshot} here="programmer" />
          <Programs {...view} />
        </>
      )}
    </BranchPage>
  );
}

function Programs({ live, snapshot }: BranchView): JSX.Element {
  const { served, problem, load } = useServed(live.slug, snapshot.index);
  const found = served.value;
  const t = programsPage();
  return (
    <>
      <ProblemBox problem={problem.value} />
      {found === null && problem.value === null && <p>{common().loading}</p>}
      {found !== null && (
        <>
          <Webhooks live={live} webhooks={found.webhooks} changed={load} />
          <Tokens live={live} tokens={found.tokens} changed={load} />
        </>
      )}
      <Feeds branch={snapshot.branch.id} />
      <p>
        <a class="ds-link" href="/api">
          {t.api}
        </a>
      </p>
    </>
  );
}
