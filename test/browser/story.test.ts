import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Person } from '../../server/demo/person.ts';
import { type Device, Stage } from '../support/browser.ts';
import {
  checkIn,
  enrol,
  giveRoles,
  invitationLinks,
  lookOver,
  makeMeeting,
  section,
  setUp,
  signRoll,
} from '../support/walk.ts';

const text = readFileSync('server/demo/kvoteflyktninger.txt', 'utf8');
/** The lines of the text as people read them, without the bullets. */
const lines = text.split('\n').map((line) => line.trim());
const points = lines.filter((line) => line.startsWith('·')).map((line) => line.slice(1).trim());
/** The points as they are put to the vote: one word of the fifth is another. */
const edited = points.map((point, i) => (i === 4 ? point.replace('jobber', 'arbeider') : point));
const others = lines.filter((line) => line !== '' && !line.startsWith('·'));

const names = ['Kari Hansen', 'Ola Berge', 'Ingrid Lie', 'Per Dale', 'Anne Vik', 'Lars Sætre'];
const software = ['Berit Moen', 'Odd Tveit', 'Amina Ali', 'Knut Haugen', 'Marit Aase', 'Yusuf Rahman'];
const csv = ['medlemsnummer;navn', ...[...names, ...software].map((name, i) => `${1001 + i};${name}`)].join('\n');

