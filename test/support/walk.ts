import type { Locator } from 'playwright-core';
import type { Option } from '../../server/rules/formats.ts';
import type { Device } from './browser.ts';

/** The ways that people go through the pages, in bokmål. Each ends when the page says that it is done. */

/** The words of the options on the ballot. */
export const words: Record<Option, string> = { for: 'For', against: 'Mot', blank: 'Blank' };

/** Sets the server up by its one-time link: two branches, Astrid Haugland, and her passkey. */
export async function setUp(device: Device, link: string): Promise<void> {
  await device.open(link);
  const county = device.page.getByRole('group', { name: 'Fylkeslaget' });
  await county.getByLabel('Navn').fill('Hordaland Arbeiderparti');
  await county.getByLabel('Adresse').fill('hordaland');
  const branch = device.page.getByRole('group', { name: 'Lokallaget' });
  await branch.getByLabel('Navn').fill('Arbeiderpartiet i Bergen');
  await branch.getByLabel('Adresse').fill('bergen');
  await device.fill('Navnet ditt', 'Astrid Haugland');
  await device.fill('Medlemsnummeret ditt', '1000');
  await device.press('Lag nøkkel og sett opp');
  await device.seesHeading('Ferdig');
}

/** Pastes a list of members and looks it over. */
export async function lookOver(device: Device, csv: string): Promise<void> {
  await device.fill('Eller lim inn lista', csv);
  await device.press('Se over lista');
  await device.sees('Ingenting er lagret ennå.');
}

/** The links of the invitations that stand on the page, by name. */
export async function invitationLinks(device: Device): Promise<Map<string, string>> {
  const cards = device.page.getByRole('listitem').filter({ has: device.page.getByRole('heading', { level: 4 }) });
  await cards.first().waitFor();
  const links = new Map<string, string>();
  for (const card of await cards.all()) {
    const link = await card.getByText(/\/inn#/u).innerText();
    links.set(await card.getByRole('heading', { level: 4 }).innerText(), link);
  }
  return links;
}

/** Uses an invitation: makes the passkey, and goes on to the branch's page. */
export async function enrol(device: Device, link: string): Promise<void> {
  await device.open(link);
  await device.press('Lag nøkkelen min');
  await device.seesHeading('Ferdig. Du er logget inn.');
  await device.follow('Til møtet');
  await device.sees(/^Logget inn som /u);
}

/** The sections of the secretary's page, each with its heading. */
const sections = {
  Medlemmer: 'Medlemmer og invitasjoner',
  Møte: 'Møtet og vervene',
  Dagsorden: 'Dagsorden',
  Dør: 'Døra',
  Manntall: 'Manntallet',
  Forslag: 'Forslagene',
  Endringsforslag: 'Endringsforslagene',
} as const;

/** Goes to one of the sections of the secretary's page. */
export async function section({ page }: Device, name: keyof typeof sections): Promise<void> {
  await page
    .getByRole('navigation', { name: 'Deler av arbeidet' })
    .getByRole('link', { name: new RegExp(`^(?:\\d+ )?${name}`, 'u') })
    .click();
  await page.getByRole('heading', { level: 2, name: sections[name], exact: true }).waitFor();
}

/** Makes a meeting that is held today and needs half the members. */
export async function makeMeeting(device: Device, title: string): Promise<void> {
  await section(device, 'Møte');
  await device.fill('Hva heter møtet?', title);
  await device.fill('Sted', 'Folkets Hus, Bergen');
  await device.press('I dag');
  await device.fill('Klokkeslett', '19.00');
  await device.page.getByRole('radio', { name: 'Minst halvparten' }).check();
  await device.press('Lag møtet');
  await device.page.getByRole('heading', { level: 3, name: title }).waitFor();
}

/** Gives offices to people by name, and takes the chair and the secretary away from whoever is not named. */
export async function giveRoles(
  device: Device,
  offices: Record<'Møteledere' | 'Referenter' | 'Underskrivere', string[]>,
): Promise<void> {
  for (const [office, names] of Object.entries(offices)) {
    const group = device.page.getByRole('group', { name: office });
    for (const name of names) {
      if (await group.getByRole('button', { name: `Ta bort ${name}: ${office}` }).isVisible()) continue;
      await group.getByRole('searchbox').fill(name);
      await group.getByRole('list', { name: 'Treff' }).getByRole('button', { name }).click();
      await group.getByRole('button', { name: `Ta bort ${name}: ${office}` }).waitFor();
    }
    const others = group.getByRole('button', { name: /^Ta bort / });
    for (const label of await others.evaluateAll((buttons) => buttons.map((one) => one.getAttribute('aria-label')))) {
      if (label !== null && !names.some((name) => label === `Ta bort ${name}: ${office}`))
        await group.getByRole('button', { name: label, exact: true }).click();
    }
  }
  await device.press('Lagre vervene');
  await device.page.getByRole('status').filter({ hasText: 'Vervene er lagret.' }).first().waitFor();
}

/** Checks somebody in at the door, from the search field. */
export async function checkIn(device: Device, name: string): Promise<void> {
  const search = device.page.getByLabel('Søk på navn eller nummer');
  await search.fill(name);
  await search.press('Enter');
  await device.page.getByRole('button', { name: `Angre: ${name}` }).waitFor();
}

/** Signs the roll with so many people on it. */
export async function signRoll(device: Device, version: number, entitled: number): Promise<void> {
  await section(device, 'Manntall');
  await device.press('Signer manntallet');
  await dialog(device).getByRole('button', { name: 'Signer manntallet' }).click();
  await device.sees(`Versjon ${version} er signert med ${entitled} stemmeberettigede`);
}

/** The dialog that is open. */
export function dialog(device: Device): Locator {
  return device.page.getByRole('dialog');
}

/** The choices of one point of the open ballot. */
export function pointOf(device: Device, number: number): Locator {
  return device.page.getByRole('group', { name: `Punkt ${number}`, exact: true });
}

/** Marks points of the open ballot. */
export async function mark(device: Device, marks: Readonly<Record<number, Option>>): Promise<void> {
  for (const [number, option] of Object.entries(marks))
    await pointOf(device, Number(number)).getByRole('radio', { name: words[option], exact: true }).check();
}

/** Goes from the filled paper to its summary, and signs it. */
export async function sign(device: Device): Promise<void> {
  await device.press('Gå videre');
  await device.seesHeading('Dette signerer du');
  await device.press('Signer og lever');
}

/** Marks points, signs, and waits until the vote is delivered. */
export async function voteOn(device: Device, marks: Readonly<Record<number, Option>>): Promise<void> {
  await mark(device, marks);
  await sign(device);
  await device.seesHeading(/^Levert kl\./u);
}
