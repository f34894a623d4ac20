import * as v from 'valibot';
import { hashOf } from './canonical.ts';

/** One line of well-formed Unicode without white space at its ends; see `oneLine`. */
const line = v.regex(/^(?!\s)[^\n\r\f\v\u0085\u2028\u2029\p{Cs}]+(?<!\s)$/u);
const Line = v.pipe(v.string(), line);

/** One piece of a proposal's text, in order. Points are what is voted on; all else is the preamble. */
export const Block = v.variant('kind', [
  v.strictObject({ kind: v.literal('heading'), text: v.pipe(Line, v.maxLength(300)) }),
  v.strictObject({ kind: v.literal('paragraph'), text: v.pipe(Line, v.maxLength(20_000)) }),
  v.strictObject({ kind: v.literal('point'), text: v.pipe(Line, v.maxLength(20_000)) }),
]);
export type Block = v.InferOutput<typeof Block>;

/** A proposal's title and text: at most 200 points, and 200 000 characters as Markdown, as a resolution can hold them. */
export const ProposalContent = v.strictObject({
  title: v.pipe(v.string(), v.trim(), line, v.maxLength(300)),
  blocks: v.pipe(
    v.array(Block),
    v.minLength(1),
    v.maxLength(1000),
    v.check((blocks) => pointsOf(blocks).length <= 200, 'A proposal has at most 200 points'),
    v.check((blocks) => toMarkdown(blocks).length <= 200_000, 'A proposal has at most 200 000 characters'),
  ),
});
export type ProposalContent = v.InferOutput<typeof ProposalContent>;

/** The content hash of a proposal: what a ballot's `item` names. */
export function contentHash(content: ProposalContent): string {
  return hashOf({ title: content.title, blocks: content.blocks });
}

/** The points of a text with their numbers from 1, in order. */
export function pointsOf(blocks: readonly Block[]): { number: number; text: string }[] {
  return blocks.filter((block) => block.kind === 'point').map(({ text }, i) => ({ number: i + 1, text }));
}

/** A text as a block can hold it: line breaks, and the white space around them, become one space. */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .split(/[\n\r\f\v\u0085\u2028\u2029]/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** A block with the number that a point has. */
export type NumberedBlock =
  | { kind: 'heading' | 'paragraph'; text: string }
  | { kind: 'point'; number: number; text: string };

/**
 * The text as Markdown (CommonMark): `## ` headings, paragraphs, and points as `N. `; blocks are separated by
 * blank lines, consecutive points by one line break. A paragraph or point that begins like a mark of Markdown is
 * escaped with a backslash. `keep` says which point numbers stay; they keep their numbers.
 */
export function toMarkdown(blocks: readonly Block[], keep: (number: number) => boolean = () => true): string {
  let number = 0;
  let text = '';
  let before: Block['kind'] | undefined;
  for (const block of blocks) {
    if (block.kind === 'point') {
      number += 1;
      if (!keep(number)) continue;
    }
    if (before !== undefined) text += before === 'point' && block.kind === 'point' ? '\n' : '\n\n';
    if (block.kind === 'heading') text += `## ${block.text}`;
    else text += block.kind === 'point' ? `${number}. ${escapeText(block.text)}` : escapeText(block.text);
    before = block.kind;
  }
  return text;
}

/** The blocks that `toMarkdown` wrote, with the points' numbers: its exact inverse for the blocks it kept. */
export function fromMarkdown(text: string): NumberedBlock[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      if (line.startsWith('## ')) return { kind: 'heading', text: line.slice(3) };
      const point = /^(\d{1,9})\. (.*)$/u.exec(line);
      if (point) return { kind: 'point', number: Number(point[1]), text: unescapeText(point[2] as string) };
      return { kind: 'paragraph', text: unescapeText(line) };
    });
}

/** A number or letter with the stop that would make it an item, and the backslashes between them. */
const itemLike = /^(\d{1,9}|[a-zæøå])(\\*)(?=[.)](?:\s|\p{Lu}|$))/u;

/** Escapes the beginning of a text where Markdown would read a heading, a list, a quotation, a rule or an escape. */
export function escapeText(text: string): string {
  return text
    .replace(/^(?=[#>+*_=~`\\-])/u, '\\')
    .replace(itemLike, (_, sign: string, slashes: string) => `${sign}${slashes}${slashes}\\`);
}

/** Takes away what `escapeText` added. */
export function unescapeText(text: string): string {
  return text
    .replace(/^\\(?=[#>+*_=~`\\-])/u, '')
    .replace(itemLike, (whole, sign: string, slashes: string) =>
      slashes.length % 2 === 0 ? whole : sign + '\\'.repeat((slashes.length - 1) / 2),
    );
}
