import { area } from './language.ts';
import { resolution as nb } from './nb/resolution.ts';

/** Strings of a resolution: its page, and what other pages show of one. */
export const resolution = area<typeof nb>({
  nb,
  nn: () => import('./nn/resolution.ts').then((file) => file.resolution),
  en: () => import('./en/resolution.ts').then((file) => file.resolution),
});
