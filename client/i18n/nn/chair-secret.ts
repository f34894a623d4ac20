import type { Translation } from '../language.ts';
import type { chairSecret as nb } from '../nb/chair-secret.ts';
import { counted, number } from '../numbers.ts';

const slips = (n: number): string => (n === 1 ? 'Éin person' : `${number(n)} personar`);

export const chairSecret: Translation<typeof nb> = {
  name: 'Hemmeleg, på telefonen',
  about:
    'Ingen ser kva den enkelte røystar. Setlane blir stempla først og lagde i urna etterpå, så det tek nokre minutt.',
  how: 'hemmeleg, på telefonen',
  short: 'hemmeleg',
  demanded: (n) => (n === 1 ? 'Éin har kravd hemmeleg røysting' : `${number(n)} har kravd hemmeleg røysting`),
  demandedNext: 'Difor blir ho opna som hemmeleg. Måtar som ikkje er hemmelege, kan ikkje veljast.',
  demandedSince:
    'Nokon har kravd hemmeleg røysting medan dette vindauget stod ope. Avbryt, og opne henne som hemmeleg.',
  noCasting:
    'Når det er like mange for og mot, fell framlegget. Dobbeltrøysta til møteleiaren kan ikkje brukast, for ingen veit kva møteleiaren røysta.',
  smallBox: (n) => `Med berre ${number(n)} i urna kan det vere lett å gjette kven som røysta kva`,
  smallBoxNext: 'Det gjeld særleg om alle røystar likt, eller om éin røystar annleis enn dei andre.',
  slips: (n) => `${slips(n)} i manntalet har ikkje nøkkel og røystar på lappar av papir. To teljarar tel lappane.`,
  fewSlips: (n) => `Berre ${n === 1 ? 'éin' : number(n)} røystar på papir`,
  fewSlipsWhy: (n) =>
    n === 1
      ? 'Éin i manntalet har ikkje nøkkel. To teljarar tel lappen for seg, så alle kan sjå kva den personen røysta.'
      : `${number(n)} i manntalet har ikkje nøkkel. To teljarar tel lappane for seg, så det kan vere lett å gjette kva dei røysta.`,
  fewSlipsNext:
    'Be heller referenten om ein eingongskode, så dei kan røyste på ein telefon dei låner. Lat så referenten signere manntalet på nytt, før du opnar.',

  open: 'Opne hemmeleg røysting',
  openTitle: (n) => `Du opnar røysting ${n}, som er hemmeleg`,
  way: 'Slik går det',
  drawing: 'Setlane blir delte ut',
  drawingAbout: 'Alle fyller ut på telefonen og får setelen stempla. Du stengjer utdelinga når alle har fått tid.',
  dropping: 'Setlane blir lagde i urna',
  droppingAbout: 'Telefonane gjer det sjølve, kvar på sitt tilfeldige tidspunkt. Det tek eit minutt.',
  closing: 'Urna blir stengd',
  closingAbout: 'Du ser kor mange setlar som er i urna, og signerer. Då kjem resultatet fram.',
  duration: 'Rekn med om lag fem minutt i alt.',

  drawingTitle: (n) => `Røysting ${n} er hemmeleg: setlane blir delte ut`,
  droppingTitle: (n) => `Røysting ${n} er hemmeleg: setlane blir lagde i urna`,
  overTitle: (n) => `Røysting ${n} er hemmeleg: urna kan stengjast`,
  ofHaveDrawn: (n) => `av ${number(n)} har fått setelen stempla`,
  drawingHow:
    'Be alle fylle ut setelen på telefonen og stadfeste. Den som ikkje har fått setelen stempla når du stengjer, får ikkje røysta.',
  drawn: 'Kor mange som har fått setelen stempla',
  everybodyDrew: 'Alle har fått setelen stempla.',
  drawYourself: 'Du har ikkje fått din eigen setel stempla.',
  drawYourselfLink: 'Gå til røystesetelen din',
  closeDrawing: 'Steng utdelinga',
  closeDrawingTitle: 'Stengje utdelinga av setlar?',
  notDrawn: (missing, entitled) => `${number(missing)} av ${number(entitled)} har ikkje fått setelen stempla.`,
  notDrawnNext: 'Når utdelinga er stengd, kan dei ikkje røyste.',
  drawnOf: (n, entitled) => `${number(n)} av ${number(entitled)} har fått setelen stempla. No skal setlane i urna.`,
  howLong: 'Kor lenge skal setlane leggjast i urna?',
  howLongAbout:
    'Kvar telefon legg setelen i urna på eit tilfeldig tidspunkt. Jo lengre tid, jo vanskelegare er det å sjå kva telefon som gjorde det når.',
  seconds: {
    15: '15 sekund',
    30: '30 sekund',
    60: '1 minutt (vanleg)',
    120: '2 minutt',
    300: '5 minutt',
  },
  cancelInstead: 'Avlys i staden',
  drawingClosed: 'Utdelinga er stengd. Setlane blir lagde i urna.',

  left: 'igjen før urna kan stengjast',
  time: 'Kor lang tid som er gått',
  keepAwake:
    'Be alle la telefonen vere på, med møtesida oppe, til tida er ute. Telefonane legg setlane i urna av seg sjølve.',
  ownOut: 'Din eigen setel er ikkje i urna enno: hald denne sida open, så blir han lagd i urna av seg sjølv.',
  noCount: 'Kvifor står det ikkje kor mange setlar som er i urna?',
  noCountWhy:
    'Kom talet opp medan setlane blir lagde i urna, kunne nokon sjå kven som nett tok opp telefonen. Difor blir urna først tald når tida er ute.',
  shutUntil: (clock) => `Vent til tida er ute, ${clock}.`,
  over: 'Tida er ute. Urna kan stengjast.',

  looking: 'Tel setlane i urna …',
  ofAreIn: (drawn) => `av ${counted(drawn, 'setel', 'setlar')} er i urna`,
  inBox: 'Kor mange setlar som er i urna',
  allIn: 'Alle setlane er i urna.',
  out: (n) => (n === 1 ? 'Éin setel manglar framleis' : `${number(n)} setlar manglar framleis`),
  outNext:
    'Det kan vere telefonar som er slått av, manglar nett eller ligg i lomma. Be alle opne møtesida på telefonen, og sjå etter igjen.',
  lookAgain: 'Sjå etter igjen',
  lookedAt: (clock) => `Urna vart sist tald ${clock}.`,
  nextLook: (clock) => `Ho kan teljast på nytt ${clock}, så ingen ser ein enkelt setel kome.`,
  notLooked: 'Urna må teljast først.',

  closeBox: 'Steng urna og signer',
  closeTitle: (n) => `Stengje urna i røysting ${n}?`,
  notIn: (out, drawn) => `${number(out)} av ${counted(drawn, 'setel', 'setlar')} er ikkje i urna.`,
  notInNext: 'Stengjer du no, tel dei ikkje.',
  closeWhat: (papers, drawn) =>
    `Du signerer at urna er stengd med ${number(papers)} av ${counted(drawn, 'setel', 'setlar')}, verken fleire eller færre.`,
  cancelWhat: 'Setlane som er lagde i urna, blir ikkje viste fram.',

  delivered: (papers, drawn) =>
    `Hemmeleg røysting: ${number(papers)} av ${counted(drawn, 'setel', 'setlar')} lagde i urna.`,
  drew: (drawn, entitled) => `${number(drawn)} av ${number(entitled)} fekk setelen stempla.`,
};
