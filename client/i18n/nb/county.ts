import { number } from '../numbers.ts';

export const county = {
  title: 'Mottatte vedtak',
  lede: (branch: string) => `Signerte vedtak som lag har sendt til ${branch}. Hvert av dem ble sjekket da det kom.`,

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

  search: 'Søk',
  searchAbout: 'I tittel, tekst og lag',
  allBranches: 'Alle lag',
  shown: (shown: number, all: number) =>
    shown === all
      ? all === 1
        ? '1 vedtak'
        : `${number(all)} vedtak`
      : `Viser ${number(shown)} av ${number(all)} vedtak`,
  nothingFound: 'Ingen vedtak passer.',
  clear: 'Vis alle',
  more: (n: number) => `Vis ${number(n)} til`,
  list: 'Vedtak, det nyeste først',
  arrived: (branch: string, title: string) => `Nytt vedtak fra ${branch}: ${title}`,
  fresh: 'Ny',

  received: 'Mottatt',
  decided: 'Vedtatt',
  number: 'Nr.',
  resolution: 'Vedtak',
  outcome: 'Utfall',
  file: 'Fil',
  numbered: (n: number) => `Nr. ${number(n)}`,
  pointsAdopted: (adopted: number, all: number) =>
    adopted === all
      ? all === 1
        ? 'Punktet er vedtatt'
        : `Alle ${number(all)} punkter vedtatt`
      : `${number(adopted)} av ${number(all)} punkter vedtatt`,
  wholeAdopted: 'Hele teksten vedtatt',

  read: 'Tekst og stemmetall',
  verified: 'Verifisert',
  verifiedLead: 'Dette ble sjekket da vedtaket kom. Hadde noe ikke holdt, ville det blitt avvist og ikke lagret.',
  verifiedTrust: (receiver: string) =>
    `Laget hører til under ${receiver}, som har signert hvilken nøkkel laget bruker.`,
  verifiedSignature: 'Laget har signert filen, og ikke ett tegn er endret.',
  verifiedPeople: 'Møteleder og to protokollunderskrivere har signert, hver med sin tilgangsnøkkel.',
  verifiedSums: 'Tallene går opp, og møtet var vedtaksført.',
  verifiedSequence: (n: number) =>
    n === 1
      ? 'Det er lagets første vedtak.'
      : `Det er vedtaket etter lagets nr. ${number(n - 1)}, så ingenting mangler mellom dem.`,
  verifiedJournal: (index: number, moment: string) =>
    `Det ble ført i journalen som innslag ${number(index)}, ${moment}.`,
  verifiedSelf: 'Vil du sjekke selv? Last ned filen og',
  verifiedKey: 'nøkkelen',
  verifiedThen: 'og legg dem inn på',
  verifiedPage: 'siden for å sjekke vedtak',
  fingerprint: 'Fingeravtrykk',
  download: 'Last ned',
  downloadOf: (branch: string, n: number) => `Last ned vedtak nr. ${n} fra ${branch}`,
  atBranch: 'Se det hos laget',
};
