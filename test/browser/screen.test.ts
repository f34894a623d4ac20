import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closeBallot, openBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import { Person } from '../../server/demo/person.ts';
import { draw, drop, openSecret } from '../../server/demo/secret.ts';
import { ballotCode, wordsOf } from '../../server/rules/fingerprint.ts';
import type { Rule } from '../../server/rules/formats.ts';
import { readCheckpoint } from '../../server/rules/journal-proof.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { buildClose } from '../../server/rules/tally.ts';
import { violations } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { agree } from '../support/floor.ts';
import { gatherIn, type Hall, markAll, propose, seatWithoutPasskey } from '../support/hall.ts';
import { joinHall, type Newcomer, ownDesk, seat } from '../support/newcomers.ts';
import { lookAfter } from '../support/secret.ts';
import { tooSmall } from '../support/small-text.ts';

/** What projectors show. */
const projectors = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
] as const;

let stage: Stage;
let hall: Hall;
let desk: Device;
let screen: Device;
let speaker: Newcomer;

beforeAll(async () => {
  stage = await Stage.open();
  hall = await gatherIn(stage.host, 5);
  desk = await ownDesk(stage, hall);
  speaker = await joinHall(stage, hall, '2001', 'Sigrid Taler');
  await seat(hall, speaker);
  screen = await stage.device({ screen: 'laptop' });
  await mkdir('out/pictures', { recursive: true });
});

afterAll(() => stage?.end());

function here(): { slug: string; meeting: string } {
  return { slug: hall.slug, meeting: hall.meeting };
}

function chair(): Person {
  return hall.administrator;
}

/**
 * Looks at what the screen shows at both sizes, light and dark: it fits without scrolling, its text is at least 4 % of the
 * height, the numbers that are named are at least 12 %, and axe finds nothing.
 */
