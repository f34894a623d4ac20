import Papa from 'papaparse';
import { placeOfChange } from './amend.ts';
import type { AmendmentGroup, FateState, HearingMatrix, HearingReport } from './hearing-shapes.ts';
import { printedLines } from './printed-lines.ts';
import type { ProposalContent } from './proposal.ts';

/** Rows as a spreadsheet opens them in Norway: UTF-8 with a byte order mark, semicolons, CRLF; no cell is read as a formula. */
function sheet(rows: readonly (readonly (string | number)[])[]): string {
  // the apostrophe before a cell that begins like a formula is what spreadsheets read as text
  const cells = rows.map((row) => [...row]);
  return `\ufeff${Papa.unparse(cells, { delimiter: ';', newline: '\r\n', escapeFormulae: true })}\r\n`;
}

const fates: Record<FateState, string> = {
  kept: 'uendret',
  changed: 'endret',
  deleted: 'strøket',
  rejected: 'ikke vedtatt',
};

const states = { answered: 'i tide', late: 'for sent', input: 'bare innspill', silent: 'ikke svart' } as const;

const kinds = { heading: 'overskrift', paragraph: 'avsnitt', point: 'punkt' } as const;

/** The answers: a row for each block in each answer, and one for each branch that has not answered the text. */
export function answersCsv({ rows, columns }: HearingMatrix): string {
  const names = new Map(columns.map(({ branch, name }) => [branch, name]));
  const header = ['fylke', 'lag', 'svar', 'sted', 'tekst', 'utfall', 'for', 'mot', 'blank', 'ny ordlyd', 'vedtak'];
  const lines = columns.flatMap(({ county, name, state, cells, resolution }): (string | number)[][] => {
    const head = [names.get(county) ?? '', name, states[state]];
    if (cells.length === 0) return [[...head, '', '', '', '', '', '', '', resolution ?? '']];
    return cells.map(({ state: fate, votes, text }, i) => [
      ...head,
      `${kinds[rows[i]?.kind ?? 'point']} ${rows[i]?.number ?? ''}`,
      rows[i]?.text ?? '',
      fates[fate],
      votes?.for ?? '',
      votes?.against ?? '',
      votes?.blank ?? '',
      text ?? '',
      resolution ?? '',
    ]);
  });
  return sheet([header, ...lines]);
}

const types = { replace: 'endring', delete: 'strykning', add: 'tillegg' } as const;

/**
 * The adopted amendments on the form in use (linjenummer; type; forslag; forslagsstiller; lag), one row a group, as
 * `readAmendments` reads it. An addition of another kind than the block it follows says which in its type.
 */
export function amendmentsCsv(content: ProposalContent, { amendments }: Pick<HearingReport, 'amendments'>): string {
  const adopted = amendments.filter(({ backers }) => backers.some((one) => one.adopted));
  const rows = adopted.map(({ wording, backers }) => {
    const text = wording.type === 'replace' ? wording.text : wording.type === 'add' ? wording.block.text : '';
    const names = [...new Set(backers.filter((one) => one.adopted).map(({ name }) => name))];
    return [lineOf(content, wording), typeOf(wording), text, '', together(names)];
  });
  return sheet([['linjenummer', 'type', 'forslag', 'forslagsstiller', 'lag'], ...rows]);
}

function typeOf(wording: AmendmentGroup['wording']): string {
  return wording.type === 'add' ? `${types.add} (${kinds[wording.block.kind]})` : types[wording.type];
}

/** The lines of the printed text that a change touches, or after which it adds. */
function lineOf({ blocks }: ProposalContent, wording: AmendmentGroup['wording']): string {
  const place = placeOfChange(wording);
  if (place === 0) return 'først';
  const numbers = printedLines(blocks).flatMap((line, i) => (line.place === place ? [i + 1] : []));
  const [first = 0] = numbers;
  const last = numbers.at(-1) ?? first;
  return first === last ? String(first) : `${first}-${last}`;
}

/** Names in one cell of at most 200 characters. */
function together(names: readonly string[]): string {
  let text = '';
  for (const [i, name] of names.entries()) {
    const longer = i === 0 ? name : `${text}, ${name}`;
    if (longer.length > 170) return `${text.slice(0, 170)} og ${names.length - i} til`;
    text = longer;
  }
  return text;
}
