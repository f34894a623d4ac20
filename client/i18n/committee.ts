import { area } from './language.ts';
import { committee as nb } from './nb/committee.ts';

/** Strings of the committees. */
export const committee = area<typeof nb>({
  nb,
  nn: () => import('./nn/committee.ts').then((file) => file.committee),
  en: () => import('./en/committee.ts').then((file) => file.committee),
});