describe('a meeting, from the door to the county', () => {
  let stage: Stage;
  let secretary: Device;
  let chair: Device;
  let ola: Device;
  let ingrid: Device;
  let per: Device;
  let anne: Device;
  let lars: Device;
  let links = new Map<string, string>();
  const crowd: Person[] = [];

  const linkOf = (name: string): string => links.get(name) ?? expect.fail(`no invitation for ${name}`);

  beforeAll(async () => {
    stage = await Stage.open();
    [secretary, chair] = [await stage.device({ screen: 'laptop' }), await stage.device({ screen: 'laptop' })];
    [ola, ingrid, per, anne, lars] = await Promise.all([
      stage.device(),
      stage.device(),
      stage.device(),
      stage.device(),
      stage.device(),
    ]);
  });
  afterAll(() => stage?.end());

  test('the one-time link opens the set-up, which makes two branches and the first passkey', async () => {
    await setUp(secretary, stage.host.setupLink ?? '');
    await secretary.follow('Gå til Arbeiderpartiet i Bergen');
    await secretary.sees('Logget inn som Astrid Haugland');
    await secretary.follow('Referent og dør');
    await secretary.seesHeading('Medlemmer og invitasjoner');
  });

  test('a list with a mistake is shown by row, and nothing is done', async () => {
    await lookOver(secretary, csv.replace('1003;Ingrid Lie', ';Ingrid Lie'));
    const row = secretary.page.getByRole('row').filter({ hasText: 'Ingrid Lie' });
    expect(await row.innerText()).toMatch(/4[\s\S]*Ingrid Lie[\s\S]*Feil[\s\S]*medlemsnummeret mangler/u);
    await secretary.sees('11 nye, 0 får nytt navn, 0 står der fra før, 1 med feil.');
    const button = secretary.page.getByRole('button', { name: /^Importer/u });
    await button.click({ force: true });
    await secretary.page.reload();
    await secretary.page.getByRole('heading', { name: '1 medlem', exact: true }).waitFor();
  });

  test('the corrected list is imported', async () => {
    await lookOver(secretary, csv);
    await secretary.sees('12 nye, 0 får nytt navn, 0 står der fra før, 0 med feil.');
    await secretary.press('Importer 12 medlemmer');
    await secretary.sees('12 medlemmer er lagt til.');
    await secretary.seesHeading('13 medlemmer');
  });

  test('everybody gets a link of their own, which is shown once', async () => {
    await secretary.press('Inviter de 12 som ikke er invitert');
    links = await invitationLinks(secretary);
    expect([...links.keys()].sort()).toEqual([...names, ...software].sort());
    expect(new Set(links.values()).size).toBe(12);
    for (const link of links.values()) expect(link).toMatch(/^http:\/\/localhost:\d+\/lag\/bergen\/inn#[\w-]{20,}$/u);
  });

  test('phones make their passkey from the link, and the secretary sees it', async () => {
    await enrol(chair, linkOf('Kari Hansen'));
    const phones = { 'Ola Berge': ola, 'Ingrid Lie': ingrid, 'Per Dale': per, 'Anne Vik': anne, 'Lars Sætre': lars };
    for (const [name, phone] of Object.entries(phones)) {
      await enrol(phone, linkOf(name));
      await phone.sees(`Logget inn som ${name}`);
      await phone.seesHeading('Det er ikke noe møte nå');
    }
    for (const name of software) {
      const person = new Person(stage.address);
      await person.enrol('bergen', new URL(linkOf(name)).hash.slice(1));
      crowd.push(person);
    }
    await secretary.sees('13 av 13 medlemmer har nøkkel.');
  });

  test('a meeting is made with its chair, secretary and signers', async () => {
    await makeMeeting(secretary, 'Medlemsmøte');
    await secretary.sees('Minst 1/2 av medlemmene: 7 av 13.');
    await giveRoles(secretary, {
      Møteledere: ['Kari Hansen'],
      Referenter: ['Astrid Haugland'],
      Underskrivere: ['Ola Berge', 'Ingrid Lie'],
    });
    await ola.seesHeading('Medlemsmøte');
    await chair.page.getByRole('link', { name: 'Styr møtet' }).waitFor();
    await ola.sees('Du er ikke sjekket inn');
  });

  test('people are checked in at the door, and their phones know it', async () => {
    await section(secretary, 'Dør');
    for (const name of ['Astrid Haugland', ...names.slice(0, 5), ...software]) await checkIn(secretary, name);
    await secretary.sees('av 13 medlemmer er sjekket inn');
    expect(await secretary.page.getByLabel('Til stede').locator('strong').innerText()).toBe('12');
    await per.sees('Du er sjekket inn');
    await per.sees('Du får stemmerett når referenten har signert manntallet med deg i. Du trenger ikke gjøre noe.');
    await lars.sees('Du er ikke sjekket inn');
  });

  test('the secretary signs the roll, and the phones say that they may vote', async () => {
    const before = await secretary.signatures();
    await signRoll(secretary, 1, 12);
    expect(await secretary.signatures()).toBe(before + 1);
    for (const phone of [ola, ingrid, per, anne]) await phone.sees('Du er sjekket inn og har stemmerett');
    await lars.sees('Du er ikke sjekket inn');
  });

  test('a pasted proposal is read as its headings, paragraphs and eight points, word for word', async () => {
    await section(secretary, 'Forslag');
    await secretary.fill('Eller lim inn teksten', text);
    await secretary.sees('3 overskrifter, 5 avsnitt og 8 punkter.');
    const reading = secretary.page.getByRole('region', { name: 'Slik blir teksten lest' });
    expect(await reading.getByRole('listitem').allInnerTexts()).toEqual(points);
    const shown = await reading.locator('.document').locator('h4, p').allInnerTexts();
    expect(shown).toEqual(others);
  });

  test('one word is changed before the vote', async () => {
    await secretary.press('Rett på delene');
    const point = secretary.page.getByRole('textbox', { name: 'Punkt 5', exact: true });
    expect(await point.inputValue()).toBe(points[4]);
    await point.fill(edited[4] ?? '');
    await secretary.press('Lagre forslaget');
    await secretary.sees('«Kvoteflyktninger» er lagret.');
    await anne.seesHeading('Dette skal vi stemme over');
    expect(await anne.page.getByRole('article').getByRole('listitem').allInnerTexts()).toEqual(edited);
  });
});
