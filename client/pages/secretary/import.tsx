import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { ImportRow } from '../../../server/rules/import-rows.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { FileField } from '../../components/file-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { secretary } from '../../i18n/secretary.ts';
import type { Problem } from '../../problem.ts';

type Preview = ResponseOf<'importPreview'>;
type Imported = ResponseOf<'importMembers'>;

/** Rows shown before the reader asks for all. */
const firstRows = 60;

/** Members out of a list: uploaded or pasted, looked over row by row, and only then written. */
export function ImportMembers({ slug, onImported }: { slug: string; onImported: () => Promise<void> }): JSX.Element {
  const csv = useSignal('');
  const preview = useSignal<Preview | null>(null);
  const imported = useSignal<Imported | null>(null);
  const busy = useSignal<'preview' | 'import' | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretary();

  const write = (text: string): void => {
    csv.value = text;
    preview.value = null;
    imported.value = null;
    problem.value = null;
  };
  const look = async (): Promise<void> => {
    busy.value = 'preview';
    problem.value = null;
    const answer = await call('importPreview', { slug }, { csv: csv.value });
    if (answer.ok) {
      preview.value = answer.value;
      announce(t.previewSum(answer.value));
    } else problem.value = answer.problem;
    busy.value = null;
  };
  const store = async (): Promise<void> => {
    busy.value = 'import';
    problem.value = null;
    const answer = await call('importMembers', { slug }, { csv: csv.value });
    if (answer.ok) {
      await onImported();
      write('');
      imported.value = answer.value;
      announce(t.imported(answer.value.added, answer.value.updated));
    } else problem.value = answer.problem;
    busy.value = null;
  };

  return (
    <div class="form">
      <FileField
        label={t.csvFile}
        description={t.csvFileAbout}
        accept=".csv,.txt,.tsv,text/csv,text/plain,text/tab-separated-values"
        onText={(text) => {
          write(text);
          void look();
        }}
      />
      <TextArea
        label={t.csvText}
        description={t.csvTextAbout}
        value={csv.value}
        rows={6}
        spellcheck={false}
        onValue={write}
      />
      {preview.value === null && (
        <Button
          variant="secondary"
          busy={busy.value === 'preview'}
          reason={csv.value.trim() === '' ? t.csvMissing : undefined}
          onClick={() => void look()}
        >
          {t.lookOver}
        </Button>
      )}
      <ProblemBox problem={problem.value} />
      {imported.value !== null && (
        <Notice tone="success" title={t.imported(imported.value.added, imported.value.updated)}>
          <p>{t.importedNext}</p>
        </Notice>
      )}
      {preview.value !== null && (
        <>
          <PreviewTable preview={preview.value} />
          <div class="actions">
            <Button busy={busy.value === 'import'} reason={reasonAgainst(preview.value)} onClick={() => void store()}>
              {t.importNow(preview.value.added + preview.value.updated)}
            </Button>
            <Button variant="secondary" color="neutral" onClick={() => write('')}>
              {t.importDrop}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function reasonAgainst({ added, updated, mistakes }: Preview): string | undefined {
  const t = secretary();
  if (mistakes > 0) return t.importMistakes(mistakes);
  return added + updated === 0 ? t.importNothing : undefined;
}

const colours = { add: 'success', update: 'info', same: 'neutral', mistake: 'danger' } as const;

/** What an import would do, row by row, mistakes first. */
function PreviewTable({ preview }: { preview: Preview }): JSX.Element {
  const all = useSignal(false);
  const t = secretary();
  const rows = [...preview.rows].sort((a, b) => Number(b.effect === 'mistake') - Number(a.effect === 'mistake'));
  const shown = all.value ? rows : rows.slice(0, firstRows);
  return (
    <div class="preview">
      <p>
        <strong>{t.previewSum(preview)}</strong> {t.previewNothingYet}
      </p>
      <table class="rows">
        <caption class="ds-sr-only">{t.previewTable}</caption>
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            <th scope="col">{t.number}</th>
            <th scope="col">{t.name}</th>
            <th scope="col">{t.effectHead}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PreviewRow key={row.row} row={row} />
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <Button
          variant="tertiary"
          onClick={() => {
            all.value = true;
          }}
        >
          {t.showAllRows(rows.length)}
        </Button>
      )}
    </div>
  );
}

function PreviewRow({ row }: { row: ImportRow }): JSX.Element {
  const t = secretary();
  return (
    <tr data-effect={row.effect}>
      <td data-label={t.row}>{row.row}</td>
      <td data-label={t.number}>{row.number === '' ? '–' : row.number}</td>
      <td data-label={t.name}>{row.name === '' ? '–' : row.name}</td>
      <td data-label={t.effectHead}>
        <span class="ds-tag" data-color={colours[row.effect]}>
          {t.effect[row.effect]}
        </span>
        {row.mistakes.length > 0 && (
          <span class="row-mistakes"> {row.mistakes.map((mistake) => t.mistake[mistake]).join(', ')}</span>
        )}
      </td>
    </tr>
  );
}
