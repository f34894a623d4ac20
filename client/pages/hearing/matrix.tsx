import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { HearingMatrix } from '../../../server/rules/hearing-shapes.ts';
import { call } from '../../api.ts';
import { SelectField } from '../../components/field.tsx';
import { Modal } from '../../components/modal.tsx';
import { Options } from '../../components/options.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { useFetched } from '../../fetched.ts';
import { common } from '../../i18n/common.ts';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { useWide } from '../county/wide.ts';
import type { HearingProps } from '../hearing.tsx';
import { CellDetails, CellWords, Legend } from './matrix-cell.tsx';
import { MatrixTable } from './matrix-table.tsx';
import { nameOfPlace } from './view.tsx';

export type Column = HearingMatrix['columns'][number];
export type Row = HearingMatrix['rows'][number];

/** A cell: a point (its row) and a branch (its column), by their indices. */
export interface Cell {
  row: Row;
  column: Column;
}

/** What each branch makes of each point; every cell opens the signed resolution that says so. */
export default function Matrix({ live, info }: HearingProps): JSX.Element {
  const { slug } = live;
  const { value, problem } = useFetched(live, `matrix ${slug} ${info.hearing}`, () =>
    call('hearingMatrix', { slug, hearing: info.hearing }),
  );
  const county = useSignal('');
  const opened = useSignal<Cell | null>(null);
  const wide = useWide();
  const t = hearingReport();
  const matrix = value.value;
  if (matrix === null)
    return problem.value === null ? <p>{common().loading}</p> : <ProblemBox problem={problem.value} />;
  const answered = matrix.columns.filter(({ cells }) => cells.length > 0);
  const counties = countiesOf(matrix.columns);
  const columns = answered.filter((column) => county.value === '' || column.county === county.value);
  const rows = matrix.rows.filter(({ kind }) => kind !== 'heading');
  const name = (row: Row): string => nameOfPlace(info.statement.content, row.place);
  const open = (cell: Cell): void => {
    opened.value = cell;
  };
  return (
    <>
      <ProblemBox problem={problem.value} />
      <p class="muted">{t.matrixAbout}</p>
      {answered.length === 0 ? (
        <p>{t.noAnswers}</p>
      ) : (
        <>
          {counties.length > 1 && (
            <SelectField
              label={t.county}
              value={county.value}
              choices={[
                { value: '', label: t.allCounties },
                ...counties.map(({ branch, name: called }) => ({ value: branch, label: called })),
              ]}
              onValue={(next) => {
                county.value = next;
              }}
            />
          )}
          {wide ? (
            <>
              <Legend />
              <MatrixTable rows={rows} columns={columns} name={name} onOpen={open} />
            </>
          ) : (
            <MatrixLists rows={rows} columns={columns} name={name} onOpen={open} />
          )}
        </>
      )}
      <Modal
        open={opened.value !== null}
        heading="cell"
        wide
        onCancel={() => {
          opened.value = null;
        }}
      >
        {opened.value !== null && (
          <CellDetails
            slug={slug}
            cell={opened.value}
            index={matrix.rows.indexOf(opened.value.row)}
            name={name(opened.value.row)}
            onClose={() => {
              opened.value = null;
            }}
          />
        )}
      </Modal>
    </>
  );
}

function countiesOf(columns: readonly Column[]): { branch: string; name: string }[] {
  const named = new Map(columns.map(({ branch, name }) => [branch, name]));
  const ids = new Set(columns.map(({ county }) => county));
  return [...ids]
    .map((branch) => ({ branch, name: named.get(branch) ?? branch }))
    .sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}

/** On a narrow screen: one branch with all its points, or one point with all branches. */
function MatrixLists({
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
  const by = useSignal<'branch' | 'point'>('branch');
  const chosen = useSignal('');
  const t = hearingReport();
  const column = columns.find(({ branch }) => branch === chosen.value) ?? columns[0];
  const row = rows.find(({ place }) => String(place) === chosen.value) ?? rows[0];
  const cells: Cell[] =
    by.value === 'branch'
      ? column === undefined
        ? []
        : rows.map((one) => ({ row: one, column }))
      : row === undefined
        ? []
        : columns.map((one) => ({ row, column: one }));
  return (
    <>
      <Options
        legend={t.readBy}
        segments
        value={by.value}
        choices={[
          { value: 'branch', label: t.byBranch },
          { value: 'point', label: t.byPoint },
        ]}
        onValue={(next) => {
          by.value = next;
          chosen.value = '';
        }}
      />
      <SelectField
        label={by.value === 'branch' ? t.branch : t.point}
        value={by.value === 'branch' ? (column?.branch ?? '') : String(row?.place ?? '')}
        choices={
          by.value === 'branch'
            ? columns.map((one) => ({ value: one.branch, label: one.name }))
            : rows.map((one) => ({ value: String(one.place), label: name(one) }))
        }
        onValue={(next) => {
          chosen.value = next;
        }}
      />
      <ul class="list cell-list">
        {cells.map((cell) => (
          <li key={`${cell.column.branch} ${cell.row.place}`}>
            <button type="button" class="list-link" onClick={() => onOpen(cell)}>
              <strong>{by.value === 'branch' ? name(cell.row) : cell.column.name}</strong>
              <span>
                <CellWords cell={cell} at={cell.row.place - 1} />
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
