import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProposalInfo } from '../../server/api/proposals.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { amend, matter } from '../support/floor.ts';
import { gatherIn, type Hall, propose, threePoints } from '../support/hall.ts';
import { ownDesk } from '../support/newcomers.ts';
import { section } from '../support/walk.ts';

const form = [
  'linjenummer;type;forslag;forslagsstiller;lag',
  '2;endring;Avganger hvert tiende minutt.;Kari Nordmann;Sandviken',
  'linje 9;strykning;;Ola Dahl;Fana',
  'nytt punkt;tillegg;Flere nattbusser.;Ola Dahl;Fana',
].join('\n');

describe('amendments at the secretary’s desk', () => {
  let stage: Stage;
  let hall: Hall;
  let desk: Device;
  let proposal = '';

  const amendment = (number: number) =>
    desk.page.getByRole('article', { name: `Endringsforslag ${number}`, exact: true });
  const now = (): Promise<ProposalInfo> => matter(hall.administrator, hall, proposal);

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 3);
    proposal = (await propose(hall, threePoints)).proposal;
    desk = await ownDesk(stage, hall);
    await desk.open(`/lag/${hall.slug}/referent`);
    await section(desk, 'Endringsforslag');
  });
  afterAll(() => stage?.end());

  test('the text is shown with the line numbers that the form means', async () => {
    await desk.press('Vis teksten med linjenumre');
    const lines = desk.page.getByRole('region', { name: 'Forslag 1: Busser som går' }).getByRole('row');
    expect(await lines.allInnerTexts()).toEqual([
      expect.anything(),
      expect.stringMatching(/^1\s+Busser som går$/u),
      expect.stringMatching(/^2\s+1\. Avganger hvert kvarter\.$/u),
      expect.stringMatching(/^3\s+2\. Gratis overgang\.$/u),
      expect.stringMatching(/^4\s+3\. Egen felt for buss\.$/u),
    ]);
  });

  test('a form with one mistake is not entered, and says which row and why', async () => {
    await desk.page.getByText('Legg inn fra skjema', { exact: true }).click();
    await desk.fill('Eller lim inn radene', form);
    await desk.press('Se over radene');
    await desk.sees('2 rader kan legges inn, 1 med feil.');
    const wrong = desk.page.getByRole('row').filter({ hasText: 'linje 9' });
    await wrong.getByText('teksten har ikke et slikt sted').waitFor();
    const add = desk.page.getByRole('button', { name: 'Legg inn 2 endringsforslag' });
    await desk.sees('Rett raden med feil, og se over på nytt. Enten legges alle inn, eller ingen.');
    expect(await add.getAttribute('aria-disabled')).toBe('true');
    expect.soft(await inspect(desk, 'form with a mistake')).toEqual([]);
    expect((await now()).amendments).toEqual([]);
  });

  test('mended it is entered whole, each under its proposer and branch', async () => {
    await desk.fill('Eller lim inn radene', form.replace('linje 9', 'linje 4'));
    await desk.press('Se over radene');
    await desk.sees('3 rader kan legges inn, 0 med feil.');
    await desk.press('Legg inn 3 endringsforslag');
    await desk.sees('3 endringsforslag er lagt inn.');
    await amendment(1).getByText('Endre punkt 1', { exact: true }).waitFor();
    await amendment(1).getByText('Fra Kari Nordmann, Sandviken.').waitFor();
    expect(await amendment(1).locator('ins').innerText()).toContain('tiende minutt');
    await amendment(2).getByText('Stryk punkt 3', { exact: true }).waitFor();
    await amendment(3).getByText('Legg til etter punkt 3', { exact: true }).waitFor();
    expect((await now()).amendments.map(({ proposer, branch }) => `${proposer}, ${branch}`)).toEqual([
      'Kari Nordmann, Sandviken',
      'Ola Dahl, Fana',
      'Ola Dahl, Fana',
    ]);
  });

  test('one is entered for somebody, and what others do meanwhile leaves it alone', async () => {
    await desk.page.getByText('Skriv inn for noen', { exact: true }).click();
    const entering = desk.page.getByRole('group').filter({ hasText: 'Skriv inn for noen' });
    await entering.getByRole('button', { name: /^punkt 2 /u }).click();
    await entering.getByRole('radio', { name: 'Endre', exact: true }).check();
    await entering.getByLabel('Slik skal det stå', { exact: true }).fill('Gratis overgang hele døgnet.');
    await amend(hall.people[0] ?? hall.administrator, hall, proposal, { type: 'delete', at: 3 });
    await amendment(4).waitFor();
    expect(await entering.getByLabel('Slik skal det stå', { exact: true }).inputValue()).toBe(
      'Gratis overgang hele døgnet.',
    );
    await desk.sees('Skriv hvem forslaget er fra, eller hvilket lag.');
    await entering.getByLabel('Forslagsstiller', { exact: true }).fill('Grete Berg');
    await entering.getByLabel('Lag', { exact: true }).fill('Åsane');
    expect.soft(await inspect(desk, 'entering for somebody')).toEqual([]);
    await desk.press('Legg inn endringsforslaget');
    await desk.sees('Lagt inn som endringsforslag 5.');
    await amendment(5).getByText('Fra Grete Berg, Åsane.').waitFor();
    await amendment(5).getByText('Kan ikke vedtas sammen med endringsforslag 4.').waitFor();
    expect((await now()).amendments[4]).toMatchObject({ mine: false, proposer: 'Grete Berg', branch: 'Åsane' });
  });

  test('the committee’s recommendation is put in with a dissent', async () => {
    await desk.press('Innstilling: endringsforslag 5');
    const card = amendment(5);
    const panel = card.getByRole('region', { name: 'Innstilling: endringsforslag 5' });
    expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
    await card.getByRole('radio', { name: 'Ivaretatt', exact: true }).check();
    await card.getByLabel('Ivaretatt av', { exact: true }).selectOption({ label: 'Endringsforslag 1' });
    await desk.press('Legg til dissens');
    await desk.sees('Skriv hvem dissensen er fra, og hva de mener.');
    const dissent = card.getByRole('group', { name: 'Dissens 1' });
    await dissent.getByLabel('Hvem står for dissensen?').fill('Ola Dahl');
    await dissent.getByRole('radio', { name: 'Oversendes', exact: true }).check();
    await dissent.getByLabel('Oversendes til', { exact: true }).fill('bystyregruppa');
    expect.soft(await inspect(desk, 'recommendation with a dissent')).toEqual([]);
    await desk.press('Lagre innstillingen');
    await card
      .getByText('Innstilling: ivaretatt av endringsforslag 1. Dissens fra Ola Dahl: oversendes bystyregruppa.')
      .waitFor();
    const again = card.getByRole('button', { name: 'Innstilling: endringsforslag 5' });
    expect(await again.evaluate((element) => element === document.activeElement)).toBe(true);
    expect((await now()).amendments[4]?.recommendation).toEqual({
      recommended: { kind: 'covered', by: 1 },
      dissents: [{ by: 'Ola Dahl', recommended: { kind: 'forward', to: 'bystyregruppa' } }],
    });
  });

  test('one is edited, joined into another, parted again, upheld and withdrawn', async () => {
    await desk.press('Rediger endringsforslag 5');
    const text = amendment(5).getByLabel('Slik skal det stå', { exact: true });
    expect(await text.inputValue()).toBe('Gratis overgang hele døgnet.');
    await text.fill('Gratis overgang i to timer.');
    await desk.press('Lagre endringene');
    await amendment(5).getByText('i to timer', { exact: false }).waitFor();
    await desk.press('Slå sammen endringsforslag 5 med et annet');
    await amendment(5).getByLabel('Slå sammen med', { exact: true }).selectOption({ label: 'Endringsforslag 1' });
    await amendment(5).getByRole('button', { name: 'Slå sammen', exact: true }).click();
    await amendment(5).getByText('Slått sammen med endringsforslag 1.', { exact: true }).waitFor();
    expect((await now()).amendments[4]).toMatchObject({ state: 'joined', disposition: { kind: 'joined', into: 1 } });
    await desk.press('Skill ut endringsforslag 5 igjen');
    await amendment(5).getByText('Opprettholdt', { exact: true }).waitFor();
    await desk.press('Oppretthold endringsforslag 1');
    await amendment(1).getByText('Opprettholdt', { exact: true }).waitFor();
    await desk.press('Trekk endringsforslag 3');
    await amendment(3).getByText('Trukket.', { exact: true }).waitFor();
    await desk.page.getByLabel('Vis', { exact: true }).selectOption({ label: 'Ikke avgjort (4)' });
    expect(await amendment(3).count()).toBe(0);
    await desk.page.getByRole('radio', { name: 'Sted i teksten' }).check();
    const order = await desk.page.getByRole('article', { name: /^Endringsforslag \d$/u }).allInnerTexts();
    expect(order.map((words) => /^Endringsforslag \d/u.exec(words)?.[0].at(-1))).toEqual(['1', '4', '5', '2']);
    expect.soft(await inspect(desk, 'list of amendments')).toEqual([]);
  });

  test('a proposal is put on an agenda made at the desk, recommended, withdrawn and upheld', async () => {
    await section(desk, 'Dagsorden');
    const title = desk.page.getByRole('region', { name: 'Ny sak' }).getByLabel('Hva heter saken?', { exact: true });
    await title.fill('Kollektivtrafikk');
    await desk.press('Legg til sak');
    await expect.poll(() => title.inputValue()).toBe('');
    await section(desk, 'Forslag');
    const card = desk.page.getByRole('article', { name: 'Forslag 1: Busser som går' });
    await card.getByText('Teksten er låst, siden det er kommet endringsforslag til den.').waitFor();
    const choice = card.getByLabel('Sak for forslag 1', { exact: true });
    await choice.selectOption({ label: '7. Kollektivtrafikk' });
    await desk.press('Innstilling: forslag 1');
    await card.getByRole('radio', { name: 'Oversendes', exact: true }).check();
    expect.soft(await inspect(desk, 'proposal with its item and recommendation')).toEqual([]);
    await desk.press('Lagre innstillingen');
    await card.getByText('Innstilling: oversendes styret.').waitFor();
    await desk.press('Trekk forslag 1');
    await card.getByText('Trukket.', { exact: true }).waitFor();
    await desk.press('Oppretthold forslag 1');
    await card.getByText('Opprettholdt', { exact: true }).waitFor();
    const { meeting } = await hall.administrator.call('snapshot', { slug: hall.slug });
    expect(await now()).toMatchObject({
      item: meeting?.agenda.find(({ title }) => title === 'Kollektivtrafikk')?.id,
      state: 'upheld',
      recommendation: { recommended: { kind: 'forward', to: 'styret' }, dissents: [] },
    });
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults()).toEqual([]);
  });
});
