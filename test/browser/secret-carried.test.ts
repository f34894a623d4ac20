import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel } from '../../server/demo/meeting.ts';
import { closeSecret, type SecretBallot } from '../../server/demo/secret.ts';
import type { IssueStatement } from '../../server/rules/secret-statements.ts';
import type { Signed } from '../../server/rules/statements.ts';
import { isBoxFile } from '../../server/rules/verify-box.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, seen } from '../support/hall.ts';
import { inviteOne, joinHall, type Newcomer, ownDesk, seat } from '../support/newcomers.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { enrol, mark } from '../support/walk.ts';

describe('a secret paper that is carried on: from any page, after sleep, after a refusal, after the session is lost', () => {
  let stage: Stage;
  let hall: Hall;
  let secret: SecretBallot;
  let anna: Newcomer;
  let desk: Device;

  const home = (): string => `/lag/${hall.slug}`;
  const begin = async (): Promise<void> => {
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    for (const { id, state } of ballots)
      if (state === 'open' || state === 'stopped') await cancel(hall.pair, id, 'På nytt.');
    secret = await openSecretOn(hall);
  };
  /** Fills the paper in and signs for it; what comes of it is for the test to see. */
  const signFor = async (device: Device): Promise<void> => {
    const read = device.page.getByRole('button', { name: 'Jeg har lest dette' });
    await read.or(device.page.getByRole('button', { name: 'Gå videre' })).waitFor();
    if (await read.isVisible()) await read.click();
    await mark(device, { 1: 'for', 2: 'against', 3: 'blank' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
  };
  const votes = async (): Promise<number | undefined> =>
    (await seen(hall.administrator, hall.slug, secret.ballot)).result?.close.votes;

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    await seat(hall, anna);
    desk = await ownDesk(stage, hall);
  });
  afterAll(() => stage?.end());

  test('the chair’s paper is dropped from the chair’s page, which says that it is not in yet', async () => {
    await begin();
    await desk.open(home());
    await signFor(desk);
    await desk.seesHeading('Seddelen din er stemplet');
    await desk.open(`${home()}/styr`);
    await desk.page.reload();
    await desk.seesHeading(/sedlene deles ut$/u);
    await closeDrawing(hall, secret.ballot);
    const own = desk.page.getByText(/^Din egen seddel er ikke i urnen ennå/u);
    await own.waitFor();
    await own.waitFor({ state: 'detached' });
    expect(desk.requests.filter((request) => request.endsWith('/papers'))).toHaveLength(1);
    await desk.seesHeading(/urnen kan stenges$/u);
    await closeSecret(hall.pair, secret.ballot);
    expect(await votes()).toBe(1);
  });

  test('a phone whose timers stood still while it slept drops its paper when it wakes', async () => {
    const { device } = anna;
    await begin();
    await device.page.addInitScript(() => {
      const arm = window.setTimeout.bind(window);
      // what is to be done later than a silence lasts, and before the stream is taken for dead, is the drop
      const asleep = (wait = 0): boolean => wait > 5_000 && wait < 15_000;
      Object.assign(window, {
        setTimeout: (act: () => void, wait?: number) => arm(act, asleep(wait) ? 3_600_000 : wait),
      });
      Math.random = () => 0.9;
    });
    await device.page.reload();
    await signFor(device);
    await device.seesHeading('Seddelen din er stemplet');
    await hall.administrator.call('closeDrawing', { slug: hall.slug, ballot: secret.ballot }, { seconds: 15 });
    await device.seesHeading('Utdelingen er stengt');
    expect(await lookAfter(hall, secret.ballot)).toBe(0);
    await device.page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await device.seesHeading('Seddelen din ligger i urnen');
    await closeSecret(hall.pair, secret.ballot);
    expect(await votes()).toBe(1);
  });

  test('everybody can save the box; a paper that the disk does not let go of is not said to be deleted', async () => {
    const { device } = anna;
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    const [download] = await Promise.all([
      device.page.waitForEvent('download'),
      device.page.getByRole('link', { name: 'Lagre urnen', exact: true }).first().click(),
    ]);
    expect(isBoxFile((await readFile(await download.path(), 'utf8')).trim())).toBe(true);
    await device.page.evaluate(() => {
      const all = IDBObjectStore.prototype;
      const { delete: kept } = all;
      all.delete = () => {
        all.delete = kept;
        throw new DOMException('not now', 'UnknownError');
      };
    });
    await device.press('Slett seddelen fra telefonen');
    await device.sees('Seddelen ble IKKE slettet');
    expect.soft(await inspect(device, 'secret paper that is not deleted')).toEqual([]);
    await device.press('Slett seddelen fra telefonen');
    await device.sees('Seddelen er slettet fra telefonen.');
    await device.page.reload();
    await device.sees('Det ligger ingen stemmeseddel fra denne avstemningen på denne telefonen.');
  });

  test('a paper that is refused at the drawing is given up for another, with its marks', async () => {
    const { device } = anna;
    await begin();
    await device.page.route(/\/issues$/u, (route) => {
      const issue = route.request().postDataJSON() as Signed<IssueStatement>;
      const { blinded } = issue.statement;
      // not what the passkey signed
      issue.statement.blinded = `A${blinded.slice(1, -2)}${blinded.at(-2) === 'A' ? 'B' : 'A'}${blinded.slice(-1)}`;
      return route.continue({ postData: JSON.stringify(issue) });
    });
    await signFor(device);
    await device.sees('Seddelen din ble IKKE stemplet');
    expect.soft(await inspect(device, 'secret paper refused')).toEqual([]);
    await device.page.unroute(/\/issues$/u);
    await device.press('Fyll ut på nytt');
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
  });

  test('a session that is lost before the drawing: the page asks to sign in, and the paper is drawn afterwards', async () => {
    const { device } = anna;
    await begin();
    await device.page.getByRole('button', { name: 'Gå videre' }).waitFor();
    await device.context.clearCookies();
    await signFor(device);
    await device.press('Logg inn');
    await device.seesHeading('Seddelen din er stemplet');
  });

  test('a drawing that gets no answer is given up after a while, told of, and asked for again with the same bytes', async () => {
    const { device } = anna;
    await begin();
    const sent: (string | null)[] = [];
    await device.page.route(/\/issues$/u, (route) => {
      sent.push(route.request().postData());
      // the first is swallowed, as by a network that is too full
      return sent.length === 1 ? undefined : route.continue();
    });
    await signFor(device);
    await device.sees('Seddelen din er IKKE stemplet ennå');
    await device.page.getByRole('button', { name: 'Spør igjen nå' }).waitFor();
    await device.seesHeading('Seddelen din er stemplet');
    expect(sent).toEqual([sent[0], sent[0]]);
    await device.page.unroute(/\/issues$/u);
  });

  test('a phone that is lent to another: the paper that was stamped on it is dropped all the same', async () => {
    const { device } = anna;
    await begin();
    await signFor(device);
    await device.seesHeading('Seddelen din er stemplet');
    await device.press('Logg ut');
    await device.sees('En stemplet seddel på denne telefonen er ikke lagt i urnen');
    expect.soft(await inspect(device, 'sign-in where a secret paper waits')).toEqual([]);
    await enrol(device, (await inviteOne(hall, '5002', 'Dag Dahl')).link);
    const dropped = device.page.waitForResponse(/\/papers$/u);
    await closeDrawing(hall, secret.ballot);
    expect((await dropped).status()).toBe(200);
    expect(await lookAfter(hall, secret.ballot)).toBe(1);
    await closeSecret(hall.pair, secret.ballot);
    expect(await votes()).toBe(1);
  });

  test('nothing was asked for elsewhere, and no page complained but of what was refused', () => {
    expect(stage.faults(/status of 4\d\d/u)).toEqual([]);
  });
});
