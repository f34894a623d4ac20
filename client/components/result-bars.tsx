import type { JSX } from 'preact';
import type { Counts } from '../../server/rules/formats.ts';
import { common } from '../i18n/common.ts';
import { number, percent } from '../i18n/numbers.ts';

/** An option with its votes. */
export interface BarRow {
  id: string;
  label: string;
  votes: number;
}

/** The votes of one question for, against and blank. `title` names the question. */
export function ResultBars({ counts, title }: { counts: Counts; title: string }): JSX.Element {
  const { option } = common();
  const rows: BarRow[] = [
    { id: 'for', label: option.for, votes: counts.for },
    { id: 'against', label: option.against, votes: counts.against },
  ];
  if (counts.blank !== undefined) rows.push({ id: 'blank', label: option.blank, votes: counts.blank });
  return <OptionBars rows={rows} title={title} />;
}

/** The votes of one question: a bar an option, with its number and share in words. */
export function OptionBars({ rows, title }: { rows: readonly BarRow[]; title: string }): JSX.Element {
  const all = rows.reduce((sum, { votes }) => sum + votes, 0);
  return (
    <ul class="bars" aria-label={common().resultBars(title)}>
      {rows.map(({ id, label, votes }) => (
        <li key={id} data-option={id}>
          <span class="bar-label">{label}</span>
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
