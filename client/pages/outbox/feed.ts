import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Delivery, DeliveryState } from '../../../server/api/deliveries.ts';
import type { ResponseOf } from '../../../server/api/endpoints.ts';
import { call } from '../../api.ts';
import type { Problem } from '../../problem.ts';

type Deliveries = ResponseOf<'deliveries'>;

/** The deliveries of a branch as the page shows them. */
export interface OutboxFeed {
  /** As many pages as were asked for; null until the first answer. */
  readonly sent: ReadonlySignal<Deliveries | null>;
  /** Why the latest fetch failed; null when it did not. */
  readonly problem: ReadonlySignal<Problem | null>;
  /** Fetches them now: after an action of one's own. */
  load(): Promise<void>;
  /** Fetches one page more. */
  more(): Promise<void>;
}

/** The shortest wait before what is due is asked for again, in milliseconds. */
const shortest = 2_000;

/**
 * What was sent and is to be, in one state or in all (`''`). It is fetched anew whenever the journal has grown, and when the
 * next try of something that waits is over, since a try that fails is no entry.
 */
export function useOutbox(slug: string, index: number, state: DeliveryState | ''): OutboxFeed {
  const sent = useSignal<Deliveries | null>(null);
  const problem = useSignal<Problem | null>(null);
  const pages = useRef(1);
  const asked = useRef(0);
  const feed = useMemo(() => {
    pages.current = 1;
    const load = async (): Promise<void> => {
      asked.current += 1;
      const mine = asked.current;
      const deliveries: Delivery[] = [];
      let before = '';
      for (let page = 0; page < pages.current; page += 1) {
        const answer = await call('deliveries', { slug, state, before });
        // Another fetch has begun since.
        if (mine !== asked.current) return;
        problem.value = answer.ok ? null : answer.problem;
        if (!answer.ok) return;
        deliveries.push(...answer.value.deliveries);
        sent.value = { ...answer.value, deliveries };
        if (answer.value.next === null) return;
        before = answer.value.next;
      }
    };
    const more = (): Promise<void> => {
      pages.current += 1;
      return load();
    };
    return { sent, problem, load, more };
  }, [slug, state, sent, problem]);
  useEffect(() => {
    void feed.load();
  }, [feed, index]);
  useEffect(() => {
    const due = (sent.value?.deliveries ?? [])
      .filter((delivery) => delivery.state === 'waiting')
      .map(({ nextAt }) => (nextAt === null ? 0 : Date.parse(nextAt)));
    if (due.length === 0) return;
    const timer = setTimeout(() => void feed.load(), Math.max(shortest, Math.min(...due) - Date.now()));
    return () => clearTimeout(timer);
  }, [feed, sent.value]);
  return feed;
}
