import { area } from './language.ts';
import { county as nb } from './nb/county.ts';

/** Strings of the page with the resolutions that a branch has received. */
export const county = area<typeof nb>({
  nb,
  nn: () => import('./nn/county.ts').then((file) => file.county),
  en: () => import('./en/county.ts').then((file) => file.county),
});
