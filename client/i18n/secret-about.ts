import { area } from './language.ts';
import { secretAbout as nb } from './nb/secret-about.ts';

/** How a secret ballot goes and what it does not hide, in plain words. */
export const secretAbout = area<typeof nb>({
  nb,
  nn: () => import('./nn/secret-about.ts').then((file) => file.secretAbout),
  en: () => import('./en/secret-about.ts').then((file) => file.secretAbout),
});
