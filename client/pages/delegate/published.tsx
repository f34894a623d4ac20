import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Published } from '../../../server/api/county.ts';
import { call } from '../../api.ts';
import { ProblemBox } from '../../components/problem-box.tsx';
import { delegate } from '../../i18n/delegate.ts';
import { date } from '../../i18n/numbers.ts';
import type { Result } from '../../problem.ts';

/** The branch's signed resolutions, which anybody may read; nothing where there are none. */
export function PublishedResolutions({ slug, index }: { slug: string; index: number }): JSX.Element | null {
  const answer = useSignal<Result<{ resolutions: Published[] }> | null>(null);
  useEffect(() => {
    void call('published', { slug }).then((got) => {
      answer.value = got;
    });
  }, [answer, slug, index]);
  const t = delegate();
  const got = answer.value;
  if (got === null) return null;
  if (!got.ok) return <ProblemBox problem={got.problem} />;
  if (got.value.resolutions.length === 0) return null;
  return (
    <section class="stack" aria-label={t.published}>
      <h2 class="ds-heading" data-size="sm">
        {t.published}
      </h2>
      <ul class="list">
        {got.value.resolutions.map(({ resolution, payload }) => (
          <li key={resolution}>
            <a class="list-link" href={`/lag/${slug}/vedtak/${payload.number}`}>
              <strong>{payload.title}</strong>
              <span class="muted small">
                {t.resolution(payload.number)} · {date(payload.decidedAt)}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
