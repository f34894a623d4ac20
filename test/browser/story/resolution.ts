import { expect, test } from 'vitest';
import { dialog } from '../../support/walk.ts';
import { type Cast, edited } from './cast.ts';

/** From the result to the county: drafted, signed by three people on their own devices, sent, and verified there. */
export function resolutionTests(now: () => Cast): void {
  test('the chair and two signers sign the draft, each on a device of their own', async () => {
    const { chair, ola, ingrid, per, county } = now();
    await county.open('/lag/hordaland/innboks');
    await county.sees('Ingen vedtak har kommet ennå');
    await chair.press('Lag vedtaket');
    await chair.seesHeading('Utkast til vedtak nr. 1');
    await chair.sees('Punkt 5 ble ikke vedtatt og er ikke med i teksten.');
    await chair.press('Signer vedtaket');
    await dialog(chair).getByText('7 av 8 punkter ble vedtatt.').waitFor();
    await dialog(chair).getByRole('button', { name: 'Signer vedtaket' }).click();
    await chair.sees('1 av 3 har signert.');
    for (const [phone, signed] of [
      [ola, 'Signert av Kari Hansen.'],
      [ingrid, /Signert av (?:Kari Hansen og Ola Berge|Ola Berge og Kari Hansen)\./u],
    ] as const) {
      const card = phone.page.getByRole('region', { name: 'Vedtak nr. 1 venter på underskrift' });
      await card.getByText(signed).waitFor();
      await card.getByRole('button', { name: 'Signer vedtaket' }).click();
      await dialog(phone)
        .getByText('Vedtak nr. 1: «Kvoteflyktninger», med teksten og stemmetallene som står på siden.')
        .waitFor();
      await dialog(phone).getByRole('button', { name: 'Signer vedtaket' }).click();
      await dialog(phone).waitFor({ state: 'hidden' });
    }
    await chair.sees(/^Mottatt av Hordaland Arbeiderparti/u);
    expect(await per.page.getByRole('button', { name: 'Signer vedtaket' }).count()).toBe(0);
  });

  test('the resolution is a page with what was adopted, the numbers, and a check in the browser', async () => {
    const { per } = now();
    await per.page.getByRole('link', { name: /Kvoteflyktninger/u }).click();
    await per.page.getByRole('heading', { level: 1, name: 'Kvoteflyktninger' }).waitFor();
    const adopted = per.page.getByRole('article').locator('.document').first().getByRole('listitem');
    expect(await adopted.allInnerTexts()).toEqual(edited.filter((_, i) => i !== 4));
    await per.sees('Dette punktet falt, og er ikke en del av vedtaket.');
    await per.sees('4 for, 5 mot, 1 blank');
    await per.sees('Nettleseren din har sjekket vedtaket, og det henger sammen');
    await per.sees(/^Mottatt av Hordaland Arbeiderparti/u);
    await per.sees('Kvitteringen holder også.');
  });

  test('the county, whose page was open before, has it verified without a reload', async () => {
    const { county } = now();
    const table = county.page.getByRole('table', { name: 'Vedtak, det nyeste først' });
    const row = table.getByRole('row').filter({ hasText: 'Kvoteflyktninger' }).first();
    expect(await row.innerText()).toMatch(
      /Ny[\s\S]*Arbeiderpartiet i Bergen\s+1\s+Kvoteflyktninger[\s\S]*7 av 8 punkter vedtatt/u,
    );
    expect(county.loads).toBe(1);
    await table.getByText('Verifisert').click();
    await county.sees('Det er lagets første vedtak.');
    await county.sees('Laget er et av lagene under nøkkelen');
    await table.getByRole('link', { name: 'Kvoteflyktninger', exact: true }).click();
    await county.seesHeading('Teksten');
    const adopted = county.page.locator('.document').first().getByRole('listitem');
    expect(await adopted.allInnerTexts()).toEqual(edited.filter((_, i) => i !== 4));
    await county.sees('4 for, 5 mot, 1 blank');
  });

  test('the chair closes the meeting, and is told what comes after it', async () => {
    const { chair } = now();
    await chair.press('Hev møtet');
    await chair.press('Gjør det nå');
    await chair.seesHeading('Protokollen skal signeres');
  });
}
