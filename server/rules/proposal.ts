import * as v from 'valibot';
import { hashOf } from './canonical.ts';

/** One piece of a proposal's text, in order. Points are what is voted on; all else is the preamble. */
export const Block = v.variant('kind', [
  v.strictObject({ kind: v.literal('heading'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(300)) }),
  v.strictObject({ kind: v.literal('paragraph'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)) }),
  v.strictObject({ kind: v.literal('point'), text: v.pipe(v.string(), v.minLength(1), v.maxLength(20_000)) }),
]);
export type Block = v.InferOutput<typeof Block>;

/** A proposal's title and text. */
export const ProposalContent = v.strictObject({
  title: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
  blocks: v.pipe(v.array(Block), v.minLength(1), v.maxLength(1000)),
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

/**
 * The text as Markdown (CommonMark): `## ` headings, paragraphs, and points as `N. `; blocks are separated by
 * blank lines, consecutive points by one line break. `keep` says which point numbers stay; they keep their numbers.
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
    text += block.kind === 'heading' ? `## ${block.text}` : block.kind === 'point' ? `${number}. ${block.text}` : block.text;
    before = block.kind;
  }
  return text;
}
