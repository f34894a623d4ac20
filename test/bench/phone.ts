import { refreshWait } from '../../client/pace.ts';
import type { Snapshot } from '../../server/api/snapshot.ts';
import type { Person } from '../../server/demo/person.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { type Feed, readFeed } from '../support/feed.ts';

/** A page that a person has open, which keeps itself current as `client/live.ts` does. */
export class Page {
  readonly #person: Person;
  readonly #slug: string;
  #shown: Snapshot | undefined;
  #feed: Feed | undefined;
  #due: ReturnType<typeof setTimeout> | undefined;
  #seen = 0;
  #fetching = 0;
  #waiting: (() => void)[] = [];

  constructor(person: Person, slug: string) {
    this.#person = person;
    this.#slug = slug;
  }

  /** Loads the page with what it links to, its snapshot, and the live feed from there on. */
  async open(): Promise<void> {
    const html = await (await this.#person.fetch(`/lag/${this.#slug}`)).text();
    for (const { groups } of html.matchAll(/(?:src|href)="(?<path>\/[^"]+)"/gu)) {
      await (await this.#person.fetch(groups?.path ?? '/')).arrayBuffer();
    }
    await this.refresh();
    const drop = new AbortController();
    const path = `/lag/${this.#slug}/api/events?after=${this.#seen}`;
    this.#feed = readFeed(await this.#person.fetch(path, { signal: drop.signal }), drop);
    void this.#follow(this.#feed);
  }

  /** Fetches the snapshot now, as a page does after an action of its own person. */
  async refresh(): Promise<void> {
    clearTimeout(this.#due);
    this.#due = undefined;
    this.#fetching += 1;
    this.#shown = await this.#person.call('snapshot', { slug: this.#slug });
    this.#fetching -= 1;
    this.#see(this.#shown.index);
  }

  /** Resolves when the page has seen the journal up to a size and has nothing to fetch. */
  async settled(size: number): Promise<void> {
    while (this.#seen < size || this.#due !== undefined)
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async close(): Promise<void> {
    clearTimeout(this.#due);
    await this.#feed?.close();
  }

  async #follow(feed: Feed): Promise<void> {
    try {
      for (;;) this.#take(JSON.parse((await feed.next()).data) as JournalEntry);
    } catch {
      // the page was closed
    }
  }

  #take(entry: JournalEntry): void {
    const counted = entry.type === 'vote.cast' && this.#shown?.ballots.some(({ id }) => id === entry.ballot) === true;
    if (!counted && entry.index >= (this.#shown?.index ?? 0)) {
      this.#due ??= setTimeout(() => void this.refresh(), refreshWait(this.#shown ?? null, Math.random()));
    }
    this.#see(entry.index + 1);
  }

  #see(size: number): void {
    this.#seen = Math.max(this.#seen, size);
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
