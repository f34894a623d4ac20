import { number } from '../numbers.ts';

/** A share in words: `halvparten`, `to tredeler`. */
function share(num: number, den: number): string {
  const words: Record<string, string> = { '1/2': 'halvparten', '1/3': 'en tredel', '2/3': 'to tredeler' };
  return words[`${num}/${den}`] ?? `${num}/${den}`;
}

export const resolution = {
  numbered: (n: number) => `Vedtak nr. ${n}`,
  decided: (moment: string) => `Vedtatt ${moment}`,
  waiting: 'Vedtaket er ikke klart ennå',
  waitingNext:
    'Møteleder og to protokollunderskrivere må signere først. Siden viser det av seg selv når de har gjort det.',

  notAdopted: 'Ikke vedtatt',
  notAdoptedAbout: (n: number) =>
    n === 1
      ? 'Dette punktet falt, og er ikke en del av vedtaket.'
      : 'Disse punktene falt, og er ikke en del av vedtaket.',
  votes: 'Stemmetall',
  ballotOf: (n: number, all: number) => `Avstemning ${n} av ${all}`,
  secret: 'Avstemningen var hemmelig. Det sto ingen navn på stemmesedlene.',
  tally: (yes: number, no: number, blank: number | undefined) =>
    `${number(yes)}\u00a0for, ${number(no)}\u00a0mot${blank === undefined ? '' : `, ${number(blank)}\u00a0${blank === 1 ? 'blank' : 'blanke'}`}`,

  meeting: 'Møtet',
  present: 'Til stede',
  presentPeople: (n: number) => `${number(n)} med stemmerett`,
  quorum: 'Vedtaksført',
  quorumNone: 'Det var ikke noe krav til hvor mange som måtte være til stede.',
  quorumMet: (num: number, den: number, members: number, required: number) =>
    `Ja. Minst ${share(num, den)} av de ${number(members)} medlemmene måtte være til stede, altså ${number(required)}.`,
  rule: 'Flertallskrav',

  signed: 'Signert',
  signedAbout: 'Signert av møteleder og to protokollunderskrivere, med tilgangsnøkkel.',
  signedNames: 'Filen har nøkler, ikke navn. Laget går god for hvem som har dem.',
  chair: 'Møteleder',
  signer: 'Protokollunderskriver',
  withPasskey: 'Signert med tilgangsnøkkel',

  control: 'Kontroll',
  fingerprint: 'Fingeravtrykk',
  fingerprintAbout: 'Endres ett tegn i vedtaket, blir fingeravtrykket et annet.',
  previous: 'Vedtaket før',
  previousNone: 'Dette er lagets første vedtak.',
  previousIs: (n: number) => `Nr. ${n}, med fingeravtrykk`,
  journal: 'Lagets journal',
  journalIs: (size: number) => `${number(size)} linjer da vedtaket ble laget. De har fingeravtrykket`,
  verifyAt: (address: string) => `Alle kan sjekke vedtaket på ${address} eller med programmet vedtak verify.`,
  qr: 'Kode til denne siden',

  received: 'Sendt oppover',
  receivedAt: (receiver: string, moment: string) => `Mottatt av ${receiver} ${moment}.`,
  receivedNot: (receiver: string) => `${receiver} har ikke bekreftet at det er kommet fram ennå.`,
  seeAt: (receiver: string) => `Se det hos ${receiver}`,

  print: 'Skriv ut',
  downloadFile: 'Last ned vedtaket',
  downloadFileAbout: 'En signert fil (.jws) som alle kan sjekke.',
  downloadReceipt: 'Last ned kvitteringen',
  files: 'Filer',

  checking: 'Nettleseren din sjekker signaturene …',
  checkedTitle: 'Nettleseren din har sjekket vedtaket, og det henger sammen',
  checked:
    'Den hentet den signerte filen og regnet selv: Laget har signert, møteleder og to underskrivere har signert, tallene går opp, og det som står her, er det som står i filen.',
  checkedReceipt: 'Kvitteringen holder også.',
  anchorLead: (name: string) => `Øverst i kjeden står nøkkelen til ${name}. Det er filen selv som sier det.`,
  anchorNext:
    'Vil du være helt sikker, sammenligner du fingeravtrykket til nøkkelen med et du har fått et annet sted enn her, eller sjekker filen med din egen nøkkel.',
  anchorKey: 'Nøkkelens fingeravtrykk',
  verifyLink: 'Sjekk filen selv',
  checkFailed: 'Vedtaket holder ikke',
  checkOther: 'Filen og siden sier ikke det samme.',
  checkOtherNext: 'Ikke stol på siden. Last ned filen, og sjekk den for seg.',
  checkNone: 'Nettleseren fikk ikke sjekket vedtaket.',
  checkNoneNext: 'Last siden på nytt, eller last ned filen og sjekk den for seg.',
};
