import { openReceiver } from '../support/receiver.ts';
import { lookAt } from './album.ts';
import type { Cast } from './cast.ts';

/** What the leader offers other programs: one that does not answer, and a code. */
export async function programs({ desk, hall }: Cast): Promise<void> {
  const receiver = await openReceiver();
  try {
    receiver.answer = { status: 500 };
    await desk.open(`/lag/${hall.slug}/programmer`);
    await desk.press('Legg til en adresse');
    await desk.fill('Adressen til programmet', receiver.url);
    await desk.page.getByLabel('Laget har signert et vedtak').check();
    await lookAt(desk, 'programs-address');
    await desk.press('Legg til');
    await desk.press(`Send prøvevarsel til ${receiver.url}`);
    await desk.sees('Svarer ikke');
    await desk.page.getByText('De siste varslene').click();
    await desk.press('Lag en tilgangskode');
    await lookAt(desk, 'programs');
    await desk.press(`Fjern ${receiver.url}`);
    await desk.page.getByRole('dialog').getByRole('button', { name: 'Fjern adressen' }).click();
    await desk.sees('Ingen får varsler.');
  } finally {
    await receiver.close();
  }
}
