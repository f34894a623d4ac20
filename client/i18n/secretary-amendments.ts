import { area } from './language.ts';
import { secretaryAmendments as nb } from './nb/secretary-amendments.ts';

/** Strings of the secretary's page for amendments: the list, the form in use, recommendations, what is entered for others. */
export const secretaryAmendments = area<typeof nb>({
  nb,
  nn: () => import('./nn/secretary-amendments.ts').then((file) => file.secretaryAmendments),
  en: () => import('./en/secretary-amendments.ts').then((file) => file.secretaryAmendments),
});
