import type { Translation } from '../language.ts';
import type { party as source } from '../nb/party.ts';

export const party: Translation<typeof source> = {
  pages: 'Laget og partiet',
  page: {
    organisasjon: 'Organisasjonen',
    innboks: 'Innboks',
    utboks: 'Sendt',
    horinger: 'Høyringar',
    utvalg: 'Utval',
    programmer: 'For program',
  },
};
