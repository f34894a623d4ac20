import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signRoll } from '../../server/demo/meeting.ts';
import { inspect, speak, tabTo } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, passAgenda, realText, threePoints } from '../support/hall.ts';
import { inviteOne, joinHall, ownDesk, seat } from '../support/newcomers.ts';
import { dialog, lookOver, mark, pointOf, section } from '../support/walk.ts';

describe('pages that everybody can use', () => {
  let stage: Stage;
  let hall: Hall;
  /** Somebody who is not signed in, a delegate who is a signer too, and who leads, chairs and keeps the roll. */
  let guest: Device;
  let phone: Device;
  let desk: Device;

  /** Holds the page as it is against WCAG; a fault fails the test, which goes on to the next state. */
  async function usable(device: Device, state: string, options?: { dialog: boolean }): Promise<void> {
    expect.soft(await inspect(device, state, options)).toEqual([]);
  }

  beforeAll(async () => {
    stage = await Stage.open();
    guest = await stage.device();
  });
  afterAll(() => stage?.end());

  test('a fault would be found', async () => {
    await guest.open('/finnes/ikke');
    await guest.page.evaluate(() => {
      document
        .querySelector('h1')
        ?.insertAdjacentHTML('afterend', '<p id="faint">Utydelig</p><img id="silent" src="/icon.svg">');
      const faint = document.getElementById('faint');
      faint?.style.setProperty('color', '#808080');
      faint?.style.setProperty('background', '#909090');
      faint?.style.setProperty('width', '400px');
    });
    const found = await inspect(guest, 'spoilt');
    for (const fault of [/color-contrast: #faint/u, /image-alt: #silent/u, /small: \d+ px wide in a window of 320/u])
      expect(found.some((one) => fault.test(one))).toBe(true);
  });

  test('the set-up, empty and with mistakes', async () => {
    await guest.open('/');
    await guest.seesHeading('Vedtak er ikke satt opp ennå');
    await usable(guest, 'front page before the set-up');
    await guest.open(stage.host.setupLink ?? '');
    await guest.press('Lag nøkkel og sett opp');
    await usable(guest, 'set-up with mistakes');
    hall = await gatherIn(stage.host, 3);
  });

  test('the front page, the way in, an invitation, and a page that is not there', async () => {
    await guest.open('/');
    await guest.page.getByRole('list', { name: 'Lag' }).waitFor();
    await guest.page.getByText('Hjelp').click();
    await usable(guest, 'front page');
    await guest.open('/lag/bergen');
    await guest.page.getByRole('button', { name: 'Logg inn' }).waitFor();
    await usable(guest, 'sign-in');
    await guest.open('/finnes/ikke');
    await usable(guest, 'not found');
    const { link } = await inviteOne(hall, '3001', 'Inga Invitert');
    await guest.open(link);
    await guest.page.getByRole('button', { name: 'Lag nøkkelen min' }).waitFor();
    await usable(guest, 'invitation');
    await guest.open('/lag/bergen/inn#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    await guest.sees('Invitasjonen finnes ikke.');
    await usable(guest, 'unknown invitation');
  });

  test('the secretary’s sections', async () => {
    desk = await ownDesk(stage, hall);
    await desk.open('/lag/bergen/referent#medlemmer');
    await desk.press('Ny invitasjon til den ene uten nøkkel');
    await desk.page.getByRole('button', { name: /^Skriv ut kortene/u }).waitFor();
    await desk.page.getByText('Legg inn medlemmer fra en liste').click();
    await lookOver(desk, 'medlemsnummer;navn\n3001;Inga Invitert\n;Uten Nummer\n3003;Ny Nilsen');
    await usable(desk, 'members with invitations and a preview');
    await section(desk, 'Møte');
    await desk.page.getByText('Lag et nytt møte').click();
    await desk.page.getByRole('group', { name: 'Underskrivere' }).getByRole('searchbox').fill('Inga');
    await usable(desk, 'meeting and roles');
    await section(desk, 'Dør');
    await desk.page.getByRole('button', { name: 'Sjekk inn: Inga Invitert' }).click();
    await desk.page.getByRole('button', { name: 'Angre: Inga Invitert' }).waitFor();
    await usable(desk, 'door');
    await desk.press('Hjelp med nøkkel: Inga Invitert');
    await dialog(desk).getByRole('button', { name: 'Vis kode' }).click();
    await dialog(desk).getByRole('img').waitFor();
    await usable(desk, 'help at the door', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Lukk' }).click();
    await section(desk, 'Manntall');
    await usable(desk, 'roll');
    await desk.press('Signer manntallet');
    await dialog(desk).waitFor();
    await usable(desk, 'signing the roll', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Avbryt' }).click();
  });

  test('the proposals, as they are written and as they are read', async () => {
    await section(desk, 'Forslag');
    await desk.fill('Eller lim inn teksten', await realText());
    await desk.sees('3 overskrifter, 5 avsnitt og 8 punkter.');
    await usable(desk, 'pasted proposal');
    await desk.press('Rett på delene');
    await desk.page.getByRole('textbox', { name: 'Punkt 2', exact: true }).fill('');
    await desk.press('Lagre forslaget');
    await desk.page.getByRole('alert').filter({ hasText: 'Dette må rettes' }).waitFor();
    await usable(desk, 'proposal in parts, with a mistake');
    await speak(desk, 'English');
    expect(await desk.page.getByRole('textbox', { name: 'Point 2', exact: true }).inputValue()).toBe('');
    await speak(desk, 'Bokmål');
    await desk.press('Forkast');
    await desk.fill('Eller lim inn teksten', threePoints);
    await desk.press('Lagre forslaget');
    await desk.sees('«Busser som går» er lagret.');
    await usable(desk, 'saved proposal');
  });

  test('the delegate’s page while waiting', async () => {
    const { administrator, slug, meeting, people } = hall;
    await passAgenda(hall);
    const { device, member } = await joinHall(stage, hall, '3002', 'Dina Delegat');
    phone = device;
    await usable(phone, 'not checked in');
    await seat(hall, { device, member });
    await phone.sees('Du er sjekket inn og har stemmerett');
    const [first] = people;
    await administrator.call(
      'setRoles',
      { slug, meeting },
      {
        chair: [administrator.member],
        secretary: [administrator.member],
        signer: [member, first?.member ?? ''],
      },
    );
    await usable(phone, 'waiting for a ballot');
  });

  test('the chair’s page until the ballot is open', async () => {
    await signRoll(hall.pair);
    await desk.follow('Styr møtet');
    await desk.seesHeading('Neste avstemning: Busser som går');
    expect(await desk.page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^Punkt for punkt/u }).check();
    await desk.page.getByRole('radio', { name: /^En annen regel/u }).check();
    await usable(desk, 'preparing a ballot');
    await desk.page.getByRole('radio', { name: /^To tredels flertall/u }).check();
    await desk.page.getByRole('radio', { name: 'Ja, blank er lov' }).check();
    await desk.press('Åpne avstemning');
    await dialog(desk).waitFor();
    await usable(desk, 'opening a ballot', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Åpne avstemning' }).click();
    await desk.seesHeading('Avstemning 1 er åpen');
    await usable(desk, 'open ballot at the chair');
  });

  test('a ballot is filled and signed by keyboard alone, and keeps its marks when the language changes', async () => {
    await mark(phone, { 2: 'blank' });
    await usable(phone, 'half-filled ballot');
    await speak(phone, 'English');
    await phone.page
      .getByRole('group', { name: 'Point 2' })
      .getByRole('radio', { name: 'Blank', checked: true })
      .waitFor();
    await speak(phone, 'Bokmål');
    await phone.page.reload();
    await pointOf(phone, 1).waitFor();
    const { keyboard } = phone.page;
    await tabTo(phone, 'radio', 'For');
    await keyboard.press('Space');
    await keyboard.press('Tab');
    await keyboard.press('ArrowLeft');
    expect(await pointOf(phone, 2).getByRole('radio', { name: 'Mot', exact: true }).isChecked()).toBe(true);
    await keyboard.press('Tab');
    await keyboard.press('Space');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    expect(await pointOf(phone, 1).getByRole('radio', { name: 'For', exact: true }).isChecked()).toBe(true);
    expect(await pointOf(phone, 3).getByRole('radio', { name: 'Blank', exact: true }).isChecked()).toBe(true);
    await tabTo(phone, 'button', 'Gå videre');
    await keyboard.press('Enter');
    await phone.seesHeading('Dette signerer du');
    expect(await phone.page.evaluate(() => document.activeElement?.textContent)).toBe('Dette signerer du');
    await usable(phone, 'summary before signing');
    await phone.page.getByRole('heading', { name: 'Dette signerer du' }).focus();
    await tabTo(phone, 'button', 'Signer og lever');
    await keyboard.press('Enter');
    await phone.seesHeading(/^Levert kl\./u);
    await usable(phone, 'delivered');
  });

  test('a vote that is not delivered', async () => {
    await phone.press('Endre stemmen');
    await mark(phone, { 3: 'for' });
    await usable(phone, 'changing a vote');
    await phone.press('Gå videre');
    await phone.context.setOffline(true);
    await phone.press('Signer og lever');
    await phone.sees('Stemmen din er IKKE levert');
    await usable(phone, 'not delivered');
    await phone.context.setOffline(false);
    await phone.seesHeading(/^Levert kl\./u);
  });

  test('the closing and the result', async () => {
    await desk.press('Lukk avstemningen');
    await dialog(desk).waitFor();
    await usable(desk, 'closing a ballot', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Lukk avstemningen' }).click();
    await desk.seesHeading('Resultat av avstemning 1');
    await usable(desk, 'result at the chair');
    await phone.page.getByRole('region', { name: 'Resultat av avstemning 1' }).waitFor();
    await usable(phone, 'result');
  });

  test('the signing of the resolution', async () => {
    const [first] = hall.people;
    await desk.press('Lag vedtaket');
    await desk.seesHeading('Utkast til vedtak nr. 1');
    await usable(desk, 'draft at the chair');
    await desk.press('Signer vedtaket');
    await dialog(desk).waitFor();
    await usable(desk, 'signing as chair', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Signer vedtaket' }).click();
    await phone.page.getByText('Signert av Astrid Haugland.').waitFor();
    await usable(phone, 'draft at the signer');
    await phone.press('Signer vedtaket');
    await dialog(phone).waitFor();
    await usable(phone, 'signing as signer', { dialog: true });
    await dialog(phone).getByRole('button', { name: 'Signer vedtaket' }).click();
    await phone.page.getByText('Venter på de andre underskriverne.').waitFor();
    await usable(phone, 'signed, waiting for others');
    const draft = (await first?.call('snapshot', { slug: 'bergen' }))?.resolutions[0]?.statement;
    if (first === undefined || draft === undefined) throw new Error('there is no draft to sign');
    await first.call('attest', { slug: 'bergen', number: '1' }, first.sign(draft));
    await desk.sees(/^Mottatt av Hordaland Arbeiderparti/u);
    await usable(desk, 'everything is done');
  });

  test('the resolution, the county’s page and the API', async () => {
    await guest.open('/lag/bergen/vedtak/1');
    await guest.sees('Nettleseren din har sjekket vedtaket, og det henger sammen');
    await guest.sees(/^Mottatt av Hordaland Arbeiderparti/u);
    await usable(guest, 'resolution');
    await guest.open('/lag/bergen/vedtak/2');
    await guest.sees('Vedtaket er ikke klart ennå');
    await usable(guest, 'resolution that is not there');
    await guest.open('/lag/hordaland/innboks');
    await guest.page.getByText('Verifisert').first().click();
    await guest.sees('Sjekk det selv');
    await usable(guest, 'county');
    await guest.open('/lag/bergen/innboks');
    await guest.sees('Ingen vedtak har kommet ennå');
    await usable(guest, 'county without resolutions');
    await guest.open('/api');
    await guest.page.getByText('/lag/{slug}/api/snapshot').first().waitFor();
    await usable(guest, 'API');
  });

  test('the verifier, empty, when files hold and when they do not', async () => {
    await guest.open('/verify');
    await usable(guest, 'verifier');
    const files = guest.page.getByLabel('Velg filer');
    const text = async (path: string): Promise<string> => (await guest.context.request.get(path)).text();
    const add = (name: string, content: string): Promise<void> =>
      files.setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });
    const resolution = await text('/lag/bergen/resolutions/1.jws');
    await add('vedtak.jws', resolution);
    await guest.seesHeading('Ikke bekreftet');
    await usable(guest, 'verifier without a key');
    await add('anchor.json', await text('/lag/hordaland/jwks.json'));
    await add('evidence.json', await (await desk.context.request.get('/lag/bergen/api/resolutions/1/evidence')).text());
    await guest.seesHeading('Ekte og uendret');
    await usable(guest, 'verifier that holds');
    await guest.press('Tukle med én stemme i bevisene');
    await guest.seesHeading(/^Holder ikke/u);
    await usable(guest, 'verifier that does not hold');
  });
});
