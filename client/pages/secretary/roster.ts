import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Member } from '../../../server/api/secretary.ts';
import { call } from '../../api.ts';
import type { Problem } from '../../problem.ts';

/** The branch's members as the secretary sees them, kept current by the journal. */
export interface Roster {
  /** Null until the first answer. */
  readonly members: ReadonlySignal<readonly Member[] | null>;
  /** Why the latest fetch failed; null when it did not. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** Fetches the members now: after an action of one's own. */
  load(): Promise<void>;
}

/** The members, fetched anew whenever the snapshot's journal index has grown: any change of them is an entry there. */
export function useRoster(slug: string, index: number): Roster {
  const members = useSignal<readonly Member[] | null>(null);
  const problem = useSignal<Problem | null>(null);
  const asked = useRef(0);
  const shown = useRef(0);
  const roster = useMemo(
    () => ({
      members,
      problem,
      load: async (): Promise<void> => {
        asked.current += 1;
        const mine = asked.current;
        const answer = await call('members', { slug });
        // An older answer never replaces a newer one.
        if (mine < shown.current) return;
        shown.current = mine;
        problem.value = answer.ok ? null : answer.problem;
        if (answer.ok) members.value = answer.value.members;
      },
    }),
    [slug, members, problem],
  );
  useEffect(() => {
    void roster.load();
  }, [roster, index]);
  return roster;
}

/** Members whose name or number holds every word of the search, in any order and case. */
export function search(members: readonly Member[], words: string): Member[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return members.filter(({ name, number }) => {
    const text = `${name} ${number}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** Whether a member can sign in and vote. */
export function hasKey({ credentials }: Member): boolean {
  return credentials.length > 0;
}
