import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Published } from '../../server/api/county.ts';
import { call } from '../api.ts';
import { Unloaded } from '../components/branch-page.tsx';
import { Notice } from '../components/notice.tsx';
import { Page } from '../components/page.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { common } from '../i18n/common.ts';
import { resolution } from '../i18n/resolution.ts';
import { type Live, useLive } from '../live.ts';
import type { Result } from '../problem.ts';
import { WayBack } from './resolution/custody.tsx';
import { ResolutionDocument } from './resolution/document.tsx';

/** A branch's resolution: a document to read, to print, to hand on and to verify. */
export default function ResolutionPage({ slug, number }: { slug: string; number: string }): JSX.Element {
  const live = useLive(slug);
  const answer = usePublished(live, number);
  const snapshot = live.snapshot.value;
  const t = resolution();
  if (answer?.ok === true && snapshot !== null) {
    return (
      <ResolutionDocument slug={slug} branch={snapshot.branch} published={answer.value}>
        <WayBack live={live} branch={snapshot.branch} number={answer.value.payload.number} />
      </ResolutionDocument>
    );
  }
  const missing = answer?.ok === false ? answer.problem : null;
  return (
    <Page title={t.numbered(Number(number))}>
      {snapshot === null && live.problem.value !== null ? (
        <Unloaded live={live} />
      ) : missing === null ? (
        <p>{common().loading}</p>
      ) : missing.code === 'not_found' ? (
        <Notice tone="neutral" title={t.waiting}>
          <p>{t.waitingNext}</p>
        </Notice>
      ) : (
        <ProblemBox problem={missing} />
      )}
    </Page>
  );
}

/** The published resolution, fetched again when something has happened in the branch; null until the first answer. */
function usePublished(live: Live, number: string): Result<Published> | null {
  const answer = useSignal<Result<Published> | null>(null);
  const index = live.snapshot.value?.index;
  useEffect(() => {
    let current = true;
    void call('resolution', { slug: live.slug, number }).then((found) => {
      if (current && (found.ok || answer.value?.ok !== true)) answer.value = found;
    });
    return () => {
      current = false;
    };
  }, [live.slug, number, index, answer]);
  return answer.value;
}
