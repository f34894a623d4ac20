import { mkdir } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { inviteAll, receiptFor, vote } from '../../server/demo/meeting.ts';
import { drawMarks, seededRandom } from '../../server/demo/votes.ts';
import { type Device, type DeviceOptions, Stage, screens } from '../support/browser.ts';
import { gatherIn, type Hall, passAgenda, realText, resolveText } from '../support/hall.ts';
import { joinHall, ownDesk, seat } from '../support/newcomers.ts';
import { dialog, mark, section } from '../support/walk.ts';

/** The pictures in the README are kept with the tests; those for looking at are not kept. */
const folders = { readme: 'test/pictures', all: 'out/pictures' };

/** Pixels of the picture for each of the page. */
const scale = { phone: 1.5, laptop: 1 } as const;

/** Takes a page in its present state, whole, at both sizes, its own first, light and dark. */
async function lookAt({ page }: Device, name: string): Promise<void> {
  const own = page.viewportSize() ?? screens.laptop;
  const sizes = own.width > screens.phone.width ? (['laptop', 'phone'] as const) : (['phone', 'laptop'] as const);
  for (const screen of sizes) {
    await page.setViewportSize(screens[screen]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // A dialog stands in the window and not in the page.
      const fullPage = (await page.getByRole('dialog').count()) === 0;
      await page.screenshot({ path: `${folders.all}/${name}-${screen}-${colorScheme}.png`, fullPage, scale: 'css' });
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(own);
}

/** Takes what the window shows, from an element on where one is named, for the README; and the page for looking at. */
async function keep(
  device: Device,
  name: string,
  { from, height }: { from?: Locator; height?: number } = {},
): Promise<void> {
  const { page } = device;
  const own = page.viewportSize() ?? screens.laptop;
  await page.setViewportSize({ ...own, height: height ?? own.height });
  await page.mouse.move(0, 0);
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo(0, 0);
  });
  await from?.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top - 16));
  await page.screenshot({ path: `${folders.readme}/${name}.png`, animations: 'disabled' });
  await page.setViewportSize(own);
  await lookAt(device, name);
}

/** Before there are branches, and the pages that need no meeting. */
async function beginning(stage: Stage, guest: Device): Promise<Hall> {
  await guest.open('/');
  await guest.seesHeading('Vedtak er ikke satt opp ennå');
  await lookAt(guest, 'front-before');
  await guest.open(stage.host.setupLink ?? '');
  await lookAt(guest, 'setup');
  const hall = await gatherIn(stage.host, 38);
  await guest.open('/');
  await guest.page.getByRole('list', { name: 'Lag' }).waitFor();
  await lookAt(guest, 'front');
  await guest.open('/lag/bergen');
  await guest.page.getByRole('button', { name: 'Logg inn' }).waitFor();
  await lookAt(guest, 'sign-in');
  await guest.open('/lag/hordaland/innboks');
  await guest.sees('Ingen vedtak har kommet ennå');
  await lookAt(guest, 'county-empty');
  await guest.open('/verify');
  await lookAt(guest, 'verify-empty');
  return hall;
}

/** The secretary's page, with some people who have not come. */
async function secretary(desk: Device, hall: Hall): Promise<void> {
  const absent = ['Ragnhild Sæle', 'Tor Eide', 'Wenche Dahl', 'Jonas Risa', 'Maja Bø'];
  const rows = absent.map((name, i) => `${1201 + i};${name}`);
  const invitations = await inviteAll(hall.pair, ['medlemsnummer;navn', ...rows].join('\n'));
  await desk.open(`/lag/bergen/inn#${invitations[0]?.token}`);
  await desk.page.getByRole('button', { name: 'Lag nøkkelen min' }).waitFor();
  await lookAt(desk, 'invitation');
  await desk.open('/lag/bergen/referent#medlemmer');
  await desk.press('Nye invitasjoner til alle 5 uten nøkkel');
  await desk.page.getByRole('button', { name: 'Skriv ut kortene' }).waitFor();
  await lookAt(desk, 'secretary-members');
  await section(desk, 'Møte');
  await lookAt(desk, 'secretary-meeting');
  await section(desk, 'Dør');
  await desk.page.getByRole('radio', { name: /^Ikke/u }).check();
  await desk.page.getByRole('button', { name: 'Sjekk inn: Tor Eide' }).waitFor();
  await keep(desk, 'door', { height: 1080 });
  await desk.press('Hjelp med nøkkel: Jonas Risa');
  await dialog(desk).getByRole('button', { name: 'Vis kode' }).click();
  await dialog(desk).getByRole('img').waitFor();
  await lookAt(desk, 'secretary-help');
  await dialog(desk).getByRole('button', { name: 'Lukk' }).click();
  await section(desk, 'Manntall');
  await lookAt(desk, 'secretary-roll');
  await section(desk, 'Forslag');
  await desk.press('Nytt forslag');
  await desk.fill('Eller lim inn teksten', await realText());
  await desk.sees('3 overskrifter, 5 avsnitt og 8 punkter.');
  await lookAt(desk, 'secretary-pasted');
  await desk.press('Rett på delene');
  await lookAt(desk, 'secretary-parts');
  await desk.press('Lagre forslaget');
  await desk.sees('«Kvoteflyktninger» er lagret.');
  await lookAt(desk, 'secretary-proposals');
}

