import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBallot, vote } from '../../server/demo/meeting.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, markAll, openOn } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { mark } from '../support/walk.ts';

/** Waits until the header says how the page is connected. */
async function isConnected({ page }: Device, state: 'Tilkoblet' | 'Frakoblet'): Promise<void> {
  await page.getByRole('banner').getByText(state, { exact: true }).waitFor();
}

/** Waits for the next heartbeat of the page's stream. */
async function heartbeat({ cdp }: Device): Promise<void> {
  await new Promise<void>((resolve) => {
    const heard = ({ eventName }: { eventName: string }): void => {
      if (eventName !== 'heartbeat') return;
      cdp.off('Network.eventSourceMessageReceived', heard);
      resolve();
    };
    cdp.on('Network.eventSourceMessageReceived', heard);
  });
}

describe('pages that keep themselves current', () => {
  let stage: Stage;
  let hall: Hall;
  let delegate: Newcomer;
  let phone: Device;
  let county: Device;
  let ballot = '';

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 4);
    delegate = await joinHall(stage, hall, '2001', 'Dina Delegat');
    phone = delegate.device;
    county = await stage.device();
    await seat(hall, delegate);
    await county.open('/lag/hordaland');
    for (const { cdp } of [phone, county]) await cdp.send('Network.enable');
  });
  afterAll(() => stage?.end());

  test('the header says that the page is connected', async () => {
    await isConnected(phone, 'Tilkoblet');
    await isConnected(county, 'Tilkoblet');
  });

  test('a vote somewhere else costs a phone no request, and nothing is asked for while nothing happens', async () => {
    ballot = await openOn(hall);
    await phone.sees('0 av 6 har stemt');
    // A page that comes when the ballot is open has nothing more to fetch.
    await phone.page.reload();
    await isConnected(phone, 'Tilkoblet');
    await phone.page.waitForLoadState('networkidle');
    const [one, two] = hall.people;
    const asked = [phone.requests.length, county.requests.length];
    if (one !== undefined) await vote(one, 'bergen', ballot, markAll(3, 'for'));
    await phone.sees('1 av 6 har stemt');
    if (two !== undefined) await vote(two, 'bergen', ballot, markAll(3, 'against'));
    await phone.sees('2 av 6 har stemt');
    await Promise.all([heartbeat(phone), heartbeat(county)]);
    expect([phone.requests.length, county.requests.length]).toEqual(asked);
  });

  test('a vote that is heard while a snapshot from before it is on its way stays counted', async () => {
    const { page } = phone;
    const three = hall.people[2];
    if (three === undefined) throw new Error('the hall has four people');
    const answered = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    await page.route('**/lag/bergen/api/snapshot', async (route) => {
      const response = await route.fetch();
      answered.resolve();
      await held.promise;
      await route.fulfill({ response });
    });
    // what a phone does when it is taken up again
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await answered.promise;
    await vote(three, 'bergen', ballot, markAll(3, 'for'));
    await phone.sees('3 av 6 har stemt');
    const arrived = page.waitForEvent('requestfinished', (request) => request.url().endsWith('/api/snapshot'));
    held.resolve();
    await arrived;
    await page.unroute('**/lag/bergen/api/snapshot');
    // the page has shown what it made of the answer when it has drawn twice
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    expect(
      await page
        .getByText(/\d av 6 har stemt/u)
        .first()
        .textContent(),
    ).toContain('3 av 6');
  });

  test('a phone whose stream was cut says so, and has missed nothing when it is back', async () => {
    await mark(phone, { 2: 'blank' });
    await phone.context.setOffline(true);
    await isConnected(phone, 'Frakoblet');
    for (const person of hall.people.slice(3)) await vote(person, 'bergen', ballot, markAll(3, 'for'));
    await phone.context.setOffline(false);
    await phone.sees('4 av 6 har stemt');
    await isConnected(phone, 'Tilkoblet');
    await phone.sees('2 punkter er ikke merket');
  });

  test('a server that was stopped and started goes on where each phone was', async () => {
    // The stream itself goes on after the last entry that came.
    const resumed = phone.page.waitForRequest(
      async (request) => (await request.allHeaders())['last-event-id'] !== undefined,
    );
    const before = phone.loads;
    await stage.host.stop();
    await isConnected(phone, 'Frakoblet');
    await isConnected(county, 'Frakoblet');
    await stage.host.start();
    await vote(hall.administrator, 'bergen', ballot, markAll(3, 'for'));
    await resumed;
    await phone.sees('5 av 6 har stemt');
    await isConnected(phone, 'Tilkoblet');
    await isConnected(county, 'Tilkoblet');
    expect(phone.loads).toBe(before);
    await phone.sees('2 punkter er ikke merket');
  });

  test('a phone that was asleep shows what happened meanwhile', async () => {
    await phone.cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await closeBallot(hall.pair, ballot);
    ballot = await openOn(hall, 'Flere benker\n\n1. Ti benker i parken.');
    await phone.cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await phone.page.bringToFront();
    await phone.page.getByRole('region', { name: 'Avstemning 2' }).waitFor();
    await phone.page.getByRole('region', { name: 'Resultat av avstemning 1' }).waitFor();
    expect(await phone.page.evaluate(() => document.visibilityState)).toBe('visible');
  });
});
