import * as v from 'valibot';
import type { Likeness } from '../../../server/api/collection.ts';

/** Pairs that somebody has said are not the same, on this device. */
const Pairs = v.array(v.string());

/** A name for two demands, whichever comes first. */
export function pairOf({ demand, other }: Likeness): string {
  return [demand, other.demand].sort().join(' ');
}

function placeOf(slug: string): string {
  return `vedtak:apart:${slug}`;
}

/** The pairs of a branch that are kept apart; none where the device keeps nothing. */
export function keptApart(slug: string): ReadonlySet<string> {
  try {
    return new Set(v.parse(Pairs, JSON.parse(localStorage.getItem(placeOf(slug)) ?? '[]')));
  } catch {
    return new Set();
  }
}

/** Keeps a pair apart, or no longer, and gives all that are. */
export function keepApart(slug: string, pair: Likeness, apart: boolean): ReadonlySet<string> {
  const pairs = new Set(keptApart(slug));
  if (apart) pairs.add(pairOf(pair));
  else pairs.delete(pairOf(pair));
  try {
    localStorage.setItem(placeOf(slug), JSON.stringify([...pairs]));
  } catch {
    // kept until the page is left
  }
  return pairs;
}
