import type { Translation } from '../language.ts';
import type { county as source } from '../nb/county.ts';
import { number } from '../numbers.ts';

export const county: Translation<typeof source> = {
  title: 'Mottekne vedtak',
  lede: (branch) => `Signerte vedtak som lag har sendt til ${branch}. Kvart av dei vart sjekka då det kom.`,
  views: 'Kva vil du sjå?',
  viewList: 'Vedtaka',
  viewDemands: 'Same krav frå fleire lag',

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
  senderState: { revoked: 'Trekt tilbake', left: 'Har gått ut', closed: 'Lagt ned', below: 'Lenger ned' },

  search: 'Søk',
  searchAbout: 'I tittel, tekst og lag',
  allBranches: 'Alle lag',
  hearing: 'Høyring',
  allHearings: 'Alle',
  state: 'Behandling',
  allStates: 'Alle',
  states: { untreated: 'Ikkje behandla', recommended: 'Innstilt', treated: 'Behandla', forwarded: 'Sendt vidare' },
  via: 'Kom gjennom',
  allVia: 'Alle',
  year: 'År',
  allYears: 'Alle år',
  total: (n) => (n === 1 ? '1 vedtak' : `${number(n)} vedtak`),
  found: (found, all) => `${number(found)} av ${number(all)} vedtak passar`,
  nothingFound: 'Ingen vedtak passar.',
  clear: 'Vis alle',
  more: 'Vis fleire',
  left: (n) => `${number(n)} att`,
  list: 'Vedtak, det nyaste først',
  arrived: (branch, title) => `Nytt vedtak frå ${branch}: ${title}`,
  arrivedMany: (n) => `${number(n)} nye vedtak har kome`,
  showNew: (n) => (n === 1 ? 'Vis 1 nytt vedtak' : `Vis ${number(n)} nye vedtak`),
  fresh: 'Ny',

  received: 'Motteke',
  decided: 'Vedteke',
  number: 'Nr.',
  resolution: 'Vedtak',
  outcome: 'Utfall',
  file: 'Fil',
  through: (branch) => `gjennom ${branch}`,
  numbered: (n) => `Nr. ${number(n)}`,
  pointsAdopted: (adopted, all) =>
    adopted === all
      ? all === 1
        ? 'Punktet er vedteke'
        : `Alle ${number(all)} punkt vedtekne`
      : `${number(adopted)} av ${number(all)} punkt vedtekne`,
  wholeAdopted: 'Heile teksten vedteken',

  verified: 'Verifisert',
  verifiedLead: 'Dette vart sjekka då vedtaket kom. Hadde noko ikkje halde, ville det vorte avvist og ikkje lagra.',
  verifiedHolds: 'Held',
  verifiedFails: 'Held ikkje',
  verifiedSequence: (n) =>
    n === 1
      ? 'Det er det første vedtaket frå laget.'
      : `Det er vedtaket etter nr. ${number(n - 1)} frå laget, så ingenting manglar mellom dei.`,
  verifiedForwarded: 'Vedtaket er sendt vidare uendra, teikn for teikn slik laget signerte det.',
  chain: 'Kven som går god for kven',
  chainAbout: 'Kvart ledd har signert kva nøkkel leddet under brukar.',
  chainWrote: 'Skreiv og signerte vedtaket',
  chainVouches: (below) => `Går god for ${below}`,
  chainReceiver: 'Tok imot og sjekka',
  receipts: 'Kvitteringar',
  receiptOf: (branch, moment) => `${branch} tok imot det ${moment}.`,
  receiptOwn: (index, moment) => `Ført i journalen vår som innslag ${number(index)}, ${moment}.`,
  verifiedSelf: 'Sjekk det sjølv',
  verifiedSelfAbout: 'Last ned fila og nøkkelen, og legg dei inn på sida for å sjekke vedtak. Ho verkar utan nett.',
  verifiedFile: 'Vedtaket, signert',
  verifiedKey: 'Nøkkelen',
  verifiedPage: 'Sida for å sjekke vedtak',
  fingerprint: 'Fingeravtrykk',
  download: 'Last ned',
  downloadOf: (branch, n) => `Last ned vedtak nr. ${n} frå ${branch}`,
  atBranch: 'Sjå det hos laget',

  demandsLead: (branch) =>
    `Kvart krav står éin gong, med alle laga under ${branch} som har røysta over det. Berre like tekstar er slått saman av seg sjølv.`,
  demandsEmpty: 'Ingen krav enno',
  demandsEmptyAbout: 'Når lag sender vedtak med punkt, blir dei samla her.',
  demandsSearch: 'Søk i krava',
  demandsTotal: (n) => (n === 1 ? '1 krav' : `${number(n)} krav`),
  demandsNothing: 'Ingen krav passar.',
  demandsList: 'Krav, dei frå flest lag først',
  demandsNew: 'Krava har endra seg. Vis lista på nytt',
  demandAdopted: (n) => (n === 1 ? 'Vedteke i 1 lag' : `Vedteke i ${number(n)} lag`),
  demandRejected: (n) => (n === 1 ? 'Ikkje vedteke i 1 lag' : `Ikkje vedteke i ${number(n)} lag`),
  demandVotes: (yes, no, blank) =>
    `${number(yes)} røyster for, ${number(no)} mot${blank === 0 ? '' : `, ${number(blank)} ${blank === 1 ? 'blank' : 'blanke'}`}`,
  demandNoVotes: 'Ingen røystetal',
  demandOpen: 'Sjå laga',
  demandPoint: (n, point) => `Vedtak nr. ${number(n)}, punkt ${number(point)}`,
  demandFile: 'Signert fil',
  demandFileOf: (branch, n) => `Signert fil: vedtak nr. ${n} frå ${branch}`,
  outcomes: { adopted: 'Vedteke', rejected: 'Ikkje vedteke' },
  sameWordings: 'Slått saman med dette kravet',
  takeOut: 'Ta ut',
  takeOutOf: (text) => `Ta ut: ${text}`,
  takenOut: 'Teksten er teken ut, og står for seg sjølv att.',

  likeness: 'Desse liknar – er det same krav?',
  likenessAbout: 'Maskina foreslår, eit menneske avgjer. Skilnaden er merkt i begge tekstane.',
  likenessSame: (percent) => `${percent} av orda er like`,
  likenessMark: 'berre her:',
  likenessMarkEnd: 'slutt.',
  likenessYes: 'Ja, same krav',
  likenessNo: 'Nei, ulike krav',
  likenessJoined: 'Slått saman til eitt krav.',
  likenessApart: 'Blir haldne frå kvarandre.',
  likenessUndo: 'Angre',
  likenessHidden: (n) =>
    n === 1 ? 'Vis 1 par som er halde frå kvarandre' : `Vis ${number(n)} par som er haldne frå kvarandre`,
};
