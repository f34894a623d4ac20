import type { Translation } from '../language.ts';
import type { party as source } from '../nb/party.ts';

export const party: Translation<typeof source> = {
  pages: 'The branch and the party',
  page: {
    organisasjon: 'Organisation',
    innboks: 'Inbox',
    utboks: 'Sent',
    horinger: 'Hearings',
    utvalg: 'Committees',
    programmer: 'For programs',
  },
};
