import type { Translation } from '../language.ts';
import type { screen as source } from '../nb/screen.ts';
import { counted, number } from '../numbers.ts';

export const screen: Translation<typeof source> = {
  title: 'Storskjerm',
  pairTitle: 'Kople til skjermen',
  pairHow: 'Møteleiar skriv denne koden på sida «Styr møtet», under «Storskjerm».',
  pairAbout: 'Ingen treng å logge inn på denne maskina.',
  offline: 'Fråkopla. Skjermen prøver igjen av seg sjølv.',
  page: (n, of) => `Side ${n} av ${of}`,
  item: (n, title) => `Sak ${n}: ${title}`,
  present: (n) => `${number(n)} til stades`,
  state: {
    planned: 'Møtet er ikkje opna enno',
    called: 'Møtet er ikkje opna enno',
    open: 'Møtet er opna',
    adjourned: 'Møtet tek pause',
    closed: 'Møtet er heva',
    signed: 'Møtet er heva',
  },
  noMeeting: 'Velkomen',

  joinTitle: 'Bli med på møtet',
  joinWifi: 'Kople til nettet',
  joinPage: 'Opne sida til laget',
  joinCode: 'Sjekk deg inn med koden',
  network: (name) => `Nett: ${name}`,
  password: (word) => `Passord: ${word}`,
  wifiQr: (name) => `QR-kode for nettet ${name}`,
  pageQr: 'QR-kode for sida til laget',
  newCode: (seconds) => `Ny kode om ${counted(seconds, 'sekund', 'sekund')}`,

  ballot: (n) => `Røysting ${n}`,
  trial: 'Prøverøysting – gjeld ikkje',
  proposal: (n, title) => `Framlegg ${n}: ${title}`,
  pointByPoint: (title) => `${title}, punkt for punkt`,
  voted: (_, of) => `av ${number(of)} har røysta`,
  orDemand: (button) => `Vil du ha votering? Trykk «${button}» på telefonen.`,
  stopped: 'Røystinga er stoppa. Resultatet kjem.',
  to: (title) => `til «${title}»`,

  result: 'Resultat',
  noCounts: 'Ingen røyster vart talde.',
  adoptedOf: (n, of) => `${number(n)} av ${number(of)} vedtekne`,
  counts: (yes, no, blank) =>
    `${number(yes)} for, ${number(no)} mot${blank === undefined ? '' : `, ${counted(blank, 'blank', 'blanke')}`}`,

  next: 'Neste',
  thenMore: (n) => `og ${number(n)} til`,
  plan: 'Voteringsorden',

  pair: 'Kople til',
  openHere: (address) => `Opne ${address} på maskina i salen, og skriv koden som står der.`,
  code: 'Koden på skjermen',
  paired: (n) => (n === 1 ? 'Éin skjerm er kopla til.' : `${number(n)} skjermar er kopla til.`),
  pairedNow: 'Skjermen er kopla til.',
  shows: 'Skjermen viser',
  show: {
    auto: 'Det møtet er ved',
    join: 'Bli med',
    text: 'Teksten',
    speakers: 'Talarlista',
    result: 'Siste resultat',
    blank: 'Ingenting',
  },
  ballotFirst: 'Ei open røysting blir vist uansett, om ikkje skjermen er tom.',
  release: 'Kople frå alle skjermar',
  released: 'Skjermane er kopla frå.',
};
