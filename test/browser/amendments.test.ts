import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closeBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import { defaultSettings } from '../../server/rules/meeting.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { inspect } from '../support/accessibility.ts';
import { type Device, Stage } from '../support/browser.ts';
import { gatherIn, type Hall, propose, threePoints } from '../support/hall.ts';
import { joinHall, seat } from '../support/newcomers.ts';
import { sign, words } from '../support/walk.ts';

describe('amendments from the phones', () => {
  let stage: Stage;
  let hall: Hall;
  /** Dina writes the amendments; Per reads, seconds and votes on them. */
  let dina: Device;
  let per: Device;
  let proposal = '';
  let base = '';

  const amendment = (device: Device, number: number) =>
    device.page.getByRole('article', { name: `Endringsforslag ${number}`, exact: true });
  const unfold = async (device: Device): Promise<void> => {
    const list = device.page.getByText(/^Endringsforslagene \(\d\)$/u);
    await list.waitFor();
    if (!(await amendment(device, 1).isVisible())) await list.click();
  };

  beforeAll(async () => {
    stage = await Stage.open();
    hall = await gatherIn(stage.host, 3);
    const { administrator, slug, meeting } = hall;
    await administrator.call('setMeetingSettings', { slug, meeting }, { ...defaultSettings, seconds: 1 });
    proposal = (await propose(hall, threePoints)).proposal;
    const first = await joinHall(stage, hall, '4001', 'Dina Delegat');
    const second = await joinHall(stage, hall, '4002', 'Per Dale', { screen: 'small' });
    await seat(hall, first, second);
    dina = first.device;
    per = second.device;
    const { proposals } = await administrator.call('snapshot', { slug });
    base = proposals.find(({ id }) => id === proposal)?.hash ?? '';
  });
  afterAll(() => stage?.end());

  test('a change is written where it is pressed, survives a reload, and is sent', async () => {
    await dina.press('Send inn endringsforslag: Busser som går');
    await dina.sees('Trykk på det stedet i teksten som forslaget gjelder.');
    await dina.press(/^punkt 1 /u);
    await dina.page.getByRole('radio', { name: 'Endre', exact: true }).check();
    const text = dina.page.getByLabel('Slik skal det stå', { exact: true });
    expect(await text.inputValue()).toBe('Avganger hvert kvarter.');
    await dina.sees('Skriv noe annet enn det som står der.');
    await text.fill('Avganger hvert tiende minutt.');
    await dina.fill('Begrunnelse', 'Et kvarter er for lenge.');
    await dina.page.reload();
    await dina.seesHeading('Gjelder punkt 1');
    expect(await text.inputValue()).toBe('Avganger hvert tiende minutt.');
    expect.soft(await inspect(dina, 'writing an amendment')).toEqual([]);
    expect(await dina.page.locator('.sending ins').innerText()).toContain('tiende minutt');
    await dina.press('Send inn');
    await dina.sees('Sendt inn som endringsforslag 1.');
  });

  test('a half-written amendment is left alone by what others do', async () => {
    const { slug, people } = hall;
    await dina.press('Send inn endringsforslag: Busser som går');
    await dina.press(/^punkt 3 /u);
    await dina.page.getByRole('radio', { name: 'Stryk', exact: true }).check();
    const reason = dina.page.getByLabel('Begrunnelse', { exact: true });
    await reason.fill('Det er ikke plass');
    const [first] = people;
    await first?.call('secondAmendment', { slug, amendment: await idOf(1) }, { second: true });
    await unfold(dina);
    await amendment(dina, 1).getByText('Støttet av 1 til. Trenger 1.').waitFor();
    expect(await reason.inputValue()).toBe('Det er ikke plass');
    await dina.press('Send inn');
    await dina.sees('Sendt inn som endringsforslag 2.');
  });

  test('another phone shows both as changes to the text, and seconds one', async () => {
    await unfold(per);
    await amendment(per, 1).getByText('Endre punkt 1', { exact: true }).waitFor();
    expect(await amendment(per, 1).locator('del').innerText()).toContain('kvarter');
    expect(await amendment(per, 1).locator('ins').innerText()).toContain('tiende minutt');
    await amendment(per, 1).getByText('Begrunnelse: Et kvarter er for lenge.').waitFor();
    await amendment(per, 2).getByText('Stryk punkt 3', { exact: true }).waitFor();
    expect(await amendment(per, 2).locator('del').innerText()).toContain('Egen felt for buss.');
    await amendment(per, 2).getByText('Fikk ikke den støtten som reglene krever, og blir ikke tatt opp.').waitFor();
    await per.press('Jeg støtter endringsforslag 2');
    await amendment(per, 2).getByText('Støttet av 1 til. Trenger 1.').waitFor();
    await amendment(dina, 2).getByText('Støttet av 1 til. Trenger 1.').waitFor();
    expect.soft(await inspect(per, 'amendments of others')).toEqual([]);
  });

  test('the proposer upholds one, withdraws the other, and takes it up again', async () => {
    await dina.press('Oppretthold endringsforslag 1');
    await amendment(dina, 1).getByText('Opprettholdt', { exact: true }).waitFor();
    await amendment(per, 1).getByText('Opprettholdt', { exact: true }).waitFor();
    await dina.press('Trekk endringsforslag 2');
    await amendment(per, 2).getByText('Trukket.', { exact: true }).waitFor();
    await dina.press('Oppretthold endringsforslag 2');
    await amendment(per, 2).getByText('Opprettholdt', { exact: true }).waitFor();
    expect(await per.page.getByRole('button', { name: /^(?:Trekk|Oppretthold) endringsforslag/u }).count()).toBe(0);
  });

  test('the order of voting says why, and what remains is the text at last', async () => {
    await per.page.getByText('Voteringsorden', { exact: true }).click();
    const steps = per.page.locator('.plan-steps li');
    expect(await steps.allInnerTexts()).toEqual([
      expect.stringMatching(/^Endringsforslag 1: Endre punkt 1\s+Utelukker ingen andre\.\s*$/u),
      expect.stringMatching(/^Endringsforslag 2: Stryk punkt 3\s+/u),
      expect.stringMatching(/^Teksten som den da står\s+Teksten til slutt, slik den da står\.\s*$/u),
    ]);
  });

  test('a ballot on an amendment shows the change, and its adoption is seen in the text', async () => {
    const { pair, slug, people, administrator } = hall;
    const change = { type: 'replace' as const, at: await placeOf(1), text: 'Avganger hvert tiende minutt.' };
    const subject: Subject = { kind: 'amendment', base, number: 1, change };
    const ballot = await openSubject(pair, proposal, subject);
    const paper = per.page.getByRole('region', { name: 'Avstemning 1' });
    await paper.getByRole('heading', { name: 'Endringsforslag 1 til «Busser som går»' }).waitFor();
    expect(await paper.locator('ins').innerText()).toContain('tiende minutt');
    expect(await paper.getByRole('radio', { checked: true }).count()).toBe(0);
    expect.soft(await inspect(per, 'ballot on an amendment')).toEqual([]);
    await paper.getByRole('radio', { name: words.for, exact: true }).check();
    await sign(per);
    await per.seesHeading(/^Levert kl\./u);
    for (const person of [administrator, ...people]) await vote(person, slug, ballot, { amendment: 'for' });
    await closeBallot(pair, ballot);
    const result = per.page.getByRole('region', { name: 'Resultat av avstemning 1' });
    await result.getByText('Krever flere for enn mot. Fikk 5 for og 0 mot, 0 blanke. Vedtatt. Enstemmig.').waitFor();
    await amendment(dina, 1).getByText('Vedtatt.', { exact: true }).waitFor();
    const text = per.page.getByRole('article', { name: 'Busser som går', exact: true }).locator('.reading').first();
    await text.getByText('Endret av endringsforslag 1.').waitFor();
    expect(await text.locator('ins').innerText()).toContain('tiende minutt');
    expect.soft(await inspect(per, 'text with an adopted amendment')).toEqual([]);
  });

  test('strek: the phones say since when, and take in no more', async () => {
    const { administrator, slug, meeting } = hall;
    await administrator.call('setIntake', { slug, meeting }, { closed: true });
    await per.sees(/^Det ble satt strek kl\.\s\d\d\.\d\d\. Nye forslag tas ikke imot\./u);
    expect(await per.page.getByRole('button', { name: /^Send inn endringsforslag/u }).count()).toBe(0);
  });

  test('nothing was asked for elsewhere, and no page complained', () => {
    expect(stage.faults()).toEqual([]);
  });

  async function idOf(number: number): Promise<string> {
    const { proposals } = await hall.administrator.call('snapshot', { slug: hall.slug });
    const found = proposals.find(({ id }) => id === proposal)?.amendments.find((one) => one.number === number);
    return found?.id ?? expect.fail(`there is no amendment ${number}`);
  }

  /** The place of a point in the text. */
  async function placeOf(point: number): Promise<number> {
    const { proposals } = await hall.administrator.call('snapshot', { slug: hall.slug });
    const blocks = proposals.find(({ id }) => id === proposal)?.content.blocks ?? [];
    const places = blocks.flatMap(({ kind }, i) => (kind === 'point' ? [i + 1] : []));
    return places[point - 1] ?? expect.fail(`there is no point ${point}`);
  }
});
