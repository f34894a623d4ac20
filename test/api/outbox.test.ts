import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receiptFor, resolve } from '../../server/demo/meeting.ts';
import { makeBranchKey, signJws } from '../../server/keys.ts';
import { hour, makeClock, type TestClock } from '../support/clock.ts';
import { fileOf, partsOf } from '../support/files.ts';
import { adopt, gatherIn, type Hall, resolveText } from '../support/hall.ts';
import { isInbox, openRelay, type Relay } from '../support/relay.ts';
import { startServer } from '../support/server.ts';

let relay: Relay;
let clock: TestClock;
let hall: Hall;

beforeEach(async () => {
  relay = await openRelay();
  clock = makeClock();
  const server = await startServer({ url: relay.url, surroundings: clock });
  relay.to = server.address;
  hall = await gatherIn(server, 3);
});

afterEach(async () => {
  await hall.server.end();
  await relay.close();
});

interface Row {
  state: string;
  attempts: number;
  next_at: number;
  reason: string | null;
  receipt: string | null;
}

function outbox(): Row[] {
  return hall.server.select<Row>(hall.slug, 'SELECT * FROM delivery ORDER BY attempts');
}

/** Answers deliveries so, and counts them. */
function answerInbox(answer: (response: ServerResponse) => void): { times: number } {
  const count = { times: 0 };
  relay.handle = (request, response) => {
    if (!isInbox(request)) return 'pass';
    count.times += 1;
    request.resume();
    answer(response);
    return 'held';
  };
  return count;
}

/** Waits until the delivery was tried so many times. */
function tried(attempts: number): Promise<Row> {
  return vi.waitFor(() => {
    const [row] = outbox();
    if (row === undefined || row.attempts < attempts) throw new Error('not tried yet');
    return row;
  }, 10_000);
}

/** Asks for what is on its way to be sent at once. */
async function resend(): Promise<void> {
  const { administrator, slug } = hall;
  const [row] = (await administrator.call('deliveries', { slug })).deliveries;
  await administrator.call('resendDelivery', { slug, delivery: row?.delivery ?? '' });
}

/** Ends the server and starts it again at a later time, which wakes its outbox. */
async function again(milliseconds: number): Promise<void> {
  await hall.server.stop();
  clock.pass(milliseconds);
  await hall.server.start();
}

test('a delivery to a receiver that is down is tried again after a wait that doubles, and arrives once it is up', async () => {
  const down = answerInbox((response) => response.destroy());
  await resolveText(hall);
  for (const attempts of [1, 2, 3, 4]) {
    const before = clock.now();
    const row = await tried(attempts);
    expect(row).toMatchObject({ state: 'waiting', attempts, reason: 'network', receipt: null });
    const wait = row.next_at - clock.now();
    const longest = 2_000 * 2 ** (attempts - 1);
    expect(wait).toBeGreaterThan(longest / 2 - (clock.now() - before) - 1000);
    expect(wait).toBeLessThanOrEqual(longest);
    expect(down.times).toBe(attempts);
    if (attempts < 4) await again(wait + 1);
  }
  relay.handle = () => 'pass';
  await again(hour);
  await receiptFor(hall.pair, 1);
  expect(outbox()).toMatchObject([{ state: 'accepted', attempts: 5, reason: null }]);
});

test('a delivery is not tried before its time, also when the server starts anew', async () => {
  const down = answerInbox((response) => response.destroy());
  await resolveText(hall);
  const { next_at } = await tried(1);
  await again(0);
  // the start woke the outbox before it answered these
  for (let i = 0; i < 5; i += 1) await hall.administrator.call('snapshot', { slug: hall.slug });
  expect(outbox()).toMatchObject([{ attempts: 1, next_at }]);
  expect(down.times).toBe(1);
});

test('an answer that is no receipt is not taken for one', async () => {
  const answers: [(response: ServerResponse) => void, string][] = [
    [(response) => response.writeHead(200).end('tusen takk'), 'receipt.wrong'],
    [(response) => response.writeHead(200).end(), 'receipt.wrong'],
    [(response) => response.writeHead(200).end('x'.repeat(300_000)), 'receipt.wrong'],
    [(response) => response.writeHead(201).end('a.b.c'), 'receipt.wrong'],
    [(response) => response.writeHead(502).end('<h1>Bad gateway</h1>'), 'http.502'],
    [(response) => response.writeHead(302, { location: '/elsewhere' }).end(), 'http.302'],
    [(response) => response.writeHead(404).end('<h1>Not found</h1>'), 'http.404'],
    [(response) => response.writeHead(403).end('{"code":"<script>"}'), 'http.403'],
    [(response) => response.writeHead(422).end('{"code":"trust.time"}'), 'trust.time'],
    [(response) => response.writeHead(410).end('{"code":"branch.moved"}'), 'branch.moved'],
  ];
  const [first] = answers as [(typeof answers)[number]];
  answerInbox(first[0]);
  await resolveText(hall);
  for (const [i, [answer, reason]] of answers.entries()) {
    answerInbox(answer);
    if (i > 0) await again(hour);
    const row = await tried(i + 1);
    expect(row, reason).toMatchObject({ state: 'waiting', receipt: null, reason });
  }
  const { resolutions } = await hall.administrator
    .fetch(`/lag/${hall.slug}/api/resolutions`)
    .then((r) => r.json() as never);
  expect(resolutions).toMatchObject([{ received: null }]);
});

