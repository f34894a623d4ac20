import { area } from './language.ts';
import { textFiles as nb } from './nb/text-files.ts';

/** Strings of the field in which a file of text is chosen. */
export const textFiles = area<typeof nb>({
  nb,
  nn: () => import('./nn/text-files.ts').then((file) => file.textFiles),
  en: () => import('./en/text-files.ts').then((file) => file.textFiles),
});
