import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Webhook } from '../../server/api/programs.ts';
import { receiptFor } from '../../server/demo/meeting.ts';
import { makeClock, minute } from '../support/clock.ts';
import { gatherHall, type Hall, resolveText } from '../support/hall.ts';
import { onNode } from '../support/on-node.ts';
import { eventIn, openReceiver, type Receiver } from '../support/receiver.ts';
import { expectRefused } from '../support/refusals.ts';

const clock = makeClock();
let hall: Hall;
let receiver: Receiver;

beforeAll(async () => {
  hall = await gatherHall({ delegates: 3, surroundings: clock });
  receiver = await openReceiver();
});

afterAll(async () => {
  await hall.server.end();
  await receiver.close();
});

type Events = Webhook['events'];

function add(events: Events, slug = hall.slug, url = receiver.url): Promise<{ webhook: string; secret: string }> {
  return hall.administrator.call('addWebhook', { slug }, { url, events });
}

async function seen(webhook: string, slug = hall.slug): Promise<Webhook> {
  const { webhooks } = await hall.administrator.call('webhooks', { slug });
  const found = webhooks.find((one) => one.webhook === webhook);
  if (found === undefined) throw new Error('the webhook is not listed');
  return found;
}

function remove(webhook: string, slug = hall.slug): Promise<object> {
  return hall.administrator.call('removeWebhook', { slug, webhook });
}

/** Waits until a webhook is as it should be. */
function becomes(webhook: string, state: object, slug = hall.slug): Promise<void> {
  return vi.waitFor(async () => expect(await seen(webhook, slug)).toMatchObject(state), { timeout: 20_000 });
}

/** Takes everything that came so far. */
const drain = () => receiver.told.splice(0);

test('who subscribed is told of a resolution, signed as the specification says, without people or votes', async () => {
  const { pair, slug, people, administrator } = hall;
  const own = await add(['resolution.signed']);
  const above = await add(['resolution.received', 'minutes.signed'], pair.county);
  const deaf = await add(['hearing.closed']);
  const { number, title } = await resolveText(hall);
  await receiptFor(pair, number);
  await vi.waitFor(() => expect(receiver.told).toHaveLength(2));
  const told = drain();
  const events = told.map((one) => {
    try {
      return eventIn(own.secret, one);
    } catch {
      return eventIn(above.secret, one);
    }
  });
  const home = `${pair.server}/lag/${slug}`;
  const signed = events.find(({ type }) => type === 'resolution.signed');
  expect(signed?.data).toMatchObject({ branch: home, title, number, links: { page: `${home}/vedtak/${number}` } });
  const received = events.find(({ type }) => type === 'resolution.received');
  expect(received?.data).toMatchObject({
    branch: `${pair.server}/lag/${pair.county}`,
    id: signed?.data.id,
    other: home,
  });
  for (const link of [...Object.values(signed?.data.links ?? {}), received?.data.links.file ?? '']) {
    const path = link.slice(pair.server.length);
    expect((await fetch(hall.server.address + path)).status, link).toBe(200);
  }
  for (const { body, headers } of told) {
    expect(headers['content-type']).toBe('application/json');
    for (const person of [administrator, ...people]) expect(body).not.toContain(person.member);
    expect(body).not.toMatch(/tally|"for"|attestation/u);
    expect(() => eventIn(`whsec_${btoa('another secret of enough length')}`, { body, headers })).toThrow();
  }
  expect(new Set(told.map(({ headers }) => headers['webhook-id'])).size).toBe(2);
  await becomes(own.webhook, { state: 'on', waiting: 0, deliveries: [{ state: 'done', attempts: 1, status: '204' }] });
  expect((await seen(deaf.webhook)).deliveries).toEqual([]);
  for (const { webhook } of [own, deaf]) await remove(webhook);
  await remove(above.webhook, pair.county);
});

test('the secret is shown once and is stored sealed; addresses that are no good are not taken', async () => {
  const { server, slug, administrator, pair } = hall;
  const { webhook, secret } = await add(['minutes.signed']);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/u);
  expect(JSON.stringify(await administrator.call('webhooks', { slug }))).not.toContain(secret);
  const rows = server.select<{ secret: string }>(slug, 'SELECT * FROM webhook');
  expect(JSON.stringify(rows)).not.toContain(secret.slice(6));
  for (const url of ['http://a:b@localhost/', 'https://:b@localhost/', 'ftp://localhost/x', 'javascript:alert(1)'])
    await expectRefused(
      server,
      'webhook.address',
      administrator,
      'addWebhook',
      { slug },
      { url, events: ['minutes.signed'] },
    );
  const elsewhere = { slug: pair.county, webhook };
  for (const name of ['testWebhook', 'removeWebhook'] as const)
    await expectRefused(server, 'webhook.unknown', administrator, name, elsewhere);
  await remove(webhook);
});