async function holds(name: string, numbers: string[] = [], device = screen): Promise<void> {
  const { page } = device;
  for (const size of projectors) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `out/pictures/screen-${name}-${size.height}-${colorScheme}.png` });
    }
    const look = `${name} at ${size.width}×${size.height}`;
    expect(await tooSmall(device, size.height), look).toEqual([]);
    for (const number of numbers) {
      const height = await page
        .locator(number)
        .first()
        .evaluate((element) => {
          return Number.parseFloat(getComputedStyle(element).fontSize);
        });
      expect(height / size.height, `${look}: ${number}`).toBeGreaterThanOrEqual(0.12);
    }
    const [width = 0, height = 0] = await page
      .locator('.screen')
      .evaluate((element) => [element.scrollWidth - element.clientWidth, element.scrollHeight - element.clientHeight]);
    expect([width, height], `${look}: scrolls`).toEqual([0, 0]);
  }
  expect(await violations(device)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function takeUp(title: string): Promise<string> {
  const { item } = await chair().call('addItem', here(), { kind: 'matter', title, minutes: null });
  await chair().call('goToItem', here(), { item });
  return item;
}

test('a browser in the hall shows a code, and nothing else until the chair has typed it', async () => {
  await screen.open(`/lag/${hall.slug}/skjerm`);
  await screen.seesHeading('Koble til skjermen');
  await holds('pairing', ['.screen-code']);
  const code = await screen.page.locator('.screen-code').innerText();
  expect(code).toMatch(/^[2-9A-HJKMNP-Z]{3} [2-9A-HJKMNP-Z]{3}$/u);
  await desk.open(`/lag/${hall.slug}/styr`);
  await desk.page.getByText('Storskjerm', { exact: true }).click();
  await desk.fill('Koden på skjermen', code.toLowerCase());
  await desk.press('Koble til');
  await screen.seesHeading('Bli med på møtet');
  await desk.sees('Én skjerm er koblet til.');
});

test('while people arrive it shows how to join', async () => {
  const { meeting } = await chair().call('snapshot', { slug: hall.slug });
  if (meeting === null) throw new Error('there is no meeting');
  const wifi = { name: 'Folkets Hus gjest', password: 'kaffe og kake' };
  await chair().call('setMeetingSettings', here(), { ...meeting.settings, wifi });
  await screen.sees('Passord: kaffe og kake');
  await screen.sees(/^Ny kode om \d+ sekund/u);
  await holds('join', ['.screen-code']);
});

test('who has the floor, with the clock, and who is next', async () => {
  await takeUp('Kollektivtrafikk i Bergen vest');
  await screen.seesHeading(/^Sak \d+: Kollektivtrafikk i Bergen vest$/u);
  await holds('item');
  await speaker.device.page.reload();
  await speaker.device.press('Be om ordet');
  await speaker.device.sees('Innlegg: du er neste.');
  for (const person of hall.people.slice(0, 3)) await person.call('askToSpeak', here(), { kind: 'speech', list: '' });
  await desk.press('Gi ordet til Sigrid Taler');
  await speaker.device.sees('Du har ordet.');
  await screen.seesHeading('Sigrid Taler');
  await screen.sees(/^2:\d\d$/u);
  await hall.people[3]?.call('askToSpeak', here(), { kind: 'order', list: '' });
  await screen.sees('Til dagsorden');
  await holds('speakers', ['.speech-time']);
  for (const [name, device] of [
    ['desk', desk],
    ['phone', speaker.device],
  ] as const) {
    await device.page.screenshot({ path: `out/pictures/speakers-${name}.png`, fullPage: true });
    expect(await violations(device), name).toEqual([]);
  }
  await desk.press('Sett strek');
  await screen.sees('Strek er satt');
  await speaker.device.sees('Strek er satt');
  await desk.press('Sigrid Taler er ferdig');
});

test('the text, and of a ballot how many have voted as they vote', async () => {
  const item = await takeUp('Busser');
  const { proposal } = await propose(hall);
  await chair().call('moveProposal', { slug: hall.slug, proposal }, { item });
  await screen.sees('Avganger hvert kvarter.');
  await holds('text');
  const ballot = await openBallot(hall.pair, proposal, 'whole');
  const count = screen.page.locator('.turnout-count');
  await count.filter({ hasText: '0 av 7 har stemt' }).waitFor();
  for (const [i, person] of hall.people.entries()) {
    await vote(person, hall.slug, ballot, { text: i === 0 ? 'against' : 'for' });
    await count.filter({ hasText: `${i + 1} av 7 har stemt` }).waitFor();
    expect(await screen.page.locator('.bars').count()).toBe(0);
  }
  await holds('ballot', ['.turnout-count strong']);
  await closeBallot(hall.pair, ballot);
  await screen.page.locator('.screen-outcome', { hasText: 'Vedtatt' }).waitFor();
  await screen.sees('Fikk 4 for og 1 mot');
  await holds('result', ['.screen-outcome', '.bar-votes strong']);
});

test('a result point by point', async () => {
  const item = await takeUp('Flere busser');
  const { proposal } = await propose(hall);
  await chair().call('moveProposal', { slug: hall.slug, proposal }, { item });
  const ballot = await openBallot(hall.pair, proposal);
  for (const person of hall.people) await vote(person, hall.slug, ballot, { ...markAll(3, 'for'), '2': 'against' });
  await closeBallot(hall.pair, ballot);
  await screen.sees('2 av 3 vedtatt');
  await holds('points', ['.screen-outcome']);
});

test('the journal at the opening and the closing of a ballot, in the words that anybody can compare', async () => {
  const shown = screen.page.locator('.journal-words-code');
  await takeUp('Journalen');
  const { proposal } = await propose(hall);
  // the longest sentence that a rule has
  const rule: Rule = { num: 2, den: 3, strict: false, base: 'present', blanks: 'allowed', tie: 'falls' };
  const ballot = await openBallot(hall.pair, proposal, 'whole', rule);
  const { index, ballots } = await chair().call('snapshot', { slug: hall.slug });
  await screen.sees(new RegExp(`^Journalen da avstemning ${ballots.at(-1)?.definition.number} åpnet kl\\.`, 'u'));
  expect(await shown.innerText()).toBe(await wordsAt(index));
  await closeBallot(hall.pair, ballot);
  await screen.page.locator('.screen-outcome', { hasText: 'Ikke vedtatt' }).waitFor();
  const close = (await chair().call('snapshot', { slug: hall.slug })).ballots.at(-1)?.result?.close;
  expect(await shown.innerText()).toBe(await wordsAt(close?.journal.size ?? 0));
  await screen.sees(/^Journalen da avstemning \d+ ble lukket/u);
  await holds('rejected', ['.screen-outcome', '.bar-votes strong']);
});

test('a secret ballot: how many have drawn, how long papers are dropped, and that it was secret', async () => {
  await seatWithoutPasskey(hall, ['9001']);
  const item = await takeUp('Valg av styre');
  const { proposal, content } = await propose(hall);
  await chair().call('moveProposal', { slug: hall.slug, proposal }, { item });
  const secret = await openSecret(hall.pair, proposal, { kind: 'text', content }, { mode: 'points' });
  await screen.sees('Hemmelig avstemning');
  await screen.sees(`Kode for avstemningen: ${ballotCode(secret.ballot).join(' ')}`);
  const count = screen.page.locator('.turnout-count');
  const papers: BoxedPaper[] = [];
  for (const [i, person] of hall.people.entries()) {
    papers.push(await draw(person, hall.slug, secret, markAll(3, i === 0 ? 'against' : 'for')));
    await count.filter({ hasText: `${i + 1} av 7 har fått seddelen stemplet` }).waitFor();
  }
  await screen.sees('Få seddelen stemplet');
  await screen.sees('1 person stemmer på lapp.');
  await holds('drawing', ['.turnout-count strong']);
  await chair().call('closeDrawing', { slug: hall.slug, ballot: secret.ballot }, { seconds: 30 });
  await screen.sees('Telefonene legger sedlene i urnen – hold siden åpen');
  await screen.sees(/^0:\d\d$/u);
  await holds('dropping', ['.turnout-count strong']);
  const nobody = new Person(hall.pair.server);
  for (const paper of papers) await drop(nobody, hall.slug, paper);
  await lookAfter(hall, secret.ballot);
  await screen.sees(/^Tiden er ute\. Urnen stenges snart/u);
  await holds('over');
  const { stoppedAt, ...taken } = await chair().call('stopBallot', { slug: hall.slug, ballot: secret.ballot });
  await screen.sees('Urnen stenges. Resultatet kommer.');
  await holds('stopped');
  const close = buildClose({ ballot: secret.ballot, ...taken, closedAt: stoppedAt });
  await chair().call('closeBallot', { slug: hall.slug, ballot: secret.ballot }, chair().sign(close));
  await screen.sees('3 av 3 vedtatt');
  await screen.sees('Hemmelig avstemning');
  await holds('secret-result', ['.screen-outcome']);
});

test('a text that is longer than the screen is shown page by page, with what is voted on in view', async () => {
  const item = await takeUp('Lang tekst');
  const points = Array.from({ length: 30 }, (_, i) => `${i + 1}. Krav nummer ${i + 1}: ${'ord om busser '.repeat(8)}`);
  const { proposal } = await propose(hall, `En lang uttalelse\n\n${points.join('\n')}`);
  await chair().call('moveProposal', { slug: hall.slug, proposal }, { item });
  await screen.sees(/^Side 1 av \d+$/u);
  expect(await inWindow('Krav nummer 1:')).toBe(true);
  expect(await inWindow('Krav nummer 28:')).toBe(false);
  await holds('long');
  const change = { type: 'replace' as const, at: 29, text: 'Krav nummer 28: noe helt annet.' };
  await chair().call('addAmendment', { slug: hall.slug, proposal }, { changes: [change], reason: '' });
  const { proposals } = await chair().call('snapshot', { slug: hall.slug });
  const base = proposals.find(({ id }) => id === proposal)?.hash ?? '';
  await openSubject(hall.pair, proposal, { kind: 'amendment', base, number: 1, change });
  await screen.seesHeading(/^Endringsforslag 1/u);
  expect(await inWindow('noe helt annet')).toBe(true);
  await holds('amendment', ['.turnout-count strong']);
});

test('the pages of a long text follow each other, and the voting plan the text', async () => {
  await closeBallot(hall.pair, (await chair().call('snapshot', { slug: hall.slug })).ballots.at(-1)?.id ?? '');
  await chair().call('showOnScreen', { slug: hall.slug }, { show: 'text' });
  const other = await stage.device({ screen: 'laptop' });
  await other.page.clock.install();
  await other.open(`/lag/${hall.slug}/skjerm`);
  const code = await other.page.locator('.screen-code').innerText();
  await chair().call('pairScreen', { slug: hall.slug }, { code });
  await other.sees(/^Side 1 av \d+$/u);
  await other.page.clock.fastForward(14_000);
  await other.sees(/^Side 2 av \d+$/u);
  const item = await takeUp('Busser igjen');
  const { proposal } = await propose(hall);
  await chair().call('moveProposal', { slug: hall.slug, proposal }, { item });
  const changes = ['Gratis overgang i to timer.', 'Gratis overgang hele dagen.'].map((text) => {
    return { type: 'replace' as const, at: 3, text };
  });
  await chair().call('addAmendment', { slug: hall.slug, proposal }, { changes, reason: '' });
  await agree(hall, proposal);
  await other.sees('Gratis overgang.');
  await other.page.clock.fastForward(14_000);
  await other.seesHeading('Voteringsorden');
  await other.sees('Endringsforslag 1 mot endringsforslag 2');
  await other.sees('De to utelukker hverandre, og settes mot hverandre.');
  await holds('plan', [], other);
});

test('it is let go of from the chair’s page, and shows a code anew', async () => {
  await desk.press('Koble fra alle skjermer');
  await screen.seesHeading('Koble til skjermen');
  expect(stage.faults(/401/u)).toEqual([]);
});

/** The journal as it was of a size, as the screen is to show it. */
async function wordsAt(size: number): Promise<string> {
  const asked = { slug: hall.slug, size: String(size) };
  const read = readCheckpoint((await chair().call('journalCheckpoint', asked)).checkpoint);
  if (!read.ok) throw new Error(read.refusal.detail);
  return `${size}: ${wordsOf(read.value.statement.root).join(' ')}`;
}

/** Whether words stand in the window of the text. */
function inWindow(words: string): Promise<boolean> {
  return screen.page.locator('.paged-window').evaluate((window, wanted) => {
    const place = window.getBoundingClientRect();
    return [...window.querySelectorAll('.screen-block')].some((block) => {
      const { top, bottom } = block.getBoundingClientRect();
      return block.textContent?.includes(wanted) === true && top >= place.top - 1 && bottom <= place.bottom + 1;
    });
  }, words);
}
