/** One server-sent event. */
export interface FeedEvent {
  event: string;
  id: number | undefined;
  data: string;
}

/** A live feed that is being read. */
export interface Feed {
  /** The next event of a kind; waits for it. @throws Error when the feed ends. */
  next(event?: string): Promise<FeedEvent>;
  /** The next n entries. */
  take(n: number): Promise<FeedEvent[]>;
  /** Drops the connection. */
  close(): Promise<void>;
}

/** Reads the events (WHATWG HTML section 9.2) in an answer as they come. */
export function readFeed(response: Response, drop: AbortController): Feed {
  if (response.body === null) throw new Error('the live feed has no body');
  const events = eventsIn(response.body.pipeThrough(new TextDecoderStream()));
  const next = async (event = 'entry'): Promise<FeedEvent> => {
    for (;;) {
      const { value, done } = await events.next();
      if (done === true) throw new Error('the live feed ended');
      if (value.event === event) return value;
    }
  };
  return {
    next,
    async take(n) {
      const taken: FeedEvent[] = [];
      while (taken.length < n) taken.push(await next());
      return taken;
    },
    async close() {
      drop.abort();
      await events.return(undefined).catch(() => undefined);
    },
  };
}

async function* eventsIn(text: ReadableStream<string>): AsyncGenerator<FeedEvent, undefined> {
  let rest = '';
  for await (const piece of text) {
    rest += piece;
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}:`))
          ?.slice(name.length + 1)
          .trim();
      const id = field('id');
      yield {
        event: field('event') ?? 'message',
        id: id === undefined ? undefined : Number(id),
        data: field('data') ?? '',
      };
    }
  }
  return undefined;
}
