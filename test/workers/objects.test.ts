import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, enrolAll, inviteAll, vote } from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { workerUnderTest } from '../support/engines.ts';
import { type Feed, readFeed } from '../support/feed.ts';
import { gatherHall, type Hall, markAll, openOn, seen } from '../support/hall.ts';
import { problemIn } from '../support/refusals.ts';

let hall: Hall;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 4, entrypoint: workerUnderTest });
});

afterAll(() => hall?.server.end());

/** A member's live feed, from an entry on or after the one that a phone has seen last. */
async function follow(from: { after: number } | { lastEventId: number }): Promise<Feed> {
  const { administrator, slug } = hall;
  const drop = new AbortController();
  const query = 'after' in from ? `?after=${from.after}` : '';
  const headers: Record<string, string> = 'after' in from ? {} : { 'last-event-id': String(from.lastEventId) };
  const path = `/lag/${slug}/api/events${query}`;
  return readFeed(await administrator.fetch(path, { headers, signal: drop.signal }), drop);
}

/** Throws the branch's object out of memory. */
async function evict(): Promise<void> {
  const answer = await fetch(`${hall.server.address}/test/${hall.slug}/evict`);
  expect(answer.status).toBe(204);
}

/** The objects' databases as workerd keeps them, with how much the objects themselves have made in them. */
function objects(): { file: string; tables: number }[] {
  const folder = join(hall.server.data, 'v3', 'do', 'vedtak-BranchObject');
  const files = readdirSync(folder).filter((name) => name.endsWith('.sqlite') && !name.startsWith('metadata'));
  return files.map((file) => {
    const database = new SQLite(join(folder, file), { readonly: true });
    const own =
      "SELECT count(*) FROM sqlite_master WHERE tbl_name NOT GLOB '_cf_*' AND tbl_name NOT GLOB '__miniflare_*'";
    const tables = database.prepare(own).pluck().get() as number;
    database.close();
    return { file, tables };
  });
}

const journalled = (): JournalEntry[] => hall.server.journal(hall.slug);

test.each([
  ['its object was evicted', evict],
  [
    'the server was started again',
    async () => {
      await hall.server.stop();
      await hall.server.start();
    },
  ],
])('a live feed goes on without loss after %s', async (_, interrupt) => {
  const ballot = await openOn(hall, `Etter at ${_}\n\n1. Ett.\n2. To.`);
  const before = journalled().length;
  const feed = await follow({ after: before });
  const [first, second, third, fourth] = hall.people as [never, never, never, never];
  await vote(first, hall.slug, ballot, markAll(2, 'for'));
  const [heard] = await feed.take(1);
  expect(heard?.id).toBe(before);
  await interrupt();
  await expect(feed.next()).rejects.toThrow();
  await feed.close();
  await vote(second, hall.slug, ballot, markAll(2, 'against'));
  await vote(third, hall.slug, ballot, markAll(2, 'blank'));
  const again = await follow({ lastEventId: before });
  const missed = await again.take(2);
  await vote(fourth, hall.slug, ballot, markAll(2, 'for'));
  const [live] = await again.take(1);
  await again.close();
  const entries = [...missed, live].map((event) => JSON.parse(event?.data ?? '') as JournalEntry);
  expect(entries.map(({ index, type }) => [index, type])).toEqual(
    [1, 2, 3].map((later) => [before + later, 'vote.cast']),
  );
  expect(entries).toEqual(journalled().slice(before + 1));
  await closeBallot(hall.pair, ballot);
});

test('votes that are on their way while the object is evicted are counted when they were acknowledged, and can be sent again', async () => {
  const ballot = await openOn(hall, 'Under utkastelse\n\n1. Ett.');
  const cast = Promise.allSettled(hall.people.map((person) => vote(person, hall.slug, ballot, markAll(1, 'for'))));
  await evict();
  const acknowledged = (await cast).map(({ status }) => status === 'fulfilled');
  for (const [i, person] of hall.people.entries()) {
    const { vote: stored } = await seen(person, hall.slug, ballot);
    if (acknowledged[i]) expect(stored?.revision).toBe(1);
    if (stored === null) await vote(person, hall.slug, ballot, markAll(1, 'for'));
  }
  await closeBallot(hall.pair, ballot);
  const { result } = await seen(hall.administrator, hall.slug, ballot);
  expect(result?.tally['1']).toEqual({ for: 4, against: 0, blank: 0 });
});

test('an address where there is no branch stores nothing and is not found', async () => {
  const { server } = hall;
  const before = objects();
  for (const path of ['api/snapshot', 'api/events', 'jwks.json', '.well-known/openid-federation']) {
    const answer = await fetch(`${server.address}/lag/finnes-ikke/${path}`);
    expect(answer.status, path).toBe(404);
    expect((await problemIn(answer)).code).toBe('not_found');
  }
  const answer = await fetch(`${server.address}/lag/heller-ikke/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: 'a.b.c',
  });
  expect(answer.status).toBe(404);
  // workerd makes a file for an object as soon as it is asked; what counts is that the object makes nothing in it
  const made = objects().filter(({ file }) => !before.some((known) => known.file === file));
  expect(made.length).toBeGreaterThan(0);
  expect(made.filter(({ tables }) => tables > 0)).toEqual([]);
  expect(before.filter(({ tables }) => tables > 0)).toHaveLength(2);
});

test('as many members as a statement has parameters, and more, are imported, invited and checked in at once', async () => {
  const { administrator, slug, meeting, pair } = hall;
  const invitations = await inviteAll(pair, memberCsv(260));
  expect(invitations.length).toBe(256);
  const { members } = await administrator.call('members', { slug });
  await administrator.call(
    'checkIn',
    { slug, meeting },
    { members: members.map(({ member }) => member), present: true },
  );
  const [late] = await enrolAll(pair, [invitations[255]?.token ?? '']);
  const shown = await late?.call('snapshot', { slug });
  expect(shown?.meeting?.checkedIn).toBe(261);
});

test('browsers keep the files that have their hash in the name, and ask anew for the page', async () => {
  const { address } = hall.server;
  const page = await fetch(`${address}/lag/${hall.slug}`);
  expect(page.headers.get('cache-control')).toBe('no-cache');
  const [, script = ''] = /src="(\/assets\/[^"]+)"/u.exec(await page.text()) ?? [];
  const answer = await fetch(address + script);
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/u);
  expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});
