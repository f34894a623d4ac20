import type { Translation } from '../language.ts';
import type { programs as source } from '../nb/programs.ts';

export const programs: Translation<typeof source> = {
  title: 'For program',
  lede: 'Alt sida gjer, kan eit program gjere. Her er adressene, kva dei tek imot, og kva dei svarar. Skildringane er på engelsk.',
  document: 'Heile skildringa som OpenAPI 3.1',
  toProblems: 'Til grunnane til avslag',
  addresses: 'Adresser',
  group: {
    setup: 'Serveren og oppsettet',
    session: 'Innlogging og innbydingar',
    snapshot: 'Det sida viser',
    secretary: 'Medlemer, møte, manntal og framlegg',
    ballots: 'Røystingar og vedtak',
    county: 'Vedtaka, eigne og mottekne',
    files: 'Signerte filer, hendingar og innboksen',
    operator: 'Den som driv serveren',
  },
  words: 'Ord i skildringane',
  word: {
    hash: 'SHA-256 som base64url utan utfylling: 43 teikn',
    time: 'RFC 3339 i UTC med millisekund',
    base64url: 'RFC 4648, del 5, utan utfylling',
    text: 'ein streng utan øydelagde teikn',
    line: 'ein tekst på éi linje, utan mellomrom i endane',
    slug: 'små bokstavar, tal og bindestrek',
  },
  access: 'Kven',
  who: { anyone: 'alle', screen: 'ein storskjerm', member: 'innlogga', operator: 'den som driv serveren' },
  body: 'Sender',
  answer: (status) => `Svar ${status}`,
  refusals: 'Kan avslå med',
  problems: 'Grunnar til avslag',
  problemsLede: 'Eit avslag er eit problem etter RFC 9457. Feltet code er ein av desse.',
  status: 'Status',
};
