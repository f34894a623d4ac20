import { Agent, type IncomingMessage, request } from 'node:http';
import { Person } from '../../server/demo/person.ts';

/** A person whose requests go over one connection that is kept, with little of the client's own work in between. */
export class Phone extends Person {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
  #cookie = '';

  override async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const response = await super.fetch(path, init);
    const [line] = response.headers.getSetCookie();
    if (line !== undefined) this.#cookie = line.split(';')[0] ?? '';
    return response;
  }

  /** Sends a request and reads the whole answer. @throws Error unless it is one of success. */
  async send(method: string, url: string, body?: string): Promise<string> {
    const answer = await this.#open(method, url, body);
    let text = '';
    answer.setEncoding('utf8');
    for await (const piece of answer) text += piece;
    if (answer.statusCode !== 200) throw new Error(`${method} ${url}: ${answer.statusCode} ${text}`);
    return text;
  }

  /** Follows a live feed; `heard` is called with the time at which each entry came and its text. Gives the way to stop. */
  async follow(url: string, heard: (at: number, data: string) => void): Promise<() => void> {
    const answer = await this.#open('GET', url);
    answer.setEncoding('utf8');
    await new Promise<void>((resolve) => {
      answer.on('data', (text: string) => {
        resolve();
        if (text.includes('event: entry')) heard(performance.now(), text);
      });
    });
    answer.on('error', () => undefined);
    return () => answer.destroy();
  }

  /** Closes the connections. */
  hangUp(): void {
    this.#agent.destroy();
  }

  #open(method: string, url: string, body?: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const headers: Record<string, string> = { cookie: this.#cookie };
      if (body !== undefined) {
        headers['content-type'] = 'application/json';
        headers['content-length'] = String(Buffer.byteLength(body));
      }
      const call = request(url, { method, agent: this.#agent, headers }, resolve);
      call.on('error', (error: NodeJS.ErrnoException) => {
        // the server had just closed a connection that was kept
        if (call.reusedSocket && error.code === 'ECONNRESET') resolve(this.#open(method, url, body));
        else reject(error);
      });
      call.end(body);
    });
  }
}

/** Runs work for each item, so many at a time. */
export async function each<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, i: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(atOnce, items.length) }, async () => {
      while (next < items.length) {
        const i = next;
        next += 1;
        await work(items[i] as T, i);
      }
    }),
  );
}

/** Seconds that work takes. */
export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
