import { deskAt } from '../support/desks.ts';
import { dialog } from '../support/walk.ts';
import { lookAt } from './album.ts';
import type { Cast } from './cast.ts';

/** What the county does with a resolution: the form, what is signed, the history; the demands; and what its branch reads of it. */
export async function county({ stage, guest, hall: { administrator } }: Cast, number: string): Promise<void> {
  const slug = 'hordaland';
  const desk = await deskAt(stage, { slug, leader: administrator });
  await guest.open(`/lag/bergen/vedtak/${number}#hva-skjedde`);
  await guest.seesHeading('Hva skjedde med vårt forslag?');
  await lookAt(guest, 'way-back-none');
  await desk.open(`/lag/${slug}/innboks`);
  await desk.page.getByRole('link', { name: 'Kvoteflyktninger', exact: true }).click();
  await desk.seesHeading('Behandle vedtaket');
  await lookAt(desk, 'received');
  await desk.page.getByLabel('Innstilling på alle').selectOption({ label: 'Vedtas' });
  await desk.page.getByLabel('Utfall på alle').selectOption({ label: 'Vedtatt' });
  const point = desk.page.getByRole('group', { name: 'Punkt 1', exact: true });
  await point.getByLabel('Utfall', { exact: true }).selectOption({ label: 'Vedtatt med endring' });
  const text = point.getByLabel('Teksten slik den skal bli');
  await text.fill((await text.inputValue()).replace('årlig', 'hvert år'));
  await point.getByLabel('Begrunnelse').fill('Samme ord som i programmet.');
  await lookAt(desk, 'received-form');
  await desk.press('Se over og signer');
  await dialog(desk).getByText('Dette blir signert').waitFor();
  await lookAt(desk, 'received-signing');
  await dialog(desk).getByRole('button', { name: 'Signer og send' }).click();
  await desk.page.getByRole('button', { name: 'Før en ny behandling' }).waitFor();
  await lookAt(desk, 'received-treated');
  await desk.open(`/lag/${slug}/innboks?vis=krav`);
  await desk.page.getByText('Se lagene').first().click();
  await desk.page.getByText('Signert fil').first().waitFor();
  await lookAt(desk, 'demands');
  await guest.seesHeading('Punkt for punkt');
  await lookAt(guest, 'way-back');
}
