import { useEffect } from 'preact/hooks';
import type { Live } from '../../live.ts';

/** How long after the latest vote the page asks whether it was the chair's own, in milliseconds. */
const lull = 1_000;

/**
 * While the chair has not voted: asks for a new snapshot after votes, since what tells of them says only how many there are.
 * @param votes how many there are.
 * @param waiting whether the chair may vote and, as far as the page knows, has not.
 */
export function useOwnVote(live: Live, votes: number, waiting: boolean): void {
  useEffect(() => {
    if (!waiting || votes === 0) return;
    const timer = setTimeout(() => void live.refresh(), lull);
    return () => clearTimeout(timer);
  }, [live, votes, waiting]);
}
