import { area } from './language.ts';
import { speakers as nb } from './nb/speakers.ts';

/** Strings of the list of speakers, on the chair's page, on the phones and on the big screen. */
export const speakers = area<typeof nb>({
  nb,
  nn: () => import('./nn/speakers.ts').then((file) => file.speakers),
  en: () => import('./en/speakers.ts').then((file) => file.speakers),
});
