import type { Block, ProposalContent } from './proposal.ts';
import { ends, goesOn, type Line, type Mark, readLines } from './text-lines.ts';

/**
 * A proposal out of plain text as people paste it from Word, e-mail, PDF files and web pages.
 *
 * - **Points** are the items of lists: bullets of all kinds (`·`, `•`, `-`, `–`, `*` and others) and numbers (`1.`, `1)`).
 *   A number is an item's when it starts at 1 or goes on with the numbers before it, so that "5. mai er …" and a
 *   reference that wrapped to a new line stay text. Letters (`a)`, `b)`) are points where they are the list, and part of
 *   the point above where they stand under a number or a bullet. So is any item that is set in deeper: a demand and what
 *   is listed under it are voted on together, and the signs of such items stay in its text.
 * - **Headings** are lines marked with `#`, or where nothing is so marked, short lines without a stop at the end that stand
 *   alone, or two together, before a text. A third in a row makes them an enumeration, and they are paragraphs.
 * - **Paragraphs** are all else, each line its own, except that lines which were broken to a width (by e-mail or PDF) are put
 *   together again with one space. Hyphens are left as they are.
 *
 * Nothing is lost: the characters of the text, white space and the marks that were recognised left out, are those of
 * the blocks in their order. The title is the first heading, else the first words of the text.
 *
 * Never throws. The content satisfies `ProposalContent` unless the text is blank (no blocks), has more than 1000 blocks,
 * has a block of more than 20 000 characters, or is not well-formed Unicode: that is for the schema to say.
 *
 * What `toMarkdown` makes of the content parses to the same content, except where the first point of a list begins
 * with a month's name, as a date would.
 */
export function parseProposal(text: string): ProposalContent {
  const blocks = withHeadings(withoutNesting(unitsOf(readLines(text))));
  return { title: titleOf(blocks), blocks };
}

/** A run of lines that belong together. Items keep their mark and indentation until nesting is settled. */
interface Unit {
  kind: Block['kind'];
  text: string;
  mark: Mark | null;
  indent: number;
}

function unitsOf(lines: readonly Line[]): Unit[] {
  const apart = enumerations(lines);
  const width = wrapWidth(lines, apart);
  const units: Unit[] = [];
  lines.forEach((line, i) => {
    if (line.text === '' && line.mark === null) return;
    const { text, mark, indent } = line;
    const unit = units.at(-1);
    if (mark === null && !apart.has(i) && unit !== undefined && belongs(lines, i, unit, width)) {
      unit.text = unit.text === '' ? text : `${unit.text} ${text}`;
      return;
    }
    if (mark !== null && text === '' && !isPlain(lines[i + 1]))
      units.push({ kind: 'paragraph', text: mark.sign, mark: null, indent });
    else if (mark === null) units.push({ kind: 'paragraph', text, mark, indent });
    else if (mark.kind !== 'heading') units.push({ kind: 'point', text, mark, indent });
    else units.push({ kind: text.length > 300 ? 'paragraph' : 'heading', text, mark, indent });
  });
  return units;
}

/** A line with text and without a mark. */
function isPlain(line: Line | undefined): line is Line {
  return line !== undefined && line.mark === null && line.text !== '';
}

/** Whether an unmarked line goes on with the unit above it. */
function belongs(lines: readonly Line[], i: number, unit: Unit, width: Width | null): boolean {
  const above = lines[i - 1];
  const line = lines[i] as Line;
  if (above === undefined || (above.text === '' && above.mark === null) || above.mark?.kind === 'heading') return false;
  if (line.glued || unit.text === '') return true;
  if (unit.kind === 'point' && line.indent > unit.indent) return true;
  const open = !ends(above.text);
  const low = goesOn(line.text);
  if (open && low) return true;
  if (width === null || above.length > width.most * 1.1 || line.length > width.most * 1.1) return false;
  // After a stop, a line that is set in begins a paragraph, and one with a colon leads in what follows.
  if (!open && (line.indent >= above.indent + 2 || (!low && line.text.endsWith(':')))) return false;
  return reach(above, line) > (open || low ? width.least : width.most);
}

/** The length that a line would have had with the next one's first word. */
function reach(line: Line, next: Line): number {
  return line.length + 1 + (/^\S+/u.exec(next.text)?.[0].length ?? 0);
}

/** The width that lines were broken to: none is longer than `most`, and none could have taken a word without passing `least`. */
interface Width {
  most: number;
  least: number;
}

