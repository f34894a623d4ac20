import type { Treated, TreatedOutcome } from '../../../server/rules/party-statements.ts';
import { number } from '../numbers.ts';

const recommended: Record<Treated, string> = {
  adopt: 'vedtas',
  change: 'vedtas med endring',
  forward: 'sendes videre',
  reject: 'avvises',
  cover: 'regnes som ivaretatt',
};
const outcome: Record<TreatedOutcome, string> = {
  adopted: 'Vedtatt',
  changed: 'Vedtatt med endring',
  forwarded: 'Sendt videre',
  rejected: 'Avvist',
  covered: 'Ivaretatt',
};

/** Words that both the branch that wrote a resolution and the level that treats it read. */
export const custody = {
  title: 'Hva skjedde med vårt forslag?',
  lead: (branch: string) => `Slik har leddene over ${branch} behandlet vedtaket. Siden holder seg selv oppdatert.`,
  noneTitle: 'Ingen har behandlet det ennå',
  treatedBy: (name: string) => `${name} har behandlet vedtaket.`,
  none: (receiver: string) => `${receiver} har fått vedtaket. Svaret kommer hit av seg selv når de har behandlet det.`,
  noneWaiting: (receiver: string) => `Vedtaket er på vei til ${receiver}. Svaret kommer hit av seg selv.`,
  noneAbove: 'Laget har ikke noe ledd over seg, så vedtaket er ikke sendt videre.',
  path: 'Hvor vedtaket er',
  decidedHere: 'Vedtatt her',
  receivedAt: (moment: string) => `Mottatt ${moment}`,
  notReceived: 'Ikke mottatt ennå',
  stage: {
    waiting: 'Venter',
    received: 'Mottatt',
    recommended: 'Innstilt',
    treated: 'Behandlet',
    forwarded: 'Sendt videre',
  },
  stages: 'Hvor langt behandlingen er kommet',
  done: 'gjort',
  notYet: 'ikke ennå',

  pointByPoint: 'Punkt for punkt',
  whole: 'Vedtaket som helhet',
  untreated: 'Ingen har sagt noe om dette punktet ennå.',
  asWhole: 'Behandlet sammen med resten. Se vedtaket som helhet.',
  recommendation: (what: string) => `Innstilling: ${what}.`,
  recommended,
  recommendedTo: {
    forward: (to: string) => `sendes videre til ${to}`,
    cover: (to: string) => `regnes som ivaretatt av ${to}`,
  },
  outcome,
  outcomeTo: {
    forwarded: (to: string) => `Sendt videre til ${to}`,
    covered: (to: string) => `Ivaretatt av ${to}`,
  },
  undecided: 'Ikke avgjort ennå.',
  reason: (text: string) => `Begrunnelse: ${text}`,
  changedText: 'Slik ble teksten',
  byResolution: 'Se vedtaket som avgjorde det',

  history: 'Behandlinger',
  historyCount: (n: number) => (n === 1 ? '1 behandling' : `${number(n)} behandlinger`),
  historyAbout: 'Hver behandling er signert av leddet som gjorde den, og viser til den før.',
  onlyReceived: 'Har mottatt vedtaket.',
  file: 'Last ned den signerte filen',
  fileOf: (name: string, moment: string) => `Last ned den signerte filen: ${name}, ${moment}`,
};
