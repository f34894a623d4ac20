import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { emptyHearing } from '../../../server/rules/hearing.ts';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { hearing as words } from '../../i18n/hearing.ts';
import { moment } from '../../i18n/numbers.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** The hearings that the leader prepares, and the way to begin one. */
export function Drafts({ live }: { live: Live }): JSX.Element {
  const { slug } = live;
  const { value, problem, reload } = useFetched(live, `hearing-drafts ${slug}`, () => call('hearingDrafts', { slug }));
  const busy = useSignal(false);
  const failed = useSignal<Problem | null>(null);
  const t = words();
  const drafts = value.value?.drafts ?? [];
  const begin = async (): Promise<void> => {
    busy.value = true;
    const answer = await call('addHearingDraft', { slug }, emptyHearing);
    failed.value = answer.ok ? null : answer.problem;
    busy.value = false;
    if (answer.ok) location.hash = `#utkast-${answer.value.draft}`;
  };
  const drop = async (draft: string): Promise<void> => {
    const answer = await call('deleteHearingDraft', { slug, draft });
    failed.value = answer.ok ? null : answer.problem;
    await reload();
  };
  return (
    <section class="part" aria-labelledby="drafts">
      <h2 class="ds-heading" data-size="sm" id="drafts">
        {t.drafts}
      </h2>
      <ProblemBox problem={failed.value ?? problem.value} />
      {drafts.length > 0 && (
        <ul class="list" aria-label={t.drafts}>
          {drafts.map(({ draft, title, updatedAt }) => (
            <li class="draft-line" key={draft}>
              <a class="list-link" href={`#utkast-${draft}`}>
                <strong>{title === '' ? t.untitled : title}</strong>
                <span class="muted small">{t.updated(moment(updatedAt))}</span>
              </a>
              <Button
                variant="tertiary"
                color="neutral"
                data-size="sm"
                aria-label={t.dropDraftOf(title === '' ? t.untitled : title)}
                onClick={() => void drop(draft)}
              >
                {t.dropDraft}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="actions">
        <Button busy={busy.value} onClick={() => void begin()}>
          {t.begin}
        </Button>
      </div>
    </section>
  );
}
