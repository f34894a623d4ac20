import { area } from './language.ts';
import { treatment as nb } from './nb/treatment.ts';

/** Strings of what levels recommend and decide of a resolution from below. */
export const treatment = area<typeof nb>({
  nb,
  nn: () => import('./nn/treatment.ts').then((file) => file.treatment),
  en: () => import('./en/treatment.ts').then((file) => file.treatment),
});
