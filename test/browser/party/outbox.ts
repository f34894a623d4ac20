import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inspect } from '../../support/accessibility.ts';
import type { Device } from '../../support/browser.ts';
import { resolveText } from '../../support/hall.ts';
import { type Cast, countyName, cutOff, reconnect } from '../../support/two-servers.ts';

/** Downloads what a link or a button gives, and reads it. */
async function downloaded({ page }: Device, role: 'link' | 'button', name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole(role, { name }).click()]);
  return readFile(await download.path(), 'utf8');
}

/** Puts a file in under “Ta imot en fil”. */
async function putIn({ page }: Device, name: string, content: string): Promise<void> {
  await page.getByLabel('Velg fil').setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

/** What a branch sends: it arrives, it waits while the county cannot be reached, it is carried as a file. */
export function outboxTests(now: () => Cast): void {
  /** The card of a delivery on the page “Sendt”. */
  const card = (device: Device, title: string) =>
    device.page
      .getByRole('list', { name: 'Det som er sendt, det nyeste først' })
      .getByRole('listitem')
      .filter({ hasText: title });

  test('a resolution waits while the county cannot be reached, and the page says why', async () => {
    const { desk, hall } = now();
    cutOff(now());
    await desk.follow('Sendt');
    await card(desk, 'Spørsmål om å bli tatt inn').getByText('Kommet fram').waitFor();
    await resolveText(hall, 'Bybane til Åsane\n\n1. Bygg banen i dagen.');
    const waiting = card(desk, 'Bybane til Åsane');
    await waiting.getByText('Serveren til mottakeren svarer ikke.').waitFor();
    await waiting.getByText(/^Lagt i utboksen .* Prøvd \d+ gang/u).waitFor();
    expect.soft(await inspect(desk, 'a delivery that waits')).toEqual([]);
  });

  test('it is tried again when the leader says so, and arrives when the county is there', async () => {
    const { desk } = now();
    reconnect(now());
    await card(desk, 'Bybane til Åsane').getByRole('button', { name: 'Prøv nå: Bybane til Åsane' }).click();
    await card(desk, 'Bybane til Åsane').getByText('Kommet fram').waitFor();
    await desk.page.getByRole('radio', { name: /^Venter/u }).check();
    await desk.sees('Ingenting å vise med dette valget.');
    await desk.page.getByRole('radio', { name: /^Alt/u }).check();
  });

  test('two resolutions are carried to the county as one file, and the receipts back as another', async () => {
    const { desk, county, hall, page } = now();
    cutOff(now());
    await resolveText(hall, 'Gratis ferge\n\n1. Ferga er gratis.');
    await resolveText(hall, 'Flere benker\n\n1. Ti benker i parken.');
    await desk.sees(`${countyName}: 2 sendinger`);
    const courier = await downloaded(desk, 'link', `Last ned fila til ${countyName}`);
    await county.open(`${page}/utboks`);
    await putIn(county, 'post.json', courier.replace('vedtak/courier/1', 'vedtak/ukjent/1'));
    await county.sees('Fila er ikke fra Vedtak, eller den er endret på veien');
    await putIn(county, 'post.json', courier);
    await county.sees('Tok imot 2 sendinger');
    const items = county.page.getByRole('list', { name: 'Det som var i fila' }).getByRole('listitem');
    expect(await items.allInnerTexts()).toEqual([
      expect.stringMatching(/Gratis ferge · Tatt imot/u),
      expect.stringMatching(/Flere benker · Tatt imot/u),
    ]);
    expect.soft(await inspect(county, 'a file that was taken in')).toEqual([]);
    const receipts = await downloaded(county, 'button', 'Last ned kvitteringene');
    await putIn(desk, 'kvitteringer.json', receipts);
    await desk.sees('2 sendinger er kommet fram');
    await card(desk, 'Gratis ferge').getByText('Kommet fram').waitFor();
    await card(desk, 'Flere benker').getByText('Kommet fram').waitFor();
    reconnect(now());
    await county.follow('Innboks');
    await county.sees('Flere benker');
  });
}
