import { enrolAll, inviteAll, setUp, signRoll } from '../../server/demo/meeting.ts';
import { memberCsv } from '../../server/demo/people.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import { type Device, type Stage, screens } from '../support/browser.ts';
import { type Hall, realText } from '../support/hall.ts';
import { inviteOne, joinHall, type Newcomer, ownDesk, seat } from '../support/newcomers.ts';
import { dialog, section } from '../support/walk.ts';
import { keep, lookAt, lookUp } from './album.ts';
import { type Cast, scale } from './cast.ts';

/** The server without branches, then with two, and a meeting that is called and not opened. */
async function gather(stage: Stage, guest: Device): Promise<Hall> {
  const { setupLink } = stage.host;
  if (setupLink === undefined) throw new Error('the server has branches already');
  await guest.open('/');
  await guest.seesHeading('Vedtak er ikke satt opp ennå');
  await lookAt(guest, 'front-before');
  await guest.open(setupLink);
  await lookAt(guest, 'setup');
  const pair = await setUp(setupLink);
  const { administrator, branch: slug } = pair;
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
  const tokens = (await inviteAll(pair, memberCsv(38))).map(({ token }) => token);
  const people = await enrolAll(pair, tokens);
  const { meeting } = await administrator.call(
    'createMeeting',
    { slug },
    { title: 'Medlemsmøte', place: 'Folkets Hus', startsAt: new Date().toISOString(), quorum: { num: 1, den: 2 } },
  );
  return { server: stage.host, pair, slug, meeting, administrator, people };
}

/** A delegate who makes the passkey from the invitation. */
async function invited(stage: Stage, hall: Hall): Promise<Newcomer> {
  const { member, link } = await inviteOne(hall, '1101', 'Sigrid Nordvik');
  const device = await stage.device({ scale: scale.phone });
  await device.open(link);
  await device.page.getByRole('button', { name: 'Lag nøkkelen min' }).waitFor();
  await lookAt(device, 'invitation');
  await device.press('Lag nøkkelen min');
  await device.seesHeading('Ferdig. Du er logget inn.');
  await lookAt(device, 'invitation-done');
  await device.follow('Til møtet');
  await device.sees(/^Logget inn som /u);
  await lookAt(device, 'phone-before');
  return { device, member };
}

/** Gives the offices: the administrator leads and keeps the minutes. */
export async function appoint(
  { administrator, slug, meeting }: Hall,
  signers: readonly { member: string }[],
  tellers: readonly { member: string }[],
): Promise<void> {
  const [signer, teller] = [signers, tellers].map((people) => people.map(({ member }) => member));
  const office = [administrator.member];
  await administrator.call(
    'setRoles',
    { slug, meeting },
    { chair: office, secretary: office, signer: signer ?? [], teller: teller ?? [] },
  );
}

/** Everything up to the doors being opened: set-up, keys, the hall checked in, the screen paired. */
export async function beforeTheMeeting(stage: Stage): Promise<Cast> {
  const laptop = { screen: 'laptop', scale: scale.laptop } as const;
  const guest = await stage.device(laptop);
  const hall = await gather(stage, guest);
  const { administrator, slug, meeting, people } = hall;
  const phone = await invited(stage, hall);
  const lost = await joinHall(stage, hall, '1102', 'Halvor Berge');
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'called' });
  await appoint(hall, people.slice(0, 2), people.slice(0, 2));
  const wifi = { name: 'Folkets Hus gjest', password: 'kaffe og kake' };
  await administrator.call('setMeetingSettings', { slug, meeting }, { ...defaultSettings, wifi });
  const members = [administrator, ...people].map(({ member }) => member);
  await administrator.call('checkIn', { slug, meeting }, { members, present: true });
  await signRoll(hall.pair);
  const desk = await ownDesk(stage, hall, laptop);
  await desk.open(`/lag/${slug}/styr`);
  await desk.page
    .getByRole('button', { name: /møtet$/u })
    .first()
    .waitFor();
  await lookAt(desk, 'chair-before');
  const screen = await stage.device(laptop);
  await screen.open(`/lag/${slug}/skjerm`);
  const code = screen.page.locator('.screen-code');
  await code.waitFor();
  await lookUp(screen, 'pairing');
  await administrator.call('pairScreen', { slug }, { code: await code.innerText() });
  await screen.sees('Passord: kaffe og kake');
  await lookUp(screen, 'join');
  await lookAt(lost.device, 'phone-check-in');
  await seat(hall, phone, lost);
  return { stage, hall, guest, desk, phone, lost, screen };
}

/** Each station of the secretary's page, with some people who have not come. */
export async function secretary({ desk, hall }: Cast): Promise<void> {
  const { page } = desk;
  const absent = ['Ragnhild Sæle', 'Tor Eide', 'Wenche Dahl', 'Jonas Risa', 'Maja Bø'];
  await inviteAll(hall.pair, ['medlemsnummer;navn', ...absent.map((name, i) => `${1201 + i};${name}`)].join('\n'));
  await desk.open('/lag/bergen/referent#medlemmer');
  await desk.press('Nye invitasjoner til alle 5 uten nøkkel');
  await page.getByRole('button', { name: 'Skriv ut kortene' }).waitFor();
  await lookAt(desk, 'secretary-members');
  await section(desk, 'Møte');
  await lookAt(desk, 'secretary-meeting');
  await page.getByRole('link', { name: /^(?:\d+ )?Dagsorden/u }).click();
  await desk.seesHeading('Dagsorden');
  await lookAt(desk, 'secretary-agenda');
  await section(desk, 'Dør');
  await page.getByRole('radio', { name: /^Ikke/u }).check();
  await page.getByRole('button', { name: 'Sjekk inn: Tor Eide' }).waitFor();
  await keep(desk, 'door', { height: 1080 });
  await desk.press('Hjelp med nøkkel: Jonas Risa');
  await dialog(desk).getByRole('button', { name: 'Vis kode' }).click();
  await dialog(desk).getByRole('img').waitFor();
  await lookAt(desk, 'secretary-help');
  await dialog(desk).getByRole('button', { name: 'Lukk' }).click();
  await section(desk, 'Manntall');
  await lookAt(desk, 'secretary-roll');
  await section(desk, 'Forslag');
  await desk.fill('Eller lim inn teksten', await realText());
  await desk.sees('3 overskrifter, 5 avsnitt og 8 punkter.');
  await lookAt(desk, 'secretary-pasted');
  await desk.press('Rett på delene');
  await lookAt(desk, 'secretary-parts');
  await desk.press('Lagre forslaget');
  await desk.sees('«Kvoteflyktninger» er lagret.');
  await lookAt(desk, 'secretary-proposals');
  await page.setViewportSize(screens.laptop);
}
