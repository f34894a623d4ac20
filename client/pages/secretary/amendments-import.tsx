import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { ProposalInfo } from '../../../server/api/proposals.ts';
import type { AmendmentImportRow } from '../../../server/rules/import-rows.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ChangeView } from '../../components/change.tsx';
import { TextArea } from '../../components/field.tsx';
import { FileField } from '../../components/file-field.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemBox } from '../../components/problem-box.tsx';
import { texts } from '../../i18n/delegate-texts.ts';
import { secretaryAmendments } from '../../i18n/secretary-amendments.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

type Preview = ResponseOf<'amendmentsPreview'>;

/** Rows shown before the reader asks for all. */
const firstRows = 60;

/** Amendments that came on the form in use: uploaded or pasted, looked over row by row, and only then written, all or none. */
export function ImportAmendments({ live, proposal }: { live: Live; proposal: ProposalInfo }): JSX.Element {
  const csv = useSignal('');
  const preview = useSignal<Preview | null>(null);
  const imported = useSignal<number | null>(null);
  const busy = useSignal<'preview' | 'import' | null>(null);
  const problem = useSignal<Problem | null>(null);
  const t = secretaryAmendments();
  const at = { slug: live.slug, proposal: proposal.id };

  const write = (text: string): void => {
    csv.value = text;
    preview.value = null;
    imported.value = null;
    problem.value = null;
  };
  const look = async (): Promise<void> => {
    busy.value = 'preview';
    problem.value = null;
    const read = csv.value;
    const answer = await call('amendmentsPreview', at, { csv: read });
    // What was written meanwhile was not looked over.
    if (answer.ok && read === csv.value) {
      preview.value = answer.value;
      announce(t.previewSum(answer.value.added, answer.value.mistakes));
    } else if (!answer.ok) problem.value = answer.problem;
    busy.value = null;
  };
  const store = async (): Promise<void> => {
    busy.value = 'import';
    problem.value = null;
    const answer = await call('importAmendments', at, { csv: csv.value });
    if (answer.ok) {
      await live.refresh();
      write('');
      imported.value = answer.value.added;
      announce(t.imported(answer.value.added));
    } else problem.value = answer.problem;
    busy.value = null;
  };

  return (
    <div class="form panel">
      <p class="muted">{t.importAbout}</p>
      <p class="muted">{t.importLines}</p>
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
      {imported.value !== null && <Notice tone="success" title={t.imported(imported.value)} />}
      {preview.value !== null && (
        <>
          <PreviewTable preview={preview.value} proposal={proposal} />
          <div class="actions">
            <Button busy={busy.value === 'import'} reason={reasonAgainst(preview.value)} onClick={() => void store()}>
              {t.importNow(preview.value.added)}
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

function reasonAgainst({ added, mistakes }: Preview): string | undefined {
  const t = secretaryAmendments();
  if (mistakes > 0) return t.importMistakes(mistakes);
  return added === 0 ? t.importNothing : undefined;
}

/** What an import would add, row by row, mistakes first. */
function PreviewTable({ preview, proposal }: { preview: Preview; proposal: ProposalInfo }): JSX.Element {
  const all = useSignal(false);
  const t = secretaryAmendments();
  const rows = [...preview.rows].sort((a, b) => Number(b.mistakes.length > 0) - Number(a.mistakes.length > 0));
  const shown = all.value ? rows : rows.slice(0, firstRows);
  return (
    <div class="preview">
      <p>
        <strong>{t.previewSum(preview.added, preview.mistakes)}</strong> {t.previewNothingYet}
      </p>
      <table class="rows">
        <caption class="ds-sr-only">{t.previewTable}</caption>
        <thead>
          <tr>
            <th scope="col">{t.row}</th>
            <th scope="col">{t.where}</th>
            <th scope="col">{t.what}</th>
            <th scope="col">{t.who}</th>
            <th scope="col">{t.result}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <PreviewRow key={row.row} row={row} proposal={proposal} />
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
          {t.showRows(rows.length)}
        </Button>
      )}
    </div>
  );
}

function PreviewRow({ row, proposal }: { row: AmendmentImportRow; proposal: ProposalInfo }): JSX.Element {
  const t = secretaryAmendments();
  const { change, place, type, text, reason, mistakes } = row;
  const wrong = mistakes.length > 0;
  const who = [row.proposer, row.branch].filter((part) => part !== '').join(', ');
  return (
    <tr data-effect={wrong ? 'mistake' : 'add'}>
      <td data-label={t.row}>{row.row}</td>
      <td data-label={t.where}>{place === '' ? '–' : place}</td>
      <td data-label={t.what}>
        {change === null ? (
          [type, text].filter((part) => part !== '').join(': ') || '–'
        ) : (
          <ChangeView change={change} original={proposal.content} />
        )}
        {reason !== '' && <span class="muted small"> {texts().reason(reason)}</span>}
      </td>
      <td data-label={t.who}>{who === '' ? '–' : who}</td>
      <td data-label={t.result}>
        <span class="ds-tag" data-color={wrong ? 'danger' : 'success'}>
          {wrong ? t.wrong : t.added}
        </span>
        {wrong && <span class="row-mistakes"> {mistakes.map((mistake) => t.mistake[mistake]).join(', ')}</span>}
      </td>
    </tr>
  );
}
