import { area } from './language.ts';
import { verify as nb } from './nb/verify.ts';

/** Strings of the page where files are verified. */
export const verify = area<typeof nb>({
  nb,
  nn: () => import('./nn/verify.ts').then((file) => file.verify),
  en: () => import('./en/verify.ts').then((file) => file.verify),
});
