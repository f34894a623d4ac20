import type { Group } from '../../pages/api/groups.ts';

const group: Record<Group, string> = {
  setup: 'Serveren og oppsettet',
  session: 'Innlogging og invitasjoner',
  snapshot: 'Det siden viser',
  secretary: 'Medlemmer, invitasjoner og manntall',
  meeting: 'Møtet: dagsorden, dør, verv og protokoll',
  texts: 'Forslag, endringsforslag og voteringsorden',
  ballots: 'Avstemninger og vedtak',
  hall: 'Talerliste og storskjerm',
  county: 'Vedtakene, egne og mottatte',
  party: 'Laget i partiet: nøkler, overordnet lag og underordnede',
  hearings: 'Utvalg og høringer',
  programs: 'Varsler til programmer, og koder til lesing',
  files: 'Signerte filer, hendelser og innboksen',
  operator: 'Den som driver serveren',
};

export const programs = {
  title: 'For programmer',
  lede: 'Alt siden gjør, kan et program gjøre. Her er adressene, hva de tar imot, og hva de svarer. Beskrivelsene er på engelsk.',
  document: 'Hele beskrivelsen som OpenAPI 3.1',
  toProblems: 'Til grunnene til avslag',
  addresses: 'Adresser',
  group,
  words: 'Ord i beskrivelsene',
  word: {
    hash: 'SHA-256 som base64url uten utfylling: 43 tegn',
    time: 'RFC 3339 i UTC med millisekunder',
    base64url: 'RFC 4648, del 5, uten utfylling',
    text: 'en streng uten ødelagte tegn',
    line: 'en tekst på én linje, uten mellomrom i endene',
    slug: 'små bokstaver, tall og bindestrek',
  },
  access: 'Hvem',
  who: { anyone: 'alle', screen: 'en storskjerm', member: 'innlogget', operator: 'den som driver serveren' },
  body: 'Sender',
  answer: (status: string) => `Svar ${status}`,
  refusals: 'Kan avslå med',
  orToken: (scope: string) => `eller en tilgangskode med ${scope}`,
  events: 'Varsler til programmer',
  eventsAbout:
    'Lederen av et lag kan la en adresse få vite hva som skjer, etter Standard Webhooks 1.0.0. Sendes på nytt i tre dager når ingen svarer.',
  problems: 'Grunner til avslag',
  problemsLede: 'Et avslag er et problem etter RFC 9457. Feltet code er en av disse.',
  status: 'Status',
};
