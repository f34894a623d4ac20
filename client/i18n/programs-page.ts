import { area } from './language.ts';
import { programsPage as nb } from './nb/programs-page.ts';

/** Strings of the page on which a leader serves programs: feeds, webhooks, tokens. */
export const programsPage = area<typeof nb>({
  nb,
  nn: () => import('./nn/programs-page.ts').then((file) => file.programsPage),
  en: () => import('./en/programs-page.ts').then((file) => file.programsPage),
});
