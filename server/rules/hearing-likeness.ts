import type { AmendmentGroup, HearingReport } from './hearing-shapes.ts';
import { findAlike } from './likeness.ts';

/** How many pairs are shown. */
const most = 100;

/** Pairs of groups that do the same to the same place in nearly the same words, the most alike first. */
export function suggestAlike(groups: readonly AmendmentGroup[]): HearingReport['suggestions'] {
  const spots = new Map<string, AmendmentGroup[]>();
  for (const group of groups) {
    const spot = `${group.wording.type} ${group.place}`;
    spots.set(spot, [...(spots.get(spot) ?? []), group]);
  }
  const pairs = [...spots.values()].flatMap((here) =>
    findAlike(here.map((group) => ({ demand: group.change, text: wordsOf(group) }))),
  );
  return pairs
    .map(({ demand, other, likeness }) => ({ change: other, sameAs: demand, likeness }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most);
}

function wordsOf({ wording }: AmendmentGroup): string {
  return wording.type === 'replace' ? wording.text : wording.type === 'add' ? wording.block.text : '';
}