test('an answer without end is read no further than a receipt is long', async () => {
  let sent = 0;
  answerInbox((response) => {
    response.writeHead(200);
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(16_384))) sent += 1;
      if (!response.destroyed) response.once('drain', more);
    };
    more();
  });
  await resolveText(hall);
  expect(await tried(1)).toMatchObject({ state: 'waiting', reason: 'receipt.wrong' });
  expect(sent).toBeLessThan(1000);
});

test('a receiver that asks for patience gets it', async () => {
  answerInbox((response) => response.writeHead(429, { 'retry-after': '120' }).end('{"code":"rate.limited"}'));
  await resolveText(hall);
  const row = await tried(1);
  expect(row).toMatchObject({ state: 'waiting', reason: 'rate.limited' });
  const wait = (row.next_at - clock.now()) / 1000;
  expect(wait).toBeGreaterThan(115);
  expect(wait).toBeLessThanOrEqual(180);
});

test('a receipt by another key, or with a signature that does not hold, is not taken', async () => {
  const down = answerInbox((response) => response.destroy());
  await resolveText(hall);
  await tried(1);
  expect(down.times).toBe(1);
  // what the county would have said, out of its own mouth
  const direct = await fetch(`${hall.server.address}/lag/${hall.pair.county}/inbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/jose' },
    body: await fileOf(hall, 1),
  });
  const receipt = await direct.text();
  const { payload } = partsOf(receipt);
  const forged = await signJws(await makeBranchKey(), 'vedtak-receipt+jwt', payload);
  const turned = `${receipt.slice(0, -10)}${receipt.at(-10) === 'A' ? 'B' : 'A'}${receipt.slice(-9)}`;
  for (const [i, answer] of [forged, turned].entries()) {
    answerInbox((response) => response.writeHead(200, { 'content-type': 'application/jose' }).end(answer));
    await again(hour);
    expect(await tried(2 + i)).toMatchObject({ state: 'waiting', receipt: null, reason: 'receipt.wrong' });
  }
  relay.handle = () => 'pass';
  await again(hour);
  expect(await receiptFor(hall.pair, 1)).toBe(receipt);
});

test('the receipt for one resolution does not do for another', async () => {
  await resolveText(hall);
  const receipt = await receiptFor(hall.pair, 1);
  answerInbox((response) => response.writeHead(200, { 'content-type': 'application/jose' }).end(receipt));
  const ballot = await adopt(hall, 'Neste\n\n- Krav');
  await resolve(hall.pair, ballot, hall.people.slice(0, 2));
  const row = await vi.waitFor(() => {
    const found = outbox().find(({ state }) => state === 'waiting');
    if (found === undefined || found.attempts === 0) throw new Error('not tried yet');
    return found;
  });
  expect(row).toMatchObject({ reason: 'receipt.wrong', receipt: null });
});

test('what the receiver refuses is not sent again, and the reason is shown to the meeting', async () => {
  const refused = answerInbox((response) => {
    const body = { type: '/api#trust.child', title: 'x', status: 403, detail: 'x', code: 'trust.child' };
    response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  });
  await resolveText(hall);
  await tried(1);
  expect(outbox()).toMatchObject([{ state: 'refused', reason: 'trust.child' }]);
  const { resolutions } = await hall.administrator.call('snapshot', { slug: hall.slug });
  expect(resolutions[0]?.delivery).toEqual({ state: 'refused', attempts: 1, reason: 'trust.child', receivedAt: null });
  const refusals = hall.server.journal(hall.slug).filter(({ type }) => type === 'message.refused');
  expect(refusals).toMatchObject([{ code: 'trust.child' }]);
  await again(hour);
  expect(refused.times).toBe(1);
});

test('what was refused, and what waits for its next try, is sent at once when somebody asks', async () => {
  const refused = answerInbox((response) => {
    const body = { type: '/api#trust.child', title: 'x', status: 403, detail: 'x', code: 'trust.child' };
    response.writeHead(403, { 'content-type': 'application/problem+json' }).end(JSON.stringify(body));
  });
  await resolveText(hall);
  await tried(1);
  await resend();
  await tried(2);
  expect(refused.times).toBe(2);
  const down = answerInbox((response) => response.destroy());
  await resend();
  expect(await tried(3)).toMatchObject({ state: 'waiting' });
  expect(down.times).toBe(1);
  relay.handle = () => 'pass';
  await resend();
  await vi.waitFor(() => expect(outbox()).toMatchObject([{ state: 'accepted', attempts: 4 }]));
});
