import { area } from './language.ts';
import { custody as nb } from './nb/custody.ts';

/** Strings of where a resolution is and what became of it. */
export const custody = area<typeof nb>({
  nb,
  nn: () => import('./nn/custody.ts').then((file) => file.custody),
  en: () => import('./en/custody.ts').then((file) => file.custody),
});
