import { area } from './language.ts';
import { common as nb } from './nb/common.ts';

/** Strings of the frame, the shared components, and words that every page uses. */
export const common = area<typeof nb>({
  nb,
  nn: () => import('./nn/common.ts').then((file) => file.common),
  en: () => import('./en/common.ts').then((file) => file.common),
});
