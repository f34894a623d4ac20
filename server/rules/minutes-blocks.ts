import { escapeText, fromMarkdown, type NumberedBlock, oneLine, unescapeText } from './proposal.ts';

/** One piece of minutes. A `text` is quoted: what was proposed, or what was adopted. */
export type MinutesBlock =
  | { type: 'heading'; level: 1 | 2 | 3 | 4; text: string }
  | { type: 'paragraph'; text: string }
  | { type: 'list'; items: string[] }
  | { type: 'table'; head: string[]; rows: string[][] }
  | { type: 'text'; blocks: NumberedBlock[] };

/** Builds blocks whose texts are each one line, as Markdown holds them; a paragraph without words is left out. */
export const block = {
  heading: (level: 1 | 2 | 3 | 4, text: string): MinutesBlock => ({ type: 'heading', level, text: oneLine(text) }),
  paragraph: (...sentences: string[]): MinutesBlock[] => {
    const text = oneLine(sentences.filter((sentence) => sentence !== '').join(' '));
    return text === '' ? [] : [{ type: 'paragraph', text }];
  },
  list: (items: readonly string[]): MinutesBlock[] => {
    const lines = items.map(oneLine).filter((item) => item !== '');
    return lines.length === 0 ? [] : [{ type: 'list', items: lines }];
  },
  table: (head: readonly string[], rows: readonly (readonly string[])[]): MinutesBlock => ({
    type: 'table',
    head: head.map(oneLine),
    rows: rows.map((row) => row.map(oneLine)),
  }),
  /** Words of somebody's own, each line a paragraph. */
  quote: (text: string): MinutesBlock[] => {
    const lines = text.split(/[\n\r]+/u).map(oneLine);
    const blocks = lines.filter((line) => line !== '').map((line) => ({ kind: 'paragraph' as const, text: line }));
    return blocks.length === 0 ? [] : [{ type: 'text', blocks }];
  },
};

/**
 * Minutes as Markdown (CommonMark with tables): what is signed. `#` to `####` headings, paragraphs, `- ` lists, tables,
 * and quoted texts after `> `, written as in a resolution. Blocks are separated by one blank line.
 */
export function minutesMarkdown(blocks: readonly MinutesBlock[]): string {
  return `${blocks.map(blockMarkdown).join('\n\n')}\n`;
}

function blockMarkdown(piece: MinutesBlock): string {
  switch (piece.type) {
    case 'heading':
      return `${'#'.repeat(piece.level)} ${piece.text}`;
    case 'paragraph':
      return escapeLine(piece.text);
    case 'list':
      return piece.items.map((item) => `- ${escapeLine(item)}`).join('\n');
    case 'table':
      return [piece.head, piece.head.map(() => '---'), ...piece.rows].map(rowMarkdown).join('\n');
    case 'text':
      return quoted(piece.blocks);
  }
}

/** As `toMarkdown` writes a proposal, each line after `> `; the points have the numbers that they are given. */
function quoted(blocks: readonly NumberedBlock[]): string {
  let text = '';
  let before: NumberedBlock['kind'] | undefined;
  for (const piece of blocks) {
    if (before !== undefined) text += before === 'point' && piece.kind === 'point' ? '\n' : '\n>\n';
    const words = piece.kind === 'heading' ? piece.text : escapeText(piece.text);
    text += `> ${piece.kind === 'heading' ? '## ' : piece.kind === 'point' ? `${piece.number}. ` : ''}${words}`;
    before = piece.kind;
  }
  return text;
}

function escapeLine(text: string): string {
  return escapeText(text).replace(/^(?=\|)/u, '\\');
}

function unescapeLine(text: string): string {
  return text.startsWith('\\|') ? text.slice(1) : unescapeText(text);
}

function rowMarkdown(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/[\\|]/gu, '\\$&')).join(' | ')} |`;
}

/** Each cell of a row ends with a bar that is not escaped. */
function rowCells(line: string): string[] {
  return [...line.slice(1).matchAll(/((?:\\.|[^\\|])*)\|/gsu)].map(([, cell = '']) =>
    cell.trim().replace(/\\(.)/gsu, '$1'),
  );
}

/** The blocks that `minutesMarkdown` wrote: its exact inverse. */
export function readMinutes(text: string): MinutesBlock[] {
  return text
    .replace(/\n$/u, '')
    .split('\n\n')
    .filter((part) => part !== '')
    .map(readBlock);
}

function readBlock(part: string): MinutesBlock {
  const heading = /^(#{1,4}) (.*)$/u.exec(part);
  if (heading) {
    const [, marks = '', text = ''] = heading;
    return { type: 'heading', level: marks.length as 1 | 2 | 3 | 4, text };
  }
  const lines = part.split('\n');
  if (part.startsWith('- ')) return { type: 'list', items: lines.map((line) => unescapeLine(line.slice(2))) };
  if (part.startsWith('| ')) {
    const [head = [], , ...rows] = lines.map(rowCells);
    return { type: 'table', head, rows };
  }
  if (part.startsWith('> ')) {
    return { type: 'text', blocks: fromMarkdown(lines.map((line) => line.replace(/^> ?/u, '')).join('\n')) };
  }
  return { type: 'paragraph', text: unescapeLine(part) };
}
