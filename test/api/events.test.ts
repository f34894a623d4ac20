import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Engine } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { openNodeEngine } from '../../db/node.ts';
import { machine } from '../../server/branch.ts';
import { branchApp } from '../../server/branch-app.ts';
import { closeBallot, receiptFor, resolve, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { keyringOf, makeBranchKey, safeOf } from '../../server/keys.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { type Feed, readFeed } from '../support/feed.ts';
import { gatherHall, type Hall, markAll, openOn } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 10 });
});

afterAll(() => hall.server.end());

/** Follows the branch's journal as somebody. */
async function follow(person: Person, query = '', headers: Record<string, string> = {}): Promise<Feed> {
  const drop = new AbortController();
  const response = await person.fetch(`/lag/${hall.slug}/api/events${query}`, { headers, signal: drop.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/u);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return readFeed(response, drop);
}

async function size(): Promise<number> {
  return (await hall.administrator.call('snapshot', { slug: hall.slug })).index;
}

test('the feed gives the journal in its order, each entry under its index', async () => {
  const feed = await follow(hall.administrator, '?after=0');
  const stored = hall.server.journal(hall.slug);
  const events = await feed.take(stored.length);
  expect(events.map(({ id }) => id)).toEqual(stored.map(({ index }) => index));
  expect(events.map(({ data }) => JSON.parse(data))).toEqual(stored);
  await feed.close();
});

test('a feed begins with a heartbeat, so that a page knows that it is connected', async () => {
  const feed = await follow(hall.administrator);
  expect(await feed.next('heartbeat')).toEqual({ event: 'heartbeat', id: undefined, data: '' });
  await feed.close();
});

test('what happens is told as it happens', async () => {
  const feed = await follow(hall.people[3] as Person, `?after=${await size()}`);
  const ballot = await openOn(hall);
  expect(JSON.parse((await feed.next()).data)).toMatchObject({ type: 'proposal.saved' });
  expect(JSON.parse((await feed.next()).data)).toMatchObject({ type: 'ballot.opened', ballot, number: 1 });
  await feed.close();
  await closeBallot(hall.pair, ballot);
});

test('a phone that loses its line again and again in a burst of votes misses nothing and gets nothing twice', async () => {
  const { slug, people, administrator } = hall;
  const ballot = await openOn(hall, 'Neste\n\n- Krav');
  const from = await size();
  const rounds = 6;
  const voting = (async () => {
    for (let revision = 1; revision <= rounds; revision += 1) {
      const option = revision % 2 === 0 ? 'against' : 'for';
      await Promise.all(people.map((person) => vote(person, slug, ballot, markAll(1, option), revision)));
    }
  })();
  const expected = from + rounds * people.length;
  const seen: number[] = [];
  // first by the snapshot's index, then by the last id, as a browser does
  let feed = await follow(administrator, `?after=${from}`);
  while (seen.length < expected - from) {
    for (const { id } of await feed.take(Math.min(7, expected - from - seen.length))) seen.push(id ?? -1);
    await feed.close();
    feed = await follow(administrator, `?after=${from}`, { 'last-event-id': String(seen.at(-1)) });
  }
  await feed.close();
  await voting;
  expect(seen).toEqual(Array.from({ length: expected - from }, (_, i) => from + i));
  const voted = hall.server
    .journal(slug)
    .slice(from)
    .flatMap((entry) => (entry.type === 'vote.cast' ? [entry.voted] : []));
  expect(voted).toEqual(voted.toSorted((a, b) => a - b));
  await closeBallot(hall.pair, ballot);
});

test('who is not signed in follows only what is public anyway', async () => {
  const { pair, people, slug } = hall;
  const from = await size();
  const nobody = await follow(new Person(pair.server), `?after=0`);
  const ballot = await openOn(hall, 'Sak\n\n- Krav');
  for (const person of people) await vote(person, slug, ballot, markAll(1, 'for'));
  await closeBallot(pair, ballot);
  const { number } = await resolve(pair, ballot, people.slice(0, 2));
  await receiptFor(pair, number);
  const types = (await nobody.take(2)).map(({ data }) => (JSON.parse(data) as JournalEntry).type);
  expect(types).toEqual(['resolution.signed', 'message.accepted']);
  expect(hall.server.journal(slug).length).toBeGreaterThan(from + people.length);
  await nobody.close();
});

test('entries hold nothing of people: no ids, no names, no marks', async () => {
  const journal = JSON.stringify(hall.server.journal(hall.slug));
  for (const person of [hall.administrator, ...hall.people]) {
    expect(journal).not.toContain(person.member);
    expect(journal).not.toContain(person.phone.credential(person.member).id);
  }
  const { members } = await hall.administrator.call('members', { slug: hall.slug });
  for (const { name } of members) expect(journal).not.toContain(name);
  expect(journal).not.toContain('against');
});

test('odd places to go on from are read as none, and one beyond the journal as its end', async () => {
  for (const [query, last] of [
    ['?after=x', undefined],
    ['?after=-1', undefined],
    ['', 'x'],
    ['', '1e3'],
    ['?after=99999999', undefined],
    ['', '99999999'],
  ] as const) {
    const feed = await follow(hall.administrator, query, last === undefined ? {} : { 'last-event-id': last });
    await feed.next('heartbeat');
    const from = await size();
    await hall.administrator.call('addProposal', { slug: hall.slug, meeting: hall.meeting }, { text: 'Tekst' });
    expect((await feed.next()).id, `${query} ${last}`).toBe(from);
    await feed.close();
  }
});

/** A branch without a server around it, on a clock of the test's, and how many listen to its journal. */
async function bareBranch() {
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-events-'));
  const engine = await openNodeEngine(join(folder, 'bergen.sqlite'), () => undefined);
  let listening = 0;
  const counted: Engine = {
    ...engine,
    listen(listener) {
      const stop = engine.listen(listener);
      listening += 1;
      return () => {
        listening -= 1;
        stop();
      };
    },
  };
  const surroundings = { ...machine, fetch, now: () => vi.getMockedSystemTime()?.getTime() ?? Date.now() };
  const id = 'http://localhost/lag/bergen';
  const secret = 'a secret of forty characters for the tests';
  const key = await makeBranchKey();
  const branch = {
    ...{ id, slug: 'bergen', name: 'B', level: 'l', parent: null, engine: counted, key, surroundings },
    keyring: await keyringOf([], secret, id),
    safe: safeOf(secret, id),
    changed: () => undefined,
  };
  const founding = { founderAt: () => Promise.reject(new Error('none')), open: () => Promise.resolve() };
  const app = branchApp(branch, founding);
  return {
    engine,
    listening: () => listening,
    open: async () => app.fetch(new Request(`${id}/api/events?after=0`)),
    async end() {
      await engine.close();
      await rm(folder, { recursive: true });
    },
  };
}

onNode('inside', 'a quiet line gets a heartbeat every ten seconds, also when what happens is not for it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const bare = await bareBranch();
  try {
    const feed = readFeed(await bare.open(), new AbortController());
    await feed.next('heartbeat');
    for (let i = 0; i < 3; i += 1) {
      const beat = feed.next('heartbeat');
      await vi.advanceTimersByTimeAsync(10_000);
      await beat;
    }
    const beat = feed.next('heartbeat');
    for (let i = 0; i < 5; i += 1) {
      await vi.advanceTimersByTimeAsync(2_000);
      await bare.engine.transact((writer) => appendEntry(writer, { type: 'branch.created' }, new Date().toISOString()));
    }
    await vi.advanceTimersByTimeAsync(1);
    await beat;
    await feed.close();
  } finally {
    vi.useRealTimers();
    await bare.end();
  }
});

onNode('inside', 'a line that is dropped is no longer listened for', async () => {
  const bare = await bareBranch();
  const before = bare.listening();
  const feeds = await Promise.all(
    Array.from({ length: 20 }, async () => readFeed(await bare.open(), new AbortController())),
  );
  await Promise.all(feeds.map((feed) => feed.next('heartbeat')));
  expect(bare.listening()).toBe(before + 20);
  await Promise.all(feeds.map((feed) => feed.close()));
  await vi.waitFor(() => expect(bare.listening()).toBe(before));
  await bare.end();
});

onNode('inside', 'a dropped connection over HTTP is no longer listened for either', async () => {
  const bare = await bareBranch();
  const before = bare.listening();
  const server = createServer(getRequestListener(bare.open));
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const drops = Array.from({ length: 5 }, () => new AbortController());
  for (const drop of drops) {
    const feed = readFeed(await fetch(`http://localhost:${port}/`, { signal: drop.signal }), drop);
    await feed.next('heartbeat');
  }
  expect(bare.listening()).toBe(before + 5);
  for (const drop of drops) drop.abort();
  await vi.waitFor(() => expect(bare.listening()).toBe(before));
  server.closeAllConnections();
  server.close();
  await bare.end();
});
