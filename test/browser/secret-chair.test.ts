import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import { Person as Somebody } from '../../server/demo/person.ts';
import { draw, drop, type SecretBallot } from '../../server/demo/secret.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, passAgenda, propose, seatWithoutPasskey } from '../support/hall.ts';
import { joinHall, type Newcomer, ownDesk, seat } from '../support/newcomers.ts';
import { closeDrawing } from '../support/secret.ts';
import { dialog, section } from '../support/walk.ts';

describe('a secret ballot from the chair’s page', () => {
  let stage: Stage;
  let hall: Hall;
  let desk: Device;
  let other: Device;
  let phone: Newcomer;
  let nobody: Somebody;
  let ballot: SecretBallot;
  let papers: BoxedPaper[] = [];

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 3);
    nobody = new Somebody(stage.address);
    await passAgenda(hall);
    await propose(hall, 'Fusjon\n\nLaget slår seg sammen med nabolaget.');
    await propose(hall, 'Lokaler\n\nLaget sier opp leieavtalen.');
    phone = await joinHall(stage, hall, '5001', 'Tone Telefon', { screen: 'small' });
    const second = await joinHall(stage, hall, '5002', 'Mona Medleder', { screen: 'laptop' });
    other = second.device;
    await seat(hall, phone, second);
    const { administrator, slug, meeting, people } = hall;
    const officers = { chair: [administrator.member, second.member], secretary: [administrator.member] };
    const tellers = people.slice(0, 2).map(({ member }) => member);
    await administrator.call('setRoles', { slug, meeting }, { ...officers, signer: tellers, teller: tellers });
    desk = await ownDesk(stage, hall);
  });
  afterAll(() => stage?.end());

  /** Holds a page as it is against WCAG, in two languages, light and dark, wide and narrow. */
  async function usable(state: string, device = desk, open = false): Promise<void> {
    expect.soft(await inspect(device, state, { dialog: open })).toEqual([]);
  }

  const button = (name: string, device = desk) => device.page.getByRole('button', { name, exact: true });

  /** Opens the prepared secret ballot from the page. */
  async function open(number: number): Promise<void> {
    await desk.press('Åpne hemmelig avstemning');
    await button('Åpne hemmelig avstemning').last().waitFor();
    await dialog(desk).getByRole('button', { name: 'Åpne hemmelig avstemning' }).click();
    await desk.seesHeading(`Avstemning ${number} er hemmelig: sedlene deles ut`);
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    const { id, definition } = ballots.at(-1) ?? {};
    if (id === undefined || definition?.issuer === undefined) throw new Error('no secret ballot is open');
    ballot = { ballot: id, issuer: definition.issuer };
    papers = [];
  }

  /** Cancels the secret ballot that is open. */
  async function cancel(): Promise<void> {
    await desk.press('Avlys avstemningen');
    await dialog(desk).getByText('Sedlene som er lagt i urnen, blir ikke vist fram.', { exact: false }).waitFor();
    await dialog(desk).getByLabel('Hvorfor?').fill('Salen var urolig');
    await dialog(desk).getByRole('button', { name: 'Avlys avstemningen' }).click();
    await dialog(desk).waitFor({ state: 'hidden' });
  }

  /** Somebody draws a paper. */
  async function drawn(person: Person): Promise<void> {
    papers.push(await draw(person, hall.slug, ballot, { text: 'for' }));
  }

  test('the secretary says in the settings that anyone may demand it', async () => {
    await desk.open(`/lag/${hall.slug}/referent`);
    await section(desk, 'Møte');
    await desk.page.getByText('Slik holdes møtet').click();
    await desk.page.getByRole('checkbox', { name: 'Alle med stemmerett kan kreve hemmelig avstemning' }).check();
    await usable('settings with the demand for secrecy');
    await desk.page.getByRole('button', { name: 'Lagre', exact: true }).last().click();
    await desk.sees('Innstillingene er lagret.');
    const { meeting } = await hall.administrator.call('snapshot', { slug: hall.slug });
    expect(meeting?.settings.secretOnDemand).toBe(true);
  });

  test('one press on the phone demands it, another takes it back; the chair sees how many, and can open no other', async () => {
    const { slug, people, administrator } = hall;
    await desk.open(`/lag/${slug}/styr`);
    await desk.seesHeading('Neste avstemning: Fusjon');
    await button('Åpne avstemning').waitFor();
    const { device } = phone;
    await device.press('Krev hemmelig avstemning: Fusjon');
    await device.sees('Du har krevd hemmelig avstemning');
    await usable('demanded on the phone', device);
    await desk.sees('Én har krevd hemmelig avstemning');
    const { proposals } = await administrator.call('snapshot', { slug });
    const at = { slug, proposal: proposals[0]?.id ?? '' };
    await people[0]?.call('demandSecrecy', at, { demanded: true });
    await desk.sees('2 har krevd hemmelig avstemning');
    await device.sees('Det har én til gjort.');
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByText('Hva skal til for at noe blir vedtatt?').waitFor();
    expect(await desk.page.getByRole('radio', { name: /^(Telefonen|Håndsopprekning)/u }).count()).toBe(0);
    await button('Åpne hemmelig avstemning').waitFor();
    await usable('a secret ballot that is demanded');
    await people[0]?.call('demandSecrecy', at, { demanded: false });
    await device.press('Trekk kravet: Fusjon');
    await button('Åpne avstemning').waitFor();
    await desk.page.getByRole('radio', { name: /^Telefonen/u }).waitFor();
  });

  test('the chair chooses it, is warned with the number, and no casting vote goes with it', async () => {
    await desk.page.getByRole('radio', { name: /^Avgjør møteleders stemme/u }).check();
    await desk.page.getByRole('radio', { name: /^Hemmelig, på telefonen/u }).check();
    await desk.sees('Med bare 6 i urnen kan det være lett å gjette hvem som stemte hva');
    await desk.sees(/Møteleders dobbeltstemme kan ikke brukes/u);
    expect(await desk.page.getByRole('radio', { name: /^Avgjør møteleders stemme/u }).count()).toBe(0);
    await usable('a secret ballot that is chosen');
    await desk.press('Åpne hemmelig avstemning');
    await dialog(desk).getByText('Regn med om lag fem minutter i alt.').waitFor();
    await usable('the opening of a secret ballot', desk, true);
    await dialog(desk).getByRole('button', { name: 'Avbryt' }).click();
    await open(1);
    const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
    expect(ballots[0]?.definition).toMatchObject({ secrecy: 'secret', rule: { tie: 'falls' } });
  });

  test('papers are drawn: how many, of how many; a reload and another chair see the same', async () => {
    const { slug, people, administrator } = hall;
    await desk.sees('Du har ikke fått din egen seddel stemplet.');
    for (const person of people) await drawn(person);
    await desk.sees('av 6 har fått seddelen stemplet');
    await desk.page.locator('.big-number').getByText('3', { exact: true }).waitFor();
    await usable('papers are drawn');
    await desk.page.reload();
    await drawn(administrator);
    await desk.page.locator('.big-number').getByText('4', { exact: true }).waitFor();
    await desk.page.getByText('Du har ikke fått din egen seddel stemplet.').waitFor({ state: 'detached' });
    await other.open(`/lag/${slug}/styr`);
    await other.page.locator('.big-number').getByText('4', { exact: true }).waitFor();
  });

  test('the drawing is closed by the other chair, who is told who has none, though the answer is lost', async () => {
    await other.page.keyboard.press('n');
    const closing = dialog(other);
    await closing.getByText('2 av 6 har ikke fått seddelen stemplet.').waitFor();
    await closing.getByText('Med bare 4 i urnen kan det være lett å gjette hvem som stemte hva').waitFor();
    await usable('the closing of the drawing', other, true);
    await desk.press('Steng utdelingen');
    await dialog(desk).waitFor();
    await closing.getByRole('radio', { name: '30 sekunder' }).check();
    await other.page.route('**/drawing/close', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await closing.getByRole('button', { name: 'Steng utdelingen' }).click();
    for (const device of [desk, other]) {
      await device.seesHeading('Avstemning 1 er hemmelig: sedlene legges i urnen');
      await dialog(device).waitFor({ state: 'hidden' });
    }
  });

  test('while papers are dropped the time is shown and no number of papers; then the page looks by itself', async () => {
    const { slug } = hall;
    await desk.page.reload();
    await desk.sees('igjen før urnen kan stenges');
    await desk.sees(/^Vent til tiden er ute/u);
    for (const boxed of papers.slice(0, 2)) await drop(nobody, slug, boxed);
    const shown = await desk.page.getByRole('region', { name: /^Avstemning 1 er hemmelig/u }).innerText();
    expect(shown).not.toMatch(/\bav 4\b|\bav 6\b/u);
    expect.soft(await inspect(desk, 'papers are dropped')).toEqual([]);
    await desk.seesHeading('Avstemning 1 er hemmelig: urnen kan stenges');
    await desk.sees('av 4 sedler er i urnen');
    await desk.sees('2 sedler mangler fortsatt');
    await desk.sees(/^Urnen ble sist talt/u);
    await button('Se etter igjen').waitFor();
    await usable('papers are out');
  });

  test('it is looked again after half a minute, when the chair asks', async () => {
    const { slug } = hall;
    await drop(nobody, slug, papers[2] as BoxedPaper);
    expect(await button('Se etter igjen').getAttribute('aria-disabled')).toBe('true');
    await desk.page.reload();
    await desk.page.locator('button:not([aria-disabled])', { hasText: 'Se etter igjen' }).click();
    await desk.sees('Én seddel mangler fortsatt');
  });

  test('the chair closes the box over what is out, and hears of what came meanwhile before it is signed', async () => {
    const { slug } = hall;
    await desk.page.keyboard.press('n');
    await dialog(desk).getByText('1 av 4 sedler er ikke i urnen.').waitFor();
    await usable('the closing of the box', desk, true);
    await drop(nobody, slug, papers[3] as BoxedPaper);
    await dialog(desk).getByRole('button', { name: 'Steng urnen og signer' }).click();
    await dialog(desk)
      .getByText('Du signerer at urnen er stengt med 4 av 4 sedler, verken flere eller færre.')
      .waitFor();
    await desk.page.reload();
    await desk.seesHeading('Avstemning 1 er stanset');
    await desk.press('Signer lukkingen');
    await dialog(desk)
      .getByText(/4 av 4 sedler/u)
      .waitFor();
    await dialog(desk).getByRole('button', { name: 'Signer lukkingen' }).click();
    await desk.seesHeading('Resultat av avstemning 1');
    await desk.sees('Hemmelig avstemning: 4 av 4 sedler lagt i urnen. 4 av 6 fikk seddelen stemplet.');
    await usable('the result of a secret ballot');
  });

  test('a demand that comes while the chair is about to sign an open ballot stops it', async () => {
    const { slug, people, administrator } = hall;
    await desk.seesHeading('Neste avstemning: Lokaler');
    const { proposals } = await administrator.call('snapshot', { slug });
    const at = { slug, proposal: proposals[1]?.id ?? '' };
    await desk.press('Åpne avstemning');
    await dialog(desk).waitFor();
    await people[1]?.call('demandSecrecy', at, { demanded: true });
    await dialog(desk)
      .getByText(/^Noen har krevd hemmelig avstemning mens dette vinduet sto åpent/u)
      .waitFor();
    await dialog(desk).getByRole('button', { name: 'Avbryt' }).click();
    await button('Åpne hemmelig avstemning').waitFor();
    await people[1]?.call('demandSecrecy', at, { demanded: false });
    await button('Åpne avstemning').waitFor();
  });

  test('a signature that failed is tried again with the same key, and an opening whose answer is lost is seen', async () => {
    await desk.page.getByText('Endre hvordan det stemmes').click();
    await desk.page.getByRole('radio', { name: /^Hemmelig, på telefonen/u }).check();
    const keys = (): number => desk.requests.filter((request) => /^POST .*\/issuers$/u.test(request)).length;
    const before = keys();
    await desk.press('Åpne hemmelig avstemning');
    await desk.verifies(false);
    await dialog(desk).getByRole('button', { name: 'Åpne hemmelig avstemning' }).click();
    await dialog(desk).getByRole('alert').waitFor();
    await desk.verifies(true);
    await desk.page.route('**/ballots', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await dialog(desk).getByRole('button', { name: 'Åpne hemmelig avstemning' }).click();
    await desk.seesHeading('Avstemning 2 er hemmelig: sedlene deles ut');
    expect(keys()).toBe(before + 1);
    await desk.page.unroute('**/ballots');
    await cancel();
  });

  test('it can be cancelled at every stage, and is prepared as secret again', async () => {
    const { slug, administrator, people } = hall;
    await seatWithoutPasskey(hall, ['7001']);
    await desk.sees('Dette er en omvotering av avstemning 2');
    await desk.sees('Bare én stemmer på papir');
    // the roll that it is opened on is the one with that person on it
    await desk.page.locator('.counts div', { hasText: 'i manntallet' }).getByText('7', { exact: true }).waitFor();
    await open(3);
    await desk.sees('Én person i manntallet har ikke nøkkel og stemmer på lapper av papir.');
    await drawn(people[0] as Person);
    await desk.press('Steng utdelingen');
    await dialog(desk).getByRole('button', { name: 'Avlys i stedet' }).click();
    await dialog(desk).getByRole('button', { name: 'Lukk' }).click();
    await cancel();
    for (const [i, stage] of ['legges', 'kan stenges', 'stanset'].entries()) {
      await desk.sees(`Dette er en omvotering av avstemning ${i + 3}`);
      await open(i + 4);
      await drawn(people[0] as Person);
      await closeDrawing(hall, ballot.ballot);
      await desk.seesHeading(/legges i urnen/u);
      if (stage !== 'legges') await desk.seesHeading(/urnen kan stenges/u);
      if (stage === 'stanset') {
        await administrator.call('stopBallot', { slug, ballot: ballot.ballot });
        await desk.seesHeading(/er stanset/u);
      }
      await cancel();
    }
    await desk.seesHeading('Neste avstemning: Lokaler');
    const past = desk.page.getByRole('region', { name: 'Avstemninger i møtet' });
    expect(await past.getByText('avlyst (hemmelig)').count()).toBe(5);
    await usable('secret ballots that were cancelled');
    expect(stage.faults(/ERR_FAILED/u)).toEqual([]);
  });
});
