import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeSecret, type SecretBallot } from '../../server/demo/secret.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, seen } from '../support/hall.ts';
import { inviteOne, joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { enrol, mark } from '../support/walk.ts';

describe('a phone that is lent, in the first secret ballot of its meeting, to somebody who is not on the roll', () => {
  let stage: Stage;
  let hall: Hall;
  let secret: SecretBallot;
  let anna: Newcomer;
  let other: Device;

  const carries = ({ requests }: Device): boolean => requests.some((request) => /\/carry-[^/]*\.js$/u.test(request));

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    await seat(hall, anna);
    secret = await openSecretOn(hall);
    const { device } = anna;
    await device.press('Jeg har lest dette');
    await mark(device, { 1: 'for', 2: 'against', 3: 'blank' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
    await device.press('Logg ut');
    await device.sees('En stemplet seddel på denne telefonen er ikke lagt i urnen');
    await enrol(device, (await inviteOne(hall, '5002', 'Dag Dahl')).link);
    await device.page.reload();
    await device.sees('Logget inn som Dag Dahl');
    other = await stage.device();
    await enrol(other, (await inviteOne(hall, '5003', 'Eva Eide')).link);
  });
  afterAll(() => stage?.end());

  test('the paper that was stamped on it is dropped, whoever is signed in when the page is loaded', async () => {
    const dropped = anna.device.page.waitForResponse(/\/papers$/u);
    await closeDrawing(hall, secret.ballot);
    expect((await dropped).status()).toBe(200);
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    await closeSecret(hall.pair, secret.ballot);
    expect((await seen(hall.administrator, hall.slug, secret.ballot)).result?.close.votes).toBe(1);
  });

  test('a phone on which nobody has filled in a paper does not fetch what carries them', () => {
    expect([anna.device, other].map(carries)).toEqual([true, false]);
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults()).toEqual([]);
  });
});