test('an address that says it is gone is switched off, and is not told afterwards of what happened meanwhile', async () => {
  const { administrator, slug } = hall;
  const { webhook, secret } = await add(['resolution.signed']);
  receiver.answer = { status: 410 };
  await administrator.call('testWebhook', { slug, webhook });
  await becomes(webhook, { state: 'off', deliveries: [{ event: 'webhook.test', state: 'given_up', status: '410' }] });
  await resolveText(hall);
  receiver.answer = { status: 204 };
  await administrator.call('switchWebhook', { slug, webhook }, { on: true });
  drain();
  const { delivery } = await administrator.call('testWebhook', { slug, webhook });
  await becomes(webhook, { state: 'on', waiting: 0, deliveries: [{ delivery, state: 'done' }, { status: '410' }] });
  expect(drain().map((one) => eventIn(secret, one).type)).toEqual(['webhook.test']);
  // what was given up can be sent once more
  const [, { delivery: lost } = { delivery: '' }] = (await seen(webhook)).deliveries;
  await administrator.call('resendWebhook', { slug, webhook, delivery: lost });
  await becomes(webhook, { waiting: 0, deliveries: [{}, { delivery: lost, state: 'done', attempts: 1 }] });
  expect(drain().map(({ headers }) => headers['webhook-id'])).toEqual([lost]);
  await remove(webhook);
});

/** Ends the server and starts it again at a later time, which wakes it; sessions may be over then. */
async function again(milliseconds: number): Promise<void> {
  await hall.server.stop();
  clock.pass(milliseconds);
  await hall.server.start();
}

interface Row {
  state: string;
  attempts: number;
  status: string;
  next_at: number;
  tried_at: string;
}

/** Waits until the first delivery of a webhook was tried so many times; gives it with the wait until the next try. */
async function tried(attempts: number): Promise<Row & { wait: number }> {
  const row = await vi.waitFor(
    () => {
      const [first] = hall.server.select<Row>(hall.slug, 'SELECT * FROM webhook_delivery ORDER BY ordinal');
      if (first?.attempts !== attempts) throw new Error('not tried yet');
      return first;
    },
    { timeout: 20_000 },
  );
  return { ...row, wait: row.next_at - Date.parse(row.tried_at) };
}

const stateOf = () => hall.server.select<{ state: string }>(hall.slug, 'SELECT state FROM webhook')[0]?.state;

const waits = [5 / 60, 5, 30, 120, 300, 600, 840, 1200, 1440].map((minutes) => minutes * minute);

onNode('clock', 'one that is down is left alone until its next try, and no longer than it asks for', async () => {
  const { administrator, slug } = hall;
  const { webhook } = await add(['resolution.signed']);
  const down: [Receiver['answer'], string, number][] = [
    [{ status: 503, headers: { 'retry-after': '900' } }, '503', 15 * minute],
    [{ status: 429, headers: { 'retry-after': 'soon' } }, '429', 5 * minute],
    [{ status: 302, headers: { location: receiver.url } }, '302', 30 * minute],
    ['break', 'network', 120 * minute],
  ];
  drain();
  for (const [i, [answer, status, wait]] of down.entries()) {
    receiver.answer = answer;
    if (i === 0) await administrator.call('testWebhook', { slug, webhook });
    const row = await tried(i + 1);
    expect(row).toMatchObject({ status, state: 'waiting' });
    expect(Math.abs(row.wait - wait), status).toBeLessThanOrEqual(wait * 0.2 + 1000);
    if (i < down.length - 1) await again(row.wait);
  }
  expect(drain()).toHaveLength(down.length);
  expect(stateOf()).toBe('failing');
  // the next event is sent at once, and says that all is well
  receiver.answer = { status: 204 };
  await administrator.call('testWebhook', { slug, webhook });
  await becomes(webhook, { state: 'on', waiting: 1 });
  expect(drain()).toHaveLength(1);
  await remove(webhook);
});

onNode('clock', 'what fails is tried by the schedule, under the same id, and given up after three days', async () => {
  const { administrator, slug } = hall;
  const { webhook } = await add(['resolution.signed']);
  receiver.answer = { status: 500 };
  drain();
  const { delivery } = await administrator.call('testWebhook', { slug, webhook });
  for (const [i, least] of waits.entries()) {
    const { state, wait } = await tried(i + 1);
    expect([state, stateOf()]).toEqual(['waiting', 'failing']);
    expect(wait).toBeGreaterThanOrEqual(least);
    expect(wait).toBeLessThan(least * 1.2 + 1000);
    await again(wait);
  }
  expect(await tried(10)).toMatchObject({ state: 'given_up', status: '500' });
  expect(stateOf()).toBe('failing');
  const told = drain();
  expect(told).toHaveLength(10);
  expect(new Set(told.map(({ headers }) => headers['webhook-id']))).toEqual(new Set([delivery]));
  const times = told.map(({ headers }) => Number(headers['webhook-timestamp']));
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

onNode('process', 'an event is told although the server was killed before it could be', async () => {
  const killed = await gatherHall({ delegates: 3, child: true });
  const target = await openReceiver();
  try {
    const { administrator, slug, server } = killed;
    const { secret } = await administrator.call(
      'addWebhook',
      { slug },
      { url: target.url, events: ['resolution.signed'] },
    );
    target.answer = 'break';
    const { number } = await resolveText(killed);
    await server.kill();
    target.told.splice(0);
    target.answer = { status: 204 };
    await server.start();
    await administrator.call('snapshot', { slug });
    await vi.waitFor(() => expect(target.told.length).toBeGreaterThan(0), { timeout: 30_000 });
    const events = target.told.map((one) => eventIn(secret, one));
    expect(new Set(target.told.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    expect(events[0]).toMatchObject({ type: 'resolution.signed', data: { number } });
  } finally {
    await killed.server.end();
    await target.close();
  }
});
