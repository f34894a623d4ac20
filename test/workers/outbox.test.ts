import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { type Feed, readFeed } from '../support/feed.ts';
import { gatherIn, type Hall, resolveText } from '../support/hall.ts';
import { isInbox, openRelay, type Relay } from '../support/relay.ts';
import { startServer, type TestServer } from '../support/server.ts';

let relay: Relay;
let server: TestServer;
let hall: Hall;

beforeAll(async () => {
  relay = await openRelay();
  server = await startServer({ url: relay.url });
  relay.to = server.address;
  hall = await gatherIn(server, 4);
});

afterAll(async () => {
  await server?.end();
  await relay.close();
});

/** A branch's live feed from its first entry on. */
async function feedOf(person: Person, slug: string): Promise<Feed> {
  const drop = new AbortController();
  return readFeed(await person.fetch(`/lag/${slug}/api/events?after=0`, { signal: drop.signal }), drop);
}

/** Reads a feed until an entry is what is looked for. */
async function until(feed: Feed, wanted: (entry: JournalEntry) => boolean): Promise<void> {
  while (!wanted(JSON.parse((await feed.next()).data) as JournalEntry));
  await feed.close();
}

/** Lets the receiver be down; resolves when a delivery has come to a closed door. */
function closeDoor(): Promise<void> {
  return new Promise((resolve) => {
    relay.handle = (incoming, outgoing) => {
      if (!isInbox(incoming)) return 'pass';
      outgoing.writeHead(503).end();
      resolve();
      return 'held';
    };
  });
}

function openDoor(): void {
  relay.handle = () => 'pass';
}

test('what waits is delivered by the alarm when the receiver is there again', async () => {
  const turnedAway = closeDoor();
  const { number } = await resolveText(hall);
  await turnedAway;
  openDoor();
  await until(await feedOf(hall.administrator, hall.slug), ({ type }) => type === 'message.accepted');
  const { resolutions } = await hall.administrator.call('snapshot', { slug: hall.slug });
  const delivery = resolutions.find((resolution) => resolution.number === number)?.delivery;
  expect(delivery?.state).toBe('accepted');
  expect(delivery?.attempts).toBeGreaterThan(1);
});

test('what waits is delivered by the alarm after a restart, without a request to the branch', async () => {
  const turnedAway = closeDoor();
  const { number } = await resolveText(hall, 'Ferjer\n\n1. Gratis ferjer.');
  await turnedAway;
  await server.stop();
  const asked: string[] = [];
  relay.handle = ({ url = '' }) => {
    if (url.startsWith(`/lag/${hall.slug}/`)) asked.push(url);
    return 'pass';
  };
  await server.start();
  const { county } = hall.pair;
  await until(
    await feedOf(hall.administrator, county),
    (entry) => entry.type === 'resolution.received' && entry.number === number,
  );
  expect(asked).toEqual([]);
  const { received } = await hall.administrator.call('collection', { slug: county });
  expect(received.map(({ number }) => number).sort()).toEqual([1, 2]);
});
