import * as v from 'valibot';
import { type Block, oneLine, ProposalContent } from '../../../server/rules/proposal.ts';

/** A block while it is being edited. `key` stays the same however the block is moved and changed. */
export const EditedBlock = v.object({
  key: v.number(),
  kind: v.picklist(['heading', 'paragraph', 'point']),
  text: v.string(),
});
export type EditedBlock = v.InferOutput<typeof EditedBlock>;

export type Kind = Block['kind'];
type Blocks = readonly EditedBlock[];

/** The longest text that each kind of block holds, in UTF-16 code units. */
const longest: Record<Kind, number> = { heading: 300, paragraph: 20_000, point: 20_000 };

/** Blocks as they are edited, out of blocks as they are kept. */
export function edited(blocks: readonly Block[]): EditedBlock[] {
  return blocks.map((block, key) => ({ key, ...block }));
}

/** A key that no block has. */
function freshKey(blocks: Blocks): number {
  return blocks.reduce((most, { key }) => Math.max(most, key), -1) + 1;
}

export function setKind(blocks: Blocks, at: number, kind: Kind): EditedBlock[] {
  return blocks.map((block, i) => (i === at ? { ...block, kind } : block));
}

/** Replaces a block's text; each further line of it becomes a block of its own, of the same kind. */
export function setText(blocks: Blocks, at: number, text: string): EditedBlock[] {
  const block = blocks[at];
  if (block === undefined) return [...blocks];
  if (!/[\n\r]/u.test(text)) return blocks.map((one, i) => (i === at ? { ...block, text } : one));
  const lines = text.split(/[\n\r]+/u).filter((line) => line.trim() !== '');
  const [first = '', ...others] = lines;
  const key = freshKey(blocks);
  const added = others.map((line, i) => ({ key: key + i, kind: block.kind, text: line.trim() }));
  return [...blocks.slice(0, at), { ...block, text: first }, ...added, ...blocks.slice(at + 1)];
}

/** Moves a block one place up (-1) or down (1). */
export function move(blocks: Blocks, at: number, by: -1 | 1): EditedBlock[] {
  const moved = [...blocks];
  const [one, other] = [moved[at], moved[at + by]];
  if (one === undefined || other === undefined) return moved;
  moved[at] = other;
  moved[at + by] = one;
  return moved;
}

/** Divides a block in two before a character. What is cut off a heading is a paragraph. */
export function split(blocks: Blocks, at: number, before: number): EditedBlock[] {
  const block = blocks[at];
  if (block === undefined) return [...blocks];
  const rest: EditedBlock = {
    key: freshKey(blocks),
    kind: block.kind === 'heading' ? 'paragraph' : block.kind,
    text: block.text.slice(before).trimStart(),
  };
  const kept = { ...block, text: block.text.slice(0, before).trimEnd() };
  return [...blocks.slice(0, at), kept, rest, ...blocks.slice(at + 1)];
}

/** Puts a block and the one after it together, with one space between them. */
export function join(blocks: Blocks, at: number): EditedBlock[] {
  const [block, next] = [blocks[at], blocks[at + 1]];
  if (block === undefined || next === undefined) return [...blocks];
  const text = [block.text.trimEnd(), next.text.trimStart()].filter((part) => part !== '').join(' ');
  return [...blocks.slice(0, at), { ...block, text }, ...blocks.slice(at + 2)];
}

export function remove(blocks: Blocks, at: number): EditedBlock[] {
  return blocks.filter((_, i) => i !== at);
}

/** Adds an empty block at the end. */
export function add(blocks: Blocks, kind: Kind): EditedBlock[] {
  return [...blocks, { key: freshKey(blocks), kind, text: '' }];
}

/** The number that a block has among those of its kind, from 1. */
export function numberOf(blocks: Blocks, at: number): number {
  return blocks.slice(0, at + 1).filter(({ kind }) => kind === blocks[at]?.kind).length;
}

/** What is wrong with a proposal as it stands, and in which block. */
export type TextMistake =
  | { what: 'title.missing' | 'title.long' | 'empty' | 'points' | 'long' }
  | { what: 'block.empty' | 'block.long'; key: number };

/** A proposal's content out of what was edited, or everything that is wrong with it. */
export function contentOf(
  title: string,
  blocks: Blocks,
): { content: ProposalContent; mistakes: [] } | { content: null; mistakes: TextMistake[] } {
  const parts = { title: oneLine(title), blocks: blocks.map(({ kind, text }) => ({ kind, text: oneLine(text) })) };
  const mistakes: TextMistake[] = [];
  if (parts.title === '') mistakes.push({ what: 'title.missing' });
  if (parts.title.length > longest.heading) mistakes.push({ what: 'title.long' });
  if (blocks.length === 0) mistakes.push({ what: 'empty' });
  blocks.forEach(({ key, kind }, i) => {
    const { length } = parts.blocks[i]?.text ?? '';
    if (length === 0) mistakes.push({ what: 'block.empty', key });
    if (length > longest[kind]) mistakes.push({ what: 'block.long', key });
  });
  if (blocks.filter(({ kind }) => kind === 'point').length > 200) mistakes.push({ what: 'points' });
  if (mistakes.length > 0) return { content: null, mistakes };
  const content = v.safeParse(ProposalContent, parts);
  return content.success ? { content: content.output, mistakes: [] } : { content: null, mistakes: [{ what: 'long' }] };
}
