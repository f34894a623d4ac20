import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, openBallot, resolve, signRoll, vote } from '../../server/demo/meeting.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { readMessage } from '../../server/rules/message.ts';
import { fromMarkdown, pointsOf } from '../../server/rules/proposal.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { deskAt } from '../support/desks.ts';
import { type Hall, markAll, realText, resolveText } from '../support/hall.ts';
import { addUnit, foundParty, meet, type Unit } from '../support/party.ts';
import { dialog } from '../support/walk.ts';

// A branch's resolution goes up two levels, is treated at both, and the branch reads on its own page what became of it.
let stage: Stage;
let national: Unit;
let county: Unit;
let board: Hall;
let hash: string;
let points: string[];
/** Laptops of those who lead the county and the national branch. */
let desk: Device;
let top: Device;
/** Somebody in the branch that wrote it, who is not signed in and never loads the page again. */
let writer: Device;

beforeAll(async () => {
  stage = await Stage.open();
  ({ national, county } = await foundParty(stage.host));
  const bergen = await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen');
  board = await meet(county, 4);
  const hall = await meet(bergen, 4);
  desk = await deskAt(stage, county);
  top = await deskAt(stage, national);
  await signRoll(board.pair);
  await desk.open('/lag/hordaland/innboks');
  await desk.sees('Ingen vedtak har kommet ennå');
  const statement = await resolveText(hall, await realText());
  hash = hashOf(statement);
  points = pointsOf(fromMarkdown(statement.text)).map(({ text }) => text);
  writer = await stage.device();
  await writer.open('/lag/bergen/vedtak/1');
});

afterAll(() => stage?.end());

/** The fields of one point in the form. */
function fields({ page }: Device, number: number): Locator {
  return page.getByRole('group', { name: `Punkt ${number}`, exact: true });
}

async function choose(device: Device, number: number, field: 'Innstilling' | 'Utfall', label: string): Promise<void> {
  await fields(device, number).getByLabel(field, { exact: true }).selectOption({ label });
}

async function chosen(device: Device, number: number, field: 'Innstilling' | 'Utfall'): Promise<string> {
  return fields(device, number)
    .getByLabel(field, { exact: true })
    .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text ?? '');
}

/** Looks a treatment over, signs it, and waits until it is sent. */
async function sign(device: Device): Promise<void> {
  await dialog(device).getByRole('button', { name: 'Signer og send' }).click();
  await dialog(device).waitFor({ state: 'hidden' });
}

/** What the branch's page says about a point, as one text. */
async function becameOf(number: number): Promise<string> {
  const section = writer.page.getByRole('region', { name: 'Hva skjedde med vårt forslag?' });
  const item = section.getByRole('listitem').filter({ has: writer.page.getByText(`Punkt ${number}`, { exact: true }) });
  return (await item.first().innerText()).replace(/\s+/gu, ' ');
}

test('the resolution comes to the county while its page is open, and the branch reads that nobody has treated it', async () => {
  await desk.page.getByRole('link', { name: 'Kvoteflyktninger', exact: true }).waitFor();
  await desk.sees('Ikke behandlet');
  await writer.sees('Ingen har behandlet det ennå');
  await writer.sees(
    'Hordaland Arbeiderparti har fått vedtaket. Svaret kommer hit av seg selv når de har behandlet det.',
  );
  await desk.page.getByRole('link', { name: 'Kvoteflyktninger', exact: true }).click();
  await desk.seesHeading('Behandle vedtaket');
  const way = desk.page.getByRole('list', { name: 'Veien hit' }).getByRole('listitem');
  expect(await way.locator('strong').allInnerTexts()).toEqual([
    'Arbeiderpartiet i Bergen',
    'Hordaland Arbeiderparti',
    'Arbeiderpartiet',
  ]);
  expect(await inspect(desk, 'a resolution to be treated')).toEqual([]);
});

