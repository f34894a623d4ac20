import type { JSX } from 'preact';
import type { Treatment } from '../../../server/api/collection.ts';
import { common } from '../../i18n/common.ts';
import { custody } from '../../i18n/custody.ts';
import { moment } from '../../i18n/numbers.ts';
import { SaidOf, saysSomething } from './said.tsx';
import '../../styles/pages/custody.css';

/** Id of the heading over the treatments, to which the focus goes when one has been added. */
export const historyHeading = 'history-heading';

/** All treatments of a resolution, oldest first, each with who, when, what, and its signed file at the branch `slug`. */
export function History({
  slug,
  treatments,
  textOf,
  level,
}: {
  slug: string;
  treatments: readonly Treatment[];
  /** The text of a point as the branch wrote it; null for the whole. */
  textOf: (number: number) => string | null;
  level: 2 | 3;
}): JSX.Element | null {
  if (treatments.length === 0) return null;
  const t = custody();
  const Heading = `h${level}` as 'h2' | 'h3';
  return (
    <section class="stack">
      <Heading class="ds-heading" data-size="xs" id={historyHeading} tabIndex={-1}>
        {t.history}
      </Heading>
      <p class="muted small">{t.historyAbout}</p>
      <ol class="history">
        {treatments.map(({ treatment, name, at, points }) => (
          <li key={treatment}>
            <p>
              <strong>{name}</strong> <span class="muted">{moment(at)}</span>
            </p>
            {!points.some(saysSomething) && <p>{t.onlyReceived}</p>}
            <dl class="history-points">
              {points.filter(saysSomething).map((point) => (
                <div key={point.number}>
                  <dt>{point.number === 0 ? t.whole : common().point(point.number)}</dt>
                  <dd>
                    <SaidOf said={point} original={textOf(point.number)} />
                  </dd>
                </div>
              ))}
            </dl>
            <p class="no-print">
              <a
                class="ds-link"
                href={`/lag/${encodeURIComponent(slug)}/collection/treatments/${treatment}.jws`}
                aria-label={t.fileOf(name, moment(at))}
                download
              >
                {t.file}
              </a>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
