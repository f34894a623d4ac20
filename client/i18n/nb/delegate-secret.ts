import { counted, number } from '../numbers.ts';

export const secret = {
  about: 'Navnet ditt står ikke på seddelen. Den kan ikke endres når den er stemplet.',
  steps: [
    'Du får stemmeseddelen stemplet.',
    'Når møteleder har stengt utdelingen, legger telefonen den i urnen av seg selv. Hold siden åpen.',
  ] as readonly string[],
  few: (n: number) => `Bare ${counted(n, 'kan stemme', 'kan stemme')} på telefonen`,
  fewNext: 'Med så få sedler i urnen er det lett å gjette hvem som stemte hva.',
  fewDrawn: (n: number) => `Bare ${n === 1 ? 'én' : number(n)} har fått seddelen stemplet`,
  fewDrawnNext:
    'Med så få sedler i urnen er det lett å gjette hvem som stemte hva. Si fra til møteleder nå om du mener det er for få.',
  drawnOf: (drawn: number, entitled: number) => `${number(drawn)} av ${number(entitled)} har fått seddelen stemplet`,
  noStorage: 'Denne nettleseren tar ikke vare på seddelen',
  noStorageNext:
    'Det er slik i noen private vinduer. Lukkes siden før seddelen ligger i urnen, er stemmen din tapt, og du får ikke en ny. Åpne helst lenka i et vanlig vindu. Du kan gå videre her, men la siden stå åpen.',

  summary: 'Dette står på stemmeseddelen',
  summaryOf: (title: string) => `Du stemmer over «${title}»:`,
  noChange: 'Er seddelen først stemplet, kan den ikke endres.',
  sign: 'Få seddelen stemplet',
  offline:
    'Du er frakoblet. Du kan gå videre likevel, så får du seddelen stemplet når nettet er tilbake. Si fra til møteleder, så utdelingen ikke stenges før det.',
  otherWindow: 'Du har fylt ut seddelen i et annet vindu. Den ser du her.',

  drawing: 'Får seddelen stemplet …',
  notDrawn: 'Seddelen din er IKKE stemplet ennå',
  notDrawnNext:
    'Den ligger på telefonen. Vi spør igjen så snart det er nett. La siden være åpen, og si fra til møteleder nå, så utdelingen ikke stenges før seddelen er stemplet.',
  notDrawnSession: 'Logg inn igjen, så spør vi på nytt.',
  drawNow: 'Spør igjen nå',
  drawRefused: 'Seddelen din ble IKKE stemplet',
  anewAbout:
    'Utdelingen er ikke stengt. Du kan fylle ut en ny seddel og få den stemplet, for eksempel med en annen nøkkel.',
  anew: 'Fyll ut på nytt',

  stepDrawn: 'Stemplet',
  stepDrop: 'Skal legges i urnen',
  stepDropped: 'Lagt i urnen',
  stepCount: 'Skal telles med',
  stepDone: 'Gjort:',
  stepNow: 'Neste:',

  drawn: 'Seddelen din er stemplet',
  drawnNext: 'Når møteleder har stengt utdelingen, legger telefonen den i urnen av seg selv.',
  keepOpen: 'Hold siden åpen.',
  dropping: 'Utdelingen er stengt',
  droppingNext: (minutes: number) =>
    `Telefonen legger seddelen i urnen av seg selv innen ${minutes === 1 ? 'ett minutt' : counted(minutes, 'minutt', 'minutter')}.`,
  droppingLate: 'Tiden er egentlig ute, men urnen står åpen ennå. Telefonen legger seddelen i den nå.',
  notDropped: 'Seddelen din ligger IKKE i urnen ennå',
  notDroppedNext: 'Telefonen prøver igjen av seg selv. La siden være åpen, og sjekk at du har nett.',
  notDroppedLate: 'Tiden er ute. Si fra til møteleder nå, så urnen ikke stenges før seddelen din er i den.',
  dropNow: 'Legg den i urnen nå',
  dropRefused: 'Seddelen din ble IKKE lagt i urnen',
  dropped: 'Seddelen din ligger i urnen',
  droppedNext:
    'Du kan legge bort telefonen. Åpne siden igjen når avstemningen er lukket, så ser den etter at seddelen er talt med.',
  missed: 'Telefonen har ingen kvittering på at seddelen din kom i urnen i tide',
  missedNext:
    'Urnen er stengt. Si fra til møteleder nå, før resultatet er klart. Når urnen vises fram, ser telefonen etter om seddelen ligger der.',
  showMarks: 'Vis hva som står på seddelen',

  elsewhere: 'Du har fått seddelen stemplet et annet sted',
  elsewhereNext:
    'Seddelen ligger bare der du fylte den ut: på en annen telefon, i en annen nettleser eller i et privat vindu. Hold siden åpen der, så blir den lagt i urnen. Finner du den ikke der, si fra til møteleder nå.',
  noPaper: 'Du fikk ingen seddel stemplet',
  noPaperNext: 'Utdelingen er stengt. Si fra til møteleder hvis du skulle ha vært med.',

  turnout: (drawn: number, papers: number) =>
    `${counted(drawn, 'seddel ble stemplet', 'sedler ble stemplet')}, og ${number(papers)} lå i urnen.`,
  tellers: 'Tellekorpset har i tillegg talt dem som stemte på papir.',
  saveBox: 'Lagre urnen',
  myPaper: 'Stemmeseddelen min',
  looking: 'Ser etter seddelen din i urnen …',
  notLooked: 'Telefonen fikk ikke sett etter seddelen din',
  lookAgain: 'Se etter på nytt',
  counted: 'Seddelen din ligger i urnen, og er talt med',
  how: 'Slik så telefonen etter',
  howAll: (papers: number) =>
    `Telefonen hentet ${papers === 1 ? 'seddelen' : `alle ${number(papers)} sedlene`} i urnen. Den fant din, så at hver seddel har gyldig stempel, og at resultatet er summen av dem.`,
  howClose:
    'Sedlene er nøyaktig de som laget sier at avstemningen ble lukket med. Om møteleder signerte på akkurat dem, kan bare ses i bevisfilen, som laget har.',
  howTellers:
    'Tellekorpset har også talt. Om sedlene er de som avstemningen ble lukket med, ser du når du prøver urnen på siden «Sjekk et vedtak». Om møteleder signerte på akkurat dem, kan bare ses i bevisfilen, som laget har.',
  missing: 'Seddelen din MANGLER i urnen',
  missingNext:
    'Laget har gitt kvittering for den, men den er ikke talt med. Vis denne siden til møteleder eller referent nå.',
  missingNoPromise:
    'Telefonen har ingen kvittering på at seddelen kom fram. Den kan ha kommet for sent. Vis denne siden til møteleder eller referent nå.',
  wrongBox: 'Urnen stemmer IKKE',
  faults: {
    ballot: 'Det laget viser som spørsmål og lukking, er ikke det du stemte over.',
    paper: 'Det ligger sedler i urnen som ikke har gyldig stempel, eller som ligger der to ganger.',
    number: 'Det er ikke like mange sedler i urnen som laget sier at avstemningen ble lukket med.',
    evidence: 'Sedlene i urnen er ikke de som laget sier at avstemningen ble lukket med.',
    result: 'Resultatet er ikke summen av sedlene i urnen.',
  },
  wrongBoxNext: 'Vis denne siden til møteleder eller referent nå.',
  complaint: 'Lagre klagefilen',
  complaintAbout:
    'Klagefilen beviser at seddelen din er stemplet, og at laget har kvittert for den. Den sier også hva du stemte, så vis den bare til dem du vil skal se det.',
  complaintWeak:
    'Klagefilen beviser at seddelen din er stemplet, men ikke at den kom fram. Den sier også hva du stemte, så vis den bare til dem du vil skal se det.',
  boxToo: 'Lagre urnen også: klagen prøves mot den på siden «Sjekk et vedtak».',
  complaintNext:
    'Alle som har de to filene, kan prøve klagen der med nøkkelen til laget øverst i partiet. De trenger verken vedtak eller bevisfil.',
  complaintName: (n: number | undefined) => (n === undefined ? 'klage.json' : `klage-avstemning-${n}.json`),
  remove: 'Slett seddelen fra telefonen',
  removeAbout:
    'Da kan ingen se på telefonen hva du stemte. Stemmen teller som før, men du kan ikke klage på den senere.',
  removeMissing:
    'Sjekk først at klagefilen er lagret: uten seddelen er den det eneste beviset du har. Når seddelen er slettet, kan ingen se på telefonen hva du stemte.',
  cancelled: 'Avstemningen er avlyst, og seddelen din blir liggende på telefonen til du sletter den.',
  removeCancelled: 'Da kan ingen se på telefonen hva du stemte, men du kan ikke klage senere.',
  removed: 'Seddelen er slettet fra telefonen.',
  notRemoved: 'Seddelen ble IKKE slettet',
  notRemovedNext: 'Prøv igjen. Går det fortsatt ikke, kan du slette det nettleseren har lagret fra dette nettstedet.',
  earlier: 'Stemmesedler fra tidligere møter',
  earlierBallot: (n: number, day: string) => `Avstemning ${n}, ${day}`,
  foundOn: (day: string) => `Telefonen så etter ${day}, og fant den i urnen.`,
  howFile: (papers: number) =>
    `Telefonen hentet urnen slik laget har signert den. ${papers === 1 ? 'Seddelen i den har gyldig stempel, og er den' : `Alle de ${number(papers)} sedlene har gyldig stempel, og er de`} som laget sier at avstemningen ble lukket med.`,
  noBox: 'Det finnes ingen urne fra denne avstemningen: den ble avlyst.',
  removeUnstamped: 'Seddelen ligger på telefonen, men er ikke stemplet og teller ikke. Den sier hva du ville stemme.',
  waits: 'En stemplet seddel på denne telefonen er ikke lagt i urnen',
  waitsNext: 'Logg inn, så blir den lagt i urnen av seg selv, hvis urnen ikke er stengt.',
  stampLost:
    'Laget har ført opp at du fikk en seddel stemplet, men svaret kom aldri fram til denne telefonen. Si fra til møteleder eller referent nå.',
  stampElsewhere: 'Du fikk en seddel stemplet et annet sted enn på denne telefonen.',
  notStampedHere: 'Denne telefonen fikk ikke seddelen stemplet.',
  notHere:
    'Det ligger ingen stemmeseddel fra denne avstemningen på denne telefonen. Den ligger der du fylte den ut, om du ikke har slettet den.',
  didNotDraw: 'Du fikk ingen seddel stemplet.',
};
