import { area } from './language.ts';
import { organisation as nb } from './nb/organisation.ts';

/** Strings of the page with a branch's place in the party. */
export const organisation = area<typeof nb>({
  nb,
  nn: () => import('./nn/organisation.ts').then((file) => file.organisation),
  en: () => import('./en/organisation.ts').then((file) => file.organisation),
});
