import { area } from './language.ts';
import { party as nb } from './nb/party.ts';

/** Strings of the way between the pages of the party. */
export const party = area<typeof nb>({
  nb,
  nn: () => import('./nn/party.ts').then((file) => file.party),
  en: () => import('./en/party.ts').then((file) => file.party),
});
