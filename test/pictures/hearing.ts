import { replace } from '../support/amendments.ts';
import { answerIn, handOverBy } from '../support/answering.ts';
import type { Device } from '../support/browser.ts';
import { initiatives } from '../support/hearing.ts';
import { leaderIn } from '../support/newcomers.ts';
import { messageIn, resolutionIn, type Unit } from '../support/party.ts';
import { dialog } from '../support/walk.ts';
import { lookAt } from './album.ts';
import type { Cast } from './cast.ts';

const day = (later: number): string => new Date(Date.now() + later * 86_400_000).toISOString().slice(0, 10);

/** The county's committee drafts, its hearing goes out, the branch answers, and the county reads what came of it. */
export async function hearings({ stage, hall }: Pick<Cast, 'stage' | 'hall'>): Promise<void> {
  const { administrator: leader, pair, slug, server } = hall;
  const unit = (of: string, name: string): Unit => ({
    server,
    slug: of,
    id: `${pair.server}/lag/${of}`,
    name,
    leader,
    above: pair.county,
  });
  const county = unit(pair.county, 'Hordaland Arbeiderparti');
  const branch = unit(slug, 'Arbeiderpartiet i Bergen');
  const desk = await leaderIn(stage, county, { screen: 'laptop' });
  await handOverBy(county, initiatives());
  await committees(desk, county.slug);
  await prepare(desk, county.slug);
  const hearing = desk.page.url().split('/').at(-1) ?? '';
  await messageIn(branch, 'hearing', hearing);
  const phone = await leaderIn(stage, branch);
  await phone.open(`/lag/${slug}/horinger`);
  await phone.sees('Ikke tatt opp');
  await lookAt(phone, 'hearings-to-us');
  await phone.follow(new RegExp(initiatives().title, 'u'));
  await phone.sees('Vårt svar');
  await lookAt(phone, 'hearing');
  await phone.press('Skriv innspill');
  await lookAt(phone, 'hearing-input');
  const fund = 'Hjelpe flere: et solidaritetsfond for flyktninger og mottakerland';
  const answer = await answerIn(hall, hearing, { amendments: [[replace(2, fund), 'for']] });
  await resolutionIn(county, answer);
  await phone.sees('Svar sendt');
  await lookAt(phone, 'hearing-answered');
  await outcome(desk, county.slug, hearing);
}

async function committees(desk: Device, slug: string): Promise<void> {
  await desk.open(`/lag/${slug}/utvalg`);
  await desk.sees('Migrasjonsutvalget');
  await lookAt(desk, 'committees');
  await desk.press('Sett ned et utvalg');
  await lookAt(desk, 'committee-form');
  await desk.follow(/Migrasjonsutvalget/u);
  await desk.page.getByText('Se 12 medlemmer').click();
  await lookAt(desk, 'committee');
}

async function prepare(desk: Device, slug: string): Promise<void> {
  await desk.open(`/lag/${slug}/horinger`);
  await desk.sees('Under forberedelse');
  await lookAt(desk, 'hearings-from-us');
  await desk.follow(new RegExp(initiatives().title, 'u'));
  await desk.seesHeading('Hva skal det svares på?');
  await lookAt(desk, 'hearing-text');
  await desk.press('Videre: Om saken');
  await desk.fill('Om saken', 'Utvalget ber særlig om svar på punkt 1.');
  await desk.press('Videre: Datoer');
  await desk.fill('Åpner', day(-1));
  await desk.fill('Frist', day(30));
  await desk.press('Legg til Landsstyret');
  await desk.press('Legg til Landsmøtet');
  await desk.fill('Trinn 1: når', 'februar 2030');
  await desk.fill('Trinn 2: når', '4. april 2030');
  await lookAt(desk, 'hearing-dates');
  await desk.press('Videre: Hvem');
  await desk.page.getByRole('radio', { name: 'Ja, alle som leser siden' }).check();
  await lookAt(desk, 'hearing-asked');
  await desk.press('Videre: Se over og send');
  await desk.sees('Når du sender');
  await lookAt(desk, 'hearing-preview');
  await desk.press('Send ut høringen');
  await desk.page.waitForURL(/\/horing\//u);
  await desk.press('Skriv innspill utenfra');
  await lookAt(desk, 'hearing-outside');
}

async function outcome(desk: Device, slug: string, hearing: string): Promise<void> {
  await desk.open(`/lag/${slug}/horing/${hearing}#svar`);
  await desk.sees('1 av 1 lag har svart.');
  await lookAt(desk, 'hearing-progress');
  await desk.follow('Rapport');
  await desk.sees('Punkt for punkt');
  await lookAt(desk, 'hearing-report');
  await desk.follow('Lag for lag');
  const cell = desk.page.getByRole('button', { name: /punkt 1: For, med endring/u });
  await cell.waitFor();
  await lookAt(desk, 'hearing-matrix');
  await cell.click();
  await dialog(desk).waitFor();
  await lookAt(desk, 'hearing-cell');
}
