import { area } from './language.ts';
import { methods as nb } from './nb/delegate-methods.ts';

/** Strings of the ways in which a ballot is voted. */
export const methods = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-methods.ts').then((file) => file.methods),
  en: () => import('./en/delegate-methods.ts').then((file) => file.methods),
});
