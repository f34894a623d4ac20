import type { ComplaintStep } from '../../../server/rules/complaint.ts';
import type { BoxStep } from '../../../server/rules/verify-box.ts';
import type { EvidenceStep } from '../../../server/rules/verify-evidence.ts';
import type { ResolutionStep } from '../../../server/rules/verify-resolution.ts';
import { number } from '../numbers.ts';

/** A check: what holds when it does, and what that means. */
type Words = readonly [claim: string, meaning: string];

const resolutionSteps: Record<ResolutionStep, Words> = {
  format: [
    'Filen er et signert vedtak',
    'Filen er bygd opp slik et signert vedtak skal være. Er den klippet av eller ødelagt, stopper det her.',
  ],
  fields: [
    'Alt som skal stå der, står der',
    'Vedtaket har tittel, tekst, punkter, stemmetall og signaturer, og ingenting som ikke hører hjemme.',
  ],
  trust: [
    'Laget er et av lagene under nøkkelen',
    'Laget over har signert hvem laget er, og hvilken nøkkel det bruker. Ledd for ledd fører det opp til den øverste nøkkelen.',
  ],
  signature: [
    'Laget har signert hele filen',
    'Signaturen er laget med lagets nøkkel, over akkurat disse tegnene. Endres ett av dem, passer den ikke lenger.',
  ],
  canonical: [
    'Vedtaket er skrevet på den ene måten det kan skrives',
    'Samme innhold kan bare skrives på én måte. Derfor har det bare ett fingeravtrykk.',
  ],
  issuer: [
    'Vedtaket er fra laget som signerte',
    'Navnet i vedtaket er navnet på laget som nøkkelen tilhører. Ett lag kan ikke signere for et annet.',
  ],
  date: ['Datoen kan stemme', 'Vedtaket er ikke datert etter at mottakeren fikk det.'],
  sums: [
    'Tallene går opp',
    'Ingen punkter har flere stemmer enn det var folk, punktene i teksten er de vedtatte, og nok folk var til stede.',
  ],
  attestations: [
    'Møteleder og to underskrivere har signert',
    'Tre forskjellige personer har signert dette vedtaket, hver med sin egen tilgangsnøkkel: ansikt, fingeravtrykk eller skjermlås.',
  ],
};

const evidenceSteps: Record<EvidenceStep, Words> = {
  format: ['Bevisfilen lar seg lese', 'Den har manntall, avstemninger og stemmer slik de skal være skrevet.'],
  resolution: ['Bevisene hører til dette vedtaket', 'De nevner fingeravtrykket til akkurat dette vedtaket.'],
  ballots: [
    'Alle avstemningene er med',
    'Hver avstemning vedtaket bygger på, ligger der slik møteleder åpnet den og lukket den.',
  ],
  rolls: [
    'Manntallet er med',
    'Manntallet sier hvem som kunne stemme, og med hvilke nøkler. Ingen nøkkel står der to ganger.',
  ],
  officers: [
    'Møteleder og underskrivere står i manntallet',
    'De som åpnet, lukket og signerte, brukte nøkler som står i manntallet.',
  ],
  votes: [
    'Hver stemme er gyldig',
    'Hver stemme er fra en som står i manntallet, i riktig avstemning, og ingen har mer enn én.',
  ],
  issues: [
    'Hver utdelt stemmeseddel er hentet av en i manntallet',
    'I den hemmelige avstemningen har hver person hentet høyst én seddel. Det er like mange som møteleder signerte.',
  ],
  papers: [
    'Hver stemmeseddel i urnen er stemplet',
    'Hver seddel har avstemningens stempel, ingen ligger der to ganger, og det er ikke flere sedler enn det ble delt ut. Hvem som fylte ut hvilken, vet ingen.',
  ],
  signatures: [
    'Signaturen til hver person holder',
    'Hver stemme, og hver som hentet en stemmeseddel, er sjekket mot nøkkelen til personen. Ingen andre kan lage den signaturen, heller ikke laget.',
  ],
  count: [
    'Ingen stemme er lagt til eller tatt bort',
    'Stemmene og stemmesedlene er nøyaktig de som møteleder signerte på da avstemningen ble lukket.',
  ],
  tally: ['Stemmetallene er summen av stemmene', 'Alle stemmer er talt på nytt, og regelen gir det samme utfallet.'],
  text: [
    'Teksten er den det ble stemt over',
    'Tittel, punkter og tekst er tegn for tegn det som lå på stemmeseddelen.',
  ],
};

