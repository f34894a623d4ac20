import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import { EngineClosed, type Reader } from '../../db/engine.ts';
import { entriesFrom, journalSize } from '../../db/journal.ts';
import type { Branch } from '../branch.ts';
import { findAsker, type Routes } from '../mount.ts';
import type { JournalEntry } from '../rules/journal.ts';
import { screenOf } from '../screen-session.ts';

/** Milliseconds between heartbeats; a phone that misses two connects anew. */
const heartbeat = 10_000;
const entriesAtOnce = 200;

/** What a page may follow without being signed in: what is public anyway. */
const publicTypes: ReadonlySet<JournalEntry['type']> = new Set([
  'resolution.signed',
  'resolution.received',
  'resolution.treated',
  'demand.grouped',
  'delivery.accepted',
]);

/** What a screen that waits to be paired may follow beside that: that it is. */
const pairing: JournalEntry['type'] = 'screen.changed';

/** Who listens: a member, a paired screen, one that waits to be paired, or anybody. */
type Listener = 'member' | 'screen' | 'unpaired' | 'anyone';

/**
 * The live feed: journal entries as server-sent events whose id is the entry's index. `Last-Event-ID` goes on after
 * the entry it names, `?after=N` from entry N on (N being the journal's size when the snapshot was taken), neither, or
 * what is not there yet, from now on. An event of the type `heartbeat` every ten seconds says that the line is alive.
 * `?screen` asks for the feed of a big screen, by its cookie: index and type of every entry once it is paired, nothing more.
 */
export function eventRoutes({ app, branch }: Routes): void {
  app.get('/lag/:slug/api/events', async (context) => {
    const { listener, size } = await branch.engine.read(async (reader) => ({
      listener: await listenerOf(reader, branch, context),
      size: await journalSize(reader),
    }));
    const asked = startOf(context.req.header('last-event-id'), context.req.query('after'));
    const next = Math.min(asked ?? size, size);
    const shown = (entry: JournalEntry): boolean => isShown(entry, listener);
    const onScreen = listener === 'screen' || listener === 'unpaired';
    const dataOf = (entry: JournalEntry): object => (onScreen ? { index: entry.index, type: entry.type } : entry);
    const response = streamSSE(context, async (stream) => {
      const ended = new AbortController();
      stream.onAbort(() => ended.abort());
      await stream.writeSSE({ event: 'heartbeat', data: '' });
      for await (const news of newsFrom(branch, next, shown, ended.signal)) {
        if (news === 'heartbeat') await stream.writeSSE({ event: 'heartbeat', data: '' });
        else await stream.writeSSE({ id: String(news.index), event: 'entry', data: JSON.stringify(dataOf(news)) });
      }
    });
    response.headers.set('cache-control', 'no-store');
    response.headers.set('x-accel-buffering', 'no');
    return response;
  });
}

async function listenerOf(reader: Reader, branch: Branch, context: Context): Promise<Listener> {
  if (context.req.query('screen') === undefined)
    return (await findAsker(reader, branch, context)) === undefined ? 'anyone' : 'member';
  const screen = await screenOf(reader, branch, context);
  if (screen === undefined) return 'anyone';
  return screen.paired_at === null ? 'unpaired' : 'screen';
}

function isShown(entry: JournalEntry, listener: Listener): boolean {
  if (listener === 'member' || listener === 'screen') return true;
  const { type } = entry;
  // what was said to the branches above and below is theirs
  if (type === 'message.accepted') return entry.kind === 'resolution' || entry.kind === 'custody';
  return publicTypes.has(type) || (listener === 'unpaired' && type === pairing);
}

/**
 * The entries of the journal that are shown, from one on, for as long as the signal is not aborted; a heartbeat where
 * none is shown for a while, however many are not.
 */
async function* newsFrom(
  { engine, surroundings }: Branch,
  from: number,
  shown: (entry: JournalEntry) => boolean,
  ended: AbortSignal,
): AsyncGenerator<JournalEntry | 'heartbeat'> {
  let next = from;
  let due = surroundings.now() + heartbeat;
  let wake: () => void = () => undefined;
  const stop = engine.listen(() => wake());
  ended.addEventListener('abort', () => wake());
  try {
    while (!ended.aborted) {
      // Waiting begins before reading, so that nothing falls between the two.
      const grown = new Promise<true>((resolve) => {
        wake = () => resolve(true);
      });
      const entries = await engine.read((reader) => entriesFrom(reader, next, entriesAtOnce));
      next += entries.length;
      const news = entries.filter(shown);
      yield* news;
      if (news.length > 0) due = surroundings.now() + heartbeat;
      if (entries.length > 0 || (await within(grown, due - surroundings.now()))) continue;
      yield 'heartbeat';
      due = surroundings.now() + heartbeat;
    }
  } catch (error) {
    // the branch is gone, or the server is being stopped: the page connects anew and finds out
    if (!(error instanceof EngineClosed)) throw error;
  } finally {
    stop();
  }
}

/** The index of the first entry to send; undefined when the request does not say. */
function startOf(lastEventId: string | undefined, after: string | undefined): number | undefined {
  if (lastEventId !== undefined && /^\d{1,15}$/u.test(lastEventId)) return Number(lastEventId) + 1;
  if (after !== undefined && /^\d{1,15}$/u.test(after)) return Number(after);
  return undefined;
}

/** Whether a promise is kept within so many milliseconds. */
async function within(promise: Promise<true>, milliseconds: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
