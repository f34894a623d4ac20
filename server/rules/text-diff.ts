import type { Applied } from './amend.ts';
import { diffWords, type Segment } from './diff.ts';
import type { Block, ProposalContent } from './proposal.ts';

/** One block of a text beside the text as it was proposed. */
export interface DiffedBlock {
  kind: 'same' | 'changed' | 'removed' | 'added';
  block: Block['kind'];
  /** The number that it has as a point of the amended text; null for all else, and for a point that was deleted. */
  point: number | null;
  /** Its place in the text as it was proposed; of one that was added the place after which it stands. */
  place: number;
  /** The number of the amendment that changed, deleted or added it; null where nobody did. */
  amendment: number | null;
  segments: Segment[];
}

/** An amended text against the text as it was proposed, block by block; what was deleted stands in its old place. */
export function diffText(original: ProposalContent, { blocks, deleted }: Omit<Applied, 'content'>): DiffedBlock[] {
  let points = 0;
  const standing = blocks.map(({ block, place, added, amendment }): DiffedBlock => {
    const before = added ? '' : (original.blocks[place - 1]?.text ?? '');
    const kind = added ? 'added' : before === block.text ? 'same' : 'changed';
    if (block.kind === 'point') points += 1;
    const point = block.kind === 'point' ? points : null;
    return { kind, block: block.kind, point, place, amendment, segments: diffWords(before, block.text) };
  });
  const gone = deleted.flatMap(({ place, amendment }): DiffedBlock[] => {
    const block = original.blocks[place - 1];
    if (block === undefined) return [];
    const segments: Segment[] = [{ kind: 'removed', text: block.text }];
    return [{ kind: 'removed', block: block.kind, point: null, place, amendment, segments }];
  });
  // a block goes before what was added after it; the sort keeps the order of all else
  return [...standing, ...gone].sort(
    (a, b) => a.place - b.place || Number(a.kind === 'added') - Number(b.kind === 'added'),
  );
}
