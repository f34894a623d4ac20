import { expect, test } from 'vitest';
import { dialog } from '../../support/walk.ts';
import type { Cast } from './cast.ts';

/** The start of the meeting: opened, the notice and the agenda approved, its officers elected, all from the chair's page. */
export function constitutingTests(now: () => Cast): void {
  /** Presses the large button, signs what the dialog says, and waits until it is gone. */
  async function sign({ chair }: Cast, button: string, signing = button): Promise<void> {
    await chair.press(button);
    await dialog(chair).getByRole('button', { name: signing, exact: true }).click();
    await dialog(chair).waitFor({ state: 'hidden' });
  }

  /** Goes on from an item that is decided to the next one, at once. */
  async function goOn({ chair }: Cast, next: RegExp): Promise<void> {
    await chair.page.getByRole('button', { name: next }).click();
    await chair.press('Gjør det nå');
  }

  test('the chair opens the meeting and takes up the first item, which can be undone for five seconds', async () => {
    const { chair } = now();
    await chair.follow('Styr møtet');
    await chair.seesHeading('Åpne Medlemsmøte');
    await chair.sees('12 er sjekket inn. Ønsk velkommen, og åpne møtet når folk er på plass.');
    await chair.press('Åpne møtet');
    await chair.seesHeading('Sak 1: Godkjenning av innkalling');
    const before = chair.requests.length;
    await chair.press('Start sak 1');
    await chair.page.getByRole('region', { name: 'Skjer om fem sekunder' }).waitFor();
    await chair.press('Angre');
    expect(await chair.page.getByRole('region', { name: 'Skjer om fem sekunder' }).count()).toBe(0);
    expect(chair.requests.slice(before).filter((request) => request.endsWith('/item'))).toEqual([]);
    await chair.press('Start sak 1');
    await chair.press('Gjør det nå');
    await chair.sees(
      'Spør om noen har noe å si til innkallingen. Har ingen det, foreslår du at den godkjennes enstemmig.',
    );
  });

  test('the notice is approved when nobody asks for a ballot', async () => {
    const { chair, ola } = now();
    await sign(now(), 'Foreslå enstemmig godkjent', 'Foreslå at møtet er enstemmig');
    await chair.seesHeading('Vil noen ha votering?');
    await chair.sees('Ingen har bedt om votering');
    await ola.page.getByRole('button', { name: 'Jeg vil ha votering' }).waitFor();
    await sign(now(), 'Erklær det vedtatt');
    await chair.seesHeading('Resultat av avstemning 1');
    await chair.sees('Enstemmig vedtatt.');
  });

  test('one press on a phone makes a ballot of it, and the cancelled proposal stays in the record', async () => {
    const { chair, per, crowd } = now();
    await goOn(now(), /^Videre til sak 2/u);
    await sign(now(), 'Foreslå enstemmig godkjent', 'Foreslå at møtet er enstemmig');
    await per.press('Jeg vil ha votering');
    await chair.seesHeading('Noen vil ha votering');
    await chair.sees('Én har bedt om votering');
    expect(await chair.page.locator('main').innerText()).not.toContain('Per Dale');
    await chair.press('Gå over til avstemning');
    await chair.seesHeading('Neste avstemning: Dagsorden godkjennes');
    await chair.sees('Dette er en omvotering av avstemning 2');
    await sign(now(), 'Åpne avstemning');
    await chair.seesHeading('Avstemning 3 er åpen');
    for (const [i, person] of crowd.entries()) {
      const { ballots } = await person.call('snapshot', { slug: 'bergen' });
      const ballot = ballots.find(({ state }) => state === 'open')?.id ?? '';
      const marks = { text: i === 0 ? 'against' : 'for' };
      const statement = { typ: 'vedtak/vote/1' as const, ballot, delegate: person.member, revision: 1, marks };
      await person.call('castVote', { slug: 'bergen', ballot }, person.sign(statement));
    }
    await chair.page.getByRole('progressbar').and(chair.page.locator('[value="6"]')).waitFor();
    await sign(now(), 'Lukk avstemningen');
    await chair.seesHeading('Resultat av avstemning 3');
    await chair.sees('Vedtatt med 5 mot 1 stemme.');
    await chair.page.getByRole('group').filter({ hasText: 'Avstemning 2: Dagsorden godkjennes' }).click();
    await chair.sees('Grunn: Noen ba om votering.');
  });

  test('chair, secretary and signers are elected by acclamation: who serves already stands there', async () => {
    const { chair } = now();
    for (const [number, title, result] of [
      [3, 'møteleder', 'Kari Hansen velges til å lede møtet'],
      [4, 'referent', 'Astrid Haugland velges til å føre protokollen'],
      [5, 'protokollunderskrivere', /(?:Ola Berge og Ingrid Lie|Ingrid Lie og Ola Berge) velges til å underskrive/u],
    ] as const) {
      await goOn(now(), new RegExp(`^Videre til sak ${number}`, 'u'));
      await chair.seesHeading(`Sak ${number}: Valg av ${title}`);
      await sign(now(), 'Foreslå valgt ved akklamasjon', 'Foreslå akklamasjon');
      await chair.seesHeading('Vil noen ha votering?');
      await sign(now(), 'Erklær det vedtatt');
      await chair.seesHeading(`Resultat av avstemning ${number + 1}`);
      await chair.page.locator('.fresh-result').getByText(result).waitFor();
      await chair.sees('Vedtatt ved akklamasjon.');
    }
  });

  test('an office that the meeting does not need is skipped, and the text is next', async () => {
    const { chair } = now();
    await goOn(now(), /^Videre til sak 6/u);
    await chair.sees('Velg minst to tellere, eller hopp over saken.');
    await chair.press('Hopp over denne saken');
    await chair.press('Gjør det nå');
    await chair.seesHeading('Neste avstemning: Kvoteflyktninger');
  });
}
