import { Person } from '../../server/demo/person.ts';
import { draw, drop } from '../../server/demo/secret.ts';
import { drawMarks, seededRandom } from '../../server/demo/votes.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { Device } from '../support/browser.ts';
import { passAgenda } from '../support/hall.ts';
import { dialog, mark } from '../support/walk.ts';
import { lookAt, lookUp } from './album.ts';
import { type Cast, confirm } from './cast.ts';

const text = ['Sammenslåing', '', '1. Vi slår oss sammen med nabolaget.', '2. Det nye laget heter Bergen vest.'].join(
  '\n',
);

/** Fills a paper in on a phone whose owner has read what a secret ballot is. */
async function fillIn(device: Device, marks: Record<string, 'for' | 'against'>): Promise<void> {
  await mark(device, marks);
  await device.press('Gå videre');
  await device.seesHeading('Dette står på stemmeseddelen');
}

async function stamp(device: Device): Promise<void> {
  await device.press('Få seddelen stemplet');
  await device.seesHeading('Seddelen din er stemplet');
}

/** A secret ballot that was demanded, from the chair's choice to the box in which one paper is missing. */
export async function secret({ desk, hall, phone, lost, screen }: Cast): Promise<void> {
  const { administrator, slug, meeting, people } = hall;
  const settings = (await administrator.call('snapshot', { slug })).meeting?.settings;
  if (settings === undefined) throw new Error('there is no meeting');
  await administrator.call('setMeetingSettings', { slug, meeting }, { ...settings, secretOnDemand: true });
  const about = { kind: 'matter' as const, title: 'Sammenslåing', minutes: 20 };
  const { item } = await administrator.call('addItem', { slug, meeting }, about);
  await administrator.call('addProposal', { slug, meeting }, { text, item });
  await administrator.call('goToItem', { slug, meeting }, { item });
  await phone.device.press('Krev hemmelig avstemning: Sammenslåing');
  await phone.device.sees('Du har krevd hemmelig avstemning');
  await lookAt(phone.device, 'secret-demanded');
  await desk.sees('Én har krevd hemmelig avstemning');
  await lookAt(desk, 'chair-secret-demanded');
  await desk.press('Åpne hemmelig avstemning');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-secret-opening');
  await confirm(desk, 'Åpne hemmelig avstemning');
  await desk.seesHeading(/er hemmelig: sedlene deles ut$/u);
  const { id: ballot = '', definition } = (await administrator.call('snapshot', { slug })).ballots.at(-1) ?? {};
  const issuer = definition?.issuer;
  if (issuer === undefined) throw new Error('no secret ballot is open');

  const { device } = phone;
  await device.seesHeading('Slik går en hemmelig avstemning');
  await lookAt(device, 'secret-about');
  await device.page.getByText('Les mer om hva som er hemmelig').click();
  await lookAt(device, 'secret-about-more');
  await device.press('Jeg har lest dette');
  await device.page.getByRole('button', { name: 'Gå videre' }).waitFor();
  await lookAt(device, 'secret-paper');
  await fillIn(device, { 1: 'for', 2: 'against' });
  await lookAt(device, 'secret-summary');
  await stamp(device);
  await lookAt(device, 'secret-drawn');
  await lost.device.press('Jeg har lest dette');
  await fillIn(lost.device, { 1: 'against', 2: 'against' });
  await stamp(lost.device);
  const papers: BoxedPaper[] = [];
  for (const [i, marks] of drawMarks(people.length - 2, 2, seededRandom(2)).entries())
    papers.push(await draw(people[i] as Person, slug, { ballot, issuer }, marks));
  await desk.page.locator('.big-number').getByText(String(people.length), { exact: true }).waitFor();
  await lookAt(desk, 'chair-secret-drawing');
  await screen.sees('Hemmelig avstemning');
  await lookUp(screen, 'secret-drawing');

  await lost.device.context.setOffline(true);
  await desk.press('Steng utdelingen');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-secret-closing-drawing');
  await dialog(desk).getByRole('radio', { name: '30 sekunder' }).check();
  await confirm(desk, 'Steng utdelingen');
  await desk.seesHeading(/er hemmelig: sedlene legges i urnen$/u);
  for (const boxed of papers) await drop(new Person(hall.pair.server), slug, boxed);
  await lookAt(device, 'secret-dropping');
  await lookAt(desk, 'chair-secret-dropping');
  await lookUp(screen, 'secret-dropping');
  await device.seesHeading('Seddelen din ligger i urnen');
  await lookAt(device, 'secret-dropped');
  await desk.seesHeading(/er hemmelig: urnen kan stenges$/u);
  await desk.sees('Én seddel mangler fortsatt');
  await lookAt(desk, 'chair-secret-out');
  await lookUp(screen, 'secret-over');
  await lookAt(lost.device, 'secret-asleep');
  await desk.press('Steng urnen og signer');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-secret-closing');
  await confirm(desk, 'Steng urnen og signer');
  await desk.seesHeading(/^Resultat av avstemning/u);
  await lookAt(desk, 'chair-secret-result');
  await screen.page.locator('.screen-outcome').first().waitFor();
  await lookUp(screen, 'secret-result');
  await device.sees('Seddelen din ligger i urnen, og er talt med');
  await lookAt(device, 'secret-counted');
  await lost.device.context.setOffline(false);
  await lost.device.sees('Seddelen din MANGLER i urnen');
  await lookAt(lost.device, 'secret-missing');
  await passAgenda(hall);
}
