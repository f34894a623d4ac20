import { area } from './language.ts';
import { delegate as nb } from './nb/delegate.ts';

/** Strings of the delegate's page. */
export const delegate = area<typeof nb>({
  nb,
  nn: () => import('./nn/delegate.ts').then((file) => file.delegate),
  en: () => import('./en/delegate.ts').then((file) => file.delegate),
});