const receiptSteps: Record<'receipt', Words> = {
  receipt: [
    'Et lag lenger opp har fått vedtaket',
    'Mottakeren har signert at det fikk vedtaket, når det kom, og at det står i journalen.',
  ],
};

const boxSteps: Record<BoxStep, Words> = {
  format: [
    'Filen er en signert urne',
    'Filen er bygd opp slik en urnefil skal være. Er den klippet av, stopper det her.',
  ],
  fields: ['Alt som skal stå der, står der', 'Avstemningen, lukkingen og stemmesedlene er med, og ingenting annet.'],
  trust: [
    'Laget er et av lagene under nøkkelen',
    'Laget over har signert hvem laget er, og hvilken nøkkel det bruker. Ledd for ledd fører det opp til den øverste nøkkelen.',
  ],
  signature: ['Laget har signert hele filen', 'Signaturen er laget med lagets nøkkel, over akkurat disse tegnene.'],
  canonical: [
    'Urnen er skrevet på den ene måten den kan skrives',
    'Samme innhold kan bare skrives på én måte. Derfor har det bare ett fingeravtrykk.',
  ],
  issuer: ['Urnen er fra laget som signerte', 'Ett lag kan ikke signere for et annet.'],
  ballot: ['Avstemningen var hemmelig, og er lukket', 'Lukkingen gjelder akkurat denne avstemningen.'],
  papers: [
    'Hver stemmeseddel er stemplet',
    'Hver seddel har avstemningens stempel og er fylt ut slik avstemningen tillater, og ingen ligger der to ganger.',
  ],
  count: [
    'Det er sedlene avstemningen ble lukket med',
    'De er like mange, og nøyaktig de samme, som da avstemningen ble lukket.',
  ],
};

const complaintSteps: Record<ComplaintStep, Words> = {
  format: ['Klagen lar seg lese', 'Filen er bygd opp slik en klage skal være.'],
  ballot: ['Klagen gjelder en avstemning som er her', 'Avstemningen var hemmelig, og vi har urnen fra den.'],
  paper: [
    'Stemmeseddelen er ekte',
    'Den er fylt ut slik avstemningen tillater, og har stempelet som bare den som hentet en seddel kunne få.',
  ],
  promise: [
    'Laget har kvittert for stemmeseddelen',
    'Laget har signert at det fikk akkurat denne seddelen og skal telle den.',
  ],
  missing: ['Stemmeseddelen ligger ikke i urnen', 'Den er ikke blant sedlene som avstemningen ble lukket med.'],
};

