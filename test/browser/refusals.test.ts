import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../server/api/snapshot.ts';
import { closeBallot, inviteAll } from '../../server/demo/meeting.ts';
import { type Device, Stage } from '../support/browser.ts';
import { adopt, gatherIn, type Hall, openOn, seen } from '../support/hall.ts';
import { inviteOne, joinHall, type Newcomer, seat } from '../support/newcomers.ts';
import { enrol, mark, sign } from '../support/walk.ts';

/** Waits for a problem that is shown: what happened, and what to do next. */
async function isTold(device: Device, what: string, next: string): Promise<void> {
  const box = device.page.getByRole('alert').filter({ hasText: what });
  await box.getByText(next).first().waitFor();
}

/** How many votes the device keeps: signed ones in its database, half-filled ones beside. */
function kept({ page }: Device): Promise<number> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('vedtak')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('vedtak');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('votes').objectStore('votes').count();
        counting.onsuccess = () => resolve(counting.result);
        counting.onerror = () => reject(counting.error);
      };
    });
  });
}

describe('what the pages refuse, and how they say it', () => {
  let stage: Stage;
  let hall: Hall;
  let setupLink = '';
  let stranger: Device;
  let delegate: Newcomer;
  let ballot = '';

  beforeAll(async () => {
    stage = await Stage.open();
    setupLink = stage.host.setupLink ?? '';
    hall = await gatherIn(stage.host, 3);
    stranger = await stage.device();
    delegate = await joinHall(stage, hall, '2001', 'Dina Delegat');
    await seat(hall, delegate);
  });
  afterAll(() => stage?.end());

  test('a second set-up', async () => {
    await stranger.open(setupLink);
    const county = stranger.page.getByRole('group', { name: 'Fylkeslaget' });
    await county.getByLabel('Navn').fill('Et annet fylkeslag');
    await stranger.page.getByRole('group', { name: 'Lokallaget' }).getByLabel('Navn').fill('Et annet lag');
    await stranger.fill('Navnet ditt', 'En Annen');
    await stranger.press('Lag nøkkel og sett opp');
    await isTold(stranger, 'Oppsettet er alt gjort.', 'Gå til forsiden, og logg inn i laget ditt.');
    expect(await stranger.signatures()).toBe(0);
    await stranger.open('/');
    expect(await stranger.page.getByRole('list', { name: 'Lag' }).getByRole('listitem').count()).toBe(2);
  });

  test('an invitation that was used', async () => {
    const { link } = await inviteOne(hall, '2002', 'Berit Brukt');
    await enrol(await stage.device(), link);
    await stranger.open(link);
    await isTold(
      stranger,
      'Invitasjonen er brukt.',
      'Var det deg, logger du bare inn. Ellers må du be om en ny i døra.',
    );
    expect(await stranger.page.getByRole('button', { name: 'Lag nøkkelen min' }).count()).toBe(0);
  });

  test('an invitation that a newer one has replaced', async () => {
    const { link } = await inviteOne(hall, '2003', 'Rolf Replassert');
    const [newer] = await inviteAll(hall.pair, 'medlemsnummer;navn\n2003;Rolf Replassert');
    await stranger.open(link);
    await isTold(stranger, 'Invitasjonen er for gammel.', 'Be om en ny i døra.');
    await stranger.open(`/lag/bergen/inn#${newer?.token}`);
    await stranger.sees('Invitasjonen er til Rolf Replassert, Arbeiderpartiet i Bergen.');
  });

  test('an invitation that nobody made, and a link without its code', async () => {
    await stranger.open('/lag/bergen/inn#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
    await isTold(stranger, 'Invitasjonen finnes ikke.', 'Sjekk at hele lenka kom med, eller be om en ny i døra.');
    await stranger.open('/lag/bergen/inn');
    await stranger.seesHeading('Skriv koden du fikk i døra');
    await stranger.sees(
      'Fikk du en lenke? Den mangler koden på slutten. Skann koden på nytt, eller åpne hele lenka du fikk.',
    );
    await stranger.fill('Kode', 'ab2 cd3');
    await stranger.press('Gå videre');
    await stranger.sees('Koden har ti tegn. Se på lappen og prøv igjen.');
    await stranger.fill('Kode', 'ab2 cd3 ef4g');
    await stranger.press('Gå videre');
    await isTold(stranger, 'Invitasjonen finnes ikke.', 'Sjekk at hele lenka kom med, eller be om en ny i døra.');
  });

  test('a device that does not verify its owner makes no passkey, and the invitation still works', async () => {
    const { link } = await inviteOne(hall, '2004', 'Uno Uverifisert');
    const device = await stage.device();
    await device.verifies(false);
    await device.open(link);
    await device.press('Lag nøkkelen min');
    await isTold(device, 'Det ble avbrutt', 'Prøv igjen.');
    const { members } = await hall.administrator.call('members', { slug: 'bergen' });
    expect(members.find(({ number }) => number === '2004')).toMatchObject({ credentials: [], invitation: 'open' });
    await device.verifies(true);
    await device.press('Lag nøkkelen min');
    await device.seesHeading('Ferdig. Du er logget inn.');
  });

  test('signing in with a device that holds no passkey of the branch', async () => {
    await stranger.open('/lag/bergen');
    await stranger.press('Logg inn');
    await isTold(
      stranger,
      'nøkkelen ligger ikke på denne telefonen',
      'Har du byttet telefon, kan du få en ny invitasjon i døra.',
    );
    expect(await stranger.page.getByRole('button', { name: 'Logg ut' }).count()).toBe(0);
  });

  test('the desks without being signed in: the way in, and nothing of the meeting', async () => {
    for (const desk of ['styr', 'referent']) {
      await stranger.open(`/lag/bergen/${desk}`);
      await stranger.page.getByRole('button', { name: 'Logg inn' }).waitFor();
      await stranger.page.waitForLoadState('networkidle');
      expect(await stranger.page.locator('main').innerText()).not.toMatch(/Medlemsmøte|Kari|Manntall|Åpne avstemning/u);
    }
  });

  test('the desks for a member without the role', async () => {
    await delegate.device.open('/lag/bergen/styr');
    await delegate.device.sees('Denne siden er for møteleder.');
    await delegate.device.open('/lag/bergen/referent');
    await delegate.device.sees('Denne siden er for administrator eller referent.');
    expect(await delegate.device.page.locator('main').innerText()).not.toContain('Kari');
    await delegate.device.follow('Til siden for Arbeiderpartiet i Bergen');
    await delegate.device.seesHeading('Medlemsmøte');
  });

  test('a vote that the device does not sign: nothing is kept or sent', async () => {
    const { device } = delegate;
    ballot = await openOn(hall);
    await mark(device, { 1: 'for', 2: 'against', 3: 'blank' });
    await device.verifies(false);
    await sign(device);
    await isTold(device, 'Det ble avbrutt', 'Prøv igjen.');
    expect(await kept(device)).toBe(0);
    expect(await seen(hall.administrator, 'bergen', ballot)).toMatchObject({ voted: 0 });
    await device.verifies(true);
    await device.press('Signer og lever');
    await device.seesHeading(/^Levert kl\./u);
    expect(await kept(device)).toBe(1);
  });

  test('a ballot whose text was altered on its way to the phone is not shown as one, and cannot be signed', async () => {
    const { device } = await joinHall(stage, hall, '2005', 'Tora Tukla');
    const before = await device.signatures();
    const alter = async (change: (snapshot: Snapshot) => void): Promise<void> => {
      await device.page.unrouteAll();
      await device.page.route('**/lag/bergen/api/snapshot', async (route) => {
        const response = await route.fetch();
        const snapshot = (await response.json()) as Snapshot;
        for (const one of snapshot.ballots) Object.assign(one, { mine: true, keyed: true });
        change(snapshot);
        await route.fulfill({ response, json: snapshot });
      });
      await device.page.reload();
    };
    await alter(() => undefined);
    await device.sees('Gratis overgang.');
    expect(await device.page.getByRole('radio').count()).toBe(9);
    await alter(({ ballots }) => {
      for (const { subject } of ballots) {
        if (subject.kind !== 'text') continue;
        for (const block of subject.content.blocks) block.text = block.text.replace('Gratis', 'Dyrere');
      }
    });
    const told = [
      'Teksten på skjermen er ikke den som møteleder har åpnet avstemning om.',
      'Ikke signer. Last siden på nytt, og si fra til møteleder.',
    ] as const;
    await isTold(device, ...told);
    expect(await device.page.getByRole('radio').count()).toBe(0);
    expect(await device.page.getByRole('button', { name: 'Gå videre' }).count()).toBe(0);
    await alter(({ ballots }) => {
      for (const { definition } of ballots) definition.rule = { ...definition.rule, num: 1, den: 3 };
    });
    await isTold(device, ...told);
    expect(await device.page.getByRole('radio').count()).toBe(0);
    expect(await device.signatures()).toBe(before);
  });

  test('a vote that reaches the server after the closing, and the delegate is told at once', async () => {
    const late = await joinHall(stage, hall, '2006', 'Frode Forsent');
    await closeBallot(hall.pair, ballot);
    await seat(hall, late);
    ballot = await openOn(hall, 'Flere benker\n\n1. Ti benker i parken.');
    const { device } = late;
    await mark(device, { 1: 'for' });
    await device.press('Gå videre');
    await device.context.setOffline(true);
    await device.press('Signer og lever');
    await device.sees('Stemmen din er IKKE levert');
    await closeBallot(hall.pair, ballot);
    await device.context.setOffline(false);
    await device.sees('Stemmen din kom IKKE fram i tide');
    await device.sees('Avstemningen ble lukket før stemmen kom fram. Den teller ikke. Si fra til møteleder nå.');
    expect(await seen(hall.administrator, 'bergen', ballot)).toMatchObject({ voted: 0 });
  });

  test('a draft that was altered on its way to the signer, and one that the device does not sign', async () => {
    const { administrator, slug, meeting } = hall;
    const { device, member } = delegate;
    const [, second] = hall.people;
    const signer = [member, second?.member ?? ''];
    await administrator.call(
      'setRoles',
      { slug, meeting },
      { chair: [administrator.member], secretary: [administrator.member], signer },
    );
    await adopt(hall, 'Trikk til Åsane\n\n1. Bygg den.');
    const closed = (await administrator.call('snapshot', { slug })).ballots.at(-1);
    await administrator.call('draftResolution', { slug, ballot: closed?.id ?? '' });
    const card = device.page.getByRole('region', { name: 'Vedtak nr. 1 venter på underskrift' });
    await card.getByRole('button', { name: 'Signer vedtaket' }).click();
    await device.verifies(false);
    await device.page.getByRole('dialog').getByRole('button', { name: 'Signer vedtaket' }).click();
    await isTold(device, 'Det ble avbrutt', 'Prøv igjen.');
    await device.verifies(true);
    await device.page.route('**/lag/bergen/api/snapshot', async (route) => {
      const response = await route.fetch();
      const snapshot = (await response.json()) as Snapshot;
      for (const { statement } of snapshot.resolutions) statement.text = statement.text.replace('Bygg', 'Riv');
      await route.fulfill({ response, json: snapshot });
    });
    await device.page.reload();
    await card.waitFor();
    await isTold(device, 'Teksten på skjermen er ikke den som', 'Ikke signer.');
    expect(await card.getByRole('button', { name: 'Signer vedtaket' }).count()).toBe(0);
    const { resolutions } = await administrator.call('snapshot', { slug });
    expect(resolutions).toMatchObject([{ number: 1, attestations: [], signed: false }]);
  });
});
