import Papa from 'papaparse';

/** A row that is not blank, with the number of the line on which it begins, the first being 1. */
export interface Row {
  line: number;
  cells: string[];
  /** Its quotes do not match. */
  broken: boolean;
}

/**
 * The rows of a CSV (RFC 4180) or of what was pasted out of a spreadsheet: separated by semicolon, comma or tab, in any line
 * ending, with or without a byte order mark or a first line `sep=;`. Blank rows are left out.
 * @param isName whether a cell of the first row names a column; the separator is the one that parts such names.
 */
export function rowsOf(csv: string, isName: (cell: string) => boolean): Row[] {
  const marked = csv.replace(/^\ufeff+/u, '').replace(/\r\n?/gu, '\n');
  const separator = /^sep=(.)\n/u.exec(marked);
  // Papa would pass over a mark at the beginning too, and count from behind it
  const text = marked.slice(separator?.[0].length ?? 0).replace(/^\ufeff+/u, '');
  const rows: Row[] = [];
  let line = separator === null ? 1 : 2;
  let start = 0;
  Papa.parse<string[]>(text, {
    delimiter: separator?.[1] ?? separatorOf(text, isName),
    newline: '\n',
    step: ({ data, errors, meta }) => {
      const broken = errors.some(({ type }) => type === 'Quotes');
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data, broken });
      line += text.slice(start, meta.cursor).split('\n').length - 1;
      start = meta.cursor;
    },
  });
  return rows;
}

/**
 * The separator between the column names of the first row, or else the one that stands in most lines: tab before semicolon
 * before comma, which names may have in them.
 */
function separatorOf(text: string, isName: (cell: string) => boolean): string {
  const signs = ['\t', ';', ','];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const named = (sign: string): number => (lines[0] ?? '').split(sign).filter(isName).length;
  const most = (sign: string): boolean => lines.filter((line) => line.includes(sign)).length > lines.length / 2;
  return signs.find((sign) => named(sign) > 1) ?? signs.find(most) ?? ',';
}

/** The letters of a column's name, in lower case: what it is known by. */
export function lettersOf(cell: string): string {
  return cell
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}]/gu, '');
}

/** A cell with every run of white space as one space, and none at its ends. */
export function tidy(cell: string): string {
  return cell.toWellFormed().normalize('NFC').replace(/\s+/gu, ' ').trim();
}
