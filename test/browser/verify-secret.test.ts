import { afterAll, beforeAll, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { boxType, buildBox } from '../../server/rules/box-file.ts';
import { inspect } from '../support/accessibility.ts';
import { chainOf, makeBranch } from '../support/branches.ts';
import { type Device, Stage } from '../support/browser.ts';
import { forge } from '../support/forgery.ts';
import { makeFile } from '../support/meeting.ts';
import { complainOf, makeSecretMeeting, type SecretMeeting } from '../support/secret-meeting.ts';
import { evidenceWith, tamper } from '../support/tampering.ts';

// the page that verifies, with the files of a secret ballot from which the branch left a paper out
let stage: Stage;
let device: Device;
let meeting: SecretMeeting;
let complaint: string;
/** The resolution and the evidence without the paper, signed by branch, chair and signers. */
let robbed: Awaited<ReturnType<typeof forge>>;

beforeAll(async () => {
  meeting = await makeSecretMeeting({ delegates: 6, drawn: 5, mark: 'for' });
  const { papers, issues } = meeting;
  const lost = papers[2];
  if (lost === undefined) throw new Error('there are no papers');
  complaint = JSON.stringify(await complainOf(meeting, lost));
  robbed = await forge(meeting, { box: { papers: papers.filter((paper) => paper !== lost), issues } });
  stage = await Stage.open();
  device = await stage.device({ screen: 'small' });
  await device.open('/verify');
});
afterAll(() => stage.end());

/** Chooses files, name to text. */
async function choose(files: Record<string, string>): Promise<void> {
  const chosen = Object.entries(files).map(([name, text]) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(text),
  }));
  await device.page.getByLabel('Velg filer').setInputFiles(chosen);
}

const answer = (name = 'Svaret') => device.page.getByRole('region', { name, exact: true });
const about = () => answer('Svaret på klagen');

test('the evidence of a secret ballot holds, each of its checks told in words', async () => {
  await choose({
    'vedtak.jws': meeting.file.jws,
    'anchor.jwk': JSON.stringify(meeting.county.key.publicJwk),
    'evidence.json': JSON.stringify(meeting.evidence),
  });
  await answer().getByText('Ekte og uendret').waitFor();
  await device.sees('Hver stemmeseddel i urnen er stemplet');
  await device.sees('Hver utdelt stemmeseddel er hentet av en i manntallet');
  expect(await device.page.locator('.check-state').allInnerTexts()).toEqual(Array(20).fill('Holder'));
  await device.sees('Bevisfilen viser hvilke nøkler som hentet stemmeseddel, men ikke hva de stemte.');
  expect(await inspect(device, 'verifier with a secret ballot')).toEqual([]);
});

test('a complaint is recognised, and refused where its paper is in the box', async () => {
  await choose({ 'klage.json': complaint });
  await about().getByText('Klagen holder ikke: Stemmeseddelen ligger i urnen og er talt med.').waitFor();
  await answer().getByText('Ekte og uendret').waitFor();
});

test('a complaint is proven where the branch left the paper out, though everything is signed', async () => {
  await choose({ 'vedtak.jws': robbed.file.jws, 'evidence.json': JSON.stringify(robbed.evidence) });
  await about().getByText('Laget lovte å telle denne stemmeseddelen, og gjorde det ikke.').waitFor();
  await device.sees('Laget har kvittert for stemmeseddelen');
  expect(await inspect(device, 'verifier with a complaint')).toEqual([]);
});

test('a receipt by a key that is not known as the branch’s is said to prove nothing', async () => {
  const lost = meeting.papers[2];
  if (lost === undefined) throw new Error('there are no papers');
  const stranger = await makeBranch('fremmed', 'Lokallag');
  const unknown = JSON.stringify(await complainOf({ ...meeting, branch: stranger }, lost));
  await choose({ 'klage.json': unknown });
  await about().getByText('Stemmeseddelen mangler, og vi kjenner ikke nøkkelen på kvitteringen').waitFor();
  await about().getByText('Spør laget over hvilke nøkler det har gått god for.').waitFor();
  await about().getByText(stranger.key.publicJwk.kid).waitFor();
  expect(await about().getByText('Laget har kvittert for stemmeseddelen').count()).toBe(0);
  expect(await inspect(device, 'verifier with a receipt of a stranger')).toEqual([]);
});