export const verify = {
  title: 'Sjekk et vedtak',
  lede: 'Er vedtaket ekte, og er det uendret? Legg inn filene, så regner nettleseren din det ut.',
  private: 'Ingenting du legger inn her, forlater nettleseren. Siden virker også uten nett når den først er åpen.',
  choose: 'Velg filer',
  drop: 'eller slipp dem her. Rekkefølgen er det samme, og du kan ta flere på én gang.',
  held: 'Filene du har lagt inn',
  kind: {
    resolution: 'Vedtaket',
    anchor: 'Nøkkelen du stoler på',
    receipt: 'Kvitteringen',
    evidence: 'Bevisene',
    box: 'Urnen',
    complaint: 'Klagen',
  },
  kindAbout: {
    resolution: 'Slutter på .jws. Ligger på siden til vedtaket.',
    anchor: 'Den offentlige nøkkelen til laget øverst (.jwk eller jwks.json).',
    receipt: 'Valgfri (.jws). Viser når et lag lenger opp fikk vedtaket.',
    evidence: 'Valgfri (.json). Med den telles hver stemme på nytt.',
    box: 'Urnen fra en hemmelig avstemning (.jws), i stedet for et vedtak. En klage prøves mot den.',
    complaint: 'Valgfri (.json). Viser at en stemmeseddel mangler i urnen. Prøves mot urnen, eller mot bevisene.',
  },
  missing: 'ikke lagt inn',
  remove: (kind: string) => `Fjern: ${kind}`,
  removeShort: 'Fjern',
  unknown: (name: string) => `Vi kjenner ikke igjen filen ${name}.`,
  unknownNext: 'Velg et vedtak, en urne, en nøkkel, en kvittering, bevis eller en klage fra Vedtak.',
  taken: (kinds: readonly string[]) => `Lagt inn: ${kinds.join(', ')}`,
  resolutionFirst: 'Legg inn vedtaket, eller urnen fra en hemmelig avstemning, for å få svar.',
  anchorWrong: 'Nøkkelfilen lar seg ikke bruke.',
  anchorWrongNext: 'Velg filen med den offentlige nøkkelen til laget øverst. Den skal ha én nøkkel.',

  working: 'Regner …',
  progress: (done: number, total: number) => `${number(done)} av ${number(total)} signaturer er sjekket`,
  broken: 'Sjekken stanset. Last siden på nytt, og prøv igjen.',

  verdict: 'Svaret',
  holds: 'Ekte og uendret',
  holdsAbout: (n: number, branch: string) =>
    `Dette er vedtak nr. ${n} fra ${branch}. Hvert tegn er som da det ble signert.`,
  holdsEvidence: (n: number) => `${number(n)} underskrifter fra møtet er sjekket, og stemmene er talt på nytt.`,
  path: 'Leddene opp til nøkkelen du stoler på',
  pathAbout: (branch: string, between: string, anchor: string) =>
    `At laget er ${branch}, er ordet til ${between}. ${anchor} har ikke sagt det selv. Et lag kan gå god for hvem som helst, så kjenner du ikke disse lagene, spør ${anchor} om de hører til.`,
  fails: 'Holder ikke',
  unconfirmed: 'Ikke bekreftet',
  unconfirmedAbout:
    'Filen henger sammen i seg selv. Men det kan også en falsk fil gjøre, så du trenger nøkkelen til noen du stoler på.',
  unconfirmedNext: (name: string) =>
    `Filen sier at den øverste nøkkelen er den til ${name}. Hent den der, eller enda bedre fra et annet sted: partiets nettside, en du kjenner, et papir. Legg den så inn her.`,
  keyAt: 'Nøkkelen skal ligge på',
  keyPrint: 'og ha fingeravtrykket',

  steps: 'Dette ble sjekket',
  stepsUnconfirmed: 'Dette ble sjekket, med filens egen nøkkel',
  stepHolds: 'Holder',
  stepFails: 'Holder ikke',
  stepSkipped: 'Ikke sjekket',
  meaning: 'Hva betyr dette?',
  resolutionSteps,
  receiptSteps,
  evidenceSteps,
  evidenceNone: 'Bevisene er ikke lagt inn, så stemmene er ikke talt på nytt.',
  evidenceSecret: 'Bevisfilen viser hvordan hver nøkkel stemte. Ta vare på den deretter.',
  evidenceBoxed:
    'Avstemningen var hemmelig. Bevisfilen viser hvilke nøkler som hentet stemmeseddel, men ikke hva de stemte.',

  complaint: 'Svaret på klagen',
  complaintProven: 'Klagen holder',
  complaintProvenAbout: 'Laget lovte å telle denne stemmeseddelen, og gjorde det ikke. Det er bevist.',
  complaintSigned: 'Stemmeseddelen mangler, men det finnes ingen kvittering',
  complaintSignedAbout:
    'Seddelen er stemplet, og den ligger ikke i urnen. Men klagen har ingen kvittering fra laget, så den beviser ikke at laget fikk seddelen.',
  complaintUnknownKey: 'Stemmeseddelen mangler, og vi kjenner ikke nøkkelen på kvitteringen',
  complaintUnknownKeyAbout:
    'Seddelen er stemplet, og den ligger ikke i urnen. Kvitteringen er signert med en nøkkel som vi ikke kjenner som lagets, så den beviser ingenting alene. Prøver du klagen mot bevisfilen, og laget har fått ny nøkkel siden, prøv den mot urnen i stedet. Ellers spør laget over hvilke nøkler det har gått god for.',
  complaintKey: 'Nøkkelen på kvitteringen:',
  complaintFails: 'Klagen holder ikke',
  complaintWaits: 'Klagen er ikke prøvd',
  complaintWaitsAbout: 'Legg inn urnen eller bevisene også. Uten dem vet vi ikke hva som lå i urnen.',
  complaintUnjudged: 'Vedtaket eller bevisene holder ikke, så vi vet ikke hva som lå i urnen.',
  complaintUnconfirmed:
    'Svaret er regnet ut med filens egen nøkkel. Legg inn nøkkelen du stoler på for å få det bekreftet.',
  complaintSecret: 'Klagen viser hva eieren av stemmeseddelen stemte. Ta vare på den deretter.',
  complaintUnjudgedBox: 'Urnefilen holder ikke, så vi vet ikke hva som lå i urnen.',
  boxHolds: 'Urnen er ekte og uendret',
  boxAbout: (papers: number, branch: string) =>
    `${number(papers)} stemmesedler fra en hemmelig avstemning i ${branch}, slik laget har signert dem.`,
  boxSteps,
  limitBoxChair: 'Hvem som lukket avstemningen. Det er lagets eget ord. Signaturen til møteleder ligger i bevisene.',
  limitBoxDrawn: 'Hvem som hentet stemmeseddel, og hvem som fylte ut hvilken.',
  complaintSteps,

  said: 'Det står i vedtaket',
  saidUnproven: 'Det står i filen, men det er ikke bekreftet',
  saidBy: (branch: string, n: number, moment: string) => `${branch}, vedtak nr. ${n}, vedtatt ${moment}`,
  saidText: 'Les teksten',

  limits: 'Dette viser sjekken ikke',
  limitKey: 'At nøkkelen du la inn, er den riktige. Det må du vite fra et annet sted.',
  limitNames: 'Hvem personene er. Filene har nøkler, ikke navn. Laget går god for hvem som har dem.',
  limitRoll: 'At de riktige sto i manntallet, og at alle fikk stemme fritt.',
  limitNewer: 'At laget ikke har vedtatt noe annet senere.',
  limitEvidence: 'At stemmetallene er summen av stemmene. Det trengs bevisfilen til, og den har laget.',
  limitReceipt: 'Når det ble vedtatt. Uten kvittering er tidspunktet lagets eget ord.',

  trial: 'Prøv selv',
  trialAbout: 'Hva skjer om noen endrer på vedtaket? Prøv i minnet. Filene dine blir ikke rørt.',
  trialTally: 'Endre ett siffer i et stemmetall',
  trialVote: 'Tukle med én stemme i bevisene',
  trialMark: 'PRØVE',
  trialTallyDone: (what: string, from: number, to: number) =>
    `Vi endret ett siffer i minnet: ${what} har fått ${number(to)} stemmer for, ikke ${number(from)}.`,
  trialVoteDone: (what: string, from: string, to: string) =>
    `Vi endret én stemme i minnet: ${what} fra «${from}» til «${to}».`,
  trialBack: 'Tilbake til den ekte filen',
  program: 'Samme sjekk finnes som program: vedtak verify.',
};
