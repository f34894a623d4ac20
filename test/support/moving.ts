import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { type Header, Lines, readExport } from '../../server/moving/format.ts';
import { operatorToken } from '../../server/operator.ts';
import { gatherIn, type Hall, markAll, openOn, resolveText } from './hall.ts';
import { problemIn } from './refusals.ts';
import { openRelay, pass, type Relay } from './relay.ts';
import { startServer, type TestServer } from './server.ts';

/** The secret of all servers between which a test moves branches. */
export const sharedSecret = 'a-secret-for-tests-between-servers-0123456789';

/** The public address of several servers: a branch's requests go to the server at which it lives. */
export interface Front {
  url: string;
  /** The address of the server that a branch's requests go to. */
  home: Map<string, string>;
  /** Where all else goes. */
  main: string;
  close(): Promise<void>;
}

export async function openFront(): Promise<Front> {
  const relay: Relay = await openRelay();
  const front: Front = { url: relay.url, home: new Map(), main: '', close: () => relay.close() };
  relay.handle = (incoming, outgoing) => {
    const [, slug = ''] = /^\/lag\/([^/]+)\//u.exec(incoming.url ?? '') ?? [];
    pass(front.home.get(slug) ?? front.main, incoming, outgoing);
    return 'held';
  };
  return front;
}

/** Runs the command line, its standard output as bytes. */
export function vedtak(args: string[], secret = sharedSecret): Promise<{ code: number; out: Buffer; err: string }> {
  return new Promise((resolve) => {
    const env = { ...process.env, VEDTAK_SECRET: secret };
    const options = { env, encoding: 'buffer' as const, maxBuffer: 256 * 1024 * 1024 };
    execFile(process.execPath, ['server/cli/vedtak.ts', ...args], options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err: err.toString() });
    });
  });
}

/** Moves a branch by the command line. @throws Error with what a command wrote when it failed. */
export async function move(slug: string, from: TestServer, to: TestServer, file: string): Promise<void> {
  const left = await vedtak(['export', slug, '--server', from.address, '--to', to.address]);
  if (left.code !== 0) throw new Error(`export ${left.code}: ${left.err}`);
  await writeFile(file, left.out);
  const arrived = await vedtak(['import', file, '--server', to.address]);
  if (arrived.code !== 0) throw new Error(`import ${arrived.code}: ${arrived.err}`);
}