test('without a receipt, or without the evidence, the complaint says what it does not prove', async () => {
  await choose({ 'klage.json': JSON.stringify({ ...JSON.parse(complaint), promise: null }) });
  await about().getByText('Stemmeseddelen mangler, men det finnes ingen kvittering').waitFor();
  await device.page.getByRole('button', { name: 'Fjern: Bevisene' }).click();
  await about().getByText('Legg inn urnen eller bevisene også.').waitFor();
});

test('one paper that was changed is found, and named', async () => {
  const { held, concerns } = tamper(meeting, 'paper', 'changed');
  await choose({ 'vedtak.jws': meeting.file.jws, 'evidence.json': JSON.stringify(evidenceWith(meeting, held)) });
  await device.seesHeading(/^Holder ikke: Stemmesedlene er ikke de som møteleder signerte/u);
  expect(await answer().locator('code').locator('..').textContent()).toContain(concerns);
  await about().getByText('Klagen er ikke prøvd').waitFor();
  expect(await inspect(device, 'verifier with a paper that does not hold')).toEqual([]);
});

test('the reader can tamper with a paper in memory, and see it found', async () => {
  await choose({ 'evidence.json': JSON.stringify(meeting.evidence) });
  await device.page.getByRole('button', { name: 'Tukle med én stemme i bevisene' }).click();
  await device.seesHeading(/^Holder ikke: Stemmesedlene er ikke de/u);
  expect(stage.faults()).toEqual([]);
});

test('the box alone is judged without a resolution, and the complaint by it', async () => {
  const { branch, definition, papers, county } = meeting;
  const close = robbed.evidence.ballots[0]?.close.statement;
  if (close === undefined) throw new Error('the evidence has no ballot');
  const left = { papers: papers.filter((paper) => paper !== papers[2]), counts: [], keys: [] };
  const box = buildBox({ branch: branch.id, definition: definition.statement, close, ...left });
  const signed = await signJws(branch.key, boxType, box, { trust_chain: await chainOf(branch) });
  await choose({ 'urne.jws': signed });
  await about().getByText('Stemmeseddelen mangler, men det finnes ingen kvittering').waitFor();
  await answer().getByText('Urnen er ekte og uendret').waitFor();
  await device.sees('4 stemmesedler fra en hemmelig avstemning i');
  await choose({ 'klage.json': complaint });
  await about().getByText('Klagen holder').waitFor();
  expect(await device.page.locator('.check-state').allInnerTexts()).toEqual(Array(14).fill('Holder'));
  expect(await inspect(device, 'verifier with a box')).toEqual([]);
  // the file's own key alone proves nothing
  await device.page.getByRole('button', { name: 'Fjern: Nøkkelen du stoler på' }).click();
  await answer().getByText('Ikke bekreftet').waitFor();
  await choose({ 'annen.jwk': JSON.stringify(branch.key.publicJwk) });
  await device.seesHeading(/^Holder ikke: /u);
  await about().getByText('Urnefilen holder ikke').waitFor();
  await choose({ 'anchor.jwk': JSON.stringify(county.key.publicJwk), 'vedtak.jws': meeting.file.jws });
  await answer().getByText('Ekte og uendret').waitFor();
  expect(await device.page.getByRole('button', { name: 'Fjern: Urnen' }).count()).toBe(0);
  expect(stage.faults()).toEqual([]);
});

test('who vouches for a branch in the place of the key itself is told with the answer', async () => {
  const { county, people, statement } = meeting;
  const branch = await makeBranch('bergen', 'Lokallag', await makeBranch('voss', 'Lokallag', county));
  await device.open('/verify');
  await choose({ 'vedtak.jws': meeting.file.jws, 'anchor.jwk': JSON.stringify(county.key.publicJwk) });
  await answer().getByText('Ekte og uendret').waitFor();
  expect(await answer().getByText('kan gå god for hvem som helst').count()).toBe(0);
  await choose({ 'vedtak.jws': (await makeFile({ branch, people }, statement)).jws });
  await answer().getByText('At laget er Laget bergen, er ordet til Laget voss.').waitFor();
  const path = answer().getByRole('list', { name: 'Leddene opp til nøkkelen du stoler på' });
  expect(await path.getByRole('listitem').count()).toBe(3);
  expect(await inspect(device, 'verifier with a longer path')).toEqual([]);
});
