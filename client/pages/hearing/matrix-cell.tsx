import type { JSX } from 'preact';
import { diffWords } from '../../../server/rules/diff.ts';
import { Button } from '../../components/button.tsx';
import { Segments } from '../../components/change.tsx';
import { ResultBars } from '../../components/result-bars.tsx';
import { common } from '../../i18n/common.ts';
import { hearingReport } from '../../i18n/hearing-report.ts';
import type { Cell } from './matrix.tsx';

const signs = { kept: '✓', changed: '±', deleted: '–', rejected: '✗' } as const;

/** What the signs of the cells mean. */
export function Legend(): JSX.Element {
  const t = hearingReport();
  return (
    <ul class="matrix-legend" aria-label={t.legend}>
      {(Object.keys(signs) as (keyof typeof signs)[]).map((state) => (
        <li key={state}>
          <span class="cell-words" data-state={state}>
            <span class="cell-sign" aria-hidden="true">
              {signs[state]}
            </span>
            {t.fate[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What a branch made of a place, in a word, with the votes. `at` is the place's index. */
export function CellWords({ cell, at, short = false }: { cell: Cell; at: number; short?: boolean }): JSX.Element {
  const fate = cell.column.cells[at];
  const t = hearingReport();
  if (fate === undefined) return <span class="muted">–</span>;
  return (
    <span class="cell-words" data-state={fate.state}>
      <span class="cell-sign" aria-hidden="true">
        {signs[fate.state]}
      </span>
      {!short && <span>{t.fate[fate.state]}</span>}
      {fate.votes !== null && (
        <span class="cell-votes">
          {short ? `${fate.votes.for}–${fate.votes.against}` : t.tally(fate.votes.for, fate.votes.against)}
        </span>
      )}
    </span>
  );
}

/** Where a cell stands and what it says, for those who do not see it. */
export function cellName({ column }: Cell, place: string, at: number): string {
  const fate = column.cells[at];
  return `${column.name}, ${place}${fate === undefined ? '' : `: ${hearingReport().fate[fate.state]}`}`;
}

/** A cell opened: what the branch decided there, and the signed resolution that says so. */
export function CellDetails({
  slug,
  cell: { row, column },
  index,
  name,
  onClose,
}: {
  slug: string;
  cell: Cell;
  /** The row's index among all rows. */
  index: number;
  name: string;
  onClose: () => void;
}): JSX.Element {
  const t = hearingReport();
  const fate = column.cells[index];
  return (
    <>
      <h2 class="ds-heading" data-size="xs" id="cell">
        {column.name}: {name}
      </h2>
      {fate !== undefined && (
        <>
          <p>
            <strong>{t.fate[fate.state]}</strong> {column.late && <span class="late-mark">{t.late}</span>}
          </p>
          <p class="document changed">
            {fate.state === 'changed' && fate.text !== undefined ? (
              <Segments segments={diffWords(row.text, fate.text)} />
            ) : fate.state === 'deleted' ? (
              <Segments segments={[{ kind: 'removed', text: row.text }]} />
            ) : (
              (fate.text ?? row.text)
            )}
          </p>
          {fate.votes !== null && <ResultBars counts={fate.votes} title={name} />}
        </>
      )}
      {column.added
        .filter(({ after }) => after === row.place)
        .map(({ block }, i) => (
          <p class="document changed" key={i}>
            <Segments segments={[{ kind: 'added', text: block.text }]} />
          </p>
        ))}
      {column.resolution !== null && (
        <p class="cell-source">
          <a class="ds-link" href={`/lag/${slug}/mottatt/${column.resolution}`}>
            {t.openSource}
          </a>
          <a class="ds-link" href={`/lag/${slug}/collection/${column.resolution}.jws`} download>
            {t.downloadSource}
          </a>
        </p>
      )}
      <div class="actions">
        <Button variant="secondary" onClick={onClose}>
          {common().close}
        </Button>
      </div>
    </>
  );
}
