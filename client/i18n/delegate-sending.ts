import { area } from './language.ts';
import { sending as nb } from './nb/delegate-sending.ts';

/** Strings of what a member sends in. */
export const sending = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate-sending.ts').then((file) => file.sending),
  en: () => import('./en/delegate-sending.ts').then((file) => file.sending),
});
