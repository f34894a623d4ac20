import type { lookup } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nodeEgress } from '../../server/node-egress.ts';

let inside: Server;
let port: number;
/** How many requests have reached the server in the private network. */
let reached = 0;

beforeAll(async () => {
  inside = createServer((request, response) => {
    reached += 1;
    if (request.url === '/away') response.writeHead(302, { location: '/' }).end();
    else if (request.url === '/endless') response.end('x'.repeat(9 * 1024 * 1024));
    else response.end('secret');
  });
  inside.listen(0, 'localhost');
  await once(inside, 'listening');
  ({ port } = inside.address() as AddressInfo);
});

afterAll(() => {
  inside.closeAllConnections();
  inside.close();
});

/** A way out whose names lead to the addresses given, one list for each time that somebody asks. */
function leadingTo(...answers: string[][]): { way: ReturnType<typeof nodeEgress>; asked: () => number } {
  let times = 0;
  const resolve = ((_name: string, _options: object, found: (error: null, addresses: object[]) => void) => {
    const addresses = answers[Math.min(times, answers.length - 1)] ?? [];
    times += 1;
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  return { way: nodeEgress({ own: 'https://own.example', allowPrivate: false }, resolve), asked: () => times };
}

const refused = { refusal: { code: 'address.private' } };

describe('the way out of a Node server', () => {
  test('does not lead into a private network, whether an address says so or a name leads there', async () => {
    const before = reached;
    const { way } = leadingTo(['127.0.0.1']);
    for (const host of ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', 'localhost', 'names.example'])
      await expect(way(`https://${host}:${port}/`), host).rejects.toMatchObject(refused);
    const mixed = leadingTo(['93.184.215.14', '127.0.0.1']);
    await expect(mixed.way(`https://names.example:${port}/`)).rejects.toMatchObject(refused);
    expect(reached).toBe(before);
  });

  test('asks for the addresses of a name once, and connects to just these', async () => {
    const before = reached;
    // a name that leads out when it is looked at, and in a moment later
    const { way, asked } = leadingTo(['93.184.215.14'], ['127.0.0.1']);
    const trying = way(`https://names.example:${port}/`, { signal: AbortSignal.timeout(300) });
    await expect(trying).rejects.not.toMatchObject(refused);
    expect(asked()).toBe(1);
    await expect(way(`https://names.example:${port}/`)).rejects.toMatchObject(refused);
    expect(asked()).toBe(2);
    expect(reached).toBe(before);
  });

  test('leads to the server itself, follows no redirect, and ends an answer that is too long', async () => {
    const way = nodeEgress({ own: `http://localhost:${port}`, allowPrivate: false });
    const answer = await way(`http://localhost:${port}/away`, { redirect: 'follow' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
    expect(await (await way(`http://localhost:${port}/`)).text()).toBe('secret');
    await expect(way(`http://localhost:${port}/endless`).then((long) => long.text())).rejects.toThrow();
  });
});
