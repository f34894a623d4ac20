import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BallotInfo } from '../../server/api/snapshot.ts';
import { signRoll } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { type Device, Stage } from '../support/browser.ts';
import { amend } from '../support/floor.ts';
import { gatherIn, type Hall, passAgenda } from '../support/hall.ts';
import { joinHall, type Newcomer, ownDesk, seat } from '../support/newcomers.ts';
import { dialog, sign as signPaper } from '../support/walk.ts';
import { minutesOfTheEvening } from '../support/whole-minutes.ts';

const text = [
  'Busser som går',
  '',
  'Bergen trenger bedre buss.',
  '',
  '1. Avganger hvert kvarter.',
  '2. Gratis overgang.',
  '3. Egen felt for buss.',
  '4. Flere nattbusser.',
].join('\n');

/** Two of them want to replace the first point. Places are those of the text: the heading is the first. */
const changes: Change[] = [
  { type: 'replace', at: 3, text: 'Avganger hvert tiende minutt.' },
  { type: 'replace', at: 3, text: 'Avganger hvert femte minutt, hele døgnet.' },
  { type: 'delete', at: 5 },
  { type: 'add', after: 6, block: { kind: 'point', text: 'Lavere pris for unge.' } },
  { type: 'replace', at: 2, text: 'Hele Vestland trenger bedre buss.' },
  { type: 'replace', at: 4, text: 'Gratis overgang i to timer.' },
];

