import { list } from '../numbers.ts';

export const minutes = {
  title: 'Protokoll',
  none: 'Det er ikke noe møte ennå',
  noneNext: 'Protokollen skriver seg selv når møtet er i gang.',
  preview: 'Slik blir protokollen, med det som er ført til nå. Den er ikke lagt fram for signering.',
  drafted: 'Protokollen er lagt fram og venter på signaturer.',
  signedTitle: 'Protokollen er signert',
  signedBy: (people: readonly string[]) => `Signert av ${list(people, 'og')}.`,
  missing: (chair: boolean, signers: number) =>
    `Mangler signatur fra ${list(
      [
        ...(chair ? ['møteleder'] : []),
        ...(signers > 0 ? [signers === 1 ? '1 protokollunderskriver' : `${signers} protokollunderskrivere`] : []),
      ],
      'og',
    )}.`,
  youSigned: 'Du har signert.',

  openTitle: (n: number) => (n === 1 ? '1 ting står åpent' : `${n} ting står åpent`),
  openLead: 'Se på dette før protokollen signeres. Den kan signeres likevel.',
  openEnd: {
    notice: 'Innkallingen er ikke godkjent.',
    agenda: 'Dagsorden er ikke godkjent.',
    role: {
      chair: 'Møtet har ingen møteleder.',
      secretary: 'Møtet har ingen referent.',
      signer: 'Møtet har ikke to protokollunderskrivere.',
      teller: 'Møtet har ikke to tellere, men det er talt for hånd.',
    },
    election: {
      chair: 'Møteleder er satt opp, men ikke valgt av møtet.',
      secretary: 'Referent er satt opp, men ikke valgt av møtet.',
      signer: 'Protokollunderskrivere er satt opp, men ikke valgt av møtet.',
      teller: 'Tellekorps er satt opp, men ikke valgt av møtet.',
    },
    item: (title: string) => `Saken «${title}» er ikke ferdig.`,
    proposal: (n: number, title: string) => `Forslag ${n}, «${title}», er ikke behandlet.`,
    amendment: (n: number, proposal: number) => `Endringsforslag ${n} til forslag ${proposal} er ikke behandlet.`,
    ballot: (n: number) => `Avstemning ${n} er ikke avsluttet.`,
    count: (n: number) => `To tellere har ikke talt likt i avstemning ${n}.`,
    noResolution: (n: number, title: string) =>
      `Forslag ${n}, «${title}», er vedtatt, men det er ikke laget vedtak av det.`,
    unsigned: (n: number) => `Vedtak nr. ${n} er ikke signert.`,
    delivery: (n: number) => `Vedtak nr. ${n} ble ikke tatt imot oppover.`,
  },

  draft: 'Legg fram protokollen for signering',
  draftAbout: 'Møteleder og to protokollunderskrivere signerer det som da står her.',
  notClosed: 'Møtet må heves før protokollen kan signeres.',
  redraft: 'Lag nytt utkast',
  stale: 'Noe er endret etter at utkastet ble laget',
  staleNext: 'Det som står under, er utkastet. Lag et nytt hvis endringen skal med.',
  discard: 'Forkast signaturene og lag nytt utkast',
  discardAbout: 'Noen har signert utkastet. Lager du et nytt, må alle signere på nytt.',
  didDraft: 'Protokollen er lagt fram.',

  sign: 'Signer protokollen',
  signTitle: 'Signer protokollen',
  signWhat: (title: string) => `Du signerer «${title}», slik den står på denne siden.`,
  signSeal: 'Når møteleder og to underskrivere har signert, segler laget protokollen, og den kan ikke endres.',
  signWrong: 'Utkastet er ikke det som vises. Last siden på nytt.',
  didSign: 'Du har signert protokollen.',
  fingerprint: 'Fingeravtrykk',

  print: 'Skriv ut',
  pdf: 'Last ned PDF',
  pdfBusy: 'Lager PDF …',
  pdfFailed: 'PDF-en ble ikke laget. Prøv igjen når du har nett.',
  markdown: 'Last ned tekst (Markdown)',
  file: 'Last ned signert fil',
  fileAbout: 'Den signerte filen (.jws) viser at teksten ikke er endret. Den ligger også inni PDF-en.',

  remark: 'Protokolltilførsel',
  remarkAbout: 'Vil du ha noe ført inn i protokollen? Det står med dine egne ord og navnet ditt.',
  remarkText: 'Det du vil ha ført inn',
  remarkBallot: 'Gjelder',
  remarkMeeting: 'Møtet',
  remarkOf: (n: number, title: string) => (title === '' ? `Avstemning ${n}` : `Avstemning ${n}: ${title}`),
  remarkSend: 'Før inn i protokollen',
  remarkEmpty: 'Skriv noe først.',
  didRemark: 'Tilførselen står i protokollen.',
  remarkClosed: 'Noen har signert protokollen, så den tar ikke imot flere tilførsler.',

  attendees: (n: number) => `Deltakerliste (${n})`,
  attendeesAbout:
    'Lista er lagets egen og ikke en del av protokollen som signeres: et navn skal kunne slettes. Åpen lista skrives ut.',
  others: 'Protokoller fra andre møter',
};
