import type { Translation } from '../language.ts';
import type { resolution as source } from '../nb/resolution.ts';
import { number } from '../numbers.ts';

function share(num: number, den: number): string {
  const words: Record<string, string> = { '1/2': 'halvparten', '1/3': 'ein tredel', '2/3': 'to tredelar' };
  return words[`${num}/${den}`] ?? `${num}/${den}`;
}

export const resolution: Translation<typeof source> = {
  numbered: (n) => `Vedtak nr. ${n}`,
  decided: (moment) => `Vedteke ${moment}`,
  waiting: 'Vedtaket er ikkje klart enno',
  waitingNext:
    'Møteleiaren og to protokollunderskrivarar må signere først. Sida viser det av seg sjølv når dei har gjort det.',

  notAdopted: 'Ikkje vedteke',
  notAdoptedAbout: (n) =>
    n === 1
      ? 'Dette punktet fall, og er ikkje ein del av vedtaket.'
      : 'Desse punkta fall, og er ikkje ein del av vedtaket.',
  votes: 'Røystetal',
  ballotOf: (n, all) => `Røysting ${n} av ${all}`,
  secret: 'Røystinga var hemmeleg. Det stod ingen namn på røystesetlane.',
  tally: (yes, no, blank) =>
    `${number(yes)}\u00a0for, ${number(no)}\u00a0mot${blank === undefined ? '' : `, ${number(blank)}\u00a0${blank === 1 ? 'blank' : 'blanke'}`}`,

  meeting: 'Møtet',
  present: 'Til stades',
  presentPeople: (n) => `${number(n)} med røysterett`,
  quorum: 'Vedtaksført',
  quorumNone: 'Det var ikkje noko krav til kor mange som måtte vere til stades.',
  quorumMet: (num, den, members, required) =>
    `Ja. Minst ${share(num, den)} av dei ${number(members)} medlemene måtte vere til stades, altså ${number(required)}.`,
  rule: 'Fleirtalskrav',

  signed: 'Signert',
  signedAbout: 'Signert av møteleiaren og to protokollunderskrivarar, med tilgangsnøkkel.',
  signedNames: 'Fila har nøklar, ikkje namn. Laget går god for kven som har dei.',
  chair: 'Møteleiar',
  signer: 'Protokollunderskrivar',
  withPasskey: 'Signert med tilgangsnøkkel',

  control: 'Kontroll',
  fingerprint: 'Fingeravtrykk',
  fingerprintAbout: 'Blir eitt teikn i vedtaket endra, blir fingeravtrykket eit anna.',
  previous: 'Vedtaket før',
  previousNone: 'Dette er det første vedtaket til laget.',
  previousIs: (n) => `Nr. ${n}, med fingeravtrykk`,
  journal: 'Journalen til laget',
  journalIs: (size) => `${number(size)} linjer då vedtaket vart laga. Dei har fingeravtrykket`,
  verifyAt: (address) => `Alle kan sjekke vedtaket på ${address} eller med programmet vedtak verify.`,
  qr: 'Kode til denne sida',

  received: 'Sendt oppover',
  receivedAt: (receiver, moment) => `Motteke av ${receiver} ${moment}.`,
  receivedNot: (receiver) => `${receiver} har ikkje stadfesta at det er kome fram enno.`,
  seeAt: (receiver) => `Sjå det hos ${receiver}`,

  print: 'Skriv ut',
  downloadFile: 'Last ned vedtaket',
  downloadFileAbout: 'Ei signert fil (.jws) som alle kan sjekke.',
  downloadReceipt: 'Last ned kvitteringa',
  files: 'Filer',

  checking: 'Nettlesaren din sjekkar signaturane …',
  checkedTitle: 'Nettlesaren din har sjekka vedtaket, og det heng saman',
  checked:
    'Han henta den signerte fila og rekna sjølv: Laget har signert, møteleiaren og to underskrivarar har signert, tala går opp, og det som står her, er det som står i fila.',
  checkedReceipt: 'Kvitteringa held òg.',
  anchorLead: (name) => `Øvst i kjeda står nøkkelen til ${name}. Det er fila sjølv som seier det.`,
  anchorNext:
    'Vil du vere heilt sikker, samanliknar du fingeravtrykket til nøkkelen med eit du har fått ein annan stad enn her, eller sjekkar fila med din eigen nøkkel.',
  anchorKey: 'Fingeravtrykket til nøkkelen',
  verifyLink: 'Sjekk fila sjølv',
  checkFailed: 'Vedtaket held ikkje',
  checkOther: 'Fila og sida seier ikkje det same.',
  checkOtherNext: 'Ikkje stol på sida. Last ned fila, og sjekk henne for seg.',
  checkNone: 'Nettlesaren fekk ikkje sjekka vedtaket.',
  checkNoneNext: 'Last sida på nytt, eller last ned fila og sjekk henne for seg.',
};
