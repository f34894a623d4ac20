import { area } from './language.ts';
import { result as nb } from './nb/result.ts';

/** Strings of the results of ballots, wherever they are shown. */
export const result = area<typeof nb>({
  nb,
  nn: () => import('./nn/result.ts').then((file) => file.result),
  en: () => import('./en/result.ts').then((file) => file.result),
});
