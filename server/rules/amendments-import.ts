import { checkChange, placeOf } from './amend.ts';
import type { Change } from './amendment.ts';
import { lettersOf, type Row, rowsOf, tidy } from './csv.ts';
import type { AmendmentImportRow, AmendmentMistake } from './import-rows.ts';
import { printedLines } from './printed-lines.ts';
import { type Block, oneLine, type ProposalContent } from './proposal.ts';

/** What the columns may be called, in lower case without anything but letters. */
const headers = {
  line: ['linjenummer', 'linjenr', 'linje', 'linjer', 'line', 'lines', 'linenumber', 'lineno'],
  place: [
    'sted',
    'stad',
    'plass',
    'plassering',
    'hvor',
    'kvar',
    'place',
    'punkt',
    'punktnr',
    'punktnummer',
    'pkt',
    'point',
  ],
  type: ['type', 'typeforslag', 'typeframlegg', 'forslagstype', 'endringstype', 'slag', 'kind'],
  text: ['forslag', 'forslaget', 'framlegg', 'framlegget', 'tekst', 'nytekst', 'forslagtilnytekst', 'text', 'proposal'],
  proposer: [
    'forslagsstiller',
    'forslagstiller',
    'forslagsstillar',
    'forslagstillar',
    'framleggsstillar',
    'innsender',
    'innsendar',
    'navn',
    'namn',
    'proposer',
    'name',
  ],
  branch: ['lag', 'partilag', 'lokallag', 'arbeiderlag', 'arbeidarlag', 'kommuneparti', 'branch'],
  reason: ['begrunnelse', 'grunngiving', 'grunngjeving', 'reason'],
} as const;
type Column = keyof typeof headers;

/** The order of the form in use, for a list that does not name its columns. */
const form: readonly Column[] = ['line', 'type', 'text', 'proposer', 'branch'];

/** What the types may be called, in the same way. */
const types: Record<Change['type'], readonly string[]> = {
  replace: [
    'endring',
    'endringsforslag',
    'endringsframlegg',
    'endre',
    'endra',
    'erstatt',
    'erstatte',
    'e',
    'change',
    'replace',
  ],
  add: ['tillegg', 'tilleggsforslag', 'tilleggsframlegg', 'leggtil', 'leggetil', 'ny', 'nytt', 't', 'add', 'addition'],
  delete: [
    'strykning',
    'stryking',
    'strykningsforslag',
    'strykingsframlegg',
    'stryk',
    'stryke',
    'slett',
    's',
    'delete',
  ],
};

const longest = { name: 200, text: 20_000, reason: 5000 };

/**
 * The rows of a form of amendments to a text: linjenummer; type; forslag; forslagsstiller; lag (and begrunnelse). The file is
 * read like a list of members: any common separator, with or without column names, which may stand in any order.
 *
 * The place is "punkt 3", "pkt. 3", "avsnitt 2", "overskrift 1", "linje 12" or "linje 12-14"; a bare number is a line of
 * the text as it is printed (`printedLines`) where the column is called linjenummer, and the number of a point where it is
 * called something else. What is added goes after its place and is of the same kind; "nytt punkt" adds after the last
 * point, "til slutt" at the end. To strike out some words of a place, they stand as the text of a row of the type strykning.
 */
export function readAmendments(csv: string, content: ProposalContent): AmendmentImportRow[] {
  const rows = rowsOf(csv, (cell) => columnOf(cell) !== null);
  const first = rows[0];
  if (first === undefined) return [];
  const named = first.cells.map(columnOf);
  const header = named.includes('type') && (named.includes('line') || named.includes('place'));
  if (!header && typeOf(first.cells[1] ?? '') === null) return [{ ...emptyRow(first), mistakes: ['columns'] }];
  const columns = header ? named : form;
  return (header ? rows.slice(1) : rows).map((row) => readRow(row, columns, content));
}

function emptyRow({ line }: Row): AmendmentImportRow {
  const empty = { place: '', type: '', text: '', proposer: '', branch: '', reason: '' };
  return { row: line, ...empty, change: null, mistakes: [] };
}

