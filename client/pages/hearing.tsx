import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { HearingInfo } from '../../server/api/hearings.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { call } from '../api.ts';
import { Unloaded } from '../components/branch-page.tsx';
import { Page } from '../components/page.tsx';
import { part } from '../components/part.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useFetched } from '../fetched.ts';
import { common } from '../i18n/common.ts';
import { hearing as words } from '../i18n/hearing.ts';
import { type Live, useLive } from '../live.ts';
import { Overview } from './hearing/overview.tsx';
import '../styles/pages/hearing.css';

/** What each section of a hearing's page is drawn from. */
export interface HearingProps {
  live: Live;
  snapshot: Snapshot;
  info: HearingInfo;
  reload: () => Promise<void>;
}

const Answers = part<HearingProps>(() => import('./hearing/progress.tsx'));
const Report = part<HearingProps>(() => import('./hearing/report.tsx'));
const Matrix = part<HearingProps>(() => import('./hearing/matrix.tsx'));

type Section = 'hearing' | 'answers' | 'report' | 'matrix';

/** The sections, by the word that stands after the # in the address. */
const sections: Record<string, Section> = {
  horing: 'hearing',
  svar: 'answers',
  rapport: 'report',
  matrise: 'matrix',
};

/** One hearing: for everybody the text and its dates, for the branches that are asked the way to answer, and what has come of it. */
export default function HearingPage({ slug, hash }: { slug: string; hash: string }): JSX.Element {
  const live = useLive(slug);
  const { value, problem, reload } = useFetched(live, `hearing ${slug} ${hash}`, () =>
    call('hearing', { slug, hearing: hash }),
  );
  const section = useSection();
  const snapshot = live.snapshot.value;
  const info = value.value;
  const t = words();
  return (
    <Page title={info?.title ?? t.one} wide>
      {snapshot === null ? (
        <Unloaded live={live} />
      ) : (
        <>
          <PartyNav snapshot={snapshot} here="horinger" />
          <ProblemBox problem={problem.value} />
          {info === null ? (
            problem.value === null && <p>{common().loading}</p>
          ) : (
            <Sections key={hash} live={live} snapshot={snapshot} info={info} reload={reload} section={section.value} />
          )}
        </>
      )}
    </Page>
  );
}

function useSection() {
  const read = (): Section => sections[location.hash.slice(1)] ?? 'hearing';
  const section = useSignal<Section>(read());
  useEffect(() => {
    const change = (): void => {
      section.value = read();
    };
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, [section]);
  return section;
}

function Sections({ section, ...props }: HearingProps & { section: Section }): JSX.Element {
  const t = words();
  // whoever asked, and the levels between, have answers to show; a branch at the bottom has its own alone
  const counts = props.info.own || props.snapshot.branch.below;
  const shown = counts ? section : 'hearing';
  return (
    <>
      {counts && (
        <nav class="hearing-sections no-print" aria-label={t.sections}>
          <ul>
            {Object.entries(sections).map(([word, one]) => (
              <li key={one}>
                <a href={`#${word}`} aria-current={one === shown ? 'page' : undefined}>
                  {t.section[one]}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {shown === 'hearing' && <Overview {...props} />}
      {shown === 'answers' && <Answers {...props} />}
      {shown === 'report' && <Report {...props} />}
      {shown === 'matrix' && <Matrix {...props} />}
    </>
  );
}
