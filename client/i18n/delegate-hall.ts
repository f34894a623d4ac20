import { area } from './language.ts';
import { hall as nb } from './nb/delegate-hall.ts';

/** Strings of where the meeting is, and what the member is in it. */
export const hall = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-hall.ts').then((file) => file.hall),
  en: () => import('./en/delegate-hall.ts').then((file) => file.hall),
});
