import { area } from './language.ts';
import { screen as nb } from './nb/screen.ts';

/** Strings of the big screen, and of the chair's section about it. */
export const screen = area<typeof nb>({
  nb,
  nn: () => import('./nn/screen.ts').then((file) => file.screen),
  en: () => import('./en/screen.ts').then((file) => file.screen),
});
