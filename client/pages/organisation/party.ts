import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Party } from '../../../server/api/party.ts';
import { call } from '../../api.ts';
import type { BranchView } from '../../components/branch-page.tsx';
import { organisation } from '../../i18n/organisation.ts';
import type { Problem } from '../../problem.ts';

/** What the leader sees of the branch's place in the party, kept current by the journal. */
export interface PartyFeed {
  /** Null until the first answer. */
  readonly party: ReadonlySignal<Party | null>;
  /** Why the latest fetch failed; null when it did not. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** Fetches it now: after an action of one's own. */
  load(): Promise<void>;
}

/** What each section of the page is drawn from. */
export interface PlaceProps extends BranchView {
  party: Party;
  /** Fetches everything anew: after an action of one's own. */
  changed: () => Promise<void>;
}

/** The branch's place in the party, fetched anew whenever the snapshot's journal index has grown. */
export function useParty(slug: string, index: number): PartyFeed {
  const party = useSignal<Party | null>(null);
  const problem = useSignal<Problem | null>(null);
  const asked = useRef(0);
  const shown = useRef(0);
  const feed = useMemo(
    () => ({
      party,
      problem,
      load: async (): Promise<void> => {
        asked.current += 1;
        const mine = asked.current;
        const answer = await call('party', { slug });
        // An older answer never replaces a newer one.
        if (mine < shown.current) return;
        shown.current = mine;
        problem.value = answer.ok ? null : answer.problem;
        if (answer.ok) party.value = answer.value;
      },
    }),
    [slug, party, problem],
  );
  useEffect(() => {
    void feed.load();
  }, [feed, index]);
  return feed;
}

/** Why nothing more can be asked of the parent now; undefined when it can. */
export function waitingFor({ asked, change }: Party): string | undefined {
  const waits = asked?.state === 'asking' || (change !== null && change.refused === null);
  return waits ? organisation().oneAtATime : undefined;
}
