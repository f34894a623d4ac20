import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import { makeResolutions } from '../bench/resolutions.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { deskAt } from '../support/desks.ts';
import { branchKey, deliverTo, fileOf } from '../support/files.ts';
import { type Hall, realText, resolveText } from '../support/hall.ts';
import { addUnit, foundParty, meet, resolutionIn, type Unit } from '../support/party.ts';

/** Resolutions of one branch, each of the eight demands of a real one but for the last, which is its own. */
const many = 60;
const demand =
  'At AP sin stortingsgruppe skal fremme forslag om at Norge de neste fem årene skal ta imot 5000 kvoteflyktninger årlig, i samarbeid med Høykommissæren for flyktninger.';

let stage: Stage;
let county: Unit;
let bergen: Hall;
let os: Unit;
/** Whoever leads the county, and somebody who is not signed in. */
let desk: Device;
let guest: Device;

beforeAll(async () => {
  stage = await Stage.open();
  ({ county } = await foundParty(stage.host));
  const sund = await addUnit(county, 'sund', 'Sund Arbeiderparti');
  bergen = await meet(await addUnit(county, 'bergen', 'Arbeiderpartiet i Bergen'), 3);
  os = await addUnit(county, 'os', 'Os Arbeiderparti');
  const files = await makeResolutions(
    {
      ...{ id: sund.id, name: sund.name, level: 'partilag', key: await branchKey(stage.host, 'sund') },
      parent: {
        ...{ id: county.id, name: county.name, level: 'fylkesparti', parent: null },
        key: await branchKey(stage.host, 'hordaland'),
      },
    },
    many,
  );
  for (const file of files) {
    const answer = await deliverTo(stage.host, 'hordaland', file);
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  }
  desk = await deskAt(stage, county);
  guest = await stage.device();
});

afterAll(() => stage?.end());

/** The rows of the list, newest first. */
const rows = () => desk.page.getByRole('table', { name: 'Vedtak, det nyeste først' }).locator('tbody');

async function firstTitle(): Promise<string> {
  return rows().first().getByRole('rowheader').getByRole('link').innerText();
}

test('the newest fifty are listed, and the rest when they are asked for', async () => {
  await desk.open('/lag/hordaland/innboks');
  await desk.page
    .getByRole('status')
    .filter({ hasText: `${many} vedtak` })
    .waitFor();
  expect(await rows().count()).toBe(50);
  expect(await firstTitle()).toBe(`Kvoteflyktninger ${many}`);
  await desk.sees('10 igjen');
  await desk.press('Vis flere');
  await expect.poll(() => rows().count()).toBe(many);
  expect(await desk.page.getByRole('button', { name: 'Vis flere' }).count()).toBe(0);
  const overview = desk.page.getByRole('group').filter({ hasText: 'Lagene' });
  await overview.getByText('1 av 3 har sendt vedtak').waitFor();
  await overview.getByRole('listitem').filter({ hasText: 'Os Arbeiderparti' }).getByText('Ingen ennå').waitFor();
});

