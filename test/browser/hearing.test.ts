import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, openBallot, resolve, vote } from '../../server/demo/meeting.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { pointsOf } from '../../server/rules/proposal.ts';
import { inspect } from '../support/accessibility.ts';
import { replace } from '../support/amendments.ts';
import { answerIn } from '../support/answering.ts';
import { type Device, Stage } from '../support/browser.ts';
import { makeDocx, paragraph, run } from '../support/docx.ts';
import { type Hall, markAll, propose, realText } from '../support/hall.ts';
import { committeeMembers, initiatives } from '../support/hearing.ts';
import { leaderIn } from '../support/newcomers.ts';
import { addUnit, foundParty, meet, messageIn, resolutionIn, type Unit } from '../support/party.ts';
import { readWorkbook } from '../support/xlsx.ts';

let stage: Stage;
let desk: Device;
let os: Device;
let hall: Hall;
const units = {} as Record<'sentralt' | 'hordaland' | 'bergen' | 'os' | 'odda', Unit>;
const content = initiatives();
const fund = 'Hjelpe flere: et solidaritetsfond for flyktninger og mottakerland';
let hearing = '';

const day = (later: number): string => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  stage = await Stage.open();
  const { national, county } = await foundParty(stage.host);
  Object.assign(units, { sentralt: national, hordaland: county });
  for (const [slug, name] of [
    ['bergen', 'Arbeiderpartiet i Bergen'],
    ['os', 'Os Arbeiderparti'],
    ['odda', 'Odda Arbeiderparti'],
  ] as const)
    Object.assign(units, { [slug]: await addUnit(county, slug, name) });
  desk = await leaderIn(stage, national, { screen: 'laptop' });
  os = await leaderIn(stage, units.os);
});

afterAll(() => stage?.end());

test('a committee is appointed from a pasted list, and drafts from a Word document that is read on the page', async () => {
  await desk.open('/lag/sentralt/utvalg');
  await desk.press('Sett ned et utvalg');
  await desk.press('Lagre utvalget');
  await desk.sees('Skriv hva utvalget heter.');
  await desk.fill('Navn på utvalget', 'Migrasjonsutvalget');
  await desk.fill('Mandat', 'Utvikle en helhetlig politikk.\nHente inn erfaringer fra våre søsterpartier.');
  await desk.fill('Frist', day(20));
  await desk.press('Fjern Medlem 1');
  await desk.page.getByText('Lim inn en liste i stedet').click();
  const list = committeeMembers().map(
    ({ name, place, role }) => `• ${role === 'leader' ? 'Leder: ' : ''}${name}, ${place}`,
  );
  await desk.page.getByRole('textbox', { name: 'Medlemmer' }).fill(list.join('\n'));
  await desk.press('Bruk lista');
  expect(await desk.page.getByLabel('Navn', { exact: true }).count()).toBe(12);
  expect(await inspect(desk, 'committee, form')).toEqual([]);
  await desk.press('Lagre utvalget');
  await desk.follow(/Migrasjonsutvalget/u);
  await desk.seesHeading('Migrasjonsutvalget');

  await desk.press('Skriv i utkastet');
  const [lead, ...points] = content.blocks;
  const body = [
    paragraph(run(content.title), { style: 'Tittel' }),
    paragraph(run(lead?.text ?? '')),
    ...points.slice(0, 4).map(({ text }) => paragraph(run(text), { list: 1 })),
  ].join('');
  const files = desk.page.locator('input[type=file]');
  const mimeType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  await files.setInputFiles({ name: 'ødelagt.docx', mimeType, buffer: Buffer.from('ikke Word') });
  await desk.sees('Word-filen kan ikke leses.');
  await files.setInputFiles({ name: 'utkast.docx', mimeType, buffer: Buffer.from(makeDocx(body)) });
  await desk.sees('1 overskrift, 1 avsnitt og 4 punkter.');
  await desk.press('Rett på delene');
  await desk.press('Slett: Overskrift 1');
  expect(await inspect(desk, 'committee, draft')).toEqual([]);
  await desk.press('Lagre utkastet');
  await desk.press('Skriv i utkastet');
});

