import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { getRequestListener } from '@hono/node-server';
import SQLite from 'better-sqlite3';
import { Hono } from 'hono';
import { each, type Phone, seconds } from './phones.ts';

/** How often something can be done, one process, measured for about half a second. */
async function rate(work: () => Promise<number> | number): Promise<number> {
  const begun = performance.now();
  let done = 0;
  while (performance.now() - begun < 600) done += await work();
  return done / ((performance.now() - begun) / 1000);
}

/** ES256 verifications a second by WebCrypto, so many at once. */
export async function verifications(atOnce: number): Promise<number> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const { publicKey, privateKey } = await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
  // authenticator data and the hash of the client data
  const data = crypto.getRandomValues(new Uint8Array(69));
  const signature = await crypto.subtle.sign(algorithm, privateKey, data);
  return rate(async () => {
    const all = Array.from({ length: atOnce }, () => crypto.subtle.verify(algorithm, publicKey, signature, data));
    for (const held of await Promise.all(all)) if (!held) throw new Error('a signature does not hold');
    return atOnce;
  });
}

/** Durable inserts of a kilobyte a second (better-sqlite3, WAL, synchronous=FULL), so many to a transaction. */
export async function inserts(together: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-bench-'));
  const database = new SQLite(join(folder, 'inserts.sqlite'));
  try {
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.exec('CREATE TABLE vote (id INTEGER PRIMARY KEY, signed TEXT NOT NULL) STRICT');
    const insert = database.prepare('INSERT INTO vote (signed) VALUES (?)');
    const signed = 'x'.repeat(1000);
    const batch = database.transaction(() => {
      for (let i = 0; i < together; i += 1) insert.run(signed);
    });
    return await rate(() => {
      batch();
      return together;
    });
  } finally {
    database.close();
    await rm(folder, { recursive: true });
  }
}

/** Requests a second to a handler that does nothing, by the same phones with the same body. */
export async function emptyRequests(phones: readonly Phone[], body: string, times: number): Promise<number> {
  const worker = new Worker(fileURLToPath(import.meta.url));
  try {
    const port = await new Promise<number>((resolve, reject) => worker.once('message', resolve).once('error', reject));
    const url = `http://localhost:${port}/`;
    const round = () => each(phones, phones.length, async (phone) => void (await phone.send('POST', url, body)));
    await round();
    const taken = await seconds(async () => {
      for (let i = 0; i < times; i += 1) await round();
    });
    return (phones.length * times) / taken;
  } finally {
    await worker.terminate();
  }
}

// The handler that does nothing, with all that the server's own requests go through before theirs.
if (!isMainThread) {
  const app = new Hono();
  app.post('/', async (context) => {
    await context.req.arrayBuffer();
    return context.json({});
  });
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, 'localhost', () => parentPort?.postMessage((server.address() as AddressInfo).port));
}
