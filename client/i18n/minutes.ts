import { area } from './language.ts';
import { minutes as nb } from './nb/minutes.ts';

/** Strings of the page of a meeting's minutes. The minutes themselves are in the language of the meeting. */
export const minutes = area<typeof nb>({
  nb,
  nn: () => import('./nn/minutes.ts').then((file) => file.minutes),
  en: () => import('./en/minutes.ts').then((file) => file.minutes),
});
