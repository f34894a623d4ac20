import type { Snapshot } from '../server/api/snapshot.ts';

/** Milliseconds after an entry until a page fetches its snapshot anew: entries that come together share one fetch. */
const debounce = 50;
/** A random wait on top, so that a hall of phones does not ask at the same moment: at least so long, and for each in the hall. */
const spread = 250;
const spreadEach = 4;
const longestSpread = 1500;

/**
 * Milliseconds until a page fetches its snapshot anew after an entry. A big hall spreads over as long as the server takes to
 * answer it; whoever leads the meeting does not wait for it.
 * @param random uniform in [0, 1).
 */
export function refreshWait(shown: Pick<Snapshot, 'me' | 'roll'> | null, random: number): number {
  const leads = shown?.me?.roles.some((role) => role === 'chair' || role === 'secretary') ?? false;
  const hall = leads ? 0 : (shown?.roll?.entitled ?? 0);
  return debounce + random * Math.min(longestSpread, Math.max(spread, hall * spreadEach));
}
