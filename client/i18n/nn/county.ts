import type { Translation } from '../language.ts';
import type { county as source } from '../nb/county.ts';
import { number } from '../numbers.ts';

export const county: Translation<typeof source> = {
  title: 'Mottekne vedtak',
  lede: (branch) => `Signerte vedtak som lag har sendt til ${branch}. Kvart av dei vart sjekka då det kom.`,

  emptyTitle: 'Ingen vedtak har kome enno',
  empty:
    'Når eit lag under dette har signert eit vedtak, sender serveren det hit av seg sjølv. Det blir sjekka og viser her med ein gong.',
  emptyPrograms: 'Andre program kan levere til',
  emptyProgramsLink: 'Les korleis',

  overview: 'Laga',
  overviewCount: (sent, all) =>
    all === 1 && sent === 1
      ? '1 lag, og det har sendt vedtak'
      : sent === all
        ? `Alle ${number(all)} har sendt vedtak`
        : `${number(sent)} av ${number(all)} har sendt vedtak`,
  branch: 'Lag',
  sent: (n) => (n === 1 ? '1 vedtak' : `${number(n)} vedtak`),
  latest: (title, when) => `Siste: ${title}, ${when}`,
  none: 'Ingen enno',
  only: (branch) => `Vis berre vedtak frå ${branch}`,

  search: 'Søk',
  searchAbout: 'I tittel, tekst og lag',
  allBranches: 'Alle lag',
  shown: (shown, all) =>
    shown === all
      ? all === 1
        ? '1 vedtak'
        : `${number(all)} vedtak`
      : `Viser ${number(shown)} av ${number(all)} vedtak`,
  nothingFound: 'Ingen vedtak passar.',
  clear: 'Vis alle',
  more: (n) => `Vis ${number(n)} til`,
  list: 'Vedtak, det nyaste først',
  arrived: (branch, title) => `Nytt vedtak frå ${branch}: ${title}`,
  fresh: 'Ny',

  received: 'Motteke',
  decided: 'Vedteke',
  number: 'Nr.',
  resolution: 'Vedtak',
  outcome: 'Utfall',
  file: 'Fil',
  numbered: (n) => `Nr. ${number(n)}`,
  pointsAdopted: (adopted, all) =>
    adopted === all
      ? all === 1
        ? 'Punktet er vedteke'
        : `Alle ${number(all)} punkt vedtekne`
      : `${number(adopted)} av ${number(all)} punkt vedtekne`,
  wholeAdopted: 'Heile teksten vedteken',

  read: 'Tekst og røystetal',
  verified: 'Verifisert',
  verifiedLead: 'Dette vart sjekka då vedtaket kom. Hadde noko ikkje halde, ville det vorte avvist og ikkje lagra.',
  verifiedTrust: (receiver) => `Laget høyrer til under ${receiver}, som har signert kva nøkkel laget bruker.`,
  verifiedSignature: 'Laget har signert fila, og ikkje eitt teikn er endra.',
  verifiedPeople: 'Møteleiaren og to protokollunderskrivarar har signert, kvar med sin tilgangsnøkkel.',
  verifiedSums: 'Tala går opp, og møtet var vedtaksført.',
  verifiedSequence: (n) =>
    n === 1
      ? 'Det er det første vedtaket frå laget.'
      : `Det er vedtaket etter nr. ${number(n - 1)} frå laget, så ingenting manglar mellom dei.`,
  verifiedJournal: (index, moment) => `Det vart ført i journalen som innslag ${number(index)}, ${moment}.`,
  verifiedSelf: 'Vil du sjekke sjølv? Last ned fila og',
  verifiedKey: 'nøkkelen',
  verifiedThen: 'og legg dei inn på',
  verifiedPage: 'sida for å sjekke vedtak',
  fingerprint: 'Fingeravtrykk',
  download: 'Last ned',
  downloadOf: (branch, n) => `Last ned vedtak nr. ${n} frå ${branch}`,
  atBranch: 'Sjå det hos laget',
};
