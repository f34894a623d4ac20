import { number } from '../numbers.ts';

export const county = {
  title: 'Mottatte vedtak',
  lede: (branch: string) => `Signerte vedtak som lag har sendt til ${branch}. Hvert av dem ble sjekket da det kom.`,
  views: 'Hva vil du se?',
  viewList: 'Vedtakene',
  viewDemands: 'Samme krav fra flere lag',

  emptyTitle: 'Ingen vedtak har kommet ennå',
  empty:
    'Når et lag under dette har signert et vedtak, sender serveren det hit av seg selv. Det blir sjekket og vises her med en gang.',
  emptyPrograms: 'Andre programmer kan levere til',
  emptyProgramsLink: 'Les hvordan',

  overview: 'Lagene',
  overviewCount: (sent: number, all: number) =>
    all === 1 && sent === 1
      ? '1 lag, og det har sendt vedtak'
      : sent === all
        ? `Alle ${number(all)} har sendt vedtak`
        : `${number(sent)} av ${number(all)} har sendt vedtak`,
  branch: 'Lag',
  sent: (n: number) => (n === 1 ? '1 vedtak' : `${number(n)} vedtak`),
  latest: (title: string, when: string) => `Siste: ${title}, ${when}`,
  none: 'Ingen ennå',
  only: (branch: string) => `Vis bare vedtak fra ${branch}`,
  senderState: { revoked: 'Trukket tilbake', left: 'Har gått ut', closed: 'Lagt ned', below: 'Lenger ned' },

  search: 'Søk',
  searchAbout: 'I tittel, tekst og lag',
  allBranches: 'Alle lag',
  hearing: 'Høring',
  allHearings: 'Alle',
  state: 'Behandling',
  allStates: 'Alle',
  states: { untreated: 'Ikke behandlet', recommended: 'Innstilt', treated: 'Behandlet', forwarded: 'Sendt videre' },
  via: 'Kom gjennom',
  allVia: 'Alle',
  year: 'År',
  allYears: 'Alle år',
  total: (n: number) => (n === 1 ? '1 vedtak' : `${number(n)} vedtak`),
  found: (found: number, all: number) => `${number(found)} av ${number(all)} vedtak passer`,
  nothingFound: 'Ingen vedtak passer.',
  clear: 'Vis alle',
  more: 'Vis flere',
  left: (n: number) => `${number(n)} igjen`,
  list: 'Vedtak, det nyeste først',
  arrived: (branch: string, title: string) => `Nytt vedtak fra ${branch}: ${title}`,
  arrivedMany: (n: number) => `${number(n)} nye vedtak har kommet`,
  showNew: (n: number) => (n === 1 ? 'Vis 1 nytt vedtak' : `Vis ${number(n)} nye vedtak`),
  fresh: 'Ny',

  received: 'Mottatt',
  decided: 'Vedtatt',
  number: 'Nr.',
  resolution: 'Vedtak',
  outcome: 'Utfall',
  file: 'Fil',
  through: (branch: string) => `gjennom ${branch}`,
  numbered: (n: number) => `Nr. ${number(n)}`,
  pointsAdopted: (adopted: number, all: number) =>
    adopted === all
      ? all === 1
        ? 'Punktet er vedtatt'
        : `Alle ${number(all)} punkter vedtatt`
      : `${number(adopted)} av ${number(all)} punkter vedtatt`,
  wholeAdopted: 'Hele teksten vedtatt',

  verified: 'Verifisert',
  verifiedLead: 'Dette ble sjekket da vedtaket kom. Hadde noe ikke holdt, ville det blitt avvist og ikke lagret.',
  verifiedHolds: 'Holder',
  verifiedFails: 'Holder ikke',
  verifiedSequence: (n: number) =>
    n === 1
      ? 'Det er lagets første vedtak.'
      : `Det er vedtaket etter lagets nr. ${number(n - 1)}, så ingenting mangler mellom dem.`,
  verifiedForwarded: 'Vedtaket er sendt videre uendret, tegn for tegn slik laget signerte det.',
  chain: 'Hvem som går god for hvem',
  chainAbout: 'Hvert ledd har signert hvilken nøkkel leddet under bruker.',
  chainWrote: 'Skrev og signerte vedtaket',
  chainVouches: (below: string) => `Går god for ${below}`,
  chainReceiver: 'Tok imot og sjekket',
  receipts: 'Kvitteringer',
  receiptOf: (branch: string, moment: string) => `${branch} tok imot det ${moment}.`,
  receiptOwn: (index: number, moment: string) => `Ført i vår journal som innslag ${number(index)}, ${moment}.`,
  verifiedSelf: 'Sjekk det selv',
  verifiedSelfAbout: 'Last ned filen og nøkkelen, og legg dem inn på siden for å sjekke vedtak. Den virker uten nett.',
  verifiedFile: 'Vedtaket, signert',
  verifiedKey: 'Nøkkelen',
  verifiedPage: 'Siden for å sjekke vedtak',
  fingerprint: 'Fingeravtrykk',
  download: 'Last ned',
  downloadOf: (branch: string, n: number) => `Last ned vedtak nr. ${n} fra ${branch}`,
  atBranch: 'Se det hos laget',

  demandsLead: (branch: string) =>
    `Hvert krav står én gang, med alle lagene under ${branch} som har stemt over det. Bare like tekster er slått sammen av seg selv.`,
  demandsEmpty: 'Ingen krav ennå',
  demandsEmptyAbout: 'Når lag sender vedtak med punkter, samles de her.',
  demandsSearch: 'Søk i kravene',
  demandsTotal: (n: number) => (n === 1 ? '1 krav' : `${number(n)} krav`),
  demandsNothing: 'Ingen krav passer.',
  demandsList: 'Krav, de fra flest lag først',
  demandsNew: 'Kravene har endret seg. Vis lista på nytt',
  demandAdopted: (n: number) => (n === 1 ? 'Vedtatt i 1 lag' : `Vedtatt i ${number(n)} lag`),
  demandRejected: (n: number) => (n === 1 ? 'Ikke vedtatt i 1 lag' : `Ikke vedtatt i ${number(n)} lag`),
  demandVotes: (yes: number, no: number, blank: number) =>
    `${number(yes)} stemmer for, ${number(no)} mot${blank === 0 ? '' : `, ${number(blank)} ${blank === 1 ? 'blank' : 'blanke'}`}`,
  demandNoVotes: 'Ingen stemmetall',
  demandOpen: 'Se lagene',
  demandPoint: (n: number, point: number) => `Vedtak nr. ${number(n)}, punkt ${number(point)}`,
  demandFile: 'Signert fil',
  demandFileOf: (branch: string, n: number) => `Signert fil: vedtak nr. ${n} fra ${branch}`,
  outcomes: { adopted: 'Vedtatt', rejected: 'Ikke vedtatt' },
  sameWordings: 'Slått sammen med dette kravet',
  takeOut: 'Ta ut',
  takeOutOf: (text: string) => `Ta ut: ${text}`,
  takenOut: 'Teksten er tatt ut, og står for seg selv igjen.',

  likeness: 'Disse ligner – er det samme krav?',
  likenessAbout: 'Maskinen foreslår, et menneske bestemmer. Forskjellen er merket i begge tekstene.',
  likenessSame: (percent: string) => `${percent} av ordene er like`,
  /** Around what differs, for those who hear the text. */
  likenessMark: 'bare her:',
  likenessMarkEnd: 'slutt.',
  likenessYes: 'Ja, samme krav',
  likenessNo: 'Nei, ulike krav',
  likenessJoined: 'Slått sammen til ett krav.',
  likenessApart: 'Holdes fra hverandre.',
  likenessUndo: 'Angre',
  likenessHidden: (n: number) =>
    n === 1 ? 'Vis 1 par som er holdt fra hverandre' : `Vis ${number(n)} par som er holdt fra hverandre`,
};
