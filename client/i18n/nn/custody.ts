import type { Translation } from '../language.ts';
import type { custody as source } from '../nb/custody.ts';
import { number } from '../numbers.ts';

export const custody: Translation<typeof source> = {
  title: 'Kva skjedde med framlegget vårt?',
  lead: (branch) => `Slik har ledda over ${branch} behandla vedtaket. Sida held seg sjølv oppdatert.`,
  noneTitle: 'Ingen har behandla det enno',
  treatedBy: (name) => `${name} har behandla vedtaket.`,
  none: (receiver) => `${receiver} har fått vedtaket. Svaret kjem hit av seg sjølv når dei har behandla det.`,
  noneWaiting: (receiver) => `Vedtaket er på veg til ${receiver}. Svaret kjem hit av seg sjølv.`,
  noneAbove: 'Laget har ikkje noko ledd over seg, så vedtaket er ikkje sendt vidare.',
  path: 'Kvar vedtaket er',
  decidedHere: 'Vedteke her',
  receivedAt: (moment) => `Motteke ${moment}`,
  notReceived: 'Ikkje motteke enno',
  stage: {
    waiting: 'Ventar',
    received: 'Motteke',
    recommended: 'Innstilt',
    treated: 'Behandla',
    forwarded: 'Sendt vidare',
  },
  stages: 'Kor langt behandlinga er komen',
  done: 'gjort',
  notYet: 'ikkje enno',

  pointByPoint: 'Punkt for punkt',
  whole: 'Vedtaket som heilskap',
  untreated: 'Ingen har sagt noko om dette punktet enno.',
  asWhole: 'Behandla saman med resten. Sjå vedtaket som heilskap.',
  recommendation: (what) => `Innstilling: ${what}.`,
  recommended: {
    adopt: 'blir vedteke',
    change: 'blir vedteke med endring',
    forward: 'blir sendt vidare',
    reject: 'blir avvist',
    cover: 'blir rekna som teke vare på',
  },
  recommendedTo: {
    forward: (to) => `blir sendt vidare til ${to}`,
    cover: (to) => `blir rekna som teke vare på av ${to}`,
  },
  outcome: {
    adopted: 'Vedteke',
    changed: 'Vedteke med endring',
    forwarded: 'Sendt vidare',
    rejected: 'Avvist',
    covered: 'Teke vare på',
  },
  outcomeTo: {
    forwarded: (to) => `Sendt vidare til ${to}`,
    covered: (to) => `Teke vare på av ${to}`,
  },
  undecided: 'Ikkje avgjort enno.',
  reason: (text) => `Grunngjeving: ${text}`,
  changedText: 'Slik vart teksten',
  byResolution: 'Sjå vedtaket som avgjorde det',

  history: 'Behandlingar',
  historyCount: (n) => (n === 1 ? '1 behandling' : `${number(n)} behandlingar`),
  historyAbout: 'Kvar behandling er signert av leddet som gjorde ho, og viser til den før.',
  onlyReceived: 'Har motteke vedtaket.',
  file: 'Last ned den signerte fila',
  fileOf: (name, moment) => `Last ned den signerte fila: ${name}, ${moment}`,
};
