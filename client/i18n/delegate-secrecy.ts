import { area } from './language.ts';
import { secrecy as nb } from './nb/delegate-secrecy.ts';

/** Strings of the demand for a secret ballot on the phone. */
export const secrecy = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-secrecy.ts').then((file) => file.secrecy),
  en: () => import('./en/delegate-secrecy.ts').then((file) => file.secrecy),
});
