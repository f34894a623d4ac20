import writeXlsxFile, { type Cell as XlsxCell } from 'write-excel-file/universal';
import type { Cell, Sheet } from './sheets.ts';

/** Characters that a cell holds (Excel specifications and limits), and that a name of a sheet may not have. */
const most = 32_767;
const notInNames = /[[\]:*?/\\]/gu;
/** What XML 1.0 has no place for. */
const noXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/**
 * Sheets as a workbook (ECMA-376). Every text is a string to whoever opens it, also one that begins like a formula; each sheet
 * has a head that stays in sight.
 */
export function workbook(sheets: readonly Sheet[]): Promise<Blob> {
  return writeXlsxFile(
    sheets.map(({ name, head, rows }) => ({
      sheet: name.replace(notInNames, ' ').slice(0, 31),
      stickyRowsCount: 1,
      columns: head.map((label, i) => ({ width: widthOf([label, ...rows.map((row) => row[i] ?? null)]) })),
      data: [
        head.map((label): XlsxCell => ({ value: textOf(label), type: String, fontWeight: 'bold', wrap: true })),
        ...rows.map((row) => row.map(cellOf)),
      ],
    })),
  ).toBlob();
}

function cellOf(cell: Cell): XlsxCell {
  if (cell === null || cell === '') return null;
  if (typeof cell === 'number') return { value: cell, type: Number, alignVertical: 'top' };
  return { value: textOf(cell), type: String, wrap: true, alignVertical: 'top' };
}

function textOf(text: string): string {
  const clean = text.toWellFormed().replace(noXml, '');
  return clean.length > most ? `${clean.slice(0, most - 1)}…` : clean;
}

function widthOf(cells: readonly Cell[]): number {
  return Math.min(60, Math.max(8, ...cells.map((cell) => String(cell ?? '').length + 2)));
}
