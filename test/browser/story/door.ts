import { expect, test } from 'vitest';
import { Person } from '../../../server/demo/person.ts';
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
} from '../../support/walk.ts';
import { type Cast, crowdNames, edited, names, others, points, text } from './cast.ts';

const csv = ['medlemsnummer;navn', ...[...names, ...crowdNames].map((name, i) => `${1001 + i};${name}`)].join('\n');

/** Before the vote: set-up, members, phones, meeting, door, roll and proposal. */
export function doorTests(now: () => Cast): void {
  let links = new Map<string, string>();
  const linkOf = (name: string): string => links.get(name) ?? expect.fail(`no invitation for ${name}`);

  test('the one-time link opens the set-up, which makes two branches and the first passkey', async () => {
    const { secretary, stage } = now();
    await setUp(secretary, stage.host.setupLink ?? '');
    await secretary.follow('Gå til Arbeiderpartiet i Bergen');
    await secretary.sees('Logget inn som Astrid Haugland');
    await secretary.follow('Referent og dør');
    await secretary.seesHeading('Medlemmer og invitasjoner');
  });

  test('a list with a mistake is shown by row, and nothing is done', async () => {
    const { secretary } = now();
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
    const { secretary } = now();
    await lookOver(secretary, csv);
    await secretary.sees('12 nye, 0 får nytt navn, 0 står der fra før, 0 med feil.');
    await secretary.press('Importer 12 medlemmer');
    await secretary.sees('12 medlemmer er lagt til.');
    await secretary.seesHeading('13 medlemmer');
  });

  test('everybody gets a link of their own, which is shown once', async () => {
    const { secretary } = now();
    await secretary.press('Inviter de 12 som ikke er invitert');
    links = await invitationLinks(secretary);
    expect([...links.keys()].sort()).toEqual([...names, ...crowdNames].sort());
    expect(new Set(links.values()).size).toBe(12);
    for (const link of links.values()) expect(link).toMatch(/^http:\/\/localhost:\d+\/lag\/bergen\/inn#[\w-]{20,}$/u);
  });

  test('phones make their passkey from the link, and the secretary sees it', async () => {
    const { secretary, chair, ola, ingrid, per, anne, lars, stage, crowd } = now();
    await enrol(chair, linkOf('Kari Hansen'));
    const phones = { 'Ola Berge': ola, 'Ingrid Lie': ingrid, 'Per Dale': per, 'Anne Vik': anne, 'Lars Sætre': lars };
    for (const [name, phone] of Object.entries(phones)) {
      await enrol(phone, linkOf(name));
      await phone.sees(`Logget inn som ${name}`);
      await phone.seesHeading('Det er ikke noe møte nå');
    }
    for (const name of crowdNames) {
      const person = new Person(stage.address);
      await person.enrol('bergen', new URL(linkOf(name)).hash.slice(1));
      crowd.push(person);
    }
    await secretary.sees('13 av 13 medlemmer har nøkkel.');
  });

  test('a meeting is made with its chair, secretary and signers', async () => {
    const { secretary, chair, ola } = now();
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
    const { secretary, per, lars } = now();
    await section(secretary, 'Dør');
    for (const name of ['Astrid Haugland', ...names.slice(0, 5), ...crowdNames]) await checkIn(secretary, name);
    await secretary.sees('av 13 medlemmer er sjekket inn');
    expect(await secretary.page.getByLabel('Til stede').locator('strong').innerText()).toBe('12');
    await per.sees('Du er sjekket inn');
    await per.sees('Du får stemmerett når referenten har signert manntallet med deg i. Du trenger ikke gjøre noe.');
    await lars.sees('Du er ikke sjekket inn');
  });

  test('the secretary signs the roll, and the phones say that they may vote', async () => {
    const { secretary, ola, ingrid, per, anne, lars } = now();
    const before = await secretary.signatures();
    await signRoll(secretary, 1, 12);
    expect(await secretary.signatures()).toBe(before + 1);
    for (const phone of [ola, ingrid, per, anne]) await phone.sees('Du er sjekket inn og har stemmerett');
    await lars.sees('Du er ikke sjekket inn');
  });

  test('a pasted proposal is read as its headings, paragraphs and eight points, word for word', async () => {
    const { secretary } = now();
    await section(secretary, 'Forslag');
    await secretary.fill('Eller lim inn teksten', text);
    await secretary.sees('3 overskrifter, 5 avsnitt og 8 punkter.');
    const reading = secretary.page.getByRole('region', { name: 'Slik blir teksten lest' });
    expect(await reading.getByRole('listitem').allInnerTexts()).toEqual(points);
    const shown = await reading.locator('.document').locator('h4, p').allInnerTexts();
    expect(shown).toEqual(others);
  });

  test('one word is changed before the vote', async () => {
    const { secretary, anne } = now();
    await secretary.press('Rett på delene');
    const point = secretary.page.getByRole('textbox', { name: 'Punkt 5', exact: true });
    expect(await point.inputValue()).toBe(points[4]);
    await point.fill(edited[4] ?? '');
    await secretary.press('Lagre forslaget');
    await secretary.sees('«Kvoteflyktninger» er lagret.');
    await anne.seesHeading('Dette skal vi stemme over');
    expect(await anne.page.getByRole('article').getByRole('listitem').allInnerTexts()).toEqual(edited);
  });
}
