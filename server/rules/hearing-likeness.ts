import { fold } from './demand.ts';
import type { AmendmentGroup, HearingReport } from './hearing-shapes.ts';

/** From how much two changes are worth a person's look, and how many pairs are shown. */
const alikeFrom = 0.6;
const most = 100;

/** How alike two texts are, 0 to 1: what their words have in common (Dice's coefficient over the sets of folded words). */
function likenessOf(a: string, b: string): number {
  const one = new Set(fold(a).split(' '));
  const other = new Set(fold(b).split(' '));
  const both = [...one].filter((word) => other.has(word)).length;
  return (2 * both) / (one.size + other.size);
}

/** Pairs of groups that do the same to the same place in nearly the same words, the most alike first. */
export function suggestAlike(groups: readonly AmendmentGroup[]): HearingReport['suggestions'] {
  const pairs = groups.flatMap((group, i) =>
    groups.slice(i + 1).flatMap((other) => {
      if (group.place !== other.place || group.wording.type !== other.wording.type) return [];
      const likeness = likenessOf(wordsOf(group), wordsOf(other));
      return likeness < alikeFrom ? [] : [{ change: other.change, sameAs: group.change, likeness }];
    }),
  );
  return pairs.sort((a, b) => b.likeness - a.likeness).slice(0, most);
}

function wordsOf({ wording }: AmendmentGroup): string {
  return wording.type === 'replace' ? wording.text : wording.type === 'add' ? wording.block.text : '';
}
