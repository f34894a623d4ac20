import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a relay does with a request: passes it on, or answers by itself. */
type Handling = (request: IncomingMessage, response: ServerResponse) => 'pass' | 'held';

/** An address before a server, at which a test can hold back, answer or lose what passes. */
export interface Relay {
  /** Its origin. */
  url: string;
  /** Where it passes requests on to. */
  to: string;
  /** Decides what happens to a request; without it everything passes. */
  handle: Handling;
  close(): Promise<void>;
}

/** Opens a relay at a free port. */
export async function openRelay(): Promise<Relay> {
  const server = createServer((incoming, outgoing) => {
    if (relay.handle(incoming, outgoing) === 'pass') pass(relay.to, incoming, outgoing);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const relay: Relay = {
    url: `http://localhost:${port}`,
    to: '',
    handle: () => 'pass',
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return relay;
}

/** Passes a request on, and the answer back as it comes. */
export function pass(to: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, url, headers } = incoming;
  const onward = request(to + (url ?? ''), { ...(method === undefined ? {} : { method }), headers, agent: false });
  onward.on('response', (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
    answer.on('error', () => outgoing.destroy());
  });
  onward.on('error', () => outgoing.destroy());
  outgoing.on('close', () => onward.destroy());
  incoming.pipe(onward);
}

/** The path of requests that deliver a resolution to a branch. */
export function isInbox({ method, url }: IncomingMessage): boolean {
  return method === 'POST' && url?.endsWith('/inbox') === true;
}
