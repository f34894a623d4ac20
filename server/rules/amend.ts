import * as v from 'valibot';
import type { Change } from './amendment.ts';
import { Block, oneLine, ProposalContent } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** What people call a place: the third point, the second paragraph, each kind counted for itself from 1. */
export interface Label {
  kind: Block['kind'];
  number: number;
}

/** The label of a place (1-based index) in a text; null where there is none, as for the beginning, 0. */
export function labelOf(content: ProposalContent, place: number): Label | null {
  const block = content.blocks[place - 1];
  if (block === undefined) return null;
  const number = content.blocks.slice(0, place).filter(({ kind }) => kind === block.kind).length;
  return { kind: block.kind, number };
}

/** The place that a label names; null where the text has none. */
export function placeOf(content: ProposalContent, { kind, number }: Label): number | null {
  const places = content.blocks.flatMap((block, i) => (block.kind === kind ? [i + 1] : []));
  return places[number - 1] ?? null;
}

/** The place that a change addresses: the block that it replaces or deletes, or after which it adds (0: the beginning). */
export function placeOfChange(change: Change): number {
  return change.type === 'add' ? change.after : change.at;
}

/** Why a change changes nothing in a text: its place is not there, or what it puts in stands there already; null where it does. */
export function faultOf(content: ProposalContent, change: Change): 'missing' | 'same' | null {
  const place = placeOfChange(change);
  const there = content.blocks[place - 1];
  if (there === undefined) return change.type === 'add' && place === 0 ? null : 'missing';
  return change.type === 'replace' && change.text === there.text ? 'same' : null;
}

/**
 * Whether a change to a text as it was proposed is one: its place is there, what it puts in is one line as a block holds it and
 * says something else than what stands there, and the text that comes of it is one, neither empty nor too long.
 */
export function checkChange(content: ProposalContent, change: Change): Checked<Change> {
  const place = placeOfChange(change);
  const fault = faultOf(content, change);
  if (fault === 'missing')
    return refuse('amendment.place', `the text has ${content.blocks.length} blocks, and no place ${place}`);
  if (fault === 'same') return refuse('amendment.place', `block ${place} says the same already`);
  if (change.type !== 'delete') {
    const block = change.type === 'add' ? change.block : { kind: content.blocks[place - 1]?.kind, text: change.text };
    if (!v.is(Block, block) || oneLine(block.text) !== block.text)
      return refuse('amendment.place', 'what is put in is not one line of text that such a block can hold');
  }
  const applied = applyChanges(content, [{ number: 1, change }]);
  return applied.ok ? pass(change) : refuse('amendment.place', applied.refusal.detail);
}

/** A change under the number of its amendment. */
export interface NumberedChange {
  number: number;
  change: Change;
}

/** Whether two changes are the same, word for word. */
export function sameChange(a: Change, b: Change): boolean {
  switch (a.type) {
    case 'replace':
      return b.type === 'replace' && a.at === b.at && a.text === b.text;
    case 'delete':
      return b.type === 'delete' && a.at === b.at;
    case 'add':
      return b.type === 'add' && a.after === b.after && a.block.kind === b.block.kind && a.block.text === b.block.text;
  }
}

/** Whether two changes cannot both stand: they change or delete the same block and are not the same. Additions stand beside all. */
export function collide(a: Change, b: Change): boolean {
  return a.type !== 'add' && b.type !== 'add' && a.at === b.at && !sameChange(a, b);
}

/** A block of a text as it stands, and where it comes from. */
export interface PlacedBlock {
  block: Block;
  /** Its place in the text as it was proposed; of one that was added the place after which it stands, 0 for the beginning. */
  place: number;
  added: boolean;
  /** The number of the amendment that it stands by as it does; null where nobody changed it. */
  amendment: number | null;
}

/** A text with changes made to it. */
export interface Applied {
  content: ProposalContent;
  /** The blocks of `content`. */
  blocks: PlacedBlock[];
  /** What was deleted: its place in the text as it was proposed, and by which amendment. */
  deleted: { place: number; amendment: number }[];
}

/**
 * A text with changes made to it, each to its place in the text as it was proposed, so that their order does not matter. What is
 * added in one spot stands in the order of the amendments' numbers. Of changes that collide a deletion goes before a
 * replacement and a lower number before a higher one; a change without a place is left out.
 * Refused: a text of which nothing is left, and one that grew larger than a proposal may be.
 */
export function applyChanges(content: ProposalContent, changes: readonly NumberedChange[]): Checked<Applied> {
  const inOrder = [...changes].sort((a, b) => a.number - b.number);
  const addedAfter = (place: number): PlacedBlock[] =>
    inOrder.flatMap(({ number, change }) =>
      change.type === 'add' && change.after === place
        ? [{ block: change.block, place, added: true, amendment: number }]
        : [],
    );
  const deleted: Applied['deleted'] = [];
  const blocks = addedAfter(0);
  content.blocks.forEach((block, i) => {
    const place = i + 1;
    const here = inOrder.filter(({ change }) => change.type !== 'add' && change.at === place);
    const first = here.find(({ change }) => change.type === 'delete') ?? here[0];
    if (first === undefined) blocks.push({ block, place, added: false, amendment: null });
    else if (first.change.type === 'replace')
      blocks.push({ block: { ...block, text: first.change.text }, place, added: false, amendment: first.number });
    else deleted.push({ place, amendment: first.number });
    blocks.push(...addedAfter(place));
  });
  const amended: ProposalContent = { title: content.title, blocks: blocks.map(({ block }) => block) };
  if (blocks.length === 0) return refuse('proposal.empty', 'nothing is left of the text');
  if (!v.is(ProposalContent, amended)) return refuse('request.too_large', 'the text is longer than a proposal may be');
  return pass({ content: amended, blocks, deleted });
}
