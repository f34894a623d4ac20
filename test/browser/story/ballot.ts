import { expect, test } from 'vitest';
import type { Option } from '../../../server/rules/formats.ts';
import { checkIn, dialog, mark, pointOf, section, sign, voteOn, words } from '../../support/walk.ts';
import { type Cast, edited, others } from './cast.ts';

/** The mark on each of the eight points: for, but for those that are named. */
function all(but: Readonly<Record<number, Option>> = {}): Record<string, Option> {
  return { ...Object.fromEntries(edited.map((_, i) => [i + 1, 'for'])), ...but };
}

/** For, against and blank of each point, once everybody has voted as these tests have them do. */
const tally: [number, number, number][] = edited.map((_, i) => {
  if (i === 0 || i === 1) return [9, 1, 0];
  if (i === 4) return [4, 5, 1];
  return i === 7 ? [9, 0, 1] : [10, 0, 0];
});

/** The ballot: opened, voted on by every kind of phone, closed, and its result shown to all. */
export function ballotTests(now: () => Cast): void {
  const loads = new Map<string, number>();

  test('the chair opens the ballot point by point, and every phone shows it without a reload', async () => {
    const { chair, ola, ingrid, per, anne } = now();
    for (const [name, phone] of Object.entries({ ola, ingrid, per, anne })) loads.set(name, phone.loads);
    await chair.sees('Punkt for punkt (8), på telefonen.');
    await chair.press('Åpne avstemning');
    await dialog(chair).getByText('12 stemmeberettigede, manntall versjon 1').waitFor();
    await dialog(chair).getByText('punkt for punkt (8), på telefonen').waitFor();
    await dialog(chair)
      .getByText(/Krever flere for enn mot\. .* Blank er lov\./u)
      .waitFor();
    await dialog(chair).getByRole('button', { name: 'Åpne avstemning' }).click();
    await chair.seesHeading('Avstemning 7 er åpen');
    for (const phone of [ola, ingrid, per, anne]) {
      await phone.page.getByRole('region', { name: 'Avstemning 7', exact: true }).waitFor();
      expect(await phone.page.evaluate(() => document.activeElement?.textContent)).toBe('Kvoteflyktninger');
    }
    for (const [name, phone] of Object.entries({ ola, ingrid, per, anne })) expect(phone.loads).toBe(loads.get(name));
  });

  test('the paper shows the text as it was edited, with nothing chosen beforehand', async () => {
    const { anne } = now();
    const paper = anne.page.getByRole('region', { name: 'Avstemning 7' });
    for (const [i, point] of edited.entries()) {
      expect(
        await pointOf(anne, i + 1)
          .getByText(point, { exact: true })
          .count(),
      ).toBe(1);
    }
    for (const line of others) expect(await paper.getByText(line, { exact: true }).count()).toBe(1);
    expect(await anne.page.getByRole('radio').count()).toBe(24);
    expect(await anne.page.getByRole('radio', { checked: true }).count()).toBe(0);
    await anne.sees('Krever flere for enn mot. Blanke teller ikke.');
  });

  test('a delegate marks, reads what is signed, signs, and sees that the vote is delivered', async () => {
    const { ola, chair } = now();
    await ola.press('Alle for');
    await ola.press('Gå videre');
    await ola.seesHeading('Dette signerer du');
    await ola.sees('punktene 1, 2, 3, 4, 5, 6, 7 og 8');
    const before = await ola.signatures();
    await ola.press('Signer og lever');
    await ola.seesHeading(/^Levert kl\./u);
    expect(await ola.signatures()).toBe(before + 1);
    await ola.sees('Stemmen er lagret på serveren, og kvitteringen ligger på telefonen din.');
    await chair.page.getByText('av 12 har stemt', { exact: true }).waitFor();
    await expect.poll(() => turnout(now())).toBe('1');
  });

  test('a half-filled paper survives the votes of others and a reload', async () => {
    const { per, ingrid, crowd, chair } = now();
    await mark(per, { 1: 'for', 2: 'for', 8: 'blank' });
    await per.sees('5 punkter er ikke merket');
    await voteOn(ingrid, all());
    for (const [i, person] of crowd.entries()) {
      const { ballots } = await person.call('snapshot', { slug: 'bergen' });
      const ballot = ballots.at(-1)?.id ?? '';
      const statement = {
        typ: 'vedtak/vote/1' as const,
        ballot,
        delegate: person.member,
        revision: 1,
        marks: all({ 5: i === 0 ? 'blank' : 'against' }),
      };
      await person.call('castVote', { slug: 'bergen', ballot }, person.sign(statement));
    }
    await per.sees('8 av 12 har stemt');
    await expect.poll(() => turnout(now())).toBe('8');
    const marked = async (): Promise<string[]> => {
      const kept: string[] = [];
      for (const [number, option] of [
        [1, 'for'],
        [2, 'for'],
        [8, 'blank'],
      ] as const) {
        if (await pointOf(per, number).getByRole('radio', { name: words[option], exact: true }).isChecked())
          kept.push(`${number} ${option}`);
      }
      return kept;
    };
    const filled = ['1 for', '2 for', '8 blank'];
    expect(await marked()).toEqual(filled);
    await per.page.reload();
    await per.sees('5 punkter er ikke merket');
    expect(await marked()).toEqual(filled);
    expect(await per.page.getByRole('radio', { checked: true }).count()).toBe(3);
    await voteOn(per, { 3: 'for', 4: 'for', 5: 'for', 6: 'for', 7: 'for' });
    expect(await chair.page.getByRole('list', { name: /^Stemmetall/u }).count()).toBe(0);
    const answer = await chair.context.request.get('/lag/bergen/api/snapshot');
    expect((await answer.json()).ballots.at(-1)).toMatchObject({ voted: 9, vote: null, result: null });
  });

  test('a vote can be changed, and still counts once', async () => {
    const { ingrid } = now();
    await ingrid.press('Endre stemmen');
    await ingrid.sees('Du endrer stemmen. Den gamle gjelder til den nye er levert.');
    await mark(ingrid, { 2: 'against' });
    await sign(ingrid);
    await ingrid.seesHeading(/^Levert kl\./u);
    const marks = ingrid.page.getByRole('region', { name: 'Avstemning 7' });
    await marks.getByText('punkt 2', { exact: true }).waitFor();
    await expect.poll(() => turnout(now())).toBe('9');
  });

  test('a phone without network says that the vote is NOT delivered, and delivers it by itself', async () => {
    const { anne } = now();
    await mark(anne, all({ 1: 'against' }) as Record<number, 'for' | 'against'>);
    await anne.press('Gå videre');
    await anne.seesHeading('Dette signerer du');
    await anne.context.setOffline(true);
    await anne.press('Signer og lever');
    await anne.sees('Stemmen din er IKKE levert');
    await anne.page.locator('header').getByText('Frakoblet', { exact: true }).waitFor();
    expect(await turnout(now())).toBe('9');
    await anne.context.setOffline(false);
    await anne.seesHeading(/^Levert kl\./u);
    await anne.page.locator('header').getByText('Tilkoblet', { exact: true }).waitFor();
    await expect.poll(() => turnout(now())).toBe('10');
  });

  test('who comes after the opening is not on the roll, and is told so', async () => {
    const { secretary, lars } = now();
    await section(secretary, 'Dør');
    await checkIn(secretary, 'Lars Sætre');
    await lars.sees('Du kan ikke stemme i denne avstemningen');
    await lars.sees(
      'Stemmeretten ble låst da avstemningen åpnet, og du sto ikke i manntallet da. Du er med fra neste.',
    );
    expect(await lars.page.getByRole('radio').count()).toBe(0);
  });

  test('the chair is warned with numbers, closes and signs', async () => {
    const { chair } = now();
    await chair.press('Lukk avstemningen');
    await dialog(chair).getByText('2 av 12 har ikke stemt.').waitFor();
    await dialog(chair)
      .getByText(/lukket med 10 av 12 stemmer tatt inn/u)
      .waitFor();
    const before = await chair.signatures();
    await dialog(chair).getByRole('button', { name: 'Lukk avstemningen' }).click();
    await chair.seesHeading('Resultat av avstemning 7');
    expect(await chair.signatures()).toBe(before + 1);
    await chair.sees('7 av 8 punkter ble vedtatt.');
  });

  test('the result is on every phone, in numbers and with the rule in words', async () => {
    const { ola, ingrid, per, anne, lars } = now();
    for (const phone of [ola, ingrid, per, anne, lars]) {
      const result = phone.page.getByRole('region', { name: 'Resultat av avstemning 7' });
      await result.getByText('10 av 12 stemte.').waitFor();
      for (const [i, [yes, no, blank]] of tally.entries()) {
        const bars = result.getByRole('list', { name: `Stemmetall: Punkt ${i + 1}`, exact: true });
        const numbers = await bars.getByRole('listitem').locator('strong').allInnerTexts();
        expect([i + 1, ...numbers]).toEqual([i + 1, String(yes), String(no), String(blank)]);
      }
      await result.getByText('Krever flere for enn mot. Fikk 4 for og 5 mot, 1 blank. Ikke vedtatt.').waitFor();
      await result.getByText('Krever flere for enn mot. Fikk 9 for og 0 mot, 1 blank. Vedtatt. Enstemmig.').waitFor();
    }
    await lars.page.getByRole('region', { name: 'Resultat av avstemning 7' }).waitFor();
    const mine = ingrid.page.getByRole('region', { name: 'Resultat av avstemning 7' });
    await mine.getByText('punkt 2', { exact: true }).waitFor();
  });
}

/** How many have voted, as the chair's page says. */
function turnout({ chair }: Cast): Promise<string> {
  return chair.page.locator('.big-number strong').first().innerText();
}