function readRow(row: Row, columns: readonly (Column | null)[], content: ProposalContent): AmendmentImportRow {
  const cell = (column: Column): string => {
    const at = columns.indexOf(column);
    return at < 0 ? '' : (row.cells[at] ?? '');
  };
  const byLine = columns.includes('line');
  const read = {
    ...emptyRow(row),
    place: tidy(cell(byLine ? 'line' : 'place')),
    type: tidy(cell('type')),
    text: oneLine(cell('text').normalize('NFC'))
      .replace(/^[·•*–-]\s+/u, '')
      // what stands before a cell that begins like a formula, so that a spreadsheet reads it as text
      .replace(/^'(?=[=+@-])/u, ''),
    proposer: tidy(cell('proposer')),
    branch: tidy(cell('branch')),
    reason: cell('reason').toWellFormed().normalize('NFC').trim(),
  };
  const mistakes: AmendmentMistake[] = [];
  const wide = row.cells.slice(columns.length).some((more) => more.trim() !== '');
  if (row.broken || wide) mistakes.push('columns');
  if (read.proposer.length > longest.name || read.branch.length > longest.name) mistakes.push('name.long');
  if (read.text.length > longest.text || read.reason.length > longest.reason) mistakes.push('text.long');
  const type = typeOf(read.type);
  if (type === null) mistakes.push('type.unknown');
  const spot = spotOf(read.place, byLine, type === 'add', content);
  const kind = type === 'add' ? kindIn(read.type) : null;
  if (typeof spot === 'string') mistakes.push(spot);
  if (type === null || typeof spot === 'string' || mistakes.length > 0) return { ...read, mistakes };
  const change = changeOf(type, kind === null ? spot : { ...spot, kind }, read.text, content);
  return typeof change === 'string' ? { ...read, mistakes: [change] } : { ...read, change };
}

/** Where something is changed, or after which it is added, and as what. */
interface Spot {
  place: number;
  kind: Block['kind'];
}

function spotOf(text: string, byLine: boolean, adding: boolean, content: ProposalContent): Spot | AmendmentMistake {
  const words = text.toLowerCase();
  if (words === '') return 'place.missing';
  const end = adding ? endOf(words, content) : null;
  if (end !== null) return end;
  const place = placeNamed(words, byLine, content);
  if (typeof place === 'string') return place;
  return { place, kind: likeBlock(content.blocks[place - 1]) };
}

/** A place for what is added that is told by words alone; null where it is not. */
function endOf(words: string, { blocks }: ProposalContent): Spot | null {
  if (/^(?:nytt|nye) (?:kule)?punkt/u.test(words)) {
    const last = blocks.findLastIndex(({ kind }) => kind === 'point') + 1;
    return { place: last === 0 ? blocks.length : last, kind: 'point' };
  }
  if (/^nytt avsnitt/u.test(words)) return { place: blocks.length, kind: 'paragraph' };
  if (/^(?:til )?(?:slutt|sist)/u.test(words)) return { place: blocks.length, kind: likeBlock(blocks.at(-1)) };
  return /^(?:først|fyrst|i starten|start)/u.test(words) ? { place: 0, kind: 'paragraph' } : null;
}

/** The place of "punkt 3", "linje 12-14" and the like. */
function placeNamed(words: string, byLine: boolean, content: ProposalContent): number | AmendmentMistake {
  const found = /^(?<unit>\p{L}*)\.?\s*(?:nr\.?\s*)?(?<from>\d{1,6})\.?(?:\s*[-–]\s*(?<to>\d{1,6}))?$/u.exec(
    words,
  )?.groups;
  const unit = unitOf(found?.unit ?? '', byLine);
  if (found === undefined || unit === null) return 'place.unknown';
  const lines = unit === 'line' ? printedLines(content.blocks) : [];
  const placeAt = (number: number): number | null =>
    unit === 'line' ? (lines[number - 1]?.place ?? null) : placeOf(content, { kind: unit, number });
  const from = placeAt(Number(found.from));
  const to = placeAt(Number(found.to ?? found.from));
  if (from === null || to === null) return 'place.unknown';
  return from === to ? from : 'place.several';
}

/** What is added after a block is like it; after a heading it is a paragraph. */
function likeBlock(block: Block | undefined): Block['kind'] {
  return block?.kind === 'point' ? 'point' : 'paragraph';
}

function unitOf(word: string, byLine: boolean): Block['kind'] | 'line' | null {
  if (word === '' || word === 'nr') return byLine ? 'line' : 'point';
  if (['l', 'linje', 'linjer', 'linjenr', 'linjenummer', 'line'].includes(word)) return 'line';
  if (['p', 'pkt', 'punkt', 'kulepunkt', 'krav', 'point'].includes(word)) return 'point';
  if (['a', 'avsn', 'avsnitt', 'paragraph'].includes(word)) return 'paragraph';
  return ['overskrift', 'mellomtittel', 'heading'].includes(word) ? 'heading' : null;
}

function changeOf(
  type: Change['type'],
  { place, kind }: Spot,
  text: string,
  content: ProposalContent,
): Change | AmendmentMistake {
  const there = content.blocks[place - 1]?.text ?? '';
  if (text === '' && type !== 'delete') return 'text.missing';
  if (type === 'replace' && text === there) return 'text.same';
  const change = written(type, { place, kind }, text, there);
  if (change === null) return 'text.elsewhere';
  return checkChange(content, change).ok ? change : 'text.unfit';
}

/** The change that a row asks for; null where the words to be struck out are not there. */
function written(type: Change['type'], { place, kind }: Spot, text: string, there: string): Change | null {
  if (type === 'add') return { type, after: place, block: { kind, text } };
  if (type === 'replace') return { type, at: place, text };
  if (text === '' || text === there) return { type, at: place };
  if (!there.includes(text)) return null;
  const left = tidy(there.replace(text, ' ')).replace(/ (?=[,.;:!?])/gu, '');
  return left === '' ? { type, at: place } : { type: 'replace', at: place, text: left };
}

function columnOf(cell: string): Column | null {
  const word = lettersOf(cell);
  const found = Object.entries(headers).find(([, words]) => (words as readonly string[]).includes(word));
  return (found?.[0] as Column | undefined) ?? null;
}

/** What is added, where the type says it: "tillegg (punkt)". */
function kindIn(cell: string): Block['kind'] | null {
  const unit = unitOf(lettersOf(/\((?<kind>[^()]*)\)/u.exec(cell)?.groups?.kind ?? '') || '-', false);
  return unit === 'line' ? null : unit;
}

function typeOf(cell: string): Change['type'] | null {
  const word = lettersOf(cell.replace(/\([^()]*\)/u, ''));
  const found = Object.entries(types).find(([, words]) => words.includes(word));
  return (found?.[0] as Change['type'] | undefined) ?? null;
}
