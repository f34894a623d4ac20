import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { HearingLine } from '../../server/api/hearings.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { call } from '../api.ts';
import { Unloaded } from '../components/branch-page.tsx';
import { Page } from '../components/page.tsx';
import { PartyNav } from '../components/party-nav.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { useFetched } from '../fetched.ts';
import { committee } from '../i18n/committee.ts';
import { common } from '../i18n/common.ts';
import { hearing as words } from '../i18n/hearing.ts';
import { type Live, useLive } from '../live.ts';
import { DraftEditor } from './hearings/draft-editor.tsx';
import { Drafts } from './hearings/drafts.tsx';
import { HearingLines } from './hearings/lines.tsx';
import '../styles/pages/hearing.css';

/** The hearings that a branch has received and sent, and those that its leader prepares. */
export default function HearingsPage({ slug }: { slug: string }): JSX.Element {
  const live = useLive(slug);
  const snapshot = live.snapshot.value;
  const draft = useDraftInAddress();
  const t = words();
  const leads = snapshot?.me?.roles.includes('leader') === true;
  const writing = leads && draft !== null;
  return (
    <Page title={writing ? t.preparing : t.listTitle} lede={writing ? undefined : t.listLede} wide>
      {snapshot === null ? (
        <Unloaded live={live} />
      ) : (
        <>
          <PartyNav snapshot={snapshot} here="horinger" />
          {writing ? (
            <DraftEditor key={draft} live={live} branch={snapshot.branch} id={draft} />
          ) : (
            <Hearings live={live} snapshot={snapshot} leads={leads} />
          )}
        </>
      )}
    </Page>
  );
}

/** The draft that the address names after its #: `utkast-…`; null for none. */
function useDraftInAddress(): string | null {
  const read = (): string | null => /^#utkast-([\w-]+)$/u.exec(location.hash)?.[1] ?? null;
  const draft = useSignal(read());
  useEffect(() => {
    const change = (): void => {
      draft.value = read();
      // what was shown is gone: the page begins at its heading again
      document.querySelector<HTMLElement>('main h1')?.focus();
    };
    addEventListener('hashchange', change);
    return () => removeEventListener('hashchange', change);
  }, [draft]);
  return draft.value;
}

function Hearings({ live, snapshot, leads }: { live: Live; snapshot: Snapshot; leads: boolean }): JSX.Element {
  const { slug } = live;
  const { value, problem } = useFetched(live, `hearings ${slug}`, () => call('hearings', { slug }));
  const t = words();
  const hearings = value.value?.hearings;
  if (hearings === undefined)
    return problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={problem.value} />;
  const to = hearings.filter(({ own }) => !own);
  const from = hearings.filter(({ own }) => own);
  const sends = leads && snapshot.branch.below;
  return (
    <>
      <ProblemBox problem={problem.value} />
      <Part id="to-us" title={t.toUs} lines={to} none={t.toUsNone} slug={slug} />
      {(from.length > 0 || sends) && (
        <Part id="from-us" title={t.fromUs} lines={from} none={t.fromUsNone} slug={slug} />
      )}
      {sends && <Drafts live={live} />}
      {snapshot.me !== null && !leads && (
        <p>
          <a class="ds-link" href={`/lag/${slug}/utvalg`}>
            {committee().listTitle}
          </a>
        </p>
      )}
    </>
  );
}

function Part({
  id,
  title,
  lines,
  none,
  slug,
}: {
  id: string;
  title: string;
  lines: readonly HearingLine[];
  none: string;
  slug: string;
}): JSX.Element {
  return (
    <section class="part" aria-labelledby={id}>
      <h2 class="ds-heading" data-size="sm" id={id}>
        {title}
      </h2>
      {lines.length === 0 ? <p class="muted">{none}</p> : <HearingLines slug={slug} lines={lines} label={title} />}
    </section>
  );
}
