import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBallot } from '../../server/demo/meeting.ts';
import { Stage } from '../support/browser.ts';
import { gatherIn, type Hall, openOn } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';

const snapshots = '**/lag/bergen/api/snapshot';

describe('a page whose stream is up, and whose snapshot cannot be had', () => {
  let stage: Stage;
  let hall: Hall;
  let delegate: Newcomer;

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    delegate = await joinHall(stage, hall, '2001', 'Dina Delegat');
    await seat(hall, delegate);
    await delegate.device.page.reload();
    await delegate.device.page.getByRole('banner').getByText('Tilkoblet', { exact: true }).waitFor();
    await delegate.device.page.waitForLoadState('networkidle');
  });
  afterAll(() => stage?.end());

  test('asks again until it is had, and shows what happened', async () => {
    const { device } = delegate;
    let failed = 0;
    await device.page.route(snapshots, (route) => {
      failed += 1;
      // no contact, then a proxy without a server behind it
      if (failed === 1) return route.abort('connectionreset');
      if (failed === 2) return route.fulfill({ status: 503, body: 'no server' });
      return route.continue();
    });
    const ballot = await openOn(hall);
    await device.page.getByRole('region', { name: 'Avstemning 1' }).waitFor();
    expect(failed).toBeGreaterThan(2);
    await device.page.unroute(snapshots);
    await closeBallot(hall.pair, ballot);
    await device.page.getByRole('region', { name: 'Resultat av avstemning 1' }).waitFor();
  });

  test('does not ask again for what it was refused', async () => {
    const { device } = delegate;
    let refused = 0;
    await device.page.route(snapshots, (route) => {
      refused += 1;
      const json = { status: 403, code: 'role.missing', detail: 'not for this page' };
      return route.fulfill({ status: 403, contentType: 'application/problem+json', json });
    });
    await openOn(hall, 'Flere benker\n\n1. Ti benker i parken.');
    await expect.poll(() => refused).toBeGreaterThan(0);
    const before = refused;
    // another heartbeat: longer than the first wait of a page that asks again
    await device.cdp.send('Network.enable');
    await new Promise<void>((heard) => {
      device.cdp.on('Network.eventSourceMessageReceived', ({ eventName }) => {
        if (eventName === 'heartbeat') heard();
      });
    });
    expect(refused).toBe(before);
  });

  test('no page complained but of what failed', () => {
    expect(stage.faults(/ERR_CONNECTION_RESET|status of (?:403|503)/u)).toEqual([]);
  });
});
