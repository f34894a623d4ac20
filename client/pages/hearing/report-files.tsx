import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { call } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { changeName } from '../../components/change.tsx';
import { hearingReport } from '../../i18n/hearing-report.ts';
import { language } from '../../i18n/language.ts';
import { bytesAt, pdfFonts } from '../../pdf/fonts.ts';
import { saveFile } from '../../save-file.ts';
import type { ReportFile } from './export/parts.ts';
import type { ReportProps } from './report.tsx';
import { nameOfPlace } from './view.tsx';

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The report to take along: as a spreadsheet and as PDF, which the page makes, and as CSV and JSON from the server. */
export function ReportFiles({ live, snapshot, info, report }: ReportProps): JSX.Element {
  const busy = useSignal<'xlsx' | 'pdf' | null>(null);
  const failed = useSignal(false);
  const t = hearingReport();
  const { slug } = live;
  const { hearing, statement } = info;
  const files = `/lag/${encodeURIComponent(slug)}/hearings/${hearing}`;

  const partsOf = async (): Promise<ReportFile> => {
    const matrix = await call('hearingMatrix', { slug, hearing });
    if (!matrix.ok) throw new Error(matrix.problem.detail);
    return {
      statement,
      issuerName: info.issuerName,
      report,
      matrix: matrix.value,
      words: t,
      placeName: (place) => (place === 0 ? t.beginning : nameOfPlace(statement.content, place)),
      changeName: (change) => changeName(change, statement.content),
    };
  };
  const make = async (kind: 'xlsx' | 'pdf'): Promise<void> => {
    busy.value = kind;
    failed.value = false;
    try {
      const parts = await partsOf();
      if (kind === 'xlsx') {
        const { reportSheets } = await import('./export/sheets.ts');
        const { workbook } = await import('./export/xlsx.ts');
        saveFile(await workbook(reportSheets(parts)), `${slug}-horing.xlsx`, xlsxType);
      } else saveFile(await pdfOf(parts), `${slug}-horing.pdf`, 'application/pdf');
    } catch {
      failed.value = true;
    }
    busy.value = null;
  };
  const pdfOf = async (parts: ReportFile): Promise<Uint8Array<ArrayBuffer>> => {
    const { minutesPdf } = await import('../../pdf/minutes-pdf.ts');
    const { reportDocument } = await import('./export/document.ts');
    const jws = info.closedAt === null ? null : await bytesAt(`${files}/report.jws`);
    return minutesPdf({
      title: t.reportOf(report.title),
      author: info.issuerName,
      language: language.value,
      blocks: reportDocument(parts, hearing, info.report),
      closing: [],
      at: info.closedAt ?? snapshot.at,
      foot: t.foot,
      signed: jws === null ? null : { name: 'horingsrapport.jws', description: t.closingFile, bytes: jws },
      fonts: await pdfFonts(),
    });
  };

  return (
    <section class="part no-print" aria-labelledby="files">
      <h2 class="ds-heading" data-size="xs" id="files">
        {t.files}
      </h2>
      <div class="actions">
        <Button
          variant="secondary"
          data-size="sm"
          busy={busy.value === 'xlsx'}
          busyLabel={t.making}
          onClick={() => void make('xlsx')}
        >
          {t.xlsx}
        </Button>
        <Button
          variant="secondary"
          data-size="sm"
          busy={busy.value === 'pdf'}
          busyLabel={t.making}
          onClick={() => void make('pdf')}
        >
          {t.pdf}
        </Button>
        {(
          [
            ['answers.csv', t.csvAnswers],
            ['amendments.csv', t.csvAmendments],
            ['report.json', t.json],
          ] as const
        ).map(([file, label]) => (
          <a class="ds-button" data-variant="secondary" data-size="sm" href={`${files}/${file}`} download key={file}>
            {label}
          </a>
        ))}
      </div>
      <div role="alert">{failed.value && <p class="mistake">{t.makingFailed}</p>}</div>
    </section>
  );
}
