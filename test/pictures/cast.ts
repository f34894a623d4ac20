import type { Device, Stage } from '../support/browser.ts';
import type { Hall } from '../support/hall.ts';
import type { Newcomer } from '../support/newcomers.ts';
import { dialog } from '../support/walk.ts';

/** The scales of the README's pictures: pixels of the picture for each of the page. */
export const scale = { phone: 1.5, laptop: 1 } as const;

/** Who takes part in the meeting with a browser of their own. */
export interface Cast {
  stage: Stage;
  hall: Hall;
  /** Nobody's: it is not signed in. */
  guest: Device;
  /** The chair's and secretary's laptop. */
  desk: Device;
  /** A delegate's, who signs too. */
  phone: Newcomer;
  /** Another delegate's. */
  lost: Newcomer;
  /** The big screen in the hall. */
  screen: Device;
}

/** Signs what the dialog says, and waits until it is gone. */
export async function confirm(device: Device, button: string): Promise<void> {
  await dialog(device).getByRole('button', { name: button, exact: true }).click();
  await dialog(device).waitFor({ state: 'hidden' });
}
