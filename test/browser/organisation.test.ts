import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inspect } from '../support/accessibility.ts';
import type { Device } from '../support/browser.ts';
import { type Cast, countyName, gatherParty, lowerCounty, wordsIn } from '../support/two-servers.ts';
import { dialog } from '../support/walk.ts';
import { outboxTests } from './party/outbox.ts';

describe('a branch and a county on two servers', () => {
  let cast: Cast;
  let desk: Device;
  let county: Device;
  /** The words of the branch's key, as the county has confirmed them. */
  let confirmed: string[] = [];

  beforeAll(async () => {
    cast = await gatherParty();
    ({ desk, county } = cast);
  });
  afterAll(async () => {
    await cast?.stage.end();
    if (cast !== undefined) await lowerCounty(cast);
  });

  // Each part stands on those before it: when one fails, the others say so at once.
  let failed: string | undefined;
  beforeEach(({ task }) => {
    if (failed !== undefined && failed !== task.name) throw new Error(`the story stopped at: ${failed}`);
  });
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') failed ??= task.name;
    else failed = undefined;
  });

  /** Holds a page as it is against WCAG. */
  async function usable(device: Device, state: string, options?: { dialog: boolean }): Promise<void> {
    expect.soft(await inspect(device, state, options)).toEqual([]);
  }

  test('everybody sees the way up; the leader leaves the county, told what follows', async () => {
    const guest = await cast.stage.device();
    await guest.open('/lag/bergen');
    await guest.follow('Organisasjonen');
    await guest.sees('Administratoren i laget kobler det til andre lag, og ser resten av denne siden.');
    const way = guest.page.getByRole('region', { name: 'Veien opp i partiet' }).getByRole('listitem');
    expect(await way.allInnerTexts()).toEqual([
      expect.stringContaining('Hordaland Arbeiderparti'),
      expect.stringContaining('Arbeiderpartiet i Bergen'),
    ]);
    await usable(guest, 'organisation for everybody');
    await desk.open('/lag/bergen/organisasjon');
    await desk.sees('Koblet til Hordaland Arbeiderparti');
    await desk.press('Bytt til et annet lag over …');
    await dialog(desk).getByText('Lagene under dere blir med dere.').waitFor();
    await usable(desk, 'leaving the county', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Gå ut av Hordaland Arbeiderparti' }).click();
    await desk.sees('Laget står alene. Vedtakene blir ikke sendt noe sted.');
    await usable(desk, 'a branch by itself');
  });

  test('the county invites, the branch pastes the link, and both compare the words', async () => {
    await county.open(`${cast.page}/organisasjon`);
    await county.page.getByText('Ta inn et lag').click();
    await county.press('Lag invitasjon');
    await county.sees('Skriv navnet på laget.');
    await county.fill('Navnet på laget', 'Bergen');
    await county.press('Lag invitasjon');
    await county.seesHeading('Invitasjon til Bergen');
    const link = await county.page.locator('.invited-link').innerText();
    await usable(county, 'an invitation that was made');
    await county.press('Jeg har sendt den');

    await desk.fill('Lenka fra laget over', 'vestland');
    await desk.press('Se hvem den er fra');
    await desk.sees(/Dette ser ikke ut som en invitasjon/u);
    await desk.fill('Lenka fra laget over', link);
    await desk.press('Se hvem den er fra');
    await desk.sees(`Invitasjonen er fra ${countyName} (fylkesparti).`);
    const words = await wordsIn(desk, `Ordene til ${countyName}`);
    expect(words).toHaveLength(8);
    expect(words).toEqual(await wordsIn(county, 'Ordene'));
    await usable(desk, 'the words of the county');
    await desk.press('Ordene er ulike');
    await desk.sees('Stans her');
    await desk.press('Les ordene en gang til');
    await desk.press('Ordene er like');
    await desk.press(`Be ${countyName} ta oss inn`);
    await desk.sees(`Venter på svar fra ${countyName}`);
    const own = await wordsIn(desk, 'Ordene');

    await county.seesHeading('Arbeiderpartiet i Bergen venter på svar');
    confirmed = await wordsIn(county, 'Ordene til Arbeiderpartiet i Bergen');
    expect(confirmed).toEqual(own);
    await county.sees(/Vil bli tatt inn under dere som lokallag/u);
    await usable(county, 'a request that waits');
    await county.press('Ordene er like: bekreft');
    await desk.sees(`Koblet til ${countyName}`);
    await usable(desk, 'connected to the county');
    // Each page was loaded once after signing in, and has kept itself current since.
    expect([desk.loads, county.loads]).toEqual([2, 2]);
    await county.page.getByText('Arbeiderpartiet i Bergen').first().click();
    expect(await wordsIn(county, 'Ordene til Arbeiderpartiet i Bergen')).toEqual(own);
    await usable(county, 'a branch below');
  });

  outboxTests(() => cast);

  test('the branch takes a new key, which the county confirms by its words', async () => {
    await desk.open('/lag/bergen/organisasjon');
    await desk.press('Bytt nøkkel …');
    await usable(desk, 'before a new key', { dialog: true });
    await dialog(desk).getByRole('button', { name: 'Lag ny nøkkel' }).click();
    await desk.sees(`Venter på at ${countyName} bekrefter`);
    const fresh = await wordsIn(desk, 'Ordene');
    expect(fresh).not.toEqual(confirmed);
    await county.open(`${cast.page}/organisasjon`);
    await county.sees('Har laget en ny nøkkel, og har signert den nye med den gamle.');
    expect(await wordsIn(county, 'Ordene til Arbeiderpartiet i Bergen')).toEqual(fresh);
    await county.press('Ordene er like: bekreft');
    await desk.page.getByText('Nøkkelen før denne').click();
    expect(await wordsIn(desk, 'Ordene')).toEqual(fresh);
    await usable(desk, 'a new key');
  });

  test('the county revokes the key, told what follows, and the branch is told by whom', async () => {
    await county.page.getByText('Arbeiderpartiet i Bergen').first().click();
    await county.press('Trekk nøkkelen tilbake …');
    await usable(county, 'before a key is revoked', { dialog: true });
    await dialog(county).getByLabel('Hvorfor').fill('Maskinen er stjålet');
    await dialog(county).getByRole('button', { name: 'Trekk nøkkelen tilbake' }).click();
    await county.page.getByText('Lag som ikke står under lenger (1)').click();
    await county.page.getByText('Nøkkelen er trukket tilbake').first().waitFor();
    await desk.sees(`${countyName} har trukket tilbake nøkkelen deres`);
    await usable(desk, 'turned out by the county');
  });

  test('the branch closes down: its name is typed, and the meeting must be over', async () => {
    const { administrator, slug, meeting } = cast.hall;
    await desk.press('Legg ned laget …');
    await dialog(desk).getByText('Navnet må skrives helt likt.').waitFor();
    await dialog(desk).getByLabel('Skriv «Arbeiderpartiet i Bergen» for å bekrefte').fill('Arbeiderpartiet i Bergen');
    await dialog(desk).getByRole('button', { name: 'Legg ned for godt' }).click();
    await dialog(desk).getByText('Møtet er ikke kommet dit, eller er forbi det.').waitFor();
    await usable(desk, 'before the branch is closed down', { dialog: true });
    await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
    await dialog(desk).getByRole('button', { name: 'Legg ned for godt' }).click();
    await desk.sees(/^Laget ble lagt ned/u);
    await usable(desk, 'closed down');
  });
});
