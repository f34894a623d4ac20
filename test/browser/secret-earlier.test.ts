import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeSecret, type SecretBallot } from '../../server/demo/secret.ts';
import { verifyBoxFiles } from '../../server/rules/verify-box.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { anchorOf } from '../support/files.ts';
import { gatherIn, type Hall } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { mark } from '../support/walk.ts';

describe('secret papers of a meeting that is over, on the phones that kept them', () => {
  let stage: Stage;
  let hall: Hall;
  let secret: SecretBallot;
  let anna: Newcomer;
  let bo: Newcomer;
  let cato: Newcomer;

  const home = (): string => `/lag/${hall.slug}`;
  const earlier = ({ page }: Device) => page.getByRole('region', { name: 'Stemmesedler fra tidligere møter' });
  const boxes = ({ requests }: Device): number => requests.filter((request) => request.endsWith('/box.jws')).length;
  const takePaper = async ({ device }: Newcomer): Promise<void> => {
    await device.press('Jeg har lest dette');
    await mark(device, { 1: 'for', 2: 'against', 3: 'blank' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
  };
  /** The names under which a browser keeps half-filled papers. */
  const halfFilled = ({ page }: Device): Promise<string[]> =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('vedtak:marks:')));

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    bo = await joinHall(stage, hall, '5002', 'Bo Berg');
    cato = await joinHall(stage, hall, '5003', 'Cato Dahl');
    await seat(hall, anna, bo, cato);
    secret = await openSecretOn(hall);
    await takePaper(anna);
    await takePaper(bo);
    await cato.device.press('Jeg har lest dette');
    await mark(cato.device, { 1: 'for', 2: 'for', 3: 'for' });
    await bo.device.page.goto('about:blank');
    await closeDrawing(hall, secret.ballot);
    await anna.device.seesHeading('Seddelen din ligger i urnen');
    await anna.device.page.goto('about:blank');
    await lookAfter(hall, secret.ballot);
  });
  afterAll(() => stage?.end());

  test('what is half filled in goes with its ballot', async () => {
    const { device } = cato;
    expect(await halfFilled(device)).toHaveLength(1);
    await closeSecret(hall.pair, secret.ballot);
    await device.sees('Du fikk ingen seddel stemplet.');
    await expect.poll(() => halfFilled(device)).toEqual([]);
  });

  test('the page of a kept paper writes nothing while it is only looked at', async () => {
    const { device } = bo;
    await device.page.addInitScript(() => {
      const counted = Object.assign(window, { puts: 0 });
      const all = IDBObjectStore.prototype;
      const { put } = all;
      all.put = function count(...args) {
        counted.puts += 1;
        return put.apply(this, args);
      };
    });
    await device.open(home());
    await device.sees('Seddelen din MANGLER i urnen');
    const puts = await device.page.evaluate(async () => {
      for (let i = 0; i < 60; i += 1) await new Promise((next) => requestAnimationFrame(next));
      return (window as unknown as { puts: number }).puts;
    });
    // that the browser lets it write is tried once
    expect(puts).toBe(1);
  });

  test('one that lies in the box is found by itself, once, and again when that is asked for', async () => {
    const { device } = anna;
    const at = '2027-01-20T18:00:00.000Z';
    const meeting = { title: 'Neste møte', place: '', startsAt: at, quorum: { num: 0, den: 1 } };
    await hall.administrator.call('createMeeting', { slug: hall.slug }, meeting);
    await device.open(home());
    await device.seesHeading('Neste møte');
    await earlier(device).getByText('Seddelen din ligger i urnen').waitFor();
    await earlier(device).getByText('Seddelen i den har gyldig stempel').waitFor();
    await earlier(device)
      .getByText(/^Avstemning 1, /u)
      .waitFor();
    expect(boxes(device)).toBe(1);
    expect.soft(await inspect(device, 'secret paper of an earlier meeting')).toEqual([]);
    await device.page.reload();
    await earlier(device)
      .getByText(/^Telefonen så etter .*, og fant den i urnen\.$/u)
      .waitFor();
    expect(boxes(device)).toBe(1);
    await device.press('Se etter på nytt');
    await earlier(device).getByText('Seddelen i den har gyldig stempel').waitFor();
    expect(boxes(device)).toBe(2);
  });

  test('one that was never dropped is missed, and the two files prove what there is to prove', async () => {
    const { device } = bo;
    await device.open(home());
    await device.sees('Seddelen din MANGLER i urnen');
    await device.sees('Telefonen har ingen kvittering på at seddelen kom fram.');
    expect.soft(await inspect(device, 'secret paper that an earlier meeting missed')).toEqual([]);
    expect(await device.page.getByRole('button', { name: 'Slett seddelen fra telefonen' }).count()).toBe(0);
    const [complaint] = await Promise.all([device.page.waitForEvent('download'), device.press('Lagre klagefilen')]);
    const [box] = await Promise.all([
      device.page.waitForEvent('download'),
      device.page.getByRole('link', { name: 'Lagre urnen', exact: true }).click(),
    ]);
    const anchor = await anchorOf(hall);
    const report = await verifyBoxFiles({
      box: await readFile(await box.path(), 'utf8'),
      anchor,
      complaint: await readFile(await complaint.path(), 'utf8'),
    });
    expect(report).toMatchObject({ ok: true, complaint: { ok: true, proves: 'signed' } });
    await device.press('Slett seddelen fra telefonen');
    await earlier(device).getByText('Seddelen er slettet fra telefonen.').waitFor();
    await device.page.reload();
    await device.seesHeading('Neste møte');
    await expect.poll(() => earlier(device).count()).toBe(0);
  });

  test('a box that does not hold, or that cannot be had, is told of', async () => {
    const { device } = anna;
    await device.page.route(/\/box\.jws$/u, async (route) => {
      const file = await (await route.fetch()).text();
      const [header, payload, signature] = file.split('.') as [string, string, string];
      const said = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { papers: unknown[] };
      const other = Buffer.from(JSON.stringify({ ...said, papers: [] })).toString('base64url');
      await route.fulfill({ body: [header, other, signature].join('.') });
    });
    await device.page.reload();
    await device.press('Se etter på nytt');
    await device.sees('Urnen stemmer IKKE');
    const removal = device.page.getByRole('button', { name: 'Slett seddelen fra telefonen' });
    expect(await removal.count()).toBe(0);
    await Promise.all([device.page.waitForEvent('download'), device.press('Lagre klagefilen')]);
    await removal.waitFor();
    expect.soft(await inspect(device, 'secret box of an earlier meeting that does not hold')).toEqual([]);
    await device.page.unroute(/\/box\.jws$/u);
    await device.page.route(/\/box\.jws$/u, (route) => route.abort('connectionreset'));
    await device.page.reload();
    await device.press('Se etter på nytt');
    await device.sees('Telefonen fikk ikke sett etter seddelen din');
    await device.page.unroute(/\/box\.jws$/u);
    await device.press('Se etter på nytt');
    await earlier(device).getByText('Seddelen din ligger i urnen').waitFor();
  });

  test('no page complained', () => {
    expect(stage.faults(/ERR_CONNECTION_RESET/u)).toEqual([]);
  });
});
