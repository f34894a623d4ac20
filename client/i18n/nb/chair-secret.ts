import { counted, number } from '../numbers.ts';

const slips = (n: number): string => (n === 1 ? 'Én person' : `${number(n)} personer`);

export const chairSecret = {
  name: 'Hemmelig, på telefonen',
  about:
    'Ingen ser hva den enkelte stemmer. Sedlene stemples først og legges i urnen etterpå, så det tar noen minutter.',
  how: 'hemmelig, på telefonen',
  short: 'hemmelig',
  demanded: (n: number) =>
    n === 1 ? 'Én har krevd hemmelig avstemning' : `${number(n)} har krevd hemmelig avstemning`,
  demandedNext: 'Derfor åpnes den som hemmelig. Måter som ikke er hemmelige, kan ikke velges.',
  demandedSince: 'Noen har krevd hemmelig avstemning mens dette vinduet sto åpent. Avbryt, og åpne den som hemmelig.',
  noCasting:
    'Ved stemmelikhet faller forslaget. Møteleders dobbeltstemme kan ikke brukes, for ingen vet hva møteleder stemte.',
  smallBox: (n: number) => `Med bare ${number(n)} i urnen kan det være lett å gjette hvem som stemte hva`,
  smallBoxNext: 'Det gjelder særlig hvis alle stemmer likt, eller hvis én stemmer annerledes enn de andre.',
  slips: (n: number) =>
    `${slips(n)} i manntallet har ikke nøkkel og stemmer på lapper av papir. To tellere teller lappene.`,
  fewSlips: (n: number) => `Bare ${n === 1 ? 'én' : number(n)} stemmer på papir`,
  fewSlipsWhy: (n: number) =>
    n === 1
      ? 'Én i manntallet har ikke nøkkel. To tellere teller lappen for seg, så alle kan se hva den personen stemte.'
      : `${number(n)} i manntallet har ikke nøkkel. To tellere teller lappene for seg, så det kan være lett å gjette hva de stemte.`,
  fewSlipsNext:
    'Be heller referenten om en engangskode, så de kan stemme på en telefon de låner. La referenten så signere manntallet på nytt, før du åpner.',

  open: 'Åpne hemmelig avstemning',
  openTitle: (n: number) => `Du åpner avstemning ${n}, som er hemmelig`,
  way: 'Slik går det',
  drawing: 'Sedlene deles ut',
  drawingAbout: 'Alle fyller ut på telefonen og får seddelen stemplet. Du stenger utdelingen når alle har fått tid.',
  dropping: 'Sedlene legges i urnen',
  droppingAbout: 'Telefonene gjør det selv, hver på sitt tilfeldige tidspunkt. Det tar et minutt.',
  closing: 'Urnen stenges',
  closingAbout: 'Du ser hvor mange sedler som er i urnen, og signerer. Da vises resultatet.',
  duration: 'Regn med om lag fem minutter i alt.',

  drawingTitle: (n: number) => `Avstemning ${n} er hemmelig: sedlene deles ut`,
  droppingTitle: (n: number) => `Avstemning ${n} er hemmelig: sedlene legges i urnen`,
  overTitle: (n: number) => `Avstemning ${n} er hemmelig: urnen kan stenges`,
  ofHaveDrawn: (n: number) => `av ${number(n)} har fått seddelen stemplet`,
  drawingHow:
    'Be alle fylle ut seddelen på telefonen og bekrefte. Den som ikke har fått seddelen stemplet når du stenger, får ikke stemt.',
  drawn: 'Hvor mange som har fått seddelen stemplet',
  everybodyDrew: 'Alle har fått seddelen stemplet.',
  drawYourself: 'Du har ikke fått din egen seddel stemplet.',
  drawYourselfLink: 'Gå til stemmeseddelen din',
  closeDrawing: 'Steng utdelingen',
  closeDrawingTitle: 'Stenge utdelingen av sedler?',
  notDrawn: (missing: number, entitled: number) =>
    `${number(missing)} av ${number(entitled)} har ikke fått seddelen stemplet.`,
  notDrawnNext: 'Når utdelingen er stengt, kan de ikke stemme.',
  drawnOf: (n: number, entitled: number) =>
    `${number(n)} av ${number(entitled)} har fått seddelen stemplet. Nå skal sedlene i urnen.`,
  howLong: 'Hvor lenge skal sedlene legges i urnen?',
  howLongAbout:
    'Hver telefon legger seddelen i urnen på et tilfeldig tidspunkt. Jo lenger tid, jo vanskeligere er det å se hvilken telefon som gjorde det når.',
  seconds: {
    15: '15 sekunder',
    30: '30 sekunder',
    60: '1 minutt (vanlig)',
    120: '2 minutter',
    300: '5 minutter',
  },
  cancelInstead: 'Avlys i stedet',
  drawingClosed: 'Utdelingen er stengt. Sedlene legges i urnen.',

  left: 'igjen før urnen kan stenges',
  time: 'Hvor lang tid som er gått',
  keepAwake:
    'Be alle la telefonen være på, med møtesiden oppe, til tiden er ute. Telefonene legger sedlene i urnen av seg selv.',
  ownOut: 'Din egen seddel er ikke i urnen ennå: hold denne siden åpen, så legges den i urnen av seg selv.',
  noCount: 'Hvorfor vises det ikke hvor mange sedler som er i urnen?',
  noCountWhy:
    'Kom tallet opp mens sedlene legges i urnen, kunne noen se hvem som nettopp tok opp telefonen. Derfor telles urnen først når tiden er ute.',
  shutUntil: (clock: string) => `Vent til tiden er ute, ${clock}.`,
  over: 'Tiden er ute. Urnen kan stenges.',

  looking: 'Teller sedlene i urnen …',
  ofAreIn: (drawn: number) => `av ${counted(drawn, 'seddel', 'sedler')} er i urnen`,
  inBox: 'Hvor mange sedler som er i urnen',
  allIn: 'Alle sedlene er i urnen.',
  out: (n: number) => (n === 1 ? 'Én seddel mangler fortsatt' : `${number(n)} sedler mangler fortsatt`),
  outNext:
    'Det kan være telefoner som er slått av, mangler nett eller ligger i lomma. Be alle åpne møtesiden på telefonen, og se etter igjen.',
  lookAgain: 'Se etter igjen',
  lookedAt: (clock: string) => `Urnen ble sist talt ${clock}.`,
  nextLook: (clock: string) => `Den kan telles på nytt ${clock}, så ingen ser en enkelt seddel komme.`,
  notLooked: 'Urnen må telles først.',

  closeBox: 'Steng urnen og signer',
  closeTitle: (n: number) => `Stenge urnen i avstemning ${n}?`,
  notIn: (out: number, drawn: number) => `${number(out)} av ${counted(drawn, 'seddel', 'sedler')} er ikke i urnen.`,
  notInNext: 'Stenger du nå, teller de ikke.',
  closeWhat: (papers: number, drawn: number) =>
    `Du signerer at urnen er stengt med ${number(papers)} av ${counted(drawn, 'seddel', 'sedler')}, verken flere eller færre.`,
  cancelWhat: 'Sedlene som er lagt i urnen, blir ikke vist fram.',

  delivered: (papers: number, drawn: number) =>
    `Hemmelig avstemning: ${number(papers)} av ${counted(drawn, 'seddel', 'sedler')} lagt i urnen.`,
  drew: (drawn: number, entitled: number) => `${number(drawn)} av ${number(entitled)} fikk seddelen stemplet.`,
};
