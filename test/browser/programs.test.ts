import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUp } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { deskAt } from '../support/desks.ts';
import { eventIn, openReceiver, type Receiver } from '../support/receiver.ts';
import { dialog } from '../support/walk.ts';

// A leader has a program told of what happens, sees that it does not answer, mends it, and lets another one read.
let stage: Stage;
let receiver: Receiver;
let leader: Person;
let slug: string;
let desk: Device;

beforeAll(async () => {
  stage = await Stage.open();
  receiver = await openReceiver();
  if (stage.host.setupLink === undefined) throw new Error('the server has branches already');
  const pair = await setUp(stage.host.setupLink);
  leader = pair.administrator;
  slug = pair.branch;
  desk = await deskAt(stage, { slug, leader });
  await desk.open(`/lag/${slug}/programmer`);
});

afterAll(async () => {
  await stage?.end();
  await receiver?.close();
});

async function usable(state: string, options?: { dialog: boolean }): Promise<void> {
  expect.soft(await inspect(desk, state, options)).toEqual([]);
}

test('a program is told of what happens, and what went wrong stands in words', async () => {
  await desk.sees('Ingen får varsler.');
  await usable('nothing is served');
  await desk.press('Legg til en adresse');
  await desk.press('Legg til');
  await desk.sees('Skriv en hel adresse som begynner med https://');
  await desk.sees('Velg minst én ting.');
  await usable('an address is missing');
  await desk.fill('Adressen til programmet', receiver.url);
  await desk.page.getByLabel('Laget har signert et vedtak').check();
  await desk.press('Legg til');
  const shown = desk.page.locator('.program-shown');
  const secret = await shown.locator('.program-secret').innerText();
  expect(secret).toMatch(/^whsec_/u);
  expect(await shown.getByRole('heading').evaluate((heading) => heading === document.activeElement)).toBe(true);
  await usable('a secret is shown');
  await desk.press('Jeg har gitt den videre');
  await shown.waitFor({ state: 'hidden' });

  receiver.answer = { status: 500 };
  await desk.press(`Send prøvevarsel til ${receiver.url}`);
  await desk.sees('Siste forsøk gikk ikke: programmet svarte med feil 500. Laget prøver igjen i tre dager.');
  await desk.page.getByText('De siste varslene').click();
  await usable('a program does not answer');
  receiver.answer = { status: 204 };
  await desk.press(`Send prøvevarsel til ${receiver.url}`);
  await desk.sees('Virker');
  await desk.sees(/· Kom fram$/u);
  const events = receiver.told.map((told) => eventIn(secret, told).type);
  expect(new Set(events)).toEqual(new Set(['webhook.test']));
  await desk.press(`Slå av ${receiver.url}`);
  await desk.sees('Slått av');
  await desk.press(`Fjern ${receiver.url}`);
  await usable('a program is removed', { dialog: true });
  await dialog(desk).getByRole('button', { name: 'Fjern adressen' }).click();
  await desk.sees('Ingen får varsler.');
});

test('a code lets a program read, until it is taken back', async () => {
  await desk.press('Lag en tilgangskode');
  await desk.fill('Hvem er den til?', 'Arkivet på partikontoret');
  await desk.page.getByLabel('Sendt', { exact: false }).check();
  await desk.fill('Gjelder til og med', '2099-12-31');
  await usable('a code is made');
  await desk.press('Lag koden');
  const bearer = await desk.page.locator('.program-shown .program-secret').innerText();
  await desk.press('Jeg har gitt den videre');
  await desk.sees(/gjelder til 31\. desember 2099 · ikke brukt$/u);
  const read = () =>
    fetch(`${stage.address}/lag/${slug}/api/deliveries`, { headers: { authorization: `Bearer ${bearer}` } });
  expect((await read()).status).toBe(200);
  await desk.press('Trekk tilbake koden til Arkivet på partikontoret');
  await dialog(desk).getByRole('button', { name: 'Trekk tilbake koden' }).click();
  await desk.sees(/^Trukket tilbake/u);
  expect((await read()).status).toBe(401);
  await usable('a code is revoked');
});

test('the addresses that everybody reads are there to be copied', async () => {
  const addresses = await desk.page
    .getByRole('region', { name: 'Det alle kan lese' })
    .locator('.program-secret')
    .allInnerTexts();
  expect(addresses).toHaveLength(4);
  for (const address of addresses.slice(0, 3)) expect((await fetch(address)).status, address).toBe(200);
  await desk.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await desk.press('Kopier: Nye vedtak (Atom)');
  await desk.sees('Kopiert');
  expect(await desk.page.evaluate(() => navigator.clipboard.readText())).toBe(addresses[0]);
  expect(stage.faults()).toEqual([]);
});
