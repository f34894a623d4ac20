import { useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { hearingReport } from '../../i18n/hearing-report.ts';
import type { Cell, Column, Row } from './matrix.tsx';
import { CellWords, cellName } from './matrix-cell.tsx';

/** Columns drawn at a time. */
const batch = 60;

const moves: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/**
 * The matrix as a grid (ARIA grid pattern): one cell at a time takes the focus, arrows move it, Home and End go to the ends of
 * the row, Enter opens the cell.
 */
export function MatrixTable({
  rows,
  columns,
  name,
  onOpen,
}: {
  rows: readonly Row[];
  columns: readonly Column[];
  name: (row: Row) => string;
  onOpen: (cell: Cell) => void;
}): JSX.Element {
  const drawn = useSignal(batch);
  const at = useSignal({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const t = hearingReport();
  const shown = columns.slice(0, drawn.value);
  const go = (row: number, column: number): void => {
    const next = {
      row: Math.max(0, Math.min(rows.length - 1, row)),
      column: Math.max(0, Math.min(shown.length - 1, column)),
    };
    at.value = next;
    table.current?.querySelector<HTMLElement>(`[data-cell="${next.row}-${next.column}"]`)?.focus();
  };
  const keyed = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const { row, column } = at.value;
    const move = moves[event.key];
    if (move !== undefined) go(row + move[0], column + move[1]);
    else if (event.key === 'Home') go(event.ctrlKey ? 0 : row, 0);
    else if (event.key === 'End') go(event.ctrlKey ? rows.length - 1 : row, shown.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <div class="matrix-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table whose cells take the focus */}
        <table class="matrix" role="grid" aria-label={t.matrix} ref={table} onKeyDown={keyed}>
          <thead>
            <tr>
              <th scope="col">{t.point}</th>
              {shown.map((column) => (
                <th scope="col" key={column.branch}>
                  {column.name}
                  {column.late && <span class="late-mark">{t.late}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, i) => (
              <tr key={row.place}>
                <th scope="row">
                  <span class="matrix-name">{name(row)}</span>
                  <span class="matrix-text">{row.text}</span>
                </th>
                {shown.map((column, k) => {
                  const fate = column.cells[row.place - 1];
                  const tabbed = at.value.row === i && at.value.column === k;
                  return (
                    <td key={column.branch} data-state={fate?.state}>
                      <button
                        type="button"
                        data-cell={`${i}-${k}`}
                        tabIndex={tabbed ? 0 : -1}
                        onFocus={() => {
                          at.value = { row: i, column: k };
                        }}
                        onClick={() => onOpen({ row, column })}
                      >
                        <span class="ds-sr-only">{cellName({ row, column }, name(row), row.place - 1)} </span>
                        <CellWords cell={{ row, column }} at={row.place - 1} short />
                      </button>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > drawn.value && (
        <div class="actions">
          <Button
            variant="secondary"
            onClick={() => {
              drawn.value += batch;
            }}
          >
            {t.moreBranches(Math.min(batch, columns.length - drawn.value))}
          </Button>
        </div>
      )}
    </>
  );
}
