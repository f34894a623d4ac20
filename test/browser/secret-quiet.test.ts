import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { closeDrawing, openSecretOn } from '../support/secret.ts';
import { mark } from '../support/walk.ts';

/** A request as the network sees it. */
interface Sent {
  path: string;
  cookie: boolean;
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
    const { ballot } = await openSecretOn(hall);
    for (const [{ device }, option] of [[anna, 'for'] as const, [bo, 'against'] as const]) {
      await device.open(`/lag/${hall.slug}`);
      await device.press('Jeg har lest dette');
      await mark(device, { 1: option, 2: option, 3: option });
      await device.press('Gå videre');
      await device.press('Få seddelen stemplet');
      await device.seesHeading('Seddelen din er stemplet');
    }
    await closeDrawing(hall, ballot);
    for (const { device } of [anna, bo]) await device.seesHeading('Seddelen din ligger i urnen');
  });
  afterAll(() => stage?.end());

  test('nothing but the paper goes over the connection that carries it', () => {
    for (const who of [anna, bo]) {
      const [drop] = dropsOf(who);
      expect(drop?.connection).toBeGreaterThan(0);
      const beside = requestsOf(who).filter(({ connection }) => connection === drop?.connection);
      expect(beside.map(({ path, cookie }) => [path, cookie])).toEqual([[drop?.path, false]]);
      expect(requestsOf(who).some(({ cookie }) => cookie)).toBe(true);
    }
  });

  test('papers that say different things have one length', () => {
    const [first, second] = [anna, bo].map((who) => dropsOf(who)[0]?.body ?? '');
    expect(first?.trimEnd().length).toBeLessThan(second?.trimEnd().length ?? 0);
    expect(first?.length).toBe(second?.length);
  });
});

/** Notes all that a device sends from now on. */
async function noting({ cdp }: Device): Promise<Map<string, Sent>> {
  const noted = new Map<string, Sent>();
  const of = (id: string): Sent => {
    const held = noted.get(id) ?? { path: '', cookie: false, body: '', connection: undefined };
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
