import type { Translation } from '../language.ts';
import type { secret as source } from '../nb/delegate-secret.ts';
import { counted, number } from '../numbers.ts';

export const secret: Translation<typeof source> = {
  about: 'Namnet ditt står ikkje på setelen. Han kan ikkje endrast når han er stempla.',
  steps: [
    'Du får røystesetelen stempla.',
    'Når møteleiaren har stengt utdelinga, legg telefonen han i urna av seg sjølv. Hald sida open.',
  ],
  few: (n) => `Berre ${counted(n, 'kan røyste', 'kan røyste')} på telefonen`,
  fewNext: 'Med så få setlar i urna er det lett å gjette kven som røysta kva.',
  fewDrawn: (n) => `Berre ${n === 1 ? 'éin' : number(n)} har fått setelen stempla`,
  fewDrawnNext:
    'Med så få setlar i urna er det lett å gjette kven som røysta kva. Sei frå til møteleiaren no om du meiner det er for få.',
  drawnOf: (drawn, entitled) => `${number(drawn)} av ${number(entitled)} har fått setelen stempla`,
  noStorage: 'Denne nettlesaren tek ikkje vare på setelen',
  noStorageNext:
    'Det er slik i nokre private vindauge. Blir sida lukka før setelen ligg i urna, er røysta di tapt, og du får ikkje ein ny. Opne helst lenkja i eit vanleg vindauge. Du kan gå vidare her, men lat sida stå open.',

  summary: 'Dette står på røystesetelen',
  summaryOf: (title) => `Du røystar over «${title}»:`,
  noChange: 'Er setelen først stempla, kan han ikkje endrast.',
  sign: 'Få setelen stempla',
  offline:
    'Du er fråkopla. Du kan gå vidare likevel, så får du setelen stempla når nettet er tilbake. Sei frå til møteleiaren, så utdelinga ikkje blir stengd før det.',
  otherWindow: 'Du har fylt ut setelen i eit anna vindauge. Han ser du her.',

  drawing: 'Får setelen stempla …',
  notDrawn: 'Setelen din er IKKJE stempla enno',
  notDrawnNext:
    'Han ligg på telefonen. Vi spør igjen så snart det er nett. Lat sida vere open, og sei frå til møteleiaren no, så utdelinga ikkje blir stengd før setelen er stempla.',
  notDrawnSession: 'Logg inn igjen, så spør vi på nytt.',
  drawNow: 'Spør igjen no',
  drawRefused: 'Setelen din vart IKKJE stempla',
  anewAbout:
    'Utdelinga er ikkje stengd. Du kan fylle ut ein ny setel og få han stempla, til dømes med ein annan nøkkel.',
  anew: 'Fyll ut på nytt',

  stepDrawn: 'Stempla',
  stepDrop: 'Skal leggjast i urna',
  stepDropped: 'Lagd i urna',
  stepCount: 'Skal teljast med',
  stepDone: 'Gjort:',
  stepNow: 'Neste:',

  drawn: 'Setelen din er stempla',
  drawnNext: 'Når møteleiaren har stengt utdelinga, legg telefonen han i urna av seg sjølv.',
  keepOpen: 'Hald sida open.',
  dropping: 'Utdelinga er stengd',
  droppingNext: (minutes) =>
    `Telefonen legg setelen i urna av seg sjølv innan ${minutes === 1 ? 'eitt minutt' : counted(minutes, 'minutt', 'minutt')}.`,
  droppingLate: 'Tida er eigentleg ute, men urna står open enno. Telefonen legg setelen i henne no.',
  notDropped: 'Setelen din ligg IKKJE i urna enno',
  notDroppedNext: 'Telefonen prøver igjen av seg sjølv. Lat sida vere open, og sjekk at du har nett.',
  notDroppedLate: 'Tida er ute. Sei frå til møteleiaren no, så urna ikkje blir stengd før setelen din er i henne.',
  dropNow: 'Legg han i urna no',
  dropRefused: 'Setelen din vart IKKJE lagd i urna',
  dropped: 'Setelen din ligg i urna',
  droppedNext:
    'Du kan leggje bort telefonen. Opne sida igjen når røystinga er lukka, så ser han etter at setelen er talt med.',
  missed: 'Telefonen har inga kvittering på at setelen din kom i urna i tide',
  missedNext:
    'Urna er stengd. Sei frå til møteleiaren no, før resultatet er klart. Når urna blir vist fram, ser telefonen etter om setelen ligg der.',
  showMarks: 'Vis kva som står på setelen',

  elsewhere: 'Du har fått setelen stempla ein annan stad',
  elsewhereNext:
    'Setelen ligg berre der du fylte han ut: på ein annan telefon, i ein annan nettlesar eller i eit privat vindauge. Hald sida open der, så blir han lagd i urna. Finn du han ikkje der, sei frå til møteleiaren no.',
  noPaper: 'Du fekk ingen setel stempla',
  noPaperNext: 'Utdelinga er stengd. Sei frå til møteleiaren om du skulle ha vore med.',

  turnout: (drawn, papers) =>
    `${counted(drawn, 'setel vart stempla', 'setlar vart stempla')}, og ${number(papers)} låg i urna.`,
  tellers: 'Teljekorpset har i tillegg talt dei som røysta på papir.',
  saveBox: 'Lagre urna',
  myPaper: 'Røystesetelen min',
  looking: 'Ser etter setelen din i urna …',
  notLooked: 'Telefonen fekk ikkje sett etter setelen din',
  lookAgain: 'Sjå etter på nytt',
  counted: 'Setelen din ligg i urna, og er talt med',
  how: 'Slik såg telefonen etter',
  howAll: (papers) =>
    `Telefonen henta ${papers === 1 ? 'setelen' : `alle dei ${number(papers)} setlane`} i urna. Han fann din, såg at kvar setel har gyldig stempel, og at resultatet er summen av dei.`,
  howClose:
    'Setlane er nøyaktig dei som laget seier at røystinga vart lukka med. Om møteleiaren signerte på akkurat dei, kan berre sjåast i bevisfila, som laget har.',
  howTellers:
    'Teljekorpset har òg talt. Om setlane er dei som røystinga vart lukka med, ser du når du prøver urna på sida «Sjekk eit vedtak». Om møteleiaren signerte på akkurat dei, kan berre sjåast i bevisfila, som laget har.',
  missing: 'Setelen din MANGLAR i urna',
  missingNext:
    'Laget har gitt kvittering for han, men han er ikkje talt med. Vis denne sida til møteleiar eller referent no.',
  missingNoPromise:
    'Telefonen har inga kvittering på at setelen kom fram. Han kan ha kome for seint. Vis denne sida til møteleiar eller referent no.',
  wrongBox: 'Urna stemmer IKKJE',
  faults: {
    ballot: 'Det laget viser som spørsmål og lukking, er ikkje det du røysta over.',
    paper: 'Det ligg setlar i urna som ikkje har gyldig stempel, eller som ligg der to gonger.',
    number: 'Det er ikkje like mange setlar i urna som laget seier at røystinga vart lukka med.',
    evidence: 'Setlane i urna er ikkje dei som laget seier at røystinga vart lukka med.',
    result: 'Resultatet er ikkje summen av setlane i urna.',
  },
  wrongBoxNext: 'Vis denne sida til møteleiar eller referent no.',
  complaint: 'Lagre klagefila',
  complaintAbout:
    'Klagefila beviser at setelen din er stempla, og at laget har kvittert for han. Ho seier òg kva du røysta, så vis henne berre til dei du vil skal sjå det.',
  complaintWeak:
    'Klagefila beviser at setelen din er stempla, men ikkje at han kom fram. Ho seier òg kva du røysta, så vis henne berre til dei du vil skal sjå det.',
  boxToo: 'Lagre urna òg: klaga blir prøvd mot henne på sida «Sjekk eit vedtak».',
  complaintNext:
    'Alle som har dei to filene, kan prøve klaga der med nøkkelen til laget øvst i partiet. Dei treng verken vedtak eller bevisfil.',
  complaintName: (n) => (n === undefined ? 'klage.json' : `klage-røysting-${n}.json`),
  remove: 'Slett setelen frå telefonen',
  removeAbout:
    'Då kan ingen sjå på telefonen kva du røysta. Røysta tel som før, men du kan ikkje klage på henne seinare.',
  removeMissing:
    'Sjekk først at klagefila er lagra: utan setelen er ho det einaste beviset du har. Når setelen er sletta, kan ingen sjå på telefonen kva du røysta.',
  cancelled: 'Røystinga er avlyst, og setelen din blir liggjande på telefonen til du slettar han.',
  removeCancelled: 'Då kan ingen sjå på telefonen kva du røysta, men du kan ikkje klage seinare.',
  removed: 'Setelen er sletta frå telefonen.',
  notRemoved: 'Setelen vart IKKJE sletta',
  notRemovedNext: 'Prøv igjen. Går det framleis ikkje, kan du slette det nettlesaren har lagra frå denne nettstaden.',
  earlier: 'Røystesetlar frå tidlegare møte',
  earlierBallot: (n, day) => `Røysting ${n}, ${day}`,
  foundOn: (day) => `Telefonen såg etter ${day}, og fann han i urna.`,
  howFile: (papers) =>
    `Telefonen henta urna slik laget har signert henne. ${papers === 1 ? 'Setelen i henne har gyldig stempel, og er den' : `Alle dei ${number(papers)} setlane har gyldig stempel, og er dei`} som laget seier at røystinga vart lukka med.`,
  noBox: 'Det finst inga urne frå denne røystinga: ho vart avlyst.',
  removeUnstamped: 'Setelen ligg på telefonen, men er ikkje stempla og tel ikkje. Han seier kva du ville røyste.',
  waits: 'Ein stempla setel på denne telefonen er ikkje lagd i urna',
  waitsNext: 'Logg inn, så blir han lagd i urna av seg sjølv, om urna ikkje er stengd.',
  stampLost:
    'Laget har ført opp at du fekk ein setel stempla, men svaret kom aldri fram til denne telefonen. Sei frå til møteleiar eller referent no.',
  stampElsewhere: 'Du fekk ein setel stempla ein annan stad enn på denne telefonen.',
  notStampedHere: 'Denne telefonen fekk ikkje setelen stempla.',
  notHere:
    'Det ligg ingen røystesetel frå denne røystinga på denne telefonen. Han ligg der du fylte han ut, om du ikkje har sletta han.',
  didNotDraw: 'Du fekk ingen setel stempla.',
};
