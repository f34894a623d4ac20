import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useCallback, useEffect } from 'preact/hooks';
import type { Live } from './live.ts';
import type { Problem, Result } from './problem.ts';

/** What an endpoint says, kept current by a branch's events. */
export interface Fetched<T> {
  /** Null until the first answer. The last answer stays while the next is on its way. */
  value: ReadonlySignal<T | null>;
  problem: ReadonlySignal<Problem | null>;
  /** Fetches it now: after an action of one's own. */
  reload: () => Promise<void>;
}

/** Fetches something of a branch, and again after each of its events. `key` names what is fetched: another one is another. */
export function useFetched<T>(live: Live, key: string, fetch: () => Promise<Result<T>>): Fetched<T> {
  const value = useSignal<T | null>(null);
  const problem = useSignal<Problem | null>(null);
  const asked = useSignal(0);
  const index = live.snapshot.value?.index;
  const reload = useCallback(async (): Promise<void> => {
    asked.value += 1;
    const mine = asked.peek();
    const answer = await fetch();
    // an older answer never replaces a newer one
    if (mine !== asked.peek()) return;
    problem.value = answer.ok ? null : answer.problem;
    if (answer.ok) value.value = answer.value;
  }, [key]);
  useEffect(() => {
    if (index !== undefined) void reload();
  }, [index, reload]);
  return { value, problem, reload };
}
