import type { Translation } from '../language.ts';
import type { programs as source } from '../nb/programs.ts';

export const programs: Translation<typeof source> = {
  title: 'For program',
  lede: 'Alt sida gjer, kan eit program gjere. Her er adressene, kva dei tek imot, og kva dei svarar. Skildringane er på engelsk.',
  document: 'Heile skildringa som OpenAPI 3.1',
  addresses: 'Adresser',
  access: 'Kven',
  anyone: 'alle',
  member: 'innlogga',
  operator: 'den som driv serveren',
  body: 'Sender',
  response: 'Svar',
  problems: 'Grunnar til avslag',
  problemsLede: 'Eit avslag er eit problem etter RFC 9457. Feltet code er eit av desse.',
  status: 'Status',
};
