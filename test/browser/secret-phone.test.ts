import { readFile } from 'node:fs/promises';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { closeSecret, draw, drop, type SecretBallot } from '../../server/demo/secret.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { verifyComplaint } from '../../server/rules/complaint.ts';
import type { PublicJwk } from '../../server/rules/jws.ts';
import type { Complaint } from '../../server/rules/secret-statements.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, markAll, seen } from '../support/hall.ts';
import { joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { closeDrawing, lookAfter, openSecretOn } from '../support/secret.ts';
import { mark } from '../support/walk.ts';

describe('a secret ballot on the phones of delegates', () => {
  let stage: Stage;
  let hall: Hall;
  let secret: SecretBallot;
  let nobody: Person;
  let anna: Newcomer;
  let bo: Newcomer;

  /** Opens a secret ballot, when no other is open: one is where a test is tried once more. */
  const begin = async (): Promise<void> => {
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    for (const { id, state } of ballots)
      if (state === 'open' || state === 'stopped') await cancel(hall.pair, id, 'På nytt.');
    secret = await openSecretOn(hall);
  };
  const at = (): { slug: string; ballot: string } => ({ slug: hall.slug, ballot: secret.ballot });
  const home = (): string => `/lag/${hall.slug}`;
  const person = (i: number): Person => hall.people[i] as Person;
  /** From the filled paper to its summary, and through the passkey. */
  const takePaper = async ({ device }: Newcomer): Promise<void> => {
    await device.press('Gå videre');
    await device.seesHeading('Dette står på stemmeseddelen');
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
  };
  const away = ({ device }: Newcomer) => device.page.goto('about:blank');
  const back = async ({ device }: Newcomer): Promise<void> => {
    await device.open(home());
  };
  /** The chair waits until the window is over, and closes the ballot over what lies in the box. */
  const finish = async (papers: number): Promise<void> => {
    expect(await lookAfter(hall, secret.ballot)).toBe(papers);
    await closeSecret(hall.pair, secret.ballot);
  };
  const mine = ({ page }: Device) => page.getByRole('region', { name: /^Resultat av avstemning/u }).first();

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 2);
    nobody = new Person(hall.pair.server);
    anna = await joinHall(stage, hall, '5001', 'Anna Alstad');
    bo = await joinHall(stage, hall, '5002', 'Bo Berg', { screen: 'small' });
    await seat(hall, anna, bo);
  });
  afterAll(() => stage?.end());

  test('from the paper to the box, with a reload between each step, one gesture, and a passkey that was cancelled', async () => {
    const { device } = anna;
    await begin();
    await device.seesHeading('Slik går en hemmelig avstemning');
    await device.sees('Her er det bare 5 som kan stemme.');
    expect.soft(await inspect(device, 'first secret ballot')).toEqual([]);
    await device.press('Jeg har lest dette');
    await device.sees('Bare 5 kan stemme på telefonen');
    expect.soft(await inspect(device, 'secret paper')).toEqual([]);
    await mark(device, { 1: 'for', 2: 'for', 3: 'against' });
    await device.page.reload();
    await device.press('Gå videre');
    await device.seesHeading('Dette står på stemmeseddelen');
    const before = await device.signatures();
    await device.verifies(false);
    await device.press('Få seddelen stemplet');
    await device.sees('Det ble avbrutt, tok for lang tid, eller nøkkelen ligger ikke på denne telefonen.');
    expect.soft(await inspect(device, 'secret summary')).toEqual([]);
    await device.verifies(true);
    await device.page.reload();
    await device.press('Tilbake og endre');
    await mark(device, { 3: 'blank' });
    await takePaper(anna);
    expect(await device.signatures()).toBe(before + 1);
    await device.page.reload();
    await device.seesHeading('Seddelen din er stemplet');
    await device.sees('1 av 5 har fått seddelen stemplet');
    expect.soft(await inspect(device, 'secret paper drawn')).toEqual([]);
    await draw(person(0), hall.slug, secret, markAll(3, 'for')).then(async (boxed) => {
      await closeDrawing(hall, secret.ballot);
      await device.sees('Bare 2 har fått seddelen stemplet');
      await device.page.reload();
      await drop(nobody, hall.slug, boxed);
    });
    await device.seesHeading('Seddelen din ligger i urnen');
    await device.page.reload();
    await device.seesHeading('Seddelen din ligger i urnen');
    expect.soft(await inspect(device, 'secret paper dropped')).toEqual([]);
    await finish(2);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    await device.sees('2 sedler ble stemplet, og 2 lå i urnen.');
    await mine(device).getByText('Vis hva som står på seddelen').click();
    await mine(device).getByText('punkt 3').first().waitFor();
    expect.soft(await inspect(device, 'secret result')).toEqual([]);
    await device.page.reload();
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    await device.press('Slett seddelen fra telefonen');
    await device.sees('Seddelen er slettet fra telefonen.');
    await device.page.reload();
    await device.sees('Det ligger ingen stemmeseddel fra denne avstemningen på denne telefonen.');
    expect(await device.signatures()).toBe(before + 1);
    expect((await seen(hall.administrator, hall.slug, secret.ballot)).result?.tally).toEqual({
      1: { for: 2, against: 0, blank: 0 },
      2: { for: 2, against: 0, blank: 0 },
      3: { for: 1, against: 0, blank: 1 },
    });
    await bo.device.sees('Du fikk ingen seddel stemplet.');
  });

  test('a phone that loses its network when the paper is shown: it is filled in and signed all the same, and stamped after', async () => {
    const { device } = bo;
    await begin();
    const [worker] = await Promise.all([device.page.waitForEvent('worker'), device.press('Jeg har lest dette')]);
    await worker.evaluate(() => undefined);
    await device.context.setOffline(true);
    await mark(device, { 1: 'for', 2: 'for', 3: 'for' });
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.sees('Seddelen din er IKKE stemplet ennå');
    await device.context.setOffline(false);
    await device.seesHeading('Seddelen din er stemplet');
  });

  test('two tabs have one paper, which the first of them kept', async () => {
    const { device } = anna;
    await begin();
    const other = await device.context.newPage();
    await other.goto(home());
    const point = (page: Page, name: string) => page.getByRole('radio', { name, exact: true });
    for (const i of [0, 1, 2]) await point(other, 'Mot').nth(i).check();
    await other.getByRole('button', { name: 'Gå videre' }).click();
    await other.getByText('punktene 1, 2 og 3').waitFor();
    await mark(device, { 1: 'for', 2: 'for', 3: 'for' });
    await device.press('Gå videre');
    await device.verifies(false);
    await device.press('Få seddelen stemplet');
    await device.sees('Det ble avbrutt, tok for lang tid, eller nøkkelen ligger ikke på denne telefonen.');
    // the other tab shows what is kept, not what it was filled in with
    await other.locator('[data-option="for"] dd', { hasText: 'punktene 1, 2 og 3' }).waitFor();
    await device.verifies(true);
    await device.press('Få seddelen stemplet');
    await device.seesHeading('Seddelen din er stemplet');
    await other.getByRole('heading', { name: 'Seddelen din er stemplet' }).waitFor();
    await closeDrawing(hall, secret.ballot);
    await other.getByRole('heading', { name: 'Seddelen din ligger i urnen' }).waitFor();
    await device.seesHeading('Seddelen din ligger i urnen');
    await other.close();
    await finish(1);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
    expect((await seen(hall.administrator, hall.slug, secret.ballot)).result?.tally['3']).toMatchObject({ for: 1 });
  });

  test('an answer that is lost is asked for again with the same bytes; the drop carries no session and comes alone', async () => {
    const { device } = bo;
    await begin();
    await mark(device, { 1: 'for', 2: 'against', 3: 'for' });
    const sent: { drawn: string[]; dropped: string[] } = { drawn: [], dropped: [] };
    const losing = async (pattern: RegExp, bodies: string[]): Promise<void> => {
      await device.page.route(pattern, async (route) => {
        bodies.push(route.request().postData() ?? '');
        if (bodies.length > 1) return route.fallback();
        await route.fetch();
        return route.abort('connectionreset');
      });
    };
    await losing(/\/issues$/u, sent.drawn);
    await losing(/\/papers$/u, sent.dropped);
    const before = await device.signatures();
    await device.press('Gå videre');
    await device.press('Få seddelen stemplet');
    await device.sees('Seddelen din er IKKE stemplet ennå');
    await device.page.reload();
    await device.seesHeading('Seddelen din er stemplet');
    expect(sent.drawn[1]).toBe(sent.drawn[0]);
    expect(await device.signatures()).toBe(before + 1);
    const requests = watch(device);
    await closeDrawing(hall, secret.ballot);
    await device.sees('Seddelen din ligger IKKE i urnen ennå');
    await device.seesHeading('Seddelen din ligger i urnen');
    expect(sent.dropped).toHaveLength(2);
    expect(sent.dropped[1]).toBe(sent.dropped[0]);
    await device.page.unroute(/\/issues$/u);
    await device.page.unroute(/\/papers$/u);
    const seenRequests = await requests();
    const drops = seenRequests.filter(({ path }) => path.endsWith('/papers'));
    expect(drops).toHaveLength(2);
    for (const { cookie, referer, at: moment } of drops) {
      expect(cookie).toBeUndefined();
      expect(referer).toBeUndefined();
      const beside = seenRequests.filter((one) => !drops.includes(one) && Math.abs(one.at - moment) < 1000);
      // every phone that hears of its paper fetches the keys then
      expect(beside.map(({ path }) => path)).toEqual(moment === drops[1]?.at ? [`${home()}/jwks.json`] : []);
      expect(beside.every((one) => one.cookie === undefined)).toBe(true);
    }
    expect(seenRequests.some(({ cookie }) => cookie !== undefined)).toBe(true);
    await finish(1);
    await device.sees('Seddelen din ligger i urnen, og er talt med');
  });

  test('a phone that wakes after the window still drops its paper, until the box is shut', async () => {
    await begin();
    for (const newcomer of [anna, bo]) {
      await mark(newcomer.device, { 1: 'for', 2: 'for', 3: 'for' });
      await takePaper(newcomer);
      await away(newcomer);
    }
    await closeDrawing(hall, secret.ballot);
    expect(await lookAfter(hall, secret.ballot)).toBe(0);
    await back(anna);
    await anna.device.seesHeading('Seddelen din ligger i urnen');
    await hall.administrator.call('stopBallot', at());
    await back(bo);
    await bo.device.sees('Telefonen har ingen kvittering på at seddelen din kom i urnen i tide');
    expect.soft(await inspect(bo.device, 'secret paper too late')).toEqual([]);
    await closeSecret(hall.pair, secret.ballot);
    await anna.device.sees('Seddelen din ligger i urnen, og er talt med');
    await bo.device.sees('Seddelen din MANGLER i urnen');
    await bo.device.sees('Telefonen har ingen kvittering på at seddelen kom fram.');
  });

  test('a paper that is missing in the published box: the phone says so, and the complaint proves it', async () => {
    const { device } = anna;
    await begin();
    await mark(device, { 1: 'against', 2: 'for', 3: 'blank' });
    await takePaper(anna);
    const other = await draw(person(0), hall.slug, secret, markAll(3, 'for'));
    await closeDrawing(hall, secret.ballot);
    await drop(nobody, hall.slug, other);
    await device.seesHeading('Seddelen din ligger i urnen');
    await device.page.route(/\/box$/u, async (route) => {
      const { papers } = (await (await route.fetch()).json()) as { papers: { paper: object }[] };
      const left = papers.filter(({ paper }) => hashOf(paper) === hashOf(other.paper));
      await route.fulfill({ json: { papers: left } });
    });
    await finish(2);
    await device.sees('Seddelen din MANGLER i urnen');
    await device.sees('Urnen stemmer IKKE');
    await device.sees('Det er ikke like mange sedler i urnen som laget sier at avstemningen ble lukket med.');
    await device.sees('Sedlene i urnen er ikke de som laget sier at avstemningen ble lukket med.');
    await device.sees('Resultatet er ikke summen av sedlene i urnen.');
    expect.soft(await inspect(device, 'secret paper missing')).toEqual([]);
    const [download] = await Promise.all([device.page.waitForEvent('download'), device.press('Lagre klagefilen')]);
    expect(download.suggestedFilename()).toMatch(/^klage-avstemning-\d+\.json$/u);
    const complaint = JSON.parse(await readFile(await download.path(), 'utf8')) as Complaint;
    // what follows from deleting a paper that does not count
    await device.sees(/^Sjekk først at klagefilen er lagret/u);
    expect(await mine(device).getByText('Stemmen teller som før').count()).toBe(0);
    await device.sees('Lagre urnen også: klagen prøves mot den på siden «Sjekk et vedtak».');
    const { definition } = await seen(hall.administrator, hall.slug, secret.ballot);
    const { keys } = (await (await nobody.fetch(`${home()}/jwks.json`)).json()) as { keys: PublicJwk[] };
    const report = await verifyComplaint(complaint, [{ definition, papers: [other] }], keys);
    expect(report).toMatchObject({ ok: true, proves: 'promised' });
    expect(complaint).toMatchObject({
      typ: 'vedtak/complaint/1',
      ballot: secret.ballot,
      paper: { paper: { ballot: secret.ballot, marks: { 1: 'against', 2: 'for', 3: 'blank' } } },
    });
    await device.page.unroute(/\/box$/u);
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults(/ERR_(?:CONNECTION_RESET|INTERNET_DISCONNECTED)/u)).toEqual([]);
  });
});

interface Seen {
  path: string;
  /** Milliseconds, by the browser's clock. */
  at: number;
  cookie: string | undefined;
  referer: string | undefined;
}

/** Notes the requests of a device from now on, with the headers that really went out. */
function watch(device: Device): () => Promise<Seen[]> {
  const noted: { request: Request; at: number }[] = [];
  const note = (request: Request): void => {
    noted.push({ request, at: Date.now() });
  };
  device.context.on('request', note);
  return async () => {
    device.context.off('request', note);
    return Promise.all(
      noted.map(async ({ request, at }) => {
        const { cookie, referer } = await request.allHeaders();
        return { path: new URL(request.url()).pathname, at, cookie, referer };
      }),
    );
  };
}