/** Sends one of the operator's requests. */
export async function operate(
  server: TestServer,
  slug: string,
  act: 'export' | 'stay' | 'import' | 'remove',
  init: RequestInit = {},
  secret = sharedSecret,
): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${await operatorToken(secret)}`);
  return fetch(`${server.address}/api/operator/branches/${slug}/${act}`, { method: 'POST', ...init, headers });
}

/** The bytes of an export. */
export async function exportFrom(
  server: TestServer,
  slug: string,
  to: string | null,
): Promise<Uint8Array<ArrayBuffer>> {
  const headers = { 'content-type': 'application/json' };
  const answer = await operate(server, slug, 'export', { headers, body: JSON.stringify({ to }) });
  if (!answer.ok) throw new Error(`export answers ${answer.status}: ${await answer.text()}`);
  return new Uint8Array(await answer.arrayBuffer());
}

/** Sends an export to be taken in. */
export function importTo(
  server: TestServer,
  slug: string,
  body: Uint8Array<ArrayBuffer>,
  secret = sharedSecret,
): Promise<Response> {
  return operate(server, slug, 'import', { headers: { 'content-type': 'application/x-ndjson' }, body }, secret);
}

/** An export as its parts, to be forged. */
export interface Parts {
  header: Header;
  rows: { table: string; row: Record<string, string | number | null> }[];
}

export async function partsOf(bytes: Uint8Array): Promise<Parts> {
  let header: Header | undefined;
  const rows: Parts['rows'] = [];
  for await (const line of readExport(chunked(bytes))) {
    if ('table' in line) rows.push({ table: line.table, row: { ...line.row } });
    else header = line;
  }
  if (header === undefined) throw new Error('the export has no header');
  return { header, rows };
}

/** An export of any parts, its last line right. */
export function exportOf({ header, rows }: Parts): Uint8Array<ArrayBuffer> {
  const lines = new Lines();
  const bytes = [lines.header(header)];
  for (const { table, row } of rows) bytes.push(lines.rows(table as 'branch', [row]));
  return new Uint8Array(Buffer.concat([...bytes, lines.end()]));
}

async function* chunked(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
}

/** A server whose branch has held a meeting, one without branches, and exports of the branch and of its county. */
export interface Departure {
  hall: Hall;
  old: TestServer;
  fresh: TestServer;
  front: Front;
  bytes: Uint8Array<ArrayBuffer>;
  county: Uint8Array<ArrayBuffer>;
  end(): Promise<void>;
}

/** @param meet what the meeting does before the branch leaves: by default a resolution and an open ballot with a vote. */
export async function gatherDeparture(meet: (hall: Hall) => Promise<void> = resolveAndOpen): Promise<Departure> {
  const front = await openFront();
  const old = await startServer({ url: front.url, secret: sharedSecret });
  const fresh = await startServer({ url: front.url, secret: sharedSecret });
  front.main = old.address;
  const hall = await gatherIn(old, 3);
  await meet(hall);
  const bytes = await exportFrom(old, hall.slug, null);
  const county = await exportFrom(old, hall.pair.county, null);
  const end = async (): Promise<void> => {
    for (const server of [old, fresh]) await server.end();
    await front.close();
  };
  return { hall, old, fresh, front, bytes, county, end };
}

async function resolveAndOpen(hall: Hall): Promise<void> {
  await resolveText(hall);
  await takeNewKey(hall);
  const ballot = await openOn(hall);
  await vote(hall.people[0] as Person, hall.slug, ballot, markAll(3, 'for'));
}

/** The branch gets another key from its county, and asks for one more: one past key, and one that waits. */
async function takeNewKey({ administrator, slug, pair: { county } }: Hall): Promise<void> {
  const kid = async (): Promise<string> => (await administrator.call('party', { slug })).key.kid;
  const asked = async (): Promise<{ request: string; kid: string }> =>
    vi.waitFor(async () => {
      const [waiting] = (await administrator.call('party', { slug: county })).requests;
      if (waiting === undefined) throw new Error('the branch has asked for nothing');
      return { request: waiting.request, kid: waiting.asks.key.kid };
    }, 10_000);
  await administrator.call('rekeyBranch', { slug }, { kid: await kid() });
  const { request, kid: next } = await asked();
  await administrator.call('confirmChild', { slug: county, request }, { kid: next });
  await vi.waitFor(async () => expect(await kid()).toBe(next), 10_000);
  await administrator.call('rekeyBranch', { slug }, { kid: next });
  await asked();
}

/** Expects an import of the branch to be refused, nothing of it being kept. */
export async function expectNoArrival(
  { fresh, hall }: Departure,
  body: Uint8Array<ArrayBuffer>,
  code: string,
  detail = '',
): Promise<void> {
  const before = await fresh.stored();
  const problem = await problemIn(await importTo(fresh, hall.slug, body));
  expect(problem.code, problem.detail).toBe(code);
  expect(problem.detail).toContain(detail);
  expect(await fresh.stored()).toBe(before);
  expect((await new Person(fresh.address).call('server')).branches).toEqual([]);
  expect(await readdir(join(fresh.data, 'branches')).catch(() => [])).toEqual([]);
}

/** The rows of a table, of which there must be some. */
export function rowsOf({ rows }: Parts, table: string): Parts['rows'][number]['row'][] {
  const found = rows.filter((row) => row.table === table).map(({ row }) => row);
  expect(found.length, table).toBeGreaterThan(0);
  return found;
}
