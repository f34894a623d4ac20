import { area } from './language.ts';
import { setup as nb } from './nb/setup.ts';

/** Strings of the front page, the set-up and the invitation. */
export const setup = area<typeof nb>({
  nb,
  nn: () => import('./nn/setup.ts').then((file) => file.setup),
  en: () => import('./en/setup.ts').then((file) => file.setup),
});
