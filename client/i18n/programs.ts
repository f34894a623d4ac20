import { area } from './language.ts';
import { programs as nb } from './nb/programs.ts';

/** Strings of the API page. */
export const programs = area<typeof nb>({
  nb,
  nn: () => import('./nn/programs.ts').then((file) => file.programs),
  en: () => import('./en/programs.ts').then((file) => file.programs),
});
