import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { ScreenSnapshot } from '../server/api/screens.ts';
import { call } from './api.ts';
import type { Problem } from './problem.ts';

/** What a big screen shows, kept current by the journal. */
export interface ScreenFeed {
  /** Null until the first answer. */
  readonly snapshot: ReadonlySignal<ScreenSnapshot | null>;
  /** Why there is no snapshot; null when there is. */
  readonly problem: ReadonlySignal<Problem | null>;
  readonly offline: ReadonlySignal<boolean>;
  /** By how many milliseconds the server's clock is ahead of the browser's. */
  ahead(): number;
}

/** A stream silent for longer than this, in milliseconds, is taken for dead: the server sends a heartbeat every 10 s. */
const silence = 25_000;
/** Wait before fetching anew, so that votes that come together are fetched together. */
const debounce = 200;
/** Between fetches that nothing asked for, in milliseconds: a code lives an hour, and a pairing ends. */
const interval = 60_000;
const retry = 3_000;

class Feed implements ScreenFeed {
  readonly snapshot: Signal<ScreenSnapshot | null> = signal(null);
  readonly problem: Signal<Problem | null> = signal(null);
  readonly offline: Signal<boolean> = signal(false);
  readonly #slug: string;
  #ahead = 0;
  #running = false;
  #fetching = false;
  /** Whether a fetch is due that an entry asked for. */
  #soon = false;
  #source: EventSource | undefined;
  /** Whether the stream was opened by a screen that was paired: what it sends depends on that. */
  #paired = false;
  #next: ReturnType<typeof setTimeout> | undefined;
  #watch: ReturnType<typeof setTimeout> | undefined;

  constructor(slug: string) {
    this.#slug = slug;
  }

  ahead(): number {
    return this.#ahead;
  }

  start(): void {
    this.#running = true;
    void this.#fetch();
  }

  stop(): void {
    this.#running = false;
    this.#close();
    clearTimeout(this.#next);
  }

  /** Fetches the snapshot; a browser that is no screen yet becomes one. One fetch at a time. */
  async #fetch(): Promise<void> {
    if (this.#fetching) {
      this.#soon = true;
      return;
    }
    this.#fetching = true;
    this.#soon = false;
    clearTimeout(this.#next);
    let answer = await call('screenSnapshot', { slug: this.#slug });
    if (!answer.ok && answer.problem.code === 'session.missing') {
      const opened = await call('openScreen', { slug: this.#slug });
      answer = opened.ok ? await call('screenSnapshot', { slug: this.#slug }) : opened;
    }
    this.#fetching = false;
    if (!this.#running) return;
    const reached = answer.ok || (answer.problem.status > 0 && answer.problem.status < 500);
    this.offline.value = !reached;
    if (answer.ok) this.#take(answer.value);
    else if (this.snapshot.value === null || reached) this.problem.value = answer.problem;
    // what an entry asked for meanwhile is not in this answer for certain
    this.#in(this.#soon ? debounce : answer.ok ? this.#due(answer.value) : retry);
  }

  #take(snapshot: ScreenSnapshot): void {
    this.#ahead = Date.parse(snapshot.at) - Date.now();
    this.problem.value = null;
    this.snapshot.value = snapshot;
    if (this.#source === undefined || this.#paired !== (snapshot.hall !== null)) this.#connect(snapshot);
  }

  /** Milliseconds until the snapshot is out of date by itself: the code at the door changes twice a minute. */
  #due({ hall }: ScreenSnapshot): number {
    const door = hall?.shown.stage === 'join' ? hall.shown.join.door : null;
    if (door === null) return interval;
    return Math.max(debounce, Date.parse(door.endsAt) - Date.now() - this.#ahead + 50);
  }

  #in(milliseconds: number): void {
    clearTimeout(this.#next);
    this.#next = setTimeout(() => void this.#fetch(), milliseconds);
  }

  #connect({ index, hall }: ScreenSnapshot): void {
    this.#close();
    this.#paired = hall !== null;
    const source = new EventSource(`/lag/${encodeURIComponent(this.#slug)}/api/events?screen&after=${index}`);
    this.#source = source;
    const alive = (): void => {
      this.offline.value = false;
      clearTimeout(this.#watch);
      this.#watch = setTimeout(() => this.#lost(), silence);
    };
    source.addEventListener('open', alive);
    source.addEventListener('heartbeat', alive);
    source.addEventListener('entry', () => {
      alive();
      if (this.#soon) return;
      this.#soon = true;
      this.#in(debounce);
    });
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) this.#lost();
      else this.offline.value = true;
    });
    alive();
  }

  #lost(): void {
    this.#close();
    this.offline.value = true;
    this.#in(retry);
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#watch);
  }
}

/** Makes the browser a screen of a branch, for as long as the page is shown. */
export function useScreen(slug: string): ScreenFeed {
  const feed = useMemo(() => new Feed(slug), [slug]);
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  return feed;
}