test('the county recommends point by point, sees what it signs and to whom it goes, and the branch reads it at once', async () => {
  await desk.page.getByLabel('Innstilling på alle').selectOption({ label: 'Vedtas' });
  await choose(desk, 6, 'Innstilling', 'Er ivaretatt');
  await desk.press('Se over og signer');
  await fields(desk, 6).getByText('Skriv hva som ivaretar det.').waitFor();
  await fields(desk, 6).getByLabel('Hva ivaretar det?').fill('kommuneprogrammet, kapittel 2');
  await desk.press('Se over og signer');
  await dialog(desk).getByText('Hordaland Arbeiderparti sier dette om «Kvoteflyktninger»').waitFor();
  await dialog(desk).getByText('Innstilling: regnes som ivaretatt av kommuneprogrammet, kapittel 2.').waitFor();
  const receivers = await dialog(desk).getByRole('listitem').allInnerTexts();
  expect(receivers).toEqual(['Arbeiderpartiet i Bergen, som skrev vedtaket']);
  expect(await inspect(desk, 'a treatment before it is signed', { dialog: true })).toEqual([]);
  await sign(desk);
  await desk.page.getByRole('list', { name: 'Hvor langt behandlingen er kommet' }).getByText('Innstilt').waitFor();
  await writer.seesHeading('Punkt for punkt');
  expect(await becameOf(3)).toMatch(/Hordaland Arbeiderparti .* Innstilling: vedtas\. Ikke avgjort ennå\.$/u);
  expect(await becameOf(6)).toContain('Innstilling: regnes som ivaretatt av kommuneprogrammet, kapittel 2.');
  expect(await inspect(writer, 'what became of a resolution')).toEqual([]);
});

test('put to the vote in the county, the outcome is filled in when the ballot is decided, but never over what is written', async () => {
  await choose(desk, 8, 'Utfall', 'Vedtatt');
  await fields(desk, 8).getByLabel('Begrunnelse').fill('Asylinstituttet må bestå.');
  await desk.press('Legg fram for møtet');
  await desk.sees('Lagt fram i møtet:');
  const { proposals } = await county.leader.call('snapshot', { slug: county.slug });
  const ballot = await openBallot(board.pair, proposals.at(-1)?.id ?? '');
  for (const person of board.people) await vote(person, county.slug, ballot, { ...markAll(8, 'for'), 3: 'against' });
  await closeBallot(board.pair, ballot);
  await resolve(board.pair, ballot, board.people.slice(0, 2));
  await desk.sees('Møtet har avgjort det');
  await desk.sees('Du har fylt ut noe annet.');
  expect(await chosen(desk, 3, 'Utfall')).toBe('Ikke ennå');
  await desk.press('Fyll inn det møtet avgjorde');
  expect(await chosen(desk, 3, 'Utfall')).toBe('Avvist');
  expect(await chosen(desk, 7, 'Utfall')).toBe('Vedtatt');
  expect(await chosen(desk, 7, 'Innstilling')).toBe('Vedtas');
});

test('each point gets an outcome of its own, with the changed text and where it goes', async () => {
  await choose(desk, 1, 'Utfall', 'Sendt videre');
  await choose(desk, 5, 'Utfall', 'Vedtatt med endring');
  await desk.press('Se over og signer');
  await fields(desk, 5).getByText('Teksten er ikke endret.').waitFor();
  await fields(desk, 5)
    .getByLabel('Teksten slik den skal bli')
    .fill((points[4] ?? '').replace('jobber', 'arbeider'));
  await choose(desk, 6, 'Utfall', 'Ivaretatt');
  await fields(desk, 3).getByLabel('Begrunnelse').fill('Ordningen er nettopp evaluert.');
  await desk.press('Se over og signer');
  await dialog(desk).getByText('Sendt videre til Arbeiderpartiet.').waitFor();
  expect(await dialog(desk).locator('ins').allInnerTexts()).toEqual([expect.stringContaining('arbeider')]);
  const receivers = await dialog(desk).getByRole('listitem').allInnerTexts();
  expect(receivers).toEqual([
    'Arbeiderpartiet i Bergen, som skrev vedtaket',
    'Arbeiderpartiet, sammen med vedtaket og kvitteringene, uendret',
  ]);
  await sign(desk);
  await desk.page.getByRole('button', { name: 'Før en ny behandling' }).waitFor();
  expect(await desk.page.getByRole('button', { name: 'Se over og signer' }).count()).toBe(0);
  expect(await inspect(desk, 'a treated resolution')).toEqual([]);
});

