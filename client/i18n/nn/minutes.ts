import type { Translation } from '../language.ts';
import type { minutes as source } from '../nb/minutes.ts';
import { list } from '../numbers.ts';

export const minutes: Translation<typeof source> = {
  title: 'Protokoll',
  none: 'Det er ikkje noko møte enno',
  noneNext: 'Protokollen skriv seg sjølv når møtet er i gang.',
  preview: 'Slik blir protokollen, med det som er ført til no. Han er ikkje lagd fram for signering.',
  drafted: 'Protokollen er lagd fram og ventar på signaturar.',
  signedTitle: 'Protokollen er signert',
  signedBy: (people) => `Signert av ${list(people, 'og')}.`,
  missing: (chair, signers) =>
    `Manglar signatur frå ${list(
      [
        ...(chair ? ['møteleiar'] : []),
        ...(signers > 0 ? [signers === 1 ? '1 protokollunderskrivar' : `${signers} protokollunderskrivarar`] : []),
      ],
      'og',
    )}.`,
  youSigned: 'Du har signert.',

  openTitle: (n) => (n === 1 ? '1 ting står ope' : `${n} ting står opne`),
  openLead: 'Sjå på dette før protokollen blir signert. Han kan signerast likevel.',
  openEnd: {
    notice: 'Innkallinga er ikkje godkjend.',
    agenda: 'Dagsordenen er ikkje godkjend.',
    role: {
      chair: 'Møtet har ingen møteleiar.',
      secretary: 'Møtet har ingen referent.',
      signer: 'Møtet har ikkje to protokollunderskrivarar.',
      teller: 'Møtet har ikkje to teljarar, men det er talt for hand.',
    },
    election: {
      chair: 'Møteleiar er sett opp, men ikkje vald av møtet.',
      secretary: 'Referent er sett opp, men ikkje vald av møtet.',
      signer: 'Protokollunderskrivarar er sette opp, men ikkje valde av møtet.',
      teller: 'Teljekorps er sett opp, men ikkje valt av møtet.',
    },
    item: (title) => `Saka «${title}» er ikkje ferdig.`,
    proposal: (n, title) => `Framlegg ${n}, «${title}», er ikkje handsama.`,
    amendment: (n, proposal) => `Endringsframlegg ${n} til framlegg ${proposal} er ikkje handsama.`,
    ballot: (n) => `Røysting ${n} er ikkje avslutta.`,
    count: (n) => `To teljarar har ikkje talt likt i røysting ${n}.`,
    noResolution: (n, title) => `Framlegg ${n}, «${title}», er vedteke, men det er ikkje laga vedtak av det.`,
    unsigned: (n) => `Vedtak nr. ${n} er ikkje signert.`,
    delivery: (n) => `Vedtak nr. ${n} vart ikkje teke imot oppover.`,
  },

  draft: 'Legg fram protokollen for signering',
  draftAbout: 'Møteleiar og to protokollunderskrivarar signerer det som då står her.',
  notClosed: 'Møtet må hevast før protokollen kan signerast.',
  redraft: 'Lag nytt utkast',
  stale: 'Noko er endra etter at utkastet vart laga',
  staleNext: 'Det som står under, er utkastet. Lag eit nytt om endringa skal vere med.',
  discard: 'Forkast signaturane og lag nytt utkast',
  discardAbout: 'Nokon har signert utkastet. Lagar du eit nytt, må alle signere på nytt.',
  didDraft: 'Protokollen er lagd fram.',

  sign: 'Signer protokollen',
  signTitle: 'Signer protokollen',
  signWhat: (title) => `Du signerer «${title}», slik han står på denne sida.`,
  signSeal: 'Når møteleiar og to underskrivarar har signert, seglar laget protokollen, og han kan ikkje endrast.',
  signWrong: 'Utkastet er ikkje det som er vist. Last sida på nytt.',
  didSign: 'Du har signert protokollen.',
  fingerprint: 'Fingeravtrykk',

  print: 'Skriv ut',
  pdf: 'Last ned PDF',
  pdfBusy: 'Lagar PDF …',
  pdfFailed: 'PDF-en vart ikkje laga. Prøv igjen når du har nett.',
  markdown: 'Last ned tekst (Markdown)',
  file: 'Last ned signert fil',
  fileAbout: 'Den signerte fila (.jws) viser at teksten ikkje er endra. Ho ligg òg inni PDF-en.',

  remark: 'Protokolltilførsel',
  remarkAbout: 'Vil du ha noko ført inn i protokollen? Det står med dine eigne ord og namnet ditt.',
  remarkText: 'Det du vil ha ført inn',
  remarkBallot: 'Gjeld',
  remarkMeeting: 'Møtet',
  remarkOf: (n, title) => (title === '' ? `Røysting ${n}` : `Røysting ${n}: ${title}`),
  remarkSend: 'Før inn i protokollen',
  remarkEmpty: 'Skriv noko først.',
  didRemark: 'Tilførselen står i protokollen.',
  remarkClosed: 'Nokon har signert protokollen, så han tek ikkje imot fleire tilførslar.',

  attendees: (n) => `Deltakarliste (${n})`,
  attendeesAbout:
    'Lista er laget si eiga og ikkje ein del av protokollen som blir signert: eit namn skal kunne slettast. Open liste blir skriven ut.',
  others: 'Protokollar frå andre møte',
};
