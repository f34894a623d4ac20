import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { WebhookBody } from '../../server/rules/webhook-event.ts';

/** One request that came. */
export interface Told {
  headers: Record<string, string>;
  body: string;
}

/** Somebody else's program, which is told of events. */
export interface Receiver {
  /** Where it is told of them. */
  url: string;
  /** All that came, in order. */
  told: Told[];
  /** What it answers: a status, with headers where there are some, or nothing at all. */
  answer: { status: number; headers?: Record<string, string> } | 'break';
  close(): Promise<void>;
}

/** Opens a receiver at a free port. It answers 204 unless it is told otherwise. */
export async function openReceiver(): Promise<Receiver> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      receiver.told.push({ headers: request.headers as Record<string, string>, body });
      if (receiver.answer === 'break') response.destroy();
      else response.writeHead(receiver.answer.status, receiver.answer.headers ?? {}).end();
    });
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hook?from=vedtak`,
    told: [],
    answer: { status: 204 },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** The event in a request, its signature verified by the specification's own library. @throws when it does not hold. */
export function eventIn(secret: string, { headers, body }: Told): WebhookBody {
  return new Webhook(secret).verify(body, headers) as WebhookBody;
}