/** The ballot: opened at the desk, filled on the phone, 18 of 41 votes in, then all of them, and closed. */
async function ballot(desk: Device, phone: Device, lost: Device, hall: Hall): Promise<void> {
  await lookAt(phone, 'phone-waiting');
  await desk.open('/lag/bergen/styr');
  await desk.page.getByRole('button', { name: 'Start sak 1' }).waitFor();
  await lookAt(desk, 'chair-item');
  await desk.press('Start sak 1');
  await desk.press('Gjør det nå');
  await desk.page.getByRole('button', { name: 'Foreslå enstemmig godkjent' }).waitFor();
  await lookAt(desk, 'chair-approve');
  await passAgenda(hall);
  await desk.seesHeading('Neste avstemning: Kvoteflyktninger');
  await lookAt(desk, 'chair-prepare');
  await desk.press('Åpne avstemning');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-opening');
  await dialog(desk).getByRole('button', { name: 'Åpne avstemning' }).click();
  await desk.page.getByText('av 41 har stemt', { exact: true }).waitFor();

  const { administrator, people } = hall;
  const id = (await administrator.call('snapshot', { slug: 'bergen' })).ballots.at(-1)?.id ?? '';
  const papers = drawMarks(people.length, 8, seededRandom(1));
  const votes = async (from: number, to: number): Promise<void> => {
    for (const [i, person] of people.slice(from, to).entries())
      await vote(person, 'bergen', id, papers[from + i] ?? {});
  };
  await votes(0, 17);
  await mark(phone, { 1: 'for', 2: 'against', 3: 'for' });
  await keep(phone, 'ballot', { from: phone.page.getByRole('group', { name: 'Merk alle punktene likt' }) });
  await mark(phone, { 4: 'for', 5: 'blank', 6: 'for', 7: 'for', 8: 'for' });
  await phone.press('Gå videre');
  await phone.seesHeading('Dette signerer du');
  await lookAt(phone, 'phone-summary');
  await phone.press('Signer og lever');
  await phone.seesHeading(/^Levert kl\./u);
  await keep(phone, 'delivered');
  await desk.page.getByRole('progressbar').and(desk.page.locator('[value="18"]')).waitFor();
  await keep(desk, 'chair');

  await lost.press('Alle for');
  await lost.press('Gå videre');
  await lost.context.setOffline(true);
  await lost.press('Signer og lever');
  await lost.sees('Stemmen din er IKKE levert');
  await lookAt(lost, 'phone-not-delivered');
  await lost.context.setOffline(false);
  await lost.seesHeading(/^Levert kl\./u);
  await votes(17, people.length);
  await desk.press('Lukk avstemningen');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-closing');
  await dialog(desk).getByRole('button', { name: 'Lukk avstemningen' }).click();
  await desk.seesHeading(/^Resultat av avstemning/u);
  await lookAt(desk, 'chair-result');
  const result = phone.page.getByRole('region', { name: /^Resultat av avstemning/u }).first();
  await result.waitFor();
  await keep(phone, 'result', { from: result });
}

