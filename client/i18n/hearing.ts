import { area } from './language.ts';
import { hearing as nb } from './nb/hearing.ts';

/** Strings of the hearings: prepared, sent, read and answered. */
export const hearing = area<typeof nb>({
  nb,
  nn: () => import('./nn/hearing.ts').then((file) => file.hearing),
  en: () => import('./en/hearing.ts').then((file) => file.hearing),
});
