import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeSecret, type SecretBallot } from '../../server/demo/secret.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { mark } from '../support/walk.ts';

/** A request as the network sees it. */
interface Sent {
  path: string;
  /** Undefined where it was answered out of the browser's cache. */
  cookie: boolean | undefined;
  /** Of its body, as text. */
  body: string;
  /** Chromium's number of the connection that carried it. */
  connection: number | undefined;
}

describe('what whoever watches the network can tell a dropped paper by', () => {
  let stage: Stage;
  let hall: Hall;
  let anna: Newcomer;
  let bo: Newcomer;
  let secret: SecretBallot;
  const sent = new Map<Newcomer, Map<string, Sent>>();

  const dropsOf = (who: Newcomer): Sent[] => requestsOf(who).filter(({ path }) => path.endsWith('/papers'));
  const requestsOf = (who: Newcomer): Sent[] => [...(sent.get(who)?.values() ?? [])];

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    bo = await joinHall(stage, hall, '5002', 'Bo Berg');
    await seat(hall, anna, bo);
    for (const who of [anna, bo]) sent.set(who, await noting(who.device));
    secret = await openSecretOn(hall);
    for (const [{ device }, option] of [[anna, 'for'] as const, [bo, 'against'] as const]) {
      await device.open(`/lag/${hall.slug}`);
      await device.press('Jeg har lest dette');
      await mark(device, { 1: option, 2: option, 3: option });
      await device.press('Gå videre');
      await device.press('Få seddelen stemplet');
      await device.seesHeading('Seddelen din er stemplet');
    }
    await closeDrawing(hall, secret.ballot);
    for (const { device } of [anna, bo]) await device.seesHeading('Seddelen din ligger i urnen');
  });
  afterAll(() => stage?.end());

  test('nothing but the paper, and what every phone asks for after it, goes over the connection that carries it', () => {
    for (const who of [anna, bo]) {
      const [drop] = dropsOf(who);
      expect(drop?.connection).toBeGreaterThan(0);
      const beside = requestsOf(who).filter(({ connection }) => connection === drop?.connection);
      // the phones know the key of the branch, and fetch it all the same
      const keys = `/lag/${hall.slug}/jwks.json`;
      expect(beside.map(({ path, cookie }) => [path, cookie])).toEqual([
        [drop?.path, false],
        [keys, false],
      ]);
      expect(requestsOf(who).filter(({ path, cookie }) => path === keys && cookie === false)).toHaveLength(1);
      expect(requestsOf(who).some(({ path, cookie }) => path === keys && cookie)).toBe(true);
    }
  });

  test('papers that say different things have one length', () => {
    const [first, second] = [anna, bo].map((who) => dropsOf(who)[0]?.body ?? '');
    expect(first?.trimEnd().length).toBeLessThan(second?.trimEnd().length ?? 0);
    expect(first?.length).toBe(second?.length);
  });

  test('a paper that two tabs have is sent by one of them', async () => {
    const { device } = anna;
    expect(await lookAfter(hall, secret.ballot)).toBe(2);
    await closeSecret(hall.pair, secret.ballot);
    secret = await openSecretOn(hall);
    await mark(device, { 1: 'for', 2: 'for', 3: 'for' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
    const other = await device.context.newPage();
    await other.goto(`/lag/${hall.slug}`);
    await other.getByRole('heading', { name: 'Seddelen din er stemplet' }).waitFor();
    const before = device.requests.length;
    const second = Promise.withResolvers<void>();
    let drops = 0;
    await device.context.route(/\/papers$/u, async (route) => {
      drops += 1;
      if (drops > 1) second.resolve();
      const response = await route.fetch();
      // the first is on its way for as long as the silences of two tabs may differ
      if (drops === 1) await Promise.race([second.promise, new Promise((over) => setTimeout(over, 3_000))]);
      await route.fulfill({ response });
    });
    await closeDrawing(hall, secret.ballot);
    for (const page of [device.page, other])
      await page.getByRole('heading', { name: 'Seddelen din ligger i urnen' }).waitFor();
    // and the other has had its turn
    await expect
      .poll(() => other.evaluate(async () => Object.values(await navigator.locks.query()).flat().length))
      .toBe(0);
    const sentAlone = device.requests.slice(before).filter((request) => /\/(?:papers|jwks\.json)$/u.test(request));
    expect(sentAlone.map((request) => request.split('/').at(-1))).toEqual(['papers', 'jwks.json']);
    await other.close();
  });
});

/** Notes all that a device sends from now on. */
async function noting({ cdp }: Device): Promise<Map<string, Sent>> {
  const noted = new Map<string, Sent>();
  const of = (id: string): Sent => {
    const held = noted.get(id) ?? { path: '', cookie: undefined, body: '', connection: undefined };
    noted.set(id, held);
    return held;
  };
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const held = of(requestId);
    held.path = new URL(request.url).pathname;
    held.body = request.postData ?? '';
  });
  cdp.on('Network.requestWillBeSentExtraInfo', ({ requestId, headers }) => {
    of(requestId).cookie = Object.keys(headers).some((name) => name.toLowerCase() === 'cookie');
  });
  cdp.on('Network.responseReceived', ({ requestId, response }) => {
    of(requestId).connection = response.connectionId;
  });
  await cdp.send('Network.enable');
  return noted;
}
