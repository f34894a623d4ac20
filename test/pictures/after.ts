import { type Device, screens } from '../support/browser.ts';
import { dialog } from '../support/walk.ts';
import { keep, lookAt, lookUp } from './album.ts';
import type { Cast } from './cast.ts';

/** The minutes while the meeting is open, when it is closed, being signed, and signed. */
export async function minutes({ desk, hall, phone: { device: phone }, screen }: Cast): Promise<void> {
  const { administrator, slug, meeting, people } = hall;
  await desk.open(`/lag/${slug}/protokoll`);
  await desk.sees(/står åpent$/u);
  await lookAt(desk, 'minutes');
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  await desk.press('Legg fram protokollen for signering');
  await desk.sees(/Mangler signatur fra/u);
  await lookAt(desk, 'minutes-draft');
  await lookAt(phone, 'phone-closed');
  await lookUp(screen, 'closed');
  await desk.press('Signer protokollen');
  await lookAt(desk, 'minutes-signing');
  await dialog(desk).getByRole('button', { name: 'Signer protokollen' }).click();
  await desk.sees('Du har signert.');
  const [first] = people;
  const { draft } = (await first?.call('minutes', { slug, meeting })) ?? {};
  if (first === undefined || draft === undefined || draft === null) throw new Error('there is no draft');
  await first.call('attestMinutes', { slug, meeting }, first.sign(draft.statement));
  await phone.open(`/lag/${slug}/protokoll`);
  await phone.press('Signer protokollen');
  await dialog(phone).getByRole('button', { name: 'Signer protokollen' }).click();
  await phone.sees('Protokollen er signert');
  await lookAt(phone, 'minutes-signed');
}

/** What others than the members see afterwards: the resolution, the county, the verifier, and the page on the API. */
export async function outside(cast: Cast, number: string): Promise<void> {
  const { guest } = cast;
  await guest.open(`/lag/bergen/vedtak/${number}`);
  await guest.sees('Nettleseren din har sjekket vedtaket, og det henger sammen');
  await keep(guest, 'resolution');
  await guest.open('/lag/hordaland/innboks');
  await guest.page.getByText('7 av 8 punkter vedtatt').waitFor();
  await keep(guest, 'county');
  await guest.page.getByText('Verifisert').first().click();
  await guest.sees('Sjekk det selv');
  await guest.page.setViewportSize({ width: screens.laptop.width, height: 2400 });
  await lookAt(guest, 'county-open');
  await guest.page.setViewportSize(screens.laptop);
  await verifier(cast, number);
  await guest.open('/api');
  await guest.page.getByText('/lag/{slug}/api/snapshot').first().waitFor();
  await lookAt(guest, 'api');
  await guest.open('/finnes-ikke');
  await lookAt(guest, 'not-found');
}

/** The files of a resolution, dropped on the verifier. */
async function verifier({ guest, desk }: Cast, number: string): Promise<void> {
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
}
