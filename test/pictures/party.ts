import type { Device } from '../support/browser.ts';
import { resolveText } from '../support/hall.ts';
import {
  countyName,
  cutOff,
  lowerCounty,
  raiseCounty,
  reconnect,
  type Cast as Servers,
} from '../support/two-servers.ts';
import { dialog } from '../support/walk.ts';
import { lookAt } from './album.ts';
import type { Cast } from './cast.ts';

/** A county on another server: the branch joins it, sends, waits, carries a file, and takes a new key. */
export async function party({ stage, hall, desk, guest }: Cast): Promise<void> {
  const servers = await raiseCounty(stage, hall, desk);
  try {
    await guest.open('/lag/bergen/organisasjon');
    await lookAt(guest, 'organisation-guest');
    await join(servers);
    await send(servers);
    await renew(servers);
  } finally {
    await lowerCounty(servers);
  }
}

async function join({ desk, county, page }: Servers): Promise<void> {
  await desk.open('/lag/bergen/organisasjon');
  await desk.press('Bytt til et annet lag over …');
  await lookAt(desk, 'organisation-leave');
  await dialog(desk)
    .getByRole('button', { name: /^Gå ut av/u })
    .click();
  await desk.sees('Laget står alene. Vedtakene blir ikke sendt noe sted.');
  await lookAt(desk, 'organisation-alone');
  await county.open(`${page}/organisasjon`);
  await county.page.getByText('Ta inn et lag').click();
  await lookAt(county, 'organisation-invite');
  await county.fill('Navnet på laget', 'Arbeiderpartiet i Bergen');
  await county.press('Lag invitasjon');
  await county.seesHeading('Invitasjon til Arbeiderpartiet i Bergen');
  await county.page.getByText('Ferdig tekst').click();
  await county.page.getByText('Vis som QR-kode').click();
  await lookAt(county, 'organisation-invited');
  await desk.fill('Lenka fra laget over', await county.page.locator('.invited-link').innerText());
  await desk.press('Se hvem den er fra');
  await desk.sees(/^Invitasjonen er fra/u);
  await lookAt(desk, 'organisation-words');
  await desk.press('Ordene er ulike');
  await lookAt(desk, 'organisation-stop');
  await desk.press('Les ordene en gang til');
  await desk.press('Ordene er like');
  await lookAt(desk, 'organisation-ask');
  await desk.press(`Be ${countyName} ta oss inn`);
  await desk.sees(/^Venter på svar fra/u);
  await lookAt(desk, 'organisation-waiting');
  await county.seesHeading('Arbeiderpartiet i Bergen venter på svar');
  await county.press('Jeg har sendt den');
  await lookAt(county, 'organisation-request');
  await county.press('Ordene er like: bekreft');
  await desk.sees(`Koblet til ${countyName}`);
  await lookAt(desk, 'organisation-connected');
  await unfold(county);
  await lookAt(county, 'organisation-below');
}

async function send(servers: Servers): Promise<void> {
  const { desk, county, hall, page } = servers;
  await desk.open('/lag/bergen/utboks');
  await desk.sees('Spørsmål om å bli tatt inn');
  cutOff(servers);
  await resolveText(hall, 'Gratis ferge\n\n1. Ferga er gratis.');
  await desk.sees('Serveren til mottakeren svarer ikke.');
  await lookAt(desk, 'outbox-waiting');
  const link = desk.page.getByRole('link', { name: `Last ned fila til ${countyName}` });
  const [download] = await Promise.all([desk.page.waitForEvent('download'), link.click()]);
  await county.open(`${page}/utboks`);
  await county.page.getByLabel('Velg fil').setInputFiles(await download.path());
  await county.sees('Tok imot 1 sending');
  await lookAt(county, 'outbox-taken');
  reconnect(servers);
}

async function renew({ desk, county, page }: Servers): Promise<void> {
  await desk.open('/lag/bergen/organisasjon');
  await desk.press('Bytt nøkkel …');
  await lookAt(desk, 'organisation-new-key');
  await dialog(desk).getByRole('button', { name: 'Lag ny nøkkel' }).click();
  await desk.sees(/bekrefter$/u);
  await lookAt(desk, 'organisation-key-waiting');
  await county.open(`${page}/organisasjon`);
  await county.press('Ordene er like: bekreft');
  await unfold(county);
  await county.press('Trekk nøkkelen tilbake …');
  await lookAt(county, 'organisation-revoke');
}

/** Unfolds the branch below on the county's page. */
async function unfold({ page }: Device): Promise<void> {
  await page.locator('summary').filter({ hasText: 'Arbeiderpartiet i Bergen' }).click();
}