test('the national level has it with all that was done, treats it, and the county sees that', async () => {
  await top.open('/lag/sentralt/innboks');
  await top.page.locator(`a[href="/lag/sentralt/mottatt/${hash}"]`).click();
  const way = top.page.getByRole('list', { name: 'Veien hit' }).getByRole('listitem');
  await way.first().waitFor();
  expect(await way.locator('strong').allInnerTexts()).toEqual([
    'Arbeiderpartiet i Bergen',
    'Hordaland Arbeiderparti',
    'Arbeiderpartiet',
  ]);
  await top.sees('Sendt videre til Arbeiderpartiet.');
  await choose(top, 1, 'Innstilling', 'Vedtas');
  await choose(top, 1, 'Utfall', 'Vedtatt');
  await fields(top, 1).getByLabel('Begrunnelse').fill('Tatt inn i programmet.');
  expect(await fields(top, 1).getByLabel('Utfall', { exact: true }).innerText()).not.toContain('Sendt videre');
  await top.press('Se over og signer');
  const receivers = await dialog(top).getByRole('listitem').allInnerTexts();
  expect(receivers).toEqual(['Hordaland Arbeiderparti, som sender det ned til Arbeiderpartiet i Bergen']);
  await sign(top);
  await desk.sees('Begrunnelse: Tatt inn i programmet.');
});

test('the branch reads what became of each point at each level, on a page that was never loaded again', async () => {
  await writer.sees('Begrunnelse: Tatt inn i programmet.');
  expect(writer.loads).toBe(1);
  expect(await becameOf(1)).toMatch(
    /Hordaland Arbeiderparti .* Innstilling: vedtas\. Sendt videre til Arbeiderpartiet\..* Arbeiderpartiet \d.* Innstilling: vedtas\. Vedtatt\. Begrunnelse: Tatt inn i programmet\.$/u,
  );
  expect(await becameOf(2)).toMatch(/Innstilling: vedtas\. Vedtatt\./u);
  expect(await becameOf(3)).toMatch(/Avvist\. Begrunnelse: Ordningen er nettopp evaluert\./u);
  expect(await becameOf(5)).toMatch(/Vedtatt med endring\. .*arbeider/u);
  expect(await becameOf(6)).toContain('Ivaretatt av kommuneprogrammet, kapittel 2.');
  const levels = writer.page.getByRole('list', { name: 'Hvor vedtaket er' }).getByRole('listitem');
  expect(await levels.locator('strong').allInnerTexts()).toEqual([
    'Arbeiderpartiet i Bergen',
    'Hordaland Arbeiderparti',
    'Arbeiderpartiet',
  ]);
  expect(await levels.nth(1).innerText()).toContain('Sendt videre');
  await writer.page.emulateMedia({ media: 'print' });
  expect(await writer.page.getByRole('heading', { name: 'Punkt for punkt' }).isVisible()).toBe(true);
  expect(await writer.page.getByRole('button', { name: 'Skriv ut' }).isVisible()).toBe(false);
  await writer.page.emulateMedia({ media: 'screen' });
});

test('anybody reads the history, each treatment with its signed file, and nobody else can treat it', async () => {
  const guest = await stage.device();
  await guest.open(`/lag/hordaland/mottatt/${hash}`);
  await guest.seesHeading('Behandlinger');
  await guest.sees('Bare administratoren i laget kan behandle vedtaket.');
  expect(await guest.page.getByRole('button', { name: 'Se over og signer' }).count()).toBe(0);
  expect(await guest.page.getByRole('button', { name: 'Legg fram for møtet' }).count()).toBe(0);
  const files = await guest.page
    .getByRole('link', { name: /^Last ned den signerte filen: Hordaland Arbeiderparti/u })
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const file of files) {
    const read = readMessage('treatment', await (await guest.context.request.get(file)).text());
    expect(read.ok && read.value.payload.resolution).toBe(hash);
    expect(read.ok && file.endsWith(`/${read.value.hash}.jws`)).toBe(true);
  }
  expect(stage.faults()).toEqual([]);
});
