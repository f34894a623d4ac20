import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancel, castCount, closeBallot, openBallot, openSubject } from '../../server/demo/meeting.ts';
import { choiceOfPoints } from '../../server/rules/choice.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, propose, seatWithoutPasskey } from '../support/hall.ts';
import { joinHall, keyLater, seat } from '../support/newcomers.ts';
import { dialog, sign } from '../support/walk.ts';

describe('the ways of voting, on the phone of a delegate who is a teller', () => {
  let stage: Stage;
  let hall: Hall;
  let phone: Device;
  let proposal = '';
  let text: Subject;

  const ballotRegion = (number: number) =>
    phone.page.getByRole('region', { name: `Avstemning ${number}`, exact: true });
  const result = (number: number) => phone.page.getByRole('region', { name: `Resultat av avstemning ${number}` });
  /** Types a count and signs it. */
  const handIn = async (counts: Record<string, string>): Promise<void> => {
    for (const [label, votes] of Object.entries(counts))
      await phone.page.getByRole('textbox', { name: label, exact: true }).fill(votes);
    await phone.press('Lever tellingen');
    await dialog(phone).getByRole('button', { name: 'Lever tellingen' }).click();
    await dialog(phone).waitFor({ state: 'hidden' });
  };

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 3);
    const added = await propose(hall, 'Møtet tar en pause i ti minutter.');
    proposal = added.proposal;
    text = { kind: 'text', content: added.content };
    const { device, member } = await joinHall(stage, hall, '5001', 'Tone Teller', { screen: 'small' });
    phone = device;
    await seat(hall, { device, member });
    const { administrator, slug, meeting, people } = hall;
    const signer = people.slice(0, 2).map((person) => person.member);
    const teller = [member, people[0]?.member ?? ''];
    const chair = [administrator.member];
    await administrator.call('setRoles', { slug, meeting }, { chair, secretary: chair, signer, teller });
    await seatWithoutPasskey(hall, ['7001', '7002']);
  });
  afterAll(() => stage?.end());

  test('unanimity: nothing to do for those who agree, and one press makes a ballot of it', async () => {
    const ballot = await openSubject(hall.pair, proposal, text, { method: 'unanimity' });
    await phone.sees('Møteleder foreslår at dette vedtas enstemmig.');
    expect(await ballotRegion(1).getByRole('button').allInnerTexts()).toEqual(['Jeg vil ha votering']);
    expect.soft(await inspect(phone, 'unanimity')).toEqual([]);
    await phone.press('Jeg vil ha votering');
    await phone.sees('Du har bedt om votering');
    await phone.sees('1 person har bedt om votering.');
    await cancel(hall.pair, ballot, 'Noen ba om votering.');
    await phone.page
      .getByRole('region', { name: 'Avstemning 1 er avlyst' })
      .getByText(/Noen ba om votering\./u)
      .waitFor();
  });

  test('hands: the phone says to raise them; a teller hears whether the counts agree, and never the other count', async () => {
    const { pair, slug, people } = hall;
    const ballot = await openSubject(pair, proposal, text, { method: 'hands' });
    await phone.sees('Rekk opp hånda');
    expect(await phone.page.getByRole('radio').count()).toBe(0);
    await phone.press('Lever tellingen');
    await phone.sees('Skriv et helt tall, 0 om det er ingen.');
    await phone.page.getByRole('textbox', { name: 'For', exact: true }).fill('40');
    await phone.page.getByRole('textbox', { name: 'Mot', exact: true }).fill('0');
    await phone.page.getByRole('textbox', { name: 'Blanke', exact: true }).fill('0');
    await phone.sees('Det er bare 7 å telle. Tell på nytt.');
    expect.soft(await inspect(phone, 'count of hands')).toEqual([]);
    await handIn({ For: '5', Mot: '2', Blanke: '0' });
    await phone.sees('Vent på den andre telleren');
    const [other] = people;
    if (other === undefined) throw new Error('there is no second teller');
    await castCount(other, slug, ballot, { text: { for: 3, against: 3, blank: 1 } });
    await phone.sees('Tellingene er ikke like. Tell på nytt, hver for dere, og lever igjen.');
    expect(await ballotRegion(2).innerText()).not.toMatch(/For: 3|Mot: 3|Blanke: 1/u);
    await castCount(other, slug, ballot, { text: { for: 5, against: 2, blank: 0 } });
    await phone.sees('To tellere har talt likt. Møteleder kan lukke avstemningen.');
    await closeBallot(pair, ballot);
    await result(2).getByText('Stemmene ble talt for hånd. To tellere talte likt.').waitFor();
    await result(2).getByText('Krever flere for enn mot. Fikk 5 for og 2 mot, 0 blanke. Vedtatt.').waitFor();
    expect.soft(await inspect(phone, 'result of hands')).toEqual([]);
  });

  test('roll call, as a trial: it says that the vote stands by name, and that nothing comes of it', async () => {
    const { pair } = hall;
    const other = await propose(hall);
    const ballot = await openBallot(pair, other.proposal, 'whole', undefined, { method: 'rollcall', trial: true });
    await phone.sees('Stemmen din blir stående med navnet ditt i protokollen.');
    await phone.sees('Prøveavstemning – gjelder ikke');
    await phone.sees('2 personer i manntallet har ikke nøkkel og stemmer med hånda. Tellekorpset teller dem.');
    await ballotRegion(3).getByRole('radio', { name: 'Mot', exact: true }).check();
    await sign(phone);
    await phone.seesHeading(/^Levert kl\./u);
    // somebody whom the roll has without a passkey, and who makes one now
    const late = await keyLater(stage, hall, '7002', { screen: 'small' });
    await late.sees('Du stemmer ikke på telefonen i denne avstemningen');
    await late.sees('Tellekorpset teller stemmen din: si fra til dem nå.');
    expect(await late.page.getByRole('radio').count()).toBe(0);
    expect.soft(await inspect(late, 'a passkey that came after the roll')).toEqual([]);
    await cancel(pair, ballot, 'Prøven er over.');
    await phone.page.getByRole('region', { name: 'Avstemning 3 er avlyst' }).waitFor();
  });

  test('a choice between three is one press on a card, with the rule in its own words', async () => {
    const { pair, administrator, slug, meeting } = hall;
    const content = { title: 'Når skal neste møte være?', text: '1. Mandag\n2. Tirsdag\n3. Onsdag' };
    const asked = await administrator.call(
      'submitProposal',
      { slug, meeting },
      { item: null, kind: 'question', content, reason: '', effect: null },
    );
    await openSubject(pair, asked.proposal, choiceOfPoints(asked.content));
    await ballotRegion(4).getByRole('heading', { name: 'Når skal neste møte være?' }).waitFor();
    await phone.sees('Krever mer enn halvparten av stemmene på alternativene.');
    expect(await ballotRegion(4).getByRole('radio').count()).toBe(4);
    expect(await ballotRegion(4).getByRole('radio', { checked: true }).count()).toBe(0);
    expect.soft(await inspect(phone, 'choice')).toEqual([]);
    await ballotRegion(4).getByRole('radio', { name: 'Tirsdag', exact: true }).check();
    await sign(phone);
    await phone.seesHeading(/^Levert kl\./u);
    await ballotRegion(4).getByRole('strong').getByText('Tirsdag', { exact: true }).waitFor();
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults()).toEqual([]);
  });
});
