import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import { inspect, violations } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { amend } from '../support/floor.ts';
import { gatherIn, type Hall, passAgenda } from '../support/hall.ts';
import { ownDesk } from '../support/newcomers.ts';
import { dialog } from '../support/walk.ts';

const text =
  'Busser som går\n\n1. Avganger hvert kvarter.\n2. Gratis overgang.\n3. Egen felt for buss.\n4. Flere nattbusser.';

describe('a meeting led from the chair’s page', () => {
  let stage: Stage;
  let hall: Hall;
  let desk: Device;
  let proposal: string;

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 6);
    const { administrator, slug, meeting, people } = hall;
    await passAgenda(hall);
    const item = { kind: 'matter' as const, title: 'Uttalelse om kollektivtrafikk', minutes: 20 };
    const { item: id } = await administrator.call('addItem', { slug, meeting }, item);
    await administrator.call('addItem', { slug, meeting }, { ...item, title: 'Eventuelt' });
    ({ proposal } = await administrator.call('addProposal', { slug, meeting }, { text, item: id }));
    const [ada, bo] = people as [Person, Person];
    await amend(ada, hall, proposal, { type: 'replace', at: 2, text: 'Avganger hvert tiende minutt.' });
    await amend(bo, hall, proposal, { type: 'replace', at: 2, text: 'Avganger hvert femte minutt, hele døgnet.' });
    await amend(ada, hall, proposal, { type: 'delete', at: 4 });
    for (const change of [
      { type: 'delete', at: 3 },
      { type: 'replace', at: 5, text: 'Ingen nattbusser.' },
    ] as const) {
      const amendment = await amend(bo, hall, proposal, change);
      const recommendation = { recommended: { kind: 'reject' as const }, dissents: [] };
      await administrator.call('recommendAmendment', { slug, amendment }, { recommendation });
    }
    const officers = { chair: [administrator.member], secretary: [administrator.member], signer: [], teller: [] };
    const teller = [ada.member, bo.member];
    await administrator.call('setRoles', { slug, meeting }, { ...officers, signer: teller, teller });
    desk = await ownDesk(stage, hall);
    await desk.open(`/lag/${slug}/styr`);
  });
  afterAll(() => stage?.end());

  /** Holds the page as it is against WCAG, in two languages, light and dark, wide and narrow. */
  async function usable(state: string): Promise<void> {
    expect.soft(await inspect(desk, state)).toEqual([]);
  }

  /** Presses a button and signs what the dialog says. */
  async function sign(button: string, signing = button): Promise<void> {
    await desk.press(button);
    await dialog(desk).getByRole('button', { name: signing, exact: true }).click();
    await dialog(desk).waitFor({ state: 'hidden' });
  }

  /** The open ballot, as the server has it. */
  async function open() {
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    const ballot = ballots.find(({ state }) => state === 'open');
    if (ballot === undefined) throw new Error('no ballot is open');
    return ballot;
  }

  /** Everybody with a phone marks the only question. */
  async function vote(mark: (voter: number) => string): Promise<void> {
    const { id, definition } = await open();
    for (const [i, person] of hall.people.entries()) {
      const marks = { [definition.questions[0]?.id ?? '']: mark(i) };
      const statement = { typ: 'vedtak/vote/1' as const, ballot: id, delegate: person.member, revision: 1, marks };
      await person.call('castVote', { slug: hall.slug, ballot: id }, person.sign(statement));
    }
  }

  test('one key presses the large button, another lets it be undone, and none does while somebody writes', async () => {
    const { keyboard } = desk.page;
    await desk.seesHeading('Sak 7: Uttalelse om kollektivtrafikk');
    const waiting = desk.page.getByRole('region', { name: 'Skjer om fem sekunder' });
    await keyboard.press('n');
    await waiting.waitFor();
    await keyboard.press('a');
    await waiting.waitFor({ state: 'detached' });
    await desk.seesHeading('Sak 7: Uttalelse om kollektivtrafikk');
    await desk.page.getByText('Forslag fra salen').click();
    await desk.page.getByRole('radio', { name: 'Noe annet' }).check();
    await desk.page.getByLabel('Hva foreslås, i én setning?').press('n');
    expect(await desk.page.getByLabel('Hva foreslås, i én setning?').inputValue()).toBe('n');
    expect(await waiting.count()).toBe(0);
    await usable('a proposal from the floor');
    await desk.page.getByText('Forslag fra salen').click();
    await desk.press('Start sak 7');
    await waiting.waitFor();
    expect.soft(await violations(desk)).toEqual([]);
    await desk.seesHeading('Har noen flere endringsforslag?');
    await usable('strek');
  });

  test('leaving the page does at once what waits', async () => {
    await desk.press('Sett strek for nye forslag');
    await desk.page.getByRole('region', { name: 'Skjer om fem sekunder' }).waitFor();
    const sent = desk.page.waitForResponse((answer) => answer.url().endsWith('/intake') && answer.ok());
    await desk.page.getByRole('banner').getByRole('link').first().click();
    await sent;
    await desk.follow('Styr møtet');
    await desk.seesHeading('Legg fram voteringsordenen');
  });

  test('a proposal to postpone is decided before all else', async () => {
    await desk.page.getByText('Forslag fra salen').click();
    await desk.page.getByRole('radio', { name: 'Utsette saken' }).check();
    await desk.press('Ta det opp nå');
    await desk.seesHeading('Neste avstemning: «Busser som går» utsettes');
    await sign('Åpne avstemning');
    await vote((i) => (i === 0 ? 'for' : 'against'));
    await sign('Lukk avstemningen');
    await desk.sees('Falt med 1 mot 5 stemmer.');
  });

  test('after strek the order is made, changed by buttons, signed, and accepted by the hall', async () => {
    await desk.seesHeading('Legg fram voteringsordenen');
    const plan = desk.page.getByRole('list', { name: 'Voteringsorden' });
    const order = () => plan.getByRole('listitem').locator('strong').allInnerTexts();
    const pair = 'Endringsforslag 1 mot endringsforslag 2';
    const deletion = 'Endringsforslag 3: Stryk punkt 3';
    const block = 'Endringsforslagene 4 og 5 under ett: innstillingen er å avvise';
    expect(await order()).toEqual([pair, deletion, block, 'Teksten som den da står']);
    await desk.press(`Flytt ned: ${pair}`);
    expect(await order()).toEqual([deletion, pair, block, 'Teksten som den da står']);
    await usable('the voting plan');
    await desk.press('Tilbake til rekkefølgen etter reglene');
    expect(await order()).toEqual([pair, deletion, block, 'Teksten som den da står']);
    await desk.press(`Flytt opp: ${deletion}`);
    await sign('Legg fram');
    await desk.seesHeading('Godtar møtet voteringsordenen?');
    await usable('the voting plan before the hall');
    await desk.press('Møtet godtar den');
    await desk.seesHeading(`Neste avstemning: ${deletion}`);
    const remaining = desk.page.getByRole('list', { name: 'Det som gjenstår' });
    expect(await remaining.getByRole('listitem').locator('strong').allInnerTexts()).toEqual([
      deletion,
      pair,
      block,
      'Teksten som den da står',
    ]);
  });

  test('the rule is changed only on request, and printed with its numbers before the ballot', async () => {
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^En annen regel/u }).check();
    await desk.page.getByRole('radio', { name: 'Mer enn', exact: true }).check();
    await desk.fill('Brøk', '1/2');
    await desk.page.getByRole('radio', { name: 'De stemmeberettigede til stede' }).check();
    await desk.sees('Med 7 stemmeberettigede til stede kreves minst 4 for.');
    await usable('another rule');
    await desk.page.getByRole('radio', { name: /^Håndsopprekning/u }).check();
    await sign('Åpne håndsopprekning');
  });

  test('two tellers must agree before a show of hands is closed', async () => {
    const { id, definition } = await open();
    const question = definition.questions[0]?.id ?? '';
    const [ada, bo] = hall.people as [Person, Person];
    const count = async (teller: Person, yes: number): Promise<void> => {
      const counts = { [question]: { for: yes, against: 2, blank: 1 } };
      const statement = {
        typ: 'vedtak/count/1' as const,
        ballot: id,
        method: 'hands' as const,
        counts,
        teller: teller.member,
      };
      await teller.call('castCount', { slug: hall.slug, ballot: id }, teller.sign(statement));
    };
    await desk.sees('Ingen teller har levert ennå');
    await desk.sees('To tellere må ha talt likt først.');
    await count(ada, 4);
    await desk.sees('Én teller har levert');
    await count(bo, 3);
    await desk.sees('Tellingene er ikke like: be dem telle på nytt');
    await usable('tellers who differ');
    await count(bo, 4);
    await desk.sees('To tellere har talt likt');
    await sign('Lukk avstemningen');
    await desk.sees('Vedtatt med 4 mot 2 stemmer, 1 blank.');
  });

  test('a ballot is cancelled with its reason and taken again', async () => {
    const pair = 'Endringsforslag 1 mot endringsforslag 2';
    await desk.seesHeading(`Neste avstemning: ${pair}`);
    await sign('Åpne avstemning');
    await vote(() => 'a1');
    await usable('an open ballot between two');
    await desk.press('Avlys avstemningen');
    await dialog(desk).getByText('Skriv grunnen først.').waitFor();
    await dialog(desk).getByLabel('Hvorfor?').fill('To telefoner virket ikke');
    await dialog(desk).getByRole('button', { name: 'Avlys avstemningen' }).click();
    await desk.sees('Dette er en omvotering av avstemning 3');
    await desk.sees('Grunn: To telefoner virket ikke');
    await sign('Åpne avstemning');
    expect((await open()).retakes).not.toBeNull();
    await vote((i) => (i < 4 ? 'a2' : 'a1'));
    await sign('Lukk avstemningen');
    await desk.sees('Endringsforslag 2 fikk flertall.');
    await desk.seesHeading('Neste avstemning: Endringsforslag 2: Endre punkt 1');
    await usable('the result and the next ballot');
  });

  test('a trial ballot has no effect', async () => {
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('checkbox', { name: /^Prøveavstemning/u }).check();
    await sign('Åpne prøveavstemning', 'Åpne avstemning');
    await desk.seesHeading('Prøveavstemning 5 er åpen');
    await vote(() => 'for');
    await sign('Lukk avstemningen');
    await desk.seesHeading('Resultat av prøveavstemning 5');
    await desk.seesHeading('Neste avstemning: Endringsforslag 2: Endre punkt 1');
    await sign('Åpne avstemning');
    await vote(() => 'for');
    await sign('Lukk avstemningen');
    await desk.sees('Enstemmig vedtatt.');
  });

  test('one is taken out of its block before the ballot opens, by a plan that is announced and accepted anew', async () => {
    await desk.seesHeading('Neste avstemning: Endringsforslagene 4 og 5 under ett: innstillingen er å avvise');
    await desk.press('Noen vil ha ut et forslag');
    await desk.press('Ta ut nr. 4');
    await usable('one taken out of its block');
    await sign('Legg fram');
    await desk.press('Møtet godtar den');
    for (const next of ['Endringsforslag 5: Endre punkt 4', 'Endringsforslag 4: Stryk punkt 2']) {
      await desk.seesHeading(`Neste avstemning: ${next}`);
      await sign('Åpne avstemning');
      await vote(() => 'against');
      await sign('Lukk avstemningen');
    }
  });

  test('the text that is voted on at last is the amended one, and becomes the draft', async () => {
    await desk.seesHeading('Neste avstemning: Busser som går');
    await desk.sees('Avganger hvert femte minutt, hele døgnet.');
    expect(await desk.page.getByText('Egen felt for buss.').filter({ visible: true }).count()).toBe(0);
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^Hele teksten samlet/u }).check();
    await sign('Åpne avstemning');
    await vote((i) => (i === 0 ? 'against' : 'for'));
    await sign('Lukk avstemningen');
    await desk.sees('Vedtatt med 5 mot 1 stemme.');
    await desk.seesHeading('«Busser som går» er vedtatt');
    await usable('an adopted text');
    await desk.press('Lag vedtaket');
    await desk.seesHeading('Utkast til vedtak nr. 1');
    await sign('Signer vedtaket');
    await desk.page.getByRole('button', { name: /^Videre til sak 8: Eventuelt/u }).click();
    await desk.press('Gjør det nå');
    await desk.sees('Ingen forslag ligger i denne saken.');
    await usable('an item without proposals');
  });

  test('the next speaker gets the floor by a key', async () => {
    const { slug, meeting, people } = hall;
    await people[0]?.call('askToSpeak', { slug, meeting }, { kind: 'speech', list: '' });
    await desk.page.getByRole('button', { name: /^Gi ordet til/u }).waitFor();
    await desk.page.keyboard.press('s');
    await desk.page.locator('.speakers-now').waitFor();
    await usable('somebody speaks');
    expect(stage.faults()).toEqual([]);
  });
});
