import { lettersOf, type Row, rowsOf, tidy } from './csv.ts';
import type { ImportRow, RowMistake } from './import-rows.ts';

/** The longest name and member number that are taken in, in UTF-16 code units. */
const longest = { name: 200, number: 40 };

/** What the columns may be called, in lower case without anything but letters. */
const headers = {
  number: [
    'medlemsnr',
    'medlemsnummer',
    'medlemnr',
    'medlemnummer',
    'medlnr',
    'medlemsid',
    'nr',
    'nummer',
    'number',
    'no',
    'id',
    'memberno',
    'membernr',
    'membernumber',
    'memberid',
    'membershipno',
    'membershipnumber',
  ],
  name: [
    'navn',
    'namn',
    'name',
    'fulltnavn',
    'fulltnamn',
    'fullname',
    'medlem',
    'medlemsnavn',
    'medlemsnamn',
    'member',
    'membername',
  ],
  first: ['fornavn', 'fornamn', 'førenavn', 'førenamn', 'firstname', 'givenname', 'forename'],
  middle: ['mellomnavn', 'mellomnamn', 'middlename'],
  last: ['etternavn', 'etternamn', 'lastname', 'surname', 'familyname'],
} as const;

/** Where a row has its number and the parts of its name, and how many cells it may have. */
interface Columns {
  number: number;
  name: number[];
  width: number;
}

/**
 * The rows of a list of members, with what importing each would do: `add` it, `update` the name of the member with
 * that number, leave the `same`, or nothing because of its mistakes.
 *
 * The list is CSV (RFC 4180) or pasted out of a spreadsheet: separated by semicolon, comma or tab, in any line
 * ending, with or without a byte order mark. A first row of column names is recognised in Norwegian and English (name,
 * or first and last name, and member number; other columns are left out). Without it the number is in the first column
 * that holds mostly digits, and the name in the first one that does not. Numbers lose their white space and keep leading
 * zeros. A number that stands twice is a mistake of the later row. Where no column is a name or a number, the one row
 * that comes back has the mistake `columns`, as has a row with broken quotes or with more cells than there are columns.
 *
 * @param existing the members that the branch has.
 */
export function readMembers(csv: string, existing: readonly { number: string; name: string }[]): ImportRow[] {
  const rows = rowsOf(csv, (cell) => meaningOf(cell) !== null);
  const first = rows[0];
  if (first === undefined) return [];
  const header = namedColumns(first.cells, rows.slice(1));
  const columns = header ?? (hasNames(first.cells) ? null : guessedColumns(rows));
  if (columns === null) return [{ row: first.line, name: '', number: '', effect: 'mistake', mistakes: ['columns'] }];
  const known = new Map(existing.map(({ number, name }) => [number, name]));
  const seen = new Set<string>();
  return (header === null ? rows : rows.slice(1)).map((row) => {
    const name = tidy(columns.name.map((at) => row.cells[at] ?? '').join(' '));
    const number = numberOf(row.cells[columns.number] ?? '');
    const mistakes = mistakesOf(row, columns, name, number);
    if (seen.has(number)) mistakes.push('number.twice');
    if (number !== '') seen.add(number);
    const held = known.get(number);
    const change = held === undefined ? 'add' : held === name ? 'same' : 'update';
    return { row: row.line, name, number, effect: mistakes.length > 0 ? 'mistake' : change, mistakes };
  });
}

function mistakesOf({ cells, broken }: Row, { width }: Columns, name: string, number: string): RowMistake[] {
  const mistakes: RowMistake[] = [];
  if (broken || cells.slice(width).some((cell) => cell.trim() !== '')) mistakes.push('columns');
  if (name === '') mistakes.push('name.missing');
  if (name.length > longest.name) mistakes.push('name.long');
  if (number === '') mistakes.push('number.missing');
  if (number.length > longest.number) mistakes.push('number.long');
  return mistakes;
}

/** A member number without white space, and without the `="…"` by which spreadsheets are made to keep leading zeros. */
function numberOf(cell: string): string {
  return tidy(cell)
    .replace(/^="(.*)"$/u, '$1')
    .replaceAll(' ', '');
}

function meaningOf(cell: string): keyof typeof headers | null {
  const word = lettersOf(cell);
  const found = Object.entries(headers).find(([, words]) => (words as readonly string[]).includes(word));
  return (found?.[0] as keyof typeof headers | undefined) ?? null;
}

/** Whether a row is one of column names: it names a part of a name, or the number, and holds no digit. */
function hasNames(cells: readonly string[]): boolean {
  return cells.some((cell) => meaningOf(cell) !== null) && !cells.some((cell) => /\d/u.test(cell));
}

/** The columns as the first row names them; null when it does not, or names too few. */
function namedColumns(cells: readonly string[], rows: readonly Row[]): Columns | null {
  if (!hasNames(cells)) return null;
  const meanings = cells.map(meaningOf);
  const number = meanings.includes('number') ? meanings.indexOf('number') : mostlyNumbers(rows, cells.length);
  const parts = (['first', 'middle', 'last'] as const).map((part) => meanings.indexOf(part)).filter((at) => at >= 0);
  const name = meanings.includes('name') ? [meanings.indexOf('name'), ...lastNameOf(meanings)] : parts;
  return number === null || name.length === 0 ? null : { number, name, width: cells.length };
}

/** A column "name" beside a column "last name" holds the first name. */
function lastNameOf(meanings: readonly (keyof typeof headers | null)[]): number[] {
  return meanings.includes('last') && !meanings.includes('first') ? [meanings.indexOf('last')] : [];
}

/** The columns of a list that does not name them. */
function guessedColumns(rows: readonly Row[]): Columns | null {
  const widths = rows.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1);
  const width = usual(widths);
  const number = mostlyNumbers(rows, width);
  if (number === null) return null;
  const words = Array.from({ length: width }, (_, at) => at).filter(
    (at) => at !== number && share(rows, at, /^\D*\p{L}\D*$/u) > 0.5,
  );
  const [first, second] = words;
  if (first === undefined) return null;
  const single = share(rows, first, /^\s*\S+\s*$/u) > 0.5 && second === first + 1;
  return { number, name: single ? [first, second] : [first], width };
}

/** The first column in which more than half of the cells are numbers, with at most a few letters before the digits. */
function mostlyNumbers(rows: readonly Row[], width: number): number | null {
  for (let at = 0; at < width; at += 1) {
    if (share(rows, at, /^\s*(?:=")?\p{L}{0,4}[-\s]?\d[\d\s./-]*"?\s*$/u) > 0.5) return at;
  }
  return null;
}

/** The share of rows whose cell fits. One that is too long for a name fits nothing; matching it could take very long. */
function share(rows: readonly Row[], at: number, pattern: RegExp): number {
  const fits = (cell = ''): boolean => cell.length <= longest.name && pattern.test(cell);
  return rows.filter(({ cells }) => fits(cells[at])).length / rows.length;
}

/** The commonest of some numbers; the larger of two as common. */
function usual(numbers: readonly number[]): number {
  const times = new Map<number, number>();
  for (const one of numbers) times.set(one, (times.get(one) ?? 0) + 1);
  return [...times].reduce(
    (best, now) => (now[1] > best[1] || (now[1] === best[1] && now[0] > best[0]) ? now : best),
    [0, 0],
  )[0];
}
