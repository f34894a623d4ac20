import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { Snapshot } from '../server/api/snapshot.ts';
import { call } from './api.ts';
import { withEntry, withSeen } from './heard.ts';
import { refreshWait } from './pace.ts';
import type { Problem } from './problem.ts';

/** Whether the page hears the server: it is being tried, yes, or no (and it is tried again). */
export type Connection = 'connecting' | 'connected' | 'offline';

/** What a branch's pages show, kept current by its journal. */
export interface Live {
  readonly slug: string;
  /** Null until the first answer. */
  readonly snapshot: ReadonlySignal<Snapshot | null>;
  /** Why the latest fetch of the snapshot failed; null when it did not. */
  readonly problem: ReadonlySignal<Problem | null>;
  readonly connection: ReadonlySignal<Connection>;
  /** By how many milliseconds the server's clock is ahead of the page's. */
  ahead(): number;
  /** Fetches the snapshot now: after an action of one's own. It may be handed on by itself. */
  readonly refresh: () => Promise<void>;
}

/** The server sends a heartbeat every 10 s; a stream silent for longer than this, in milliseconds, is taken for dead. */
const silence = 25_000;
const firstRetry = 1_000;
const lastRetry = 15_000;

/** Whether what failed may go well in a moment: no contact, or a server that fails. A refusal stands until somebody does something. */
function passes({ status }: Problem): boolean {
  return status === 0 || status >= 500;
}

/** A wait that is not the same on all phones of a hall. */
function jittered(wait: number): number {
  return wait * (1 + Math.random() / 2);
}

class Feed implements Live {
  readonly slug: string;
  readonly snapshot: Signal<Snapshot | null> = signal(null);
  readonly problem: Signal<Problem | null> = signal(null);
  readonly connection: Signal<Connection> = signal('connecting');
  users = 0;
  #source: EventSource | undefined;
  /** Time of the latest sign of life, on the page's own clock. */
  #heard = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wait = firstRetry;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** Fetches again what could not be had while the stream was up, which says nothing twice. */
  #again: ReturnType<typeof setTimeout> | undefined;
  #againWait = firstRetry;
  /** Counts fetches, so that an older answer never replaces a newer one. */
  #asked = 0;
  #shown = 0;
  /** Whether the stream was opened by somebody signed in: what it sends depends on that. */
  #signedIn = false;
  #ahead = 0;

  constructor(slug: string) {
    this.slug = slug;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#wake);
    addEventListener('pageshow', this.#wake);
    addEventListener('online', this.#wake);
    addEventListener('offline', this.#lost);
    void this.#open();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#wake);
    removeEventListener('pageshow', this.#wake);
    removeEventListener('online', this.#wake);
    removeEventListener('offline', this.#lost);
    this.#close();
    clearTimeout(this.#due);
    clearTimeout(this.#again);
  }

  ahead(): number {
    return this.#ahead;
  }

  readonly refresh = async (): Promise<void> => {
    clearTimeout(this.#due);
    clearTimeout(this.#again);
    this.#due = undefined;
    this.#asked += 1;
    const mine = this.#asked;
    const answer = await call('snapshot', { slug: this.slug });
    if (mine < this.#shown) return;
    this.#shown = mine;
    if (answer.ok) {
      this.#ahead = Date.parse(answer.value.at) - Date.now();
      this.#againWait = firstRetry;
    } else if (this.#source !== undefined && mine === this.#asked && passes(answer.problem)) {
      this.#again = setTimeout(() => void this.refresh(), jittered(this.#againWait));
      this.#againWait = Math.min(this.#againWait * 2, lastRetry);
    }
    batch(() => {
      this.problem.value = answer.ok ? null : answer.problem;
      const shown = this.snapshot.value;
      if (answer.ok && answer.value.index >= (shown?.index ?? 0)) this.snapshot.value = withSeen(answer.value, shown);
    });
    if (answer.ok && this.#source !== undefined && (answer.value.me !== null) !== this.#signedIn)
      this.#connect(answer.value);
  };

  /** Snapshot first, then the stream from where it ends. */
  async #open(): Promise<void> {
    this.#close();
    if (this.connection.value !== 'connecting') this.connection.value = 'connecting';
    await this.refresh();
    if (this.users === 0 || this.#source !== undefined) return;
    const { value } = this.snapshot;
    const problem = this.problem.value;
    if (problem !== null || value === null) {
      if (problem === null || passes(problem)) this.#later();
      return;
    }
    this.#connect(value);
  }

  /** Opens the stream from where the snapshot ends. */
  #connect({ index, me }: Snapshot): void {
    this.#close();
    this.#signedIn = me !== null;
    const source = new EventSource(`/lag/${encodeURIComponent(this.slug)}/api/events?after=${index}`);
    this.#source = source;
    source.addEventListener('open', this.#alive);
    source.addEventListener('heartbeat', this.#alive);
    source.addEventListener('entry', this.#entry);
    source.addEventListener('error', this.#failed);
    this.#listen();
  }

  #close(): void {
    this.#source?.close();
    this.#source = undefined;
    clearTimeout(this.#watch);
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  /** A stream that dies without a word is given up after a while without a heartbeat. */
  #listen(): void {
    this.#heard = Date.now();
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => void this.#open(), silence);
  }

  #later(): void {
    this.connection.value = 'offline';
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#open(), jittered(this.#wait));
    this.#wait = Math.min(this.#wait * 2, lastRetry);
  }

  #alive = (): void => {
    this.#listen();
    this.#wait = firstRetry;
    this.connection.value = 'connected';
  };

  #failed = (): void => {
    this.connection.value = 'offline';
    if (this.#source?.readyState !== EventSource.CLOSED) return; // The browser tries again itself, with Last-Event-ID.
    this.#close();
    this.#later();
  };

  #lost = (): void => {
    this.connection.value = 'offline';
  };

  #wake = (): void => {
    if (document.visibilityState !== 'visible') return;
    const dead = this.#source === undefined || this.#source.readyState !== EventSource.OPEN;
    if (dead || Date.now() - this.#heard > silence) void this.#open();
    else {
      this.connection.value = 'connected';
      void this.refresh();
    }
  };

  #entry = (event: MessageEvent<string>): void => {
    this.#alive();
    const heard = withEntry(this.snapshot.value, event.data);
    if (heard === undefined) this.#soon();
    else this.snapshot.value = heard;
  };

  #soon(): void {
    if (this.#due !== undefined) return;
    this.#due = setTimeout(() => void this.refresh(), refreshWait(this.snapshot.value, Math.random()));
  }
}

const feeds = new Map<string, Feed>();

/** The branch whose page is shown, for the header; null on pages of no branch. */
export const current = signal<Live | null>(null);

/** The live snapshot of a branch, shared by all that use it and closed when the last of them is gone. */
export function useLive(slug: string): Live {
  const feed = useMemo(() => {
    let known = feeds.get(slug);
    if (known === undefined) {
      known = new Feed(slug);
      feeds.set(slug, known);
    }
    return known;
  }, [slug]);
  useEffect(() => {
    feeds.set(slug, feed);
    feed.users += 1;
    if (feed.users === 1) feed.start();
    current.value = feed;
    return () => {
      feed.users -= 1;
      if (feed.users > 0) return;
      feed.stop();
      feeds.delete(slug);
      if (current.value === feed) current.value = null;
    };
  }, [feed, slug]);
  return feed;
}
