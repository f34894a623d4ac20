import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Person } from '../../server/demo/person.ts';
import { readMinutes } from '../../server/rules/minutes-blocks.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { adopt, gatherIn, type Hall, threePoints } from '../support/hall.ts';
import { joinHall, ownDesk, seat } from '../support/newcomers.ts';
import { associatedFile, catalogOf, objectsIn } from '../support/pdf.ts';

let stage: Stage;
let hall: Hall;
let desk: Device;
let phone: Device;
const page = '/lag/bergen/protokoll';

beforeAll(async () => {
  stage = await Stage.open();
  hall = await gatherIn(stage.host, 3);
  const signer = await joinHall(stage, hall, '2001', 'Sigrid Signer');
  phone = signer.device;
  await seat(hall, signer);
  desk = await ownDesk(stage, hall);
  const { administrator, slug, meeting, people } = hall;
  const roles = { chair: [administrator.member], secretary: [administrator.member] };
  await administrator.call(
    'setRoles',
    { slug, meeting },
    { ...roles, signer: [people[0]?.member ?? '', signer.member] },
  );
  await adopt(hall, threePoints);
});

afterAll(() => stage?.end());

/** A file that the page gives, by its button or link. */
async function download(
  device: Device,
  role: 'button' | 'link',
  name: string,
): Promise<{ name: string; bytes: Buffer }> {
  const coming = device.page.waitForEvent('download');
  await device.page.getByRole(role, { name }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a member reads the minutes as they grow, and has a remark put in', async () => {
  await phone.open('/lag/bergen');
  await phone.follow('Protokollen');
  await phone.seesHeading('Protokoll: Medlemsmøte');
  await phone.seesHeading('Forslag 1: Busser som går');
  await phone.sees('Vedtatt: punkt 1, 2 og 3.');
  await phone.press('Før inn i protokollen');
  await phone.sees('Skriv noe først.');
  await phone.fill('Det du vil ha ført inn', 'Jeg savnet en pause.');
  await phone.page.getByLabel('Gjelder').selectOption({ label: 'Avstemning 1: Busser som går' });
  await phone.press('Før inn i protokollen');
  await phone.seesHeading('Protokolltilførsler');
  await phone.sees(/^Fra Sigrid Signer, kl\. \d\d\.\d\d, til avstemning 1:$/u);
  expect(await phone.page.getByLabel('Det du vil ha ført inn').inputValue()).toBe('');
  expect(await phone.page.getByText('står åpent').count()).toBe(0);
  expect(await inspect(phone, 'minutes, remark')).toEqual([]);
});

test('who leads the meeting sees what is left open, and drafts once the meeting is closed', async () => {
  await desk.open(page);
  await desk.sees('Innkallingen er ikke godkjent.');
  await desk.sees('Forslag 1, «Busser som går», er vedtatt, men det er ikke laget vedtak av det.');
  await desk.sees('Møtet må heves før protokollen kan signeres.');
  await desk.page.getByText(/^Deltakerliste/u).click();
  await desk.sees('Sigrid Signer');
  expect(await inspect(desk, 'minutes, open ends')).toEqual([]);
  const { administrator, slug, meeting } = hall;
  await administrator.call('setMeetingState', { slug, meeting }, { to: 'closed' });
  await desk.press('Legg fram protokollen for signering');
  await desk.sees('Mangler signatur fra møteleder og 2 protokollunderskrivere.');
});

test('the chair signs on the page, a signer on a phone, and the branch seals', async () => {
  await desk.press('Signer protokollen');
  await desk.sees('Du signerer «Protokoll: Medlemsmøte», slik den står på denne siden.');
  expect(await inspect(desk, 'minutes, signing', { dialog: true })).toEqual([]);
  await desk.page.getByRole('dialog').getByRole('button', { name: 'Signer protokollen' }).click();
  await desk.sees('Du har signert.');
  await desk.sees('Noen har signert utkastet. Lager du et nytt, må alle signere på nytt.');
  const { people, slug, meeting } = hall;
  const first = people[0] as Person;
  const { draft } = await first.call('minutes', { slug, meeting });
  if (draft === null) throw new Error('there is no draft');
  await first.call('attestMinutes', { slug, meeting }, first.sign(draft.statement));
  await phone.sees('Mangler signatur fra 1 protokollunderskriver.');
  await phone.press('Signer protokollen');
  await phone.page.getByRole('dialog').getByRole('button', { name: 'Signer protokollen' }).click();
  await phone.sees('Protokollen er signert');
  await desk.sees('Protokollen er signert');
  expect(await phone.page.getByLabel('Det du vil ha ført inn').count()).toBe(0);
  expect(await inspect(desk, 'minutes, signed')).toEqual([]);
});

test('what is shown is what was signed, and is taken along as text, as the signed file, and as PDF with that file inside', async () => {
  const { people, slug, meeting } = hall;
  const { draft } = await (people[1] as Person).call('minutes', { slug, meeting });
  const text = await download(phone, 'link', 'Last ned tekst (Markdown)');
  expect([text.name, text.bytes.toString()]).toEqual(['bergen-protokoll.md', draft?.statement.text]);
  const shown = (await phone.page.locator('article.minutes').innerText()).replace(/\s+/gu, ' ');
  for (const piece of readMinutes(draft?.statement.text ?? ''))
    if (piece.type === 'paragraph') expect(shown).toContain(piece.text.replace(/\s+/gu, ' '));
  const signed = await download(phone, 'link', 'Last ned signert fil');
  expect(signed.name).toBe('bergen-protokoll.jws');
  const pdf = await download(phone, 'button', 'Last ned PDF');
  expect([pdf.name, pdf.bytes.subarray(0, 8).toString('latin1')]).toEqual(['bergen-protokoll.pdf', '%PDF-1.7']);
  expect(catalogOf(objectsIn(pdf.bytes))).toContain('/Lang (nb)');
  expect(associatedFile(pdf.bytes)?.toString()).toBe(signed.bytes.toString());
});

test('on paper there is the document alone', async () => {
  await phone.page.emulateMedia({ media: 'print' });
  const shown = await phone.page.locator('body').innerText();
  expect(shown).toContain('Protokoll: Medlemsmøte');
  expect(shown).toContain('Underskrifter');
  for (const words of ['Last ned', 'Skriv ut', 'Protokolltilførsel\n', 'Logg ut']) expect(shown).not.toContain(words);
  await phone.page.emulateMedia({ media: 'screen' });
});

test('no page asked for anything elsewhere, or complained', () => {
  expect(stage.faults()).toEqual([]);
});