/** From the draft to the county and the verifier. */
async function resolution(guest: Device, desk: Device, phone: Device, hall: Hall): Promise<void> {
  const [first] = hall.people;
  if (first === undefined) throw new Error('there is nobody to sign');
  await desk.press('Lag vedtaket');
  await desk.seesHeading(/^Utkast til vedtak/u);
  await lookAt(desk, 'chair-draft');
  await desk.press('Signer vedtaket');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-signing');
  await dialog(desk).getByRole('button', { name: 'Signer vedtaket' }).click();
  await desk.page.getByText('1 av 3 har signert.').waitFor();
  await phone.page.getByText('Signert av Astrid Haugland.').waitFor();
  await lookAt(phone, 'phone-signer');
  await phone.press('Signer vedtaket');
  await dialog(phone).getByRole('button', { name: 'Signer vedtaket' }).click();
  await phone.sees('Venter på de andre underskriverne.');
  const { resolutions } = await first.call('snapshot', { slug: 'bergen' });
  const draft = resolutions.find(({ signed }) => !signed)?.statement;
  if (draft === undefined) throw new Error('there is no draft to sign');
  const number = String(draft.number);
  await first.call('attest', { slug: 'bergen', number }, first.sign(draft));
  await receiptFor(hall.pair, draft.number);
  await desk.seesHeading('Hev møtet');
  await lookAt(desk, 'chair-done');
  await minutes(desk);

  await guest.open(`/lag/bergen/vedtak/${number}`);
  await guest.sees('Nettleseren din har sjekket vedtaket, og det henger sammen');
  await keep(guest, 'resolution');
  await guest.open('/lag/hordaland/innboks');
  await guest.page.getByText('7 av 8 punkter vedtatt').waitFor();
  await keep(guest, 'county');
  await guest.page.getByText('Tekst og stemmetall').first().click();
  await guest.page.getByText('Verifisert').first().click();
  await guest.page.setViewportSize({ width: screens.laptop.width, height: 2400 });
  await guest.page.screenshot({ path: `${folders.all}/county-open-laptop-light.png` });
  await guest.page.setViewportSize(screens.laptop);
  await verifier(guest, desk, number);
}

/** The minutes as far as they have come, and back to the chair's page. */
async function minutes(desk: Device): Promise<void> {
  await desk.open('/lag/bergen/protokoll');
  await desk.sees(/står åpent$/u);
  await lookAt(desk, 'minutes');
  await desk.open('/lag/bergen/styr');
}

/** The files of a resolution, dropped on the verifier. */
async function verifier(guest: Device, desk: Device, number: string): Promise<void> {
  const text = async (device: Device, path: string): Promise<string> => (await device.context.request.get(path)).text();
  const files = {
    'vedtak.jws': await text(guest, `/lag/bergen/resolutions/${number}.jws`),
    'kvittering.jws': await text(guest, `/lag/bergen/resolutions/${number}/receipt.jws`),
    'hordaland.jwks.json': await text(guest, '/lag/hordaland/jwks.json'),
    'bevis.json': await text(desk, `/lag/bergen/api/resolutions/${number}/evidence`),
  };
  await guest.open('/verify');
  await guest.page
    .getByLabel('Velg filer')
    .setInputFiles(
      Object.entries(files).map(([name, content]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) })),
    );
  await guest.seesHeading('Ekte og uendret');
  await keep(guest, 'verify', { from: guest.page.getByRole('list', { name: 'Filene du har lagt inn' }) });
  await guest.press('Tukle med én stemme i bevisene');
  await guest.seesHeading(/^Holder ikke/u);
  await lookAt(guest, 'verify-fails');
  await guest.open('/api');
  await guest.page.getByText('/lag/{slug}/api/snapshot').first().waitFor();
  await lookAt(guest, 'api');
}

// Holds a meeting on the running product and takes its pictures.
const stage = await Stage.open();
try {
  await mkdir(folders.all, { recursive: true });
  const laptop: DeviceOptions = { screen: 'laptop', scale: scale.laptop };
  const guest = await stage.device(laptop);
  const hall = await beginning(stage, guest);
  const desk = await ownDesk(stage, hall, laptop);
  const phone = await joinHall(stage, hall, '1101', 'Sigrid Nordvik', { scale: scale.phone });
  const lost = await joinHall(stage, hall, '1102', 'Halvor Berge');
  await seat(hall, phone, lost);
  const { administrator, slug, meeting, people } = hall;
  await resolveText(hall, 'Bybane til Åsane\n\n1. Bygg banen i dagen.\n2. Start i år.');
  await resolveText(hall, 'Leksefri skole\n\n1. Prøv leksefri skole i to år.\n2. Styrk leksehjelpen.');
  await administrator.call(
    'setRoles',
    { slug, meeting },
    {
      chair: [administrator.member],
      secretary: [administrator.member],
      signer: [phone.member, people[0]?.member ?? ''],
    },
  );
  await secretary(desk, hall);
  await ballot(desk, phone.device, lost.device, hall);
  await resolution(guest, desk, phone.device, hall);
} finally {
  await stage.end();
}
