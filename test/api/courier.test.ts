import { afterAll, beforeAll, expect, test } from 'vitest';
import { resolve } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { makeBranchKey, signJws } from '../../server/keys.ts';
import type { Courier, CourierReceipts } from '../../server/rules/courier.ts';
import { fileOf, partsOf } from '../support/files.ts';
import { adopt, gatherIn, type Hall } from '../support/hall.ts';
import { expectRefused, problemIn } from '../support/refusals.ts';
import { isInbox, openRelay, type Relay } from '../support/relay.ts';
import { startServer } from '../support/server.ts';

const courier = 'application/vnd.vedtak.courier+json';
const receipts = 'application/vnd.vedtak.receipts+json';

let relay: Relay;
let hall: Hall;

/** The branch's server reaches nobody; what is carried goes another way. */
beforeAll(async () => {
  relay = await openRelay();
  const server = await startServer({ url: relay.url });
  relay.to = server.address;
  hall = await gatherIn(server, 3);
  relay.handle = (request, response) => {
    if (!isInbox(request)) return 'pass';
    request.resume();
    response.writeHead(503).end();
    return 'held';
  };
});

afterAll(async () => {
  await hall?.server.end();
  await relay.close();
});

/** Adopts a text; its resolution is signed and waits. */
async function decide(text: string): Promise<number> {
  return (await resolve(hall.pair, await adopt(hall, text), hall.people.slice(0, 2))).number;
}

/** A file for the leader, with its name. */
async function download(path: string): Promise<{ text: string; name: string | undefined; type: string | null }> {
  const answer = await hall.administrator.fetch(`/lag/${hall.slug}/api/${path}`);
  expect(answer.status).toBe(200);
  const name = /filename="(.+)"/u.exec(answer.headers.get('content-disposition') ?? '')?.[1];
  return { text: await answer.text(), name, type: answer.headers.get('content-type') };
}

/** Hands a file in at the county, as its page does. */
function handIn(body: string, type: string): Promise<Response> {
  const { server, pair } = hall;
  return fetch(`${server.address}/lag/${pair.county}/inbox`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  });
}

const county = (): string => encodeURIComponent(`${hall.pair.server}/lag/${hall.pair.county}`);

async function states(): Promise<(string | null)[][]> {
  const { deliveries } = await hall.administrator.call('deliveries', { slug: hall.slug });
  return deliveries.map(({ state, receivedAt }) => [state, receivedAt === null ? null : 'received']).reverse();
}

test('a resolution is carried to the county as it is, and the receipt that is brought back marks it as arrived', async () => {
  const { administrator, slug, server } = hall;
  const number = await decide('Busser\n\n1. Flere busser.');
  const listed = await administrator.call('deliveries', { slug, state: 'waiting' });
  expect(listed.counts).toEqual({ accepted: 0, waiting: 1, refused: 0 });
  const [delivery] = listed.deliveries;
  expect(delivery).toMatchObject({ kind: 'resolution', title: 'Busser', state: 'waiting' });
  expect(delivery?.receiver.name).toBe('Hordaland Arbeiderparti');
  expect(listed.carried).toMatchObject([{ name: 'Hordaland Arbeiderparti', deliveries: 1 }]);
  const file = await download(`deliveries/${delivery?.delivery}/file`);
  expect(file).toMatchObject({ text: await fileOf(hall, number), type: 'application/jose' });
  expect(file.name).toMatch(/^bergen-resolution-[A-Za-z0-9_-]{8}\.jws$/u);
  const receipt = await (await handIn(file.text, 'application/jose')).text();
  const taken = await administrator.call('takeReceipts', { slug }, { file: `${receipt}\n` });
  expect(taken.results).toEqual([{ delivery: delivery?.delivery, title: 'Busser', code: null }]);
  expect(await states()).toEqual([['accepted', 'received']]);
  expect(await (await fetch(`${server.address}/lag/${slug}/resolutions/${number}/receipt.jws`)).text()).toBe(receipt);
  await administrator.call('takeReceipts', { slug }, { file: receipt });
  expect(server.journal(slug).filter(({ type }) => type === 'message.accepted')).toHaveLength(1);
});

test('several are carried in one file, in their order, and the answer to it marks them all', async () => {
  const { administrator, slug } = hall;
  await decide('Ferjer\n\n1. Gratis ferjer.');
  await decide('Tog\n\n1. Flere tog.');
  const file = await download(`courier?receiver=${county()}`);
  expect(file).toMatchObject({ type: courier, name: 'bergen-til-hordaland.json' });
  const { items } = JSON.parse(file.text) as Courier;
  expect(items.map(({ body }) => body)).toEqual([await fileOf(hall, 2), await fileOf(hall, 3)]);
  const answer = await handIn(file.text, courier);
  expect(answer.headers.get('content-type')).toBe(receipts);
  const text = await answer.text();
  expect(await (await handIn(file.text, courier)).text()).toBe(text);
  const { results } = await administrator.call('takeReceipts', { slug }, { file: text });
  expect(results.map(({ title, code }) => [title, code])).toEqual([
    ['Ferjer', null],
    ['Tog', null],
  ]);
  expect((await states()).slice(1)).toEqual([
    ['accepted', 'received'],
    ['accepted', 'received'],
  ]);
});

test('what does not hold in a file is refused by itself, and a receipt that does not hold marks nothing', async () => {
  const { administrator, slug, people, server, pair } = hall;
  await decide('Sykkel\n\n1. Egne felt.');
  const { items } = JSON.parse((await download(`courier?receiver=${county()}`)).text) as Courier;
  const [item] = items as [Courier['items'][number]];
  const altered = { ...item, body: `${item.body.slice(0, -6)}AAAAAA` };
  const file: Courier = { typ: 'vedtak/courier/1', items: [altered, item] };
  const answer = (await (await handIn(JSON.stringify(file), courier)).json()) as CourierReceipts;
  expect(answer.receipts.map(({ code }) => code)).toEqual(['file.signature', null]);
  const receipt = answer.receipts[1]?.receipt ?? '';
  const forged = await signJws(await makeBranchKey(), 'vedtak-receipt+jwt', partsOf(receipt).payload);
  const { results } = await administrator.call('takeReceipts', { slug }, { file: forged });
  expect(results).toMatchObject([{ title: 'Sykkel', code: 'receipt.wrong' }]);
  expect((await states()).at(-1)).toEqual(['waiting', null]);
  const refused = JSON.stringify({ typ: 'vedtak/receipts/1', receipts: [answer.receipts[0]] });
  await expectRefused(server, 'delivery.unknown', administrator, 'takeReceipts', { slug }, { file: refused });
  await expectRefused(server, 'receipt.wrong', administrator, 'takeReceipts', { slug }, { file: 'a.b.c' });
  const own = { slug: pair.county };
  await expectRefused(server, 'delivery.unknown', administrator, 'takeReceipts', own, { file: receipt });
  for (const body of ['', '{}', '{"typ":"vedtak/courier/1","items":[]}'])
    expect((await problemIn(await handIn(body, courier))).code).toBe('file.format');
  for (const path of [`courier?receiver=${county()}`, `deliveries/x/file`]) {
    const at = `/lag/${slug}/api/${path}`;
    expect((await problemIn(await new Person(pair.server).fetch(at))).code).toBe('session.missing');
    expect((await problemIn(await (people[2] as Person).fetch(at))).code).toBe('role.missing');
  }
});
