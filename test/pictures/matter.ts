import type { AgendaItem } from '../../server/api/agenda.ts';
import { cancel, castCount, closeBallot, type Manner, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { PlanStep } from '../../server/rules/plan.ts';
import { amend, matter, subjectOf } from '../support/floor.ts';
import { passAgenda } from '../support/hall.ts';
import { dialog } from '../support/walk.ts';
import { lookAt, lookUp } from './album.ts';
import { type Cast, confirm } from './cast.ts';

const text = [
  'Busser som går',
  '',
  'Bergen trenger bedre buss.',
  '',
  '1. Avganger hvert kvarter.',
  '2. Gratis overgang.',
  '3. Eget felt for buss.',
  '4. Flere nattbusser.',
].join('\n');

/** Opens the meeting, approves its notice until somebody wants a ballot, and comes to an election. */
export async function constituting({ desk, hall, phone, screen }: Cast): Promise<void> {
  const { administrator, slug, meeting } = hall;
  await desk.press('Start sak 1');
  await desk.page.getByRole('region', { name: 'Skjer om fem sekunder' }).waitFor();
  await lookAt(desk, 'chair-undo');
  await desk.press('Gjør det nå');
  await desk.page.getByRole('button', { name: 'Foreslå enstemmig godkjent' }).waitFor();
  await lookAt(desk, 'chair-approve');
  await lookAt(phone.device, 'phone-waiting');
  await lookUp(screen, 'item');
  await desk.press('Foreslå enstemmig godkjent');
  await lookAt(desk, 'chair-unanimity-opening');
  await confirm(desk, 'Foreslå at møtet er enstemmig');
  await desk.seesHeading('Vil noen ha votering?');
  await lookAt(desk, 'chair-unanimity');
  await phone.device.page.getByRole('button', { name: 'Jeg vil ha votering' }).waitFor();
  await lookAt(phone.device, 'phone-unanimity');
  await lookUp(screen, 'unanimity');
  await phone.device.press('Jeg vil ha votering');
  await phone.device.sees('Du har bedt om votering');
  await lookAt(phone.device, 'phone-demanded');
  await desk.seesHeading('Noen vil ha votering');
  await lookAt(desk, 'chair-demanded');
  await desk.press('Gå over til avstemning');
  await desk.sees('Dette er en omvotering av avstemning');
  await lookAt(desk, 'chair-retake');
  const agenda: AgendaItem[] = (await administrator.call('snapshot', { slug })).meeting?.agenda ?? [];
  const election = agenda.find(({ kind }) => kind === 'chair');
  await administrator.call('goToItem', { slug, meeting }, { item: election?.id ?? null });
  await desk.seesHeading(/^Sak 3: Valg av møteleder/u);
  await lookAt(desk, 'chair-election');
  await passAgenda(hall);
}

/** A text on the agenda with amendments: sent from a phone, at the secretary's desk, on the screen, and planned. */
export async function amendments(cast: Cast): Promise<string> {
  const { desk, hall, phone, screen } = cast;
  const { administrator, slug, meeting, people } = hall;
  const about = { kind: 'matter' as const, title: 'Kollektivtrafikk i Bergen vest', minutes: 40 };
  const { item } = await administrator.call('addItem', { slug, meeting }, about);
  const { proposal } = await administrator.call('addProposal', { slug, meeting }, { text, item });
  await administrator.call('goToItem', { slug, meeting }, { item });
  await screen.sees('Avganger hvert kvarter.');
  await lookUp(screen, 'text');
  const { device } = phone;
  await device.press('Send inn endringsforslag: Busser som går');
  await lookAt(device, 'amend-place');
  await device.press(/^punkt 1 /u);
  await device.page.getByRole('radio', { name: 'Endre', exact: true }).check();
  await device.fill('Slik skal det stå', 'Avganger hvert tiende minutt.');
  await device.fill('Begrunnelse', 'Et kvarter er for lenge.');
  await lookAt(device, 'amend-text');
  await device.press('Send inn');
  await device.sees('Sendt inn som endringsforslag 1.');
  await lookAt(device, 'amend-sent');
  const [ada, bo] = people as [Person, Person];
  const other = 'Avganger hvert femte minutt, hele døgnet.';
  await amend(ada, hall, proposal, { type: 'replace', at: 3, text: other }, 'Rushet varer hele dagen.');
  await amend(bo, hall, proposal, { type: 'delete', at: 5 });
  for (const [point, words] of [
    [4, 'Gratis overgang i to timer.'],
    [6, 'Ingen nattbusser.'],
  ] as const) {
    const amendment = await amend(ada, hall, proposal, { type: 'replace', at: point, text: words });
    const recommendation = { recommended: { kind: 'reject' as const }, dissents: [] };
    await administrator.call('recommendAmendment', { slug, amendment }, { recommendation });
  }
  await amend(bo, hall, proposal, { type: 'replace', at: 2, text: 'Hele Vestland trenger bedre buss.' });
  await device.page.getByText('Endringsforslagene (6)').click();
  await lookAt(device, 'phone-amendments');
  await desk.open(`/lag/${slug}/referent#endringer`);
  await desk.seesHeading('Endringsforslagene');
  await lookAt(desk, 'secretary-amendments');
  await desk.page.getByText('Legg inn fra skjema', { exact: true }).click();
  const row = '3;endring;Avganger hvert tolvte minutt.;Kari Nordmann;Sandviken';
  await desk.fill('Eller lim inn radene', `linjenummer;type;forslag;forslagsstiller;lag\n${row}`);
  await desk.press('Se over radene');
  await desk.sees('1 rad kan legges inn, 0 med feil.');
  await lookAt(desk, 'secretary-amendments-form');
  await speakers(cast);
  await desk.seesHeading('Har noen flere endringsforslag?');
  await lookAt(desk, 'chair-strek');
  await desk.page.getByText('Forslag fra salen').click();
  await lookAt(desk, 'chair-floor');
  await administrator.call('setIntake', { slug, meeting }, { closed: true });
  await desk.seesHeading('Legg fram voteringsordenen');
  await lookAt(desk, 'chair-plan');
  await desk.press('Legg fram');
  await lookAt(desk, 'chair-plan-signing');
  await confirm(desk, 'Legg fram');
  await desk.seesHeading('Godtar møtet voteringsordenen?');
  await lookAt(desk, 'chair-plan-hall');
  await desk.press('Møtet godtar den');
  await desk.seesHeading(/^Neste avstemning/u);
  await lookAt(desk, 'chair-next');
  await device.page.getByText('Voteringsorden', { exact: true }).click();
  await lookAt(device, 'phone-plan');
  return proposal;
}

/** Somebody speaks and others wait, on the desk, the phone and the screen. */
async function speakers({ desk, hall, phone, screen }: Cast): Promise<void> {
  const { slug, meeting, people } = hall;
  await desk.open(`/lag/${slug}/styr`);
  for (const person of people.slice(0, 3))
    await person.call('askToSpeak', { slug, meeting }, { kind: 'speech', list: '' });
  await phone.device.press('Be om ordet');
  await phone.device.sees(/^Innlegg: /u);
  await lookAt(phone.device, 'phone-speaker-waits');
  await desk.press('Gi ordet til Sigrid Nordvik');
  await phone.device.sees('Du har ordet.');
  await people[3]?.call('askToSpeak', { slug, meeting }, { kind: 'order', list: '' });
  await screen.seesHeading('Sigrid Nordvik');
  await screen.sees('Til dagsorden');
  await lookUp(screen, 'speakers');
  await lookAt(phone.device, 'phone-speaks');
  await lookAt(desk, 'chair-speakers');
  await desk.press('Sigrid Nordvik er ferdig');
}

/** The methods of voting, each on one step of the plan. */
export async function methods({ desk, hall, phone, lost, screen }: Cast, proposal: string): Promise<void> {
  const { administrator, pair, slug, people } = hall;
  const voters = people.slice(0, 5);
  const next = async (): Promise<PlanStep> => {
    const [step] = (await matter(administrator, hall, proposal)).steps;
    if (step === undefined) throw new Error('nothing remains to be voted on');
    return step as PlanStep;
  };
  const open = async (manner: Manner = {}): Promise<string> => {
    const info = await matter(administrator, hall, proposal);
    return openSubject(pair, proposal, subjectOf(info, await next()), manner);
  };
  const questionOf = async (ballot: string): Promise<string> => {
    const { ballots } = await administrator.call('snapshot', { slug });
    return ballots.find(({ id }) => id === ballot)?.definition.questions[0]?.id ?? '';
  };
  const settle = async (ballot: string, mark: string): Promise<void> => {
    const question = await questionOf(ballot);
    for (const person of voters) await vote(person, slug, ballot, { [question]: mark });
    await closeBallot(pair, ballot);
  };

  const hands = await open({ method: 'hands' });
  await phone.device.page.getByRole('button', { name: 'Lever tellingen' }).waitFor();
  await lookAt(phone.device, 'phone-teller');
  await lost.device.sees('Rekk opp hånda');
  await lookAt(lost.device, 'phone-hands');
  await screen.page
    .locator('.screen')
    .getByText(/hånda|hender|Håndsopprekning/iu)
    .first()
    .waitFor();
  await lookUp(screen, 'hands');
  const counts = { [await questionOf(hands)]: { for: 30, against: 8, blank: 1 } };
  const [ada, bo] = people as [Person, Person];
  await castCount(ada, slug, hands, counts);
  await castCount(bo, slug, hands, counts);
  await desk.sees('To tellere har talt likt');
  await lookAt(desk, 'chair-hands');
  await closeBallot(pair, hands);

  const choice = await open();
  await phone.device.page.getByRole('radio', { name: /^Endringsforslag 1/u }).waitFor();
  await lookAt(phone.device, 'phone-choice');
  await screen.page.locator('.turnout-count').waitFor();
  await lookUp(screen, 'choice');
  await desk.press('Avlys avstemningen');
  await dialog(desk).getByLabel('Hvorfor?').fill('To telefoner virket ikke');
  await lookAt(desk, 'chair-cancel');
  await dialog(desk).getByRole('button', { name: 'Lukk', exact: true }).click();
  await cancel(pair, choice, 'To telefoner virket ikke');
  await phone.device.sees('To telefoner virket ikke');
  await lookAt(phone.device, 'phone-cancelled');
  await settle(await open({ retakes: choice }), 'a2');
  await desk.seesHeading(/^Resultat av avstemning/u);
  await lookAt(desk, 'chair-result-choice');
  await screen.page.locator('.screen-outcome').first().waitFor();
  await lookUp(screen, 'result-choice');

  const against = await open({ method: 'against' });
  await lost.device.sees('Rekk opp hånda hvis du er mot');
  await lookAt(lost.device, 'phone-against');
  await cancel(pair, against, 'Det ble uklart hva det ble stemt over');
  await settle(await open({ retakes: against }), 'for');

  for (let step = await next(); step.kind !== 'text'; step = await next()) {
    const one = await open();
    if (step.kind === 'block') {
      await lost.device.page
        .getByText(/ under ett/u)
        .first()
        .waitFor();
      await lookAt(lost.device, 'phone-block');
    }
    await settle(one, 'for');
  }

  const trial = await open({ trial: true });
  await lost.device.sees('Prøveavstemning – gjelder ikke');
  await lookAt(lost.device, 'phone-trial');
  await lookUp(screen, 'trial');
  await closeBallot(pair, trial);
  const roll = await open({ method: 'rollcall' });
  await lost.device.sees('Navneopprop');
  await lookAt(lost.device, 'phone-rollcall');
  await lookUp(screen, 'text-amended');
  await settle(roll, 'for');
  await desk.seesHeading('«Busser som går» er vedtatt');
  await lookAt(desk, 'chair-adopted');
  await lookAt(lost.device, 'phone-result-amended');
  await passAgenda(hall);
}
