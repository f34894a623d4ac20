import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ReadToken, Webhook } from '../../../server/api/programs.ts';
import { call } from '../../api.ts';
import type { Problem } from '../../problem.ts';

/** The programs that a branch serves. */
interface Served {
  webhooks: Webhook[];
  tokens: ReadToken[];
}

/** What the page is drawn from, kept current. */
interface ServedFeed {
  /** Null until the first answer. */
  readonly served: ReadonlySignal<Served | null>;
  readonly problem: ReadonlySignal<Problem | null>;
  load: () => Promise<void>;
}

/** Milliseconds between looks while a notification is on its way: when it has arrived stands in no journal entry. */
const betweenLooks = 1500;

/** The programs that are served, fetched anew when the journal has grown, and while something is about to arrive. */
export function useServed(slug: string, index: number): ServedFeed {
  const served = useSignal<Served | null>(null);
  const problem = useSignal<Problem | null>(null);
  const feed = useMemo(
    () => ({
      served,
      problem,
      load: async (): Promise<void> => {
        const [webhooks, tokens] = await Promise.all([call('webhooks', { slug }), call('tokens', { slug })]);
        problem.value = webhooks.ok ? (tokens.ok ? null : tokens.problem) : webhooks.problem;
        if (webhooks.ok && tokens.ok) served.value = { ...webhooks.value, ...tokens.value };
      },
    }),
    [slug, served, problem],
  );
  useEffect(() => {
    void feed.load();
  }, [feed, index]);
  const found = served.value;
  useEffect(() => {
    if (found === null || !found.webhooks.some(isUnderWay)) return undefined;
    const timer = setTimeout(() => void feed.load(), betweenLooks);
    return () => clearTimeout(timer);
  }, [feed, found]);
  return feed;
}

/** Whether a notification is due. */
function isUnderWay({ deliveries }: Webhook): boolean {
  return deliveries.some(({ nextAt }) => nextAt !== null && Date.parse(nextAt) <= Date.now());
}
