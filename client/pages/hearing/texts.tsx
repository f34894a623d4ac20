import type { JSX } from 'preact';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { date } from '../../i18n/numbers.ts';
import type { ReportProps } from './report.tsx';

/** Texts that branches sent: to a call, or instead of an answer to the text that was sent. */
export function Texts({ live, report }: ReportProps): JSX.Element | null {
  const t = hearingReport();
  if (report.texts.length === 0) return report.kind === 'proposals' ? <p class="muted">{t.noTexts}</p> : null;
  return (
    <section class="part" aria-labelledby="texts">
      <h2 class="ds-heading" data-size="sm" id="texts">
        {report.kind === 'proposals' ? t.textsOfCall(report.texts.length) : t.textsOther}
      </h2>
      <ul class="list">
        {report.texts.map(({ resolution, name, title, points, receivedAt, late }) => (
          <li class="card" key={resolution}>
            <h3 class="ds-heading" data-size="2xs">
              {title}
            </h3>
            <p class="muted small">
              {name} · {date(receivedAt)} {late && <span class="late-mark">{t.late}</span>}
            </p>
            {points.length > 0 && (
              <ol class="points document">
                {points.map(({ number, text, outcome, votes }) => (
                  <li key={number} value={number} data-number={number}>
                    <span>
                      {text}{' '}
                      <span class="muted small">
                        {t.outcome[outcome]}
                        {votes !== null && ` (${t.tally(votes.for, votes.against)})`}
                      </span>
                    </span>
                  </li>
                ))}
              </ol>
            )}
            <p>
              <a class="ds-link" href={`/lag/${live.slug}/mottatt/${resolution}`}>
                {t.toSource}
              </a>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
