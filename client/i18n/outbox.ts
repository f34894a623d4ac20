import { area } from './language.ts';
import { outbox as nb } from './nb/outbox.ts';

/** Strings of the page with what a branch sends to others, and what is carried as a file. */
export const outbox = area<typeof nb>({
  nb,
  nn: () => import('./nn/outbox.ts').then((file) => file.outbox),
  en: () => import('./en/outbox.ts').then((file) => file.outbox),
});
