import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Received } from '../../../server/api/county.ts';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import type { Snapshot } from '../../../server/api/snapshot.ts';
import { call } from '../../api.ts';
import { announce } from '../../components/announcer.tsx';
import { county } from '../../i18n/county.ts';
import type { Live } from '../../live.ts';
import type { Problem } from '../../problem.ts';

/** What a branch has received, kept current by its events. */
export interface Collection {
  /** Newest first; null until the first answer. */
  received: ReadonlySignal<Received[] | null>;
  /** Hashes of those that came while the page was open. */
  fresh: ReadonlySignal<ReadonlySet<string>>;
  problem: ReadonlySignal<Problem | null>;
}

/** Fetches the collection, and again after each event; what is new is said aloud. */
export function useCollection(live: Live): Collection {
  const received = useSignal<Received[] | null>(null);
  const first = useSignal<ReadonlySet<string> | null>(null);
  const problem = useSignal<Problem | null>(null);
  const fresh = useComputed(() => {
    const hashes = (received.value ?? []).map(({ resolution }) => resolution);
    return new Set(hashes.filter((hash) => first.value?.has(hash) === false));
  });
  const index = live.snapshot.value?.index;
  useEffect(() => {
    if (index === undefined) return;
    let current = true;
    void call('collection', { slug: live.slug }).then((answer) => {
      if (!current) return;
      problem.value = answer.ok ? null : answer.problem;
      if (!answer.ok) return;
      const before = new Set(received.value?.map(({ resolution }) => resolution));
      const [newest] = answer.value.received;
      if (received.value === null) first.value = new Set(answer.value.received.map(({ resolution }) => resolution));
      else if (newest !== undefined && !before.has(newest.resolution))
        announce(county().arrived(newest.name, newest.payload.title));
      received.value = answer.value.received;
    });
    return () => {
      current = false;
    };
  }, [live.slug, index, received, first, problem]);
  return { received, fresh, problem };
}

/** A branch below, and what has come from it. */
export interface Sender {
  id: string;
  name: string;
  /** Newest first. */
  received: Received[];
}

/** The branches below on this server, and all that have sent something, by name. Those on other servers that have sent nothing are not known here. */
export function sendersOf(
  branch: Snapshot['branch'],
  received: readonly Received[],
  listed: ResponseOf<'server'>['branches'],
): Sender[] {
  const senders = new Map<string, Sender>();
  const above = branch.id.slice(0, branch.id.lastIndexOf('/'));
  for (const { slug, name, parent } of listed) {
    const id = `${above}/${slug}`;
    if (parent === branch.id) senders.set(id, { id, name, received: [] });
  }
  for (const one of received) {
    const sender = senders.get(one.branch) ?? { id: one.branch, name: one.name, received: [] };
    sender.received.push(one);
    senders.set(one.branch, sender);
  }
  return [...senders.values()].sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}

/** A function that says whether a resolution holds every word of a search, in title, text, points or branch. */
export function matcher(search: string): (one: Received) => boolean {
  const words = search
    .toLocaleLowerCase('nb')
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return () => true;
  return ({ name, payload: { title, text, points, number } }) => {
    const all = [name, title, text, String(number), ...points.map((point) => point.text)]
      .join('\n')
      .toLocaleLowerCase('nb');
    return words.every((word) => all.includes(word));
  };
}