/** Measured on the lines that were certainly broken: they stop in mid-sentence and the next goes on in lower case. */
function wrapWidth(lines: readonly Line[], apart: ReadonlySet<number>): Width | null {
  const broken = lines.flatMap((line, i) => {
    const next = lines[i + 1];
    if (!isPlain(next) || apart.has(i + 1) || line.text === '' || line.mark?.kind === 'heading') return [];
    if (ends(line.text) || !goesOn(next.text) || line.length < 40 || line.length > 120) return [];
    return [{ length: line.length, reach: reach(line, next) }];
  });
  if (broken.length === 0) return null;
  const most = Math.max(...broken.map(({ length }) => length));
  // Mail programs count characters; what was set in a proportional font ends more unevenly.
  const exact = broken.every((line) => line.reach > most);
  return { most, least: exact ? most : most * 0.85 };
}

/**
 * Lines that begin in lower case under a short lead-in with a colon ("Vi vil:"): a list that has lost its bullets, if
 * their lengths do not show them to be one broken paragraph.
 */
function enumerations(lines: readonly Line[]): Set<number> {
  const apart = new Set<number>();
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i];
    const first = lines[i + 1];
    if (!isPlain(line) || !line.text.endsWith(':') || !isPlain(first) || !goesOn(first.text)) continue;
    let end = i + 1;
    while (isPlain(lines[end])) end += 1;
    const under = lines.slice(i + 1, end);
    const most = under.reduce((longest, { length }) => Math.max(longest, length), 40);
    if (reach(line, first) > Math.max(60, most)) continue;
    const wrapped = under.every((one, k) => k === under.length - 1 || reach(one, under[k + 1] as Line) > most);
    under.forEach(({ glued }, k) => {
      if (!glued && (k === 0 || !wrapped)) apart.add(i + 1 + k);
    });
    i = end - 1;
  }
  return apart;
}

/** Puts items that stand under another item into its text. */
function withoutNesting(units: readonly Unit[]): Unit[] {
  const flat: Unit[] = [];
  let list: Unit[] = [];
  const flush = () => {
    const outer = outerIndent(list);
    list.forEach((item, k) => {
      const under =
        k > 0 && (item.indent >= outer + 2 || (item.mark?.kind === 'letter' && list[0]?.mark?.kind !== 'letter'));
      const parent = flat.at(-1);
      if (under && parent !== undefined && item.mark !== null) parent.text += ` ${item.mark.sign} ${item.text}`;
      else flat.push({ ...item });
    });
    list = [];
  };
  for (const unit of units) {
    if (unit.kind === 'point') {
      list.push(unit);
      continue;
    }
    flush();
    flat.push(unit);
  }
  flush();
  return flat;
}

/**
 * The indentation of a list's outer items: the least among those with the first one's kind of mark. The first itself counts
 * only if it is alone, since copying often cuts off the space before it.
 */
function outerIndent(list: readonly Unit[]): number {
  const [first, ...others] = list;
  if (first === undefined) return 0;
  const alike = others.filter(({ mark }) =>
    mark?.kind === 'bullet' ? mark.sign === first.mark?.sign : mark?.kind === first.mark?.kind,
  );
  return alike.length === 0
    ? first.indent
    : alike.reduce((least, { indent }) => Math.min(least, indent), Number.POSITIVE_INFINITY);
}

/** Finds the headings that have no mark, and drops what only parsing needs. */
function withHeadings(units: readonly Unit[]): Block[] {
  const blocks: Block[] = units.map(({ kind, text }) => ({ kind, text }));
  if (blocks.some(({ kind }) => kind === 'heading')) return blocks;
  let start = 0;
  while (start < blocks.length) {
    let end = start;
    while (isTitle(blocks[end], end === 0)) end += 1;
    const size = end - start;
    const listed = blocks[start - 1]?.text.endsWith(':') === true;
    const introduces = end < blocks.length && (start === 0 || size === 1 || (size === 2 && !listed));
    if (size > 0 && introduces) for (const block of blocks.slice(start, end)) block.kind = 'heading';
    start = end + 1;
  }
  return blocks;
}

/** Whether a block could be a heading by its looks. The first one of a text may be longer, and exclaim. */
function isTitle(block: Block | undefined, first: boolean): boolean {
  if (block?.kind !== 'paragraph' || block.text.length > (first ? 150 : 80)) return false;
  if (/[.:;,…]["'”’»)\]]*$/u.test(block.text) || (!first && /!["'”’»)\]]*$/u.test(block.text))) return false;
  return /^[^\p{L}]*(?:\p{Lu}|\d)/u.test(block.text) && /\p{L}/u.test(block.text) && !/@|:\/\/|\t/u.test(block.text);
}

/** The first heading, else the first words of the text: at most 80 characters, cut at a word. */
function titleOf(blocks: readonly Block[]): string {
  const heading = blocks.find(({ kind }) => kind === 'heading');
  if (heading !== undefined) return heading.text;
  const text = blocks[0]?.text ?? '';
  if (text.length <= 80) return text;
  const cut = text.slice(0, 81).replace(/\s+\S*$/u, '');
  return cut.length <= 80 ? cut : [...text].slice(0, 40).join('');
}
