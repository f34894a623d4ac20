import type { JSX } from 'preact';
import type { Counts, Option } from '../../server/rules/formats.ts';
import { common } from '../i18n/common.ts';
import { number, percent } from '../i18n/numbers.ts';

/** The votes of one question: a bar an option, with its number and share in words. `title` names the question. */
export function ResultBars({ counts, title }: { counts: Counts; title: string }): JSX.Element {
  const t = common();
  const rows: [Option, number][] = [
    ['for', counts.for],
    ['against', counts.against],
    ...(counts.blank === undefined ? [] : ([['blank', counts.blank]] as [Option, number][])),
  ];
  const all = rows.reduce((sum, [, votes]) => sum + votes, 0);
  return (
    <ul class="bars" aria-label={t.resultBars(title)}>
      {rows.map(([option, votes]) => (
        <li key={option} data-option={option}>
          <span class="bar-label">{t.option[option]}</span>
          <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect class="bar-ground" width="100" height="10" />
            <rect class="bar-fill" width={all === 0 ? 0 : (100 * votes) / all} height="10" />
          </svg>
          <span class="bar-votes">
            <strong>{number(votes)}</strong> <span class="bar-share">{percent(votes, all)}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
