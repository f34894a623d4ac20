import { area } from './language.ts';
import { texts as nb } from './nb/delegate-texts.ts';

/** Strings of texts that are amended: places, changes, what became of them, the voting plan. */
export const texts = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-texts.ts').then((file) => file.texts),
  en: () => import('./en/delegate-texts.ts').then((file) => file.texts),
});
