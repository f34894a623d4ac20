import { area } from './language.ts';
import { secret as nb } from './nb/delegate-secret.ts';

/** Strings of a secret ballot on the delegate's page. */
export const secret = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-secret.ts').then((file) => file.secret),
  en: () => import('./en/delegate-secret.ts').then((file) => file.secret),
});
