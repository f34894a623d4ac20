import { receiptFor, vote } from '../../server/demo/meeting.ts';
import { drawMarks, seededRandom } from '../../server/demo/votes.ts';
import { dialog, mark } from '../support/walk.ts';
import { keep, lookAt, lookUp } from './album.ts';
import { type Cast, confirm } from './cast.ts';

/** A ballot point by point: opened at the desk, filled on the phone, 18 of 41 votes in, then all of them, and closed. */
export async function ballot({ desk, hall, phone: { device: phone }, lost: { device: lost }, screen }: Cast) {
  await desk.seesHeading('Neste avstemning: Kvoteflyktninger');
  await lookAt(desk, 'chair-prepare');
  await desk.press('Åpne avstemning');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-opening');
  await confirm(desk, 'Åpne avstemning');
  await desk.page.getByText('av 41 har stemt', { exact: true }).waitFor();

  const { administrator, people } = hall;
  const id = (await administrator.call('snapshot', { slug: 'bergen' })).ballots.at(-1)?.id ?? '';
  const papers = drawMarks(people.length, 8, seededRandom(1));
  const votes = async (from: number, to: number): Promise<void> => {
    for (const [i, person] of people.slice(from, to).entries())
      await vote(person, 'bergen', id, papers[from + i] ?? {});
  };
  await votes(0, 17);
  await mark(phone, { 1: 'for', 2: 'against', 3: 'for' });
  await keep(phone, 'ballot', { from: phone.page.getByRole('group', { name: 'Merk alle punktene likt' }) });
  await mark(phone, { 4: 'for', 5: 'blank', 6: 'for', 7: 'for', 8: 'for' });
  await phone.press('Gå videre');
  await phone.seesHeading('Dette signerer du');
  await lookAt(phone, 'phone-summary');
  await phone.press('Signer og lever');
  await phone.seesHeading(/^Levert kl\./u);
  await keep(phone, 'delivered');
  await desk.page.getByRole('progressbar').and(desk.page.locator('[value="18"]')).waitFor();
  await keep(desk, 'chair');
  await lookUp(screen, 'ballot');

  await lost.page.bringToFront();
  await lost.press('Alle for');
  await lost.press('Gå videre');
  await lost.context.setOffline(true);
  await lost.press('Signer og lever');
  await lost.sees('Stemmen din er IKKE levert');
  await lookAt(lost, 'phone-not-delivered');
  await lost.context.setOffline(false);
  await lost.seesHeading(/^Levert kl\./u);
  await votes(17, people.length);
  await desk.press('Lukk avstemningen');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-closing');
  await confirm(desk, 'Lukk avstemningen');
  await desk.seesHeading(/^Resultat av avstemning/u);
  await lookAt(desk, 'chair-result');
  await screen.page.locator('.screen-outcome').first().waitFor();
  await lookUp(screen, 'result');
  const result = phone.page.getByRole('region', { name: /^Resultat av avstemning/u }).first();
  await result.waitFor();
  await keep(phone, 'result', { from: result });
}

/** The resolution from the draft to the county's receipt. */
export async function resolution({ desk, hall, phone: { device: phone } }: Cast): Promise<string> {
  const [first] = hall.people;
  if (first === undefined) throw new Error('there is nobody to sign');
  await desk.press('Lag vedtaket');
  await desk.seesHeading(/^Utkast til vedtak/u);
  await lookAt(desk, 'chair-draft');
  await desk.press('Signer vedtaket');
  await dialog(desk).waitFor();
  await lookAt(desk, 'chair-signing');
  await dialog(desk).getByRole('button', { name: 'Signer vedtaket' }).click();
  await desk.page.getByText('1 av 3 har signert.').waitFor();
  await phone.page.getByText('Signert av Astrid Haugland.').waitFor();
  await lookAt(phone, 'phone-signer');
  await phone.press('Signer vedtaket');
  await dialog(phone).getByRole('button', { name: 'Signer vedtaket' }).click();
  await phone.sees('Venter på de andre underskriverne.');
  const { resolutions } = await first.call('snapshot', { slug: 'bergen' });
  const draft = resolutions.find(({ signed }) => !signed)?.statement;
  if (draft === undefined) throw new Error('there is no draft to sign');
  const number = String(draft.number);
  await first.call('attest', { slug: 'bergen', number }, first.sign(draft));
  await receiptFor(hall.pair, draft.number);
  await desk.seesHeading('Hev møtet');
  await lookAt(desk, 'chair-done');
  return number;
}