test('the search answers while one writes and keeps the focus, and choices narrow it down', async () => {
  const search = desk.page.getByLabel('Søk', { exact: true });
  await search.pressSequentially('bygg 42 nye');
  await desk.page
    .getByRole('status')
    .filter({ hasText: `1 av ${many} vedtak passer` })
    .waitFor();
  await expect.poll(firstTitle).toBe('Kvoteflyktninger 42');
  expect(await search.evaluate((input) => input === document.activeElement)).toBe(true);
  await search.fill('finnes ikke');
  await desk.sees('Ingen vedtak passer.');
  await desk.press('Vis alle');
  await desk.page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${many} vedtak$`, 'u') })
    .waitFor();
  const { received } = await county.leader.call('collection', { slug: 'hordaland' });
  const hash = received[3]?.resolution ?? '';
  await county.leader.call(
    'treat',
    { slug: 'hordaland', hash },
    { previous: null, points: [{ number: 0, recommendation: null, outcome: 'adopted' }] },
  );
  await rows().nth(3).getByText('Behandlet', { exact: true }).waitFor();
  await desk.page.getByLabel('Behandling', { exact: true }).selectOption({ label: 'Behandlet' });
  await desk.page
    .getByRole('status')
    .filter({ hasText: `1 av ${many} vedtak passer` })
    .waitFor();
  expect(await firstTitle()).toBe(received[3]?.title);
  await desk.page.getByLabel('Behandling', { exact: true }).selectOption({ label: 'Alle' });
  await expect.poll(() => rows().count()).toBe(50);
});

test('what comes is announced and waits, so that the list does not move under whoever reads it', async () => {
  await rows().nth(20).scrollIntoViewIfNeeded();
  const place = () =>
    rows()
      .nth(20)
      .evaluate((row) => Math.round(row.getBoundingClientRect().top));
  const title = await rows().nth(20).getByRole('rowheader').innerText();
  const before = await place();
  const statement = await resolveText(bergen, await realText());
  await resolutionIn(county, hashOf(statement));
  const button = desk.page.getByRole('button', { name: 'Vis 1 nytt vedtak' });
  await button.waitFor();
  await desk.page.getByRole('status').filter({ hasText: 'Nytt vedtak fra Arbeiderpartiet i Bergen' }).first().waitFor();
  expect(await rows().nth(20).getByRole('rowheader').innerText()).toBe(title);
  expect(await rows().count()).toBe(50);
  expect(await place()).toBe(before);
  await button.click();
  await expect.poll(firstTitle).toBe('Kvoteflyktninger');
  await rows().first().getByText('Ny', { exact: true }).waitFor();
  await desk.page
    .getByRole('status')
    .filter({ hasText: `${many + 1} vedtak` })
    .waitFor();
  expect(desk.loads).toBeLessThanOrEqual(3);
});

test('the mark opens to each check, the chain of branches, the receipt and the file', async () => {
  const row = rows().first();
  await row.getByText('Verifisert').click();
  for (const claim of [
    'Laget er et av lagene under nøkkelen',
    'Laget har signert hele filen',
    'Tallene går opp',
    'Møteleder og to underskrivere har signert',
    'Det er lagets første vedtak.',
  ])
    await row.getByText(claim).waitFor();
  const chain = row.getByRole('list', { name: 'Hvem som går god for hvem' }).getByRole('listitem');
  expect(await chain.locator('strong').allInnerTexts()).toEqual([
    'Arbeiderpartiet i Bergen',
    'Hordaland Arbeiderparti',
  ]);
  await row.getByText(/^Ført i vår journal som innslag/u).waitFor();
  const file = await row.getByText('Vedtaket, signert').getAttribute('href');
  const answer = await desk.context.request.get(file ?? '');
  expect(await answer.text()).toBe(await fileOf(bergen, 1));
  expect(await inspect(desk, 'the collection')).toEqual([]);
});

test('the same demand of several branches stands on one line with its sums, and opens to the signed sources', async () => {
  await desk.follow('Samme krav fra flere lag');
  const line = desk.page
    .getByRole('list', { name: 'Krav, de fra flest lag først' })
    .getByRole('listitem')
    .filter({ has: desk.page.getByText(demand, { exact: true }) });
  await line.getByText('Vedtatt i 2 lag').waitFor();
  await line.getByText(`${15 * many + 3} stemmer for, ${4 * many} mot, ${many} blanke`).waitFor();
  await line.getByText('Se lagene').click();
  await line.getByRole('link', { name: 'Vedtak nr. 1, punkt 1, Arbeiderpartiet i Bergen' }).waitFor();
  const source = line.getByRole('link', {
    name: 'Signert fil: vedtak nr. 1 fra Arbeiderpartiet i Bergen',
  });
  const answer = await desk.context.request.get((await source.getAttribute('href')) ?? '');
  expect(await answer.text()).toBe(await fileOf(bergen, 1));
});

test('likeness is suggested by the machine with what differs, and decided by a person, who can undo it', async () => {
  const other = demand.replace('årlig', 'hvert år');
  const meeting = await meet(os, 3);
  const statement = await resolveText(meeting, `Flyktninger\n\n1. ${other}\n2. Bygg flere hjem.`);
  await resolutionIn(county, hashOf(statement));
  await desk.seesHeading('Disse ligner – er det samme krav?');
  const pair = desk.page.locator('.likeness').filter({ hasText: 'hvert år' });
  const marked = (await pair.locator('mark').allInnerTexts()).map((text) => /årlig|hvert år/u.exec(text)?.[0]);
  expect(marked.sort()).toEqual(['hvert år', 'årlig']);
  expect(await inspect(desk, 'the demands')).toEqual([]);
  const line = desk.page.locator('.demand').filter({ has: desk.page.getByText(demand, { exact: true }) });
  await pair.getByRole('button', { name: 'Ja, samme krav' }).click();
  await pair.getByText('Slått sammen til ett krav.').waitFor();
  await line.first().getByText('Vedtatt i 3 lag').waitFor();
  await pair.getByRole('button', { name: 'Angre' }).click();
  await line.first().getByText('Vedtatt i 2 lag').waitFor();
  await pair.getByRole('button', { name: 'Nei, ulike krav' }).click();
  await pair.getByText('Holdes fra hverandre.').waitFor();
  await desk.page.reload();
  await desk.page.getByRole('button', { name: 'Vis 1 par som er holdt fra hverandre' }).click();
  await pair.getByRole('button', { name: 'Ja, samme krav' }).waitFor();
});

test('anybody reads the demands, and only who leads is asked whether two are the same', async () => {
  await guest.open('/lag/hordaland/innboks?vis=krav');
  await guest.sees(demand);
  expect(await guest.page.getByRole('button', { name: 'Ja, samme krav' }).count()).toBe(0);
  expect(await guest.page.getByRole('heading', { name: 'Disse ligner – er det samme krav?' }).count()).toBe(0);
  expect(stage.faults()).toEqual([]);
});