test('what somebody else saves meanwhile is not overwritten', async () => {
  const { leader, slug } = units.sentralt;
  const [line] = (await leader.call('committees', { slug })).committees;
  const at = { slug, committee: line?.committee ?? '' };
  const { version } = await leader.call('committee', at);
  await leader.call('saveDraft', at, { base: version, ...content });
  await desk.sees('Noen andre har endret forslaget mens du skrev');
  expect(await desk.page.getByRole('button', { name: 'Lagre utkastet' }).count()).toBe(0);
  await desk.press('Bruk teksten deres');
  const { title, blocks } = await leader.call('committee', at);
  expect({ title, blocks }).toEqual(content);
});

test('the committee says that it is unanimous and hands its draft over, and the leader sends it out', async () => {
  await desk.press('Lagre innstillingen');
  await desk.sees('Velg om innstillingen er enstemmig.');
  await desk.page.getByRole('radio', { name: 'Enstemmig' }).check();
  await desk.press('Lagre innstillingen');
  await desk.sees('Innstillingen er enstemmig.');
  expect(await inspect(desk, 'committee, recommended')).toEqual([]);
  await desk.press('Lever til høring');
  await desk.follow('Til høringene');
  await desk.follow(new RegExp(content.title, 'u'));
  await desk.seesHeading('Hva skal det svares på?');
  await desk.press('Videre: Om saken');
  await desk.fill('Om saken', 'Utvalget ber særlig om svar på punkt 1.');
  await desk.press('Videre: Datoer');
  await desk.press('Videre: Hvem');
  await desk.sees('Velg en dato.');
  await desk.fill('Åpner', day(-1));
  await desk.fill('Frist', day(30));
  await desk.press('Legg til Landsstyret');
  await desk.fill('Trinn 1: når', 'februar 2030');
  expect(await inspect(desk, 'hearing, dates')).toEqual([]);
  await desk.press('Videre: Hvem');
  await desk.page.getByRole('radio', { name: 'Ja, alle som leser siden' }).check();
  expect(await inspect(desk, 'hearing, asked')).toEqual([]);
  await desk.press('Videre: Se over og send');
  await desk.sees('Arbeiderpartiet ber om svar på teksten.');
  expect(await inspect(desk, 'hearing, preview')).toEqual([]);
  await desk.press('Send ut høringen');
  await desk.page.waitForURL(/\/horing\//u);
  await desk.seesHeading(content.title);
  hearing = (await units.sentralt.leader.call('hearings', { slug: 'sentralt' })).hearings[0]?.hearing ?? '';
  for (const unit of [units.bergen, units.os, units.odda]) await messageIn(unit, 'hearing', hearing);
});

test('it arrives at the branches: one answers by ballot with an amendment, one takes it up and writes input', async () => {
  hall = await meet(units.os, 3);
  await os.open('/lag/os/horinger');
  await os.sees('Ikke tatt opp');
  expect(await inspect(os, 'hearings, to us')).toEqual([]);
  await os.follow(new RegExp(content.title, 'u'));
  await os.sees('Utvalgets forslag');
  await os.sees(content.blocks[1]?.text ?? '');
  expect(await inspect(os, 'hearing, asked branch')).toEqual([]);
  await os.press('Ta opp i møtet');
  await os.sees('På dagsordenen');
  const { agenda } = (await hall.administrator.call('snapshot', { slug: 'os' })).meeting ?? { agenda: [] };
  expect(agenda.map(({ title }) => title).join()).toContain(content.title);

  await os.press('Skriv innspill');
  await os.page.getByLabel('Hva gjelder det?').selectOption('3');
  await os.page.getByLabel('Hva vil du?').selectOption('replace');
  await os.fill('Slik bør det stå', 'En rettferdig asylordning');
  expect(await inspect(os, 'hearing, input')).toEqual([]);
  await os.press('Send innspillet');
  await os.sees(/^Innspill (?:sendt|på vei)/u);

  const answer = await answerIn(await meet(units.bergen, 3), hearing, { amendments: [[replace(2, fund), 'for']] });
  await resolutionIn(units.sentralt, answer);
});

test('anybody may write, once they know what happens with it and consent', async () => {
  const outsider = await stage.device();
  await outsider.open(`/lag/sentralt/horing/${hearing}`);
  await outsider.press('Skriv innspill utenfra');
  await outsider.fill('Kommentar', 'Ta med FNs høykommissær.');
  await outsider.fill('Navnet ditt', 'Ola Utenfor');
  await outsider.fill('Organisasjon', 'NOAS');
  await outsider.page.getByText('Hva skjer med det jeg skriver?').click();
  await outsider.sees(/personvernforordningen artikkel 9/u);
  await outsider.press('Send innspillet');
  await outsider.sees('Kryss av for at du samtykker.');
  await outsider.page.getByRole('checkbox').check();
  expect(await inspect(outsider, 'hearing, outside')).toEqual([]);
  await outsider.press('Send innspillet');
  await outsider.sees('Takk. Innspillet er mottatt.');
  await outsider.open(`/lag/sentralt/horing/${hearing}#rapport`);
  await outsider.sees('NOAS');
  expect(await outsider.page.getByText('Ola Utenfor').count()).toBe(0);
});

test('who sent it follows the answers, reads the report, and opens a cell to its signed source', async () => {
  await desk.open(`/lag/sentralt/horing/${hearing}#svar`);
  await desk.sees('1 av 4 lag har svart.');
  await desk.sees('2 lag har ikke svart');
  expect(await inspect(desk, 'hearing, progress')).toEqual([]);
  await desk.press('Minn om høringen');
  await desk.sees(/^Sist minnet/u);

  await desk.follow('Rapport');
  await desk.sees('1 lag vedtok det med en annen ordlyd.');
  await desk.sees('Vedtatt i 1 lag (3 stemmer for)');
  await desk.sees('Ola Utenfor, NOAS');
  expect(await inspect(desk, 'hearing, report')).toEqual([]);

  await desk.follow('Lag for lag');
  const cell = desk.page.getByRole('button', {
    name: 'Arbeiderpartiet i Bergen, punkt 1: For, med endring 3–0',
  });
  await cell.focus();
  await desk.page.keyboard.press('ArrowDown');
  expect(await desk.page.evaluate(() => document.activeElement?.textContent)).toMatch(/punkt 2: For/u);
  await desk.page.keyboard.press('ArrowUp');
  expect(await inspect(desk, 'hearing, matrix')).toEqual([]);
  await cell.press('Enter');
  const source = desk.page.getByRole('dialog').getByRole('link', { name: 'Se det signerte vedtaket' });
  expect(await source.getAttribute('href')).toMatch(/^\/lag\/sentralt\/mottatt\/[\w-]{43}$/u);
  expect(await inspect(desk, 'hearing, cell', { dialog: true })).toEqual([]);
  await desk.press('Lukk');
});

test('what looks the same is put together when a person says so, and not before', async () => {
  const changes: [Change, 'for'][] = [[replace(2, `${fund} i nord`), 'for']];
  await resolutionIn(units.sentralt, await answerIn(await meet(units.odda, 3), hearing, { amendments: changes }));
  await desk.follow('Rapport');
  await desk.sees('Maskinen foreslår, du bestemmer. Det er ett par igjen.');
  await desk.sees('2 endringsforslag');
  expect(await inspect(desk, 'hearing, suggestion')).toEqual([]);
  await desk.press('Ja, slå dem sammen');
  await desk.sees('Samme forslag i en annen ordlyd');
  await desk.sees('Vedtatt i 2 lag (6 stemmer for)');
});

/** A file that the page makes. */
async function download(name: string): Promise<Buffer> {
  const coming = desk.page.waitForEvent('download');
  await desk.press(name);
  return readFile(await (await coming).path());
}

test('the report is taken along as a spreadsheet and as PDF, made under the page’s policy', async () => {
  await desk.follow('Rapport');
  const sheets = readWorkbook(await download('Regneark (Excel)'));
  expect([...sheets.keys()]).toEqual(['Punkter', 'Svar', 'Endringsforslag', 'Innspill', 'Har ikke svart']);
  const wordings = String(sheets.get('Endringsforslag')?.get('C2')?.value).split('\n');
  expect(wordings.sort()).toEqual([fund, `${fund} i nord`]);
  const pdf = await getDocument({ data: new Uint8Array(await download('PDF')), verbosity: 0 }).promise;
  const { items } = await (await pdf.getPage(1)).getTextContent();
  const words = items.map((item) => ('str' in item ? item.str : '')).join('');
  expect(words.replace(/\s/gu, '')).toContain(`Rapportfrahøringen:${content.title.replace(/\s/gu, '')}`);
  await pdf.loadingTask.destroy();
});

test('on a phone the matrix is one branch or one point at a time', async () => {
  const phone = await stage.device({ dark: true });
  await phone.open(`/lag/sentralt/horing/${hearing}#matrise`);
  await phone.sees('For, med endring');
  await phone.page.getByText('Ett punkt', { exact: true }).click();
  await phone.page.getByLabel('Punkt', { exact: true }).selectOption({ label: 'punkt 1' });
  await phone.page.getByRole('button', { name: /Arbeiderpartiet i Bergen/u }).click();
  await phone.sees('Se det signerte vedtaket');
  await phone.press('Lukk');
  expect(await inspect(phone, 'hearing, matrix on a phone')).toEqual([]);
});

test('a call asks for proposals four months before the congress, and a branch sends one that its meeting has adopted', async () => {
  await desk.open('/lag/sentralt/horinger');
  await desk.press('Ny høring');
  await desk.page.getByRole('radio', { name: 'Forslag til landsmøtet' }).check();
  await desk.fill('Eller lim inn teksten', 'Forslag til landsmøtet\n\nLagene kan sende forslag.');
  await desk.press('Videre: Om saken');
  await desk.press('Videre: Datoer');
  await desk.fill('Når begynner landsmøtet?', '2031-06-30');
  expect(await desk.page.getByLabel('Frist').inputValue()).toBe('2031-02-28');
  await desk.fill('Åpner', day(0));
  await desk.press('Videre: Hvem');
  await desk.press('Videre: Se over og send');
  await desk.press('Send ut høringen');
  await desk.page.waitForURL(/\/horing\//u);
  const call = desk.page.url().split('/').at(-1) ?? '';
  await messageIn(units.os, 'hearing', call);

  const { proposal, content: demands } = await propose(hall, await realText());
  await os.open(`/lag/os/horing/${call}`);
  await os.page.getByLabel('Hvilket forslag?').selectOption(proposal);
  await os.press('Send dette når det er vedtatt');
  await os.sees('På dagsordenen');
  const { people, pair, slug } = hall;
  const ballot = await openBallot(pair, proposal);
  for (const person of people) await vote(person, slug, ballot, markAll(pointsOf(demands.blocks).length, 'for'));
  await closeBallot(pair, ballot);
  await resolutionIn(units.sentralt, hashOf(await resolve(pair, ballot, people.slice(0, 2))));
  await os.sees('Svar sendt');
  await desk.follow('Rapport');
  await desk.sees('1 forslag');
  await desk.seesHeading(demands.title);
  expect(await inspect(desk, 'call, report')).toEqual([]);
});

test('no page asked for anything elsewhere, or complained', () => {
  expect(stage.faults()).toEqual([]);
});