describe('a whole meeting on several phones', () => {
  let stage: Stage;
  let hall: Hall;
  let desk: Device;
  let per: Newcomer;
  let dina: Newcomer;

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 6);
    const { administrator, slug, meeting, people } = hall;
    await passAgenda(hall);
    const { item } = await administrator.call(
      'addItem',
      { slug, meeting },
      { kind: 'matter', title: 'Uttalelser og valg', minutes: 60 },
    );
    const { proposal } = await administrator.call('addProposal', { slug, meeting }, { text, item });
    const fee = 'Kontingent\n\nKontingenten er 300 kroner.';
    await administrator.call('addProposal', { slug, meeting }, { text: fee, item });
    for (const [i, change] of changes.entries()) await amend(people[i] as Person, hall, proposal, change);
    per = await joinHall(stage, hall, '4001', 'Per Dale');
    dina = await joinHall(stage, hall, '4002', 'Dina Delegat', { screen: 'small' });
    await seat(hall, per, dina);
    desk = await ownDesk(stage, hall);
    await desk.open(`/lag/${slug}/styr`);
  });
  afterAll(() => stage?.end());

  /** Presses a button on the chair's page and signs what the dialog says. */
  async function sign(button: string, signing = button): Promise<void> {
    await desk.press(button);
    await dialog(desk).getByRole('button', { name: signing, exact: true }).click();
    await dialog(desk).waitFor({ state: 'hidden' });
  }

  async function running(): Promise<BallotInfo> {
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    return ballots.find(({ state }) => state === 'open') ?? expect.fail('no ballot is open');
  }

  /** The six without a browser vote: the same mark on every question, each their own. */
  async function others(mark: (voter: number) => string): Promise<void> {
    const { id, definition } = await running();
    for (const [i, person] of hall.people.entries()) {
      const marks = Object.fromEntries(definition.questions.map((question) => [question.id, mark(i)]));
      const statement = { typ: 'vedtak/vote/1' as const, ballot: id, delegate: person.member, revision: 1, marks };
      await person.call('castVote', { slug: hall.slug, ballot: id }, person.sign(statement));
    }
  }

  /** Somebody with a browser marks the only question of the open ballot, signs, and sees that it is delivered. */
  async function onPhone({ device }: Newcomer, option: string | RegExp): Promise<void> {
    const { definition } = await running();
    const paper = device.page.getByRole('region', { name: `Avstemning ${definition.number}`, exact: true });
    await paper.getByRole('radio', { name: option, exact: typeof option === 'string' }).check();
    await signPaper(device);
    await device.seesHeading(/^Levert kl\./u);
  }

  /** Closes the ballot once the desk has counted everybody: a vote that comes in between is asked about. */
  async function close(): Promise<void> {
    await desk.sees('8 av 9 har stemt');
    await sign('Lukk avstemningen');
  }

  /** Opens the next ballot, has everybody vote, and closes it. */
  async function ballot(heading: string, phones: [string | RegExp, string | RegExp], mark: (voter: number) => string) {
    await desk.seesHeading(`Neste avstemning: ${heading}`);
    await sign('Åpne avstemning');
    await onPhone(per, phones[0]);
    await onPhone(dina, phones[1]);
    await others(mark);
    await close();
  }

  test('strek is set, the order announced and accepted', async () => {
    await desk.press('Start sak 7');
    await desk.press('Gjør det nå');
    await desk.press('Sett strek for nye forslag');
    await desk.press('Gjør det nå');
    await desk.seesHeading('Legg fram voteringsordenen');
    await sign('Legg fram');
    await desk.press('Møtet godtar den');
    await ballot('Endringsforslag 5: Endre avsnitt 1', ['For', 'For'], () => 'for');
    await desk.sees('Enstemmig vedtatt.');
  });

  test('with too few present nothing is opened, until they are back', async () => {
    const { administrator, slug, meeting, people, pair } = hall;
    const away = people.slice(1);
    const change = async (to: 'leave' | 'return'): Promise<void> => {
      for (const { member } of away)
        await administrator.call('changeAttendance', { slug, meeting }, { member, change: to });
      await signRoll(pair);
    };
    await change('leave');
    await desk.sees('Møtet er ikke vedtaksført: 1 til må stå i manntallet.');
    await change('return');
    await desk.sees('Vedtaksført.');
  });

  test('two in conflict stand against each other; the ballot is cancelled and taken again', async () => {
    const pair = 'Endringsforslag 1 mot endringsforslag 2';
    await desk.seesHeading(`Neste avstemning: ${pair}`);
    await sign('Åpne avstemning');
    await onPhone(per, /^Endringsforslag 1/u);
    await desk.press('Avlys avstemningen');
    await dialog(desk).getByLabel('Hvorfor?').fill('Ordlyden sto feil på skjermen');
    await dialog(desk).getByRole('button', { name: 'Avlys avstemningen' }).click();
    await per.device.sees('Ordlyden sto feil på skjermen');
    await ballot(pair, [/^Endringsforslag 2/u, /^Endringsforslag 1/u], (i) => (i < 4 ? 'a2' : 'a1'));
    await desk.sees('Endringsforslag 2 fikk flertall.');
    await ballot('Endringsforslag 2: Endre punkt 1', ['For', 'Mot'], (i) => (i < 5 ? 'for' : 'against'));
    await desk.sees('Vedtatt med 6 mot 2 stemmer.');
    await per.device.page.getByText('Voteringsorden', { exact: true }).click();
    await expect.poll(() => per.device.page.locator('.plan-steps li').count(), { timeout: 20_000 }).toBe(4);
  });

  test('a tie falls', async () => {
    await ballot('Endringsforslag 6: Endre punkt 2', ['For', 'Mot'], (i) => (i < 3 ? 'for' : 'against'));
    await desk.sees('Falt med 4 mot 4 stemmer.');
    await ballot('Endringsforslag 3: Stryk punkt 3', ['For', 'Mot'], (i) => (i < 2 ? 'for' : 'against'));
    await desk.sees('Falt med 3 mot 5 stemmer.');
    await ballot('Endringsforslag 4: Legg til etter punkt 4', ['For', 'Blank'], () => 'for');
  });

  test('the text that came of it is voted on as it stands', async () => {
    await desk.seesHeading('Neste avstemning: Busser som går');
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^Hele teksten samlet/u }).check();
    await sign('Åpne avstemning');
    await per.device.sees('Hele Vestland');
    await onPhone(per, 'For');
    await onPhone(dina, 'For');
    await others((i) => (i === 0 ? 'against' : 'for'));
    await close();
    await desk.sees('Vedtatt med 7 mot 1 stemme.');
  });

  test('a proposal that nobody is against is adopted without a count', async () => {
    await desk.seesHeading('Neste avstemning: Kontingent');
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^Enstemmig/u }).check();
    await sign('Foreslå at møtet er enstemmig');
    await dina.device.page.getByRole('button', { name: 'Jeg vil ha votering' }).waitFor();
    await sign('Erklær det vedtatt');
    await desk.sees('Enstemmig vedtatt.');
  });

  test('of three answers two go on to a run-off', async () => {
    await desk.page.getByText('Forslag fra salen').click();
    await desk.page.getByRole('radio', { name: 'Spørsmål med flere svar' }).check();
    await desk.fill('Hva spørres det om?', 'Hvem leder valgkomiteen?');
    await desk.fill('Svarene, ett på hver linje', 'Anna Aas\nBerit Bø\nCarl Dahl');
    await desk.press('Ta det opp nå');
    await desk.seesHeading('Neste avstemning: Hvem leder valgkomiteen?');
    await sign('Åpne avstemning');
    const { definition } = await running();
    const [anna = '', berit = '', carl = ''] = definition.questions[0]?.options ?? [];
    await onPhone(per, /^Anna Aas/u);
    await onPhone(dina, /^Berit Bø/u);
    await others((i) => [anna, anna, berit, berit, carl, carl][i] ?? '');
    await close();
    await desk.sees('Ingen fikk flertall.');
    await sign('Åpne avstemning');
    expect(definition.questions[0]?.options).toHaveLength(4);
    expect((await running()).definition.questions[0]?.options).toEqual([anna, berit, 'blank']);
    await onPhone(per, /^Anna Aas/u);
    await onPhone(dina, /^Berit Bø/u);
    await others((i) => (i < 4 ? anna : berit));
    await close();
    await desk.sees('Anna Aas fikk flertall.');
  });

  test('what was adopted becomes resolutions', async () => {
    for (const number of [1, 2]) {
      await desk.press('Lag vedtaket');
      await desk.seesHeading(`Utkast til vedtak nr. ${number}`);
      await sign('Signer vedtaket');
    }
    await desk.page.getByRole('button', { name: 'Sak 7 er ferdig' }).waitFor();
  });

  test('the minutes tell all of it', async () => {
    const { administrator, slug, meeting } = hall;
    const { text: minutes } = await administrator.call('minutes', { slug, meeting });
    const item = minutes.slice(minutes.indexOf('## Sak 7'), minutes.indexOf('## Underskrifter'));
    expect(item.replaceAll(/kl\. \d\d\.\d\d/gu, 'kl. 19.00')).toBe(minutesOfTheEvening);
    expect(stage.faults()).toEqual([]);
  });
});
