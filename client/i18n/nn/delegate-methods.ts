import type { Translation } from '../language.ts';
import type { methods as source } from '../nb/delegate-methods.ts';
import { counted, list, number } from '../numbers.ts';

export const methods: Translation<typeof source> = {
  trial: 'Prøverøysting – gjeld ikkje',
  trialNext: 'Røyst som i ei vanleg røysting. Resultatet blir vist, men har ingen verknad.',
  rollcall: 'Namneopprop',
  rollcallNext: 'Røysta di blir ståande med namnet ditt i protokollen.',
  retakes: (n: number) => `Røystinga er ei omvotering av røysting ${n}.`,
  cancelled: (n: number) => `Røysting ${n} er avlyst`,
  cancelledWhy: (reason: string) => `Grunn: ${reason}`,
  cancelledNext: 'Røystene tel ikkje. Møteleiaren seier kva som skjer no.',

  amendmentTo: (n: number, title: string) => `Endringsframlegg ${n} til «${title}»`,
  blockOf: (numbers: readonly number[]) => `Endringsframlegg ${list(numbers.map(String), 'og')} under eitt`,
  blockAdopt: 'Innstillinga er å vedta alle desse. Røystar du for, blir dei vedtekne.',
  blockReject: 'Innstillinga er å avvise alle desse. Røystar du for, blir dei avviste.',
  blockOpen: (n: number) => `Vis endringsframlegg ${n}`,
  choose: 'Vel eitt',
  remainingChoice: 'Vel eitt av alternativa',
  showAlternative: 'Les heile',

  hands: 'Rekk opp handa',
  handsNext: 'Det blir røysta i salen: Teljekorpset tel. Du gjer ingenting på telefonen.',
  handsTeller: 'Du er med i teljekorpset. Tel hendene i salen, og skriv tala lenger nede på sida.',
  against: 'Rekk opp handa om du er mot',
  againstNext: 'Teljekorpset tel berre dei som er mot. Alle andre i manntalet blir rekna som for.',
  handsToo: (n: number) =>
    `${counted(n, 'person', 'personar')} i manntalet har ikkje nøkkel og røystar med handa. Teljekorpset tel dei.`,

  papersToo: (n) =>
    `${counted(n, 'person', 'personar')} i manntalet har ikkje nøkkel og røystar på papir. Teljekorpset tel dei.`,
  lateKey: 'Du røystar ikkje på telefonen i denne røystinga',
  lateKeyNext: 'Nøkkelen din kom etter at manntalet vart signert. Teljekorpset tel røysta di: sei frå til dei no.',
  secret: 'Hemmeleg røysting',

  count: 'Teljing',
  countAll: 'Tel kvar for dykk, og skriv det du sjølv har talt.',
  countBeside: (n: number) => `Tel berre dei ${number(n)} som ikkje har nøkkel. Dei andre røystar på telefonen.`,
  countFor: 'For',
  countAgainst: 'Mot',
  countBlank: 'Blanke',
  countOf: (title: string) => `Teljing: ${title}`,
  countWhole: 'Skriv eit heilt tal, 0 om det er ingen.',
  countTooMany: (n: number) => `Det er berre ${number(n)} å telje. Tel på nytt.`,
  sendCount: 'Lever teljinga',
  signCount: 'Du leverer teljinga',
  countWait: 'Teljinga di er levert. Vent på den andre teljaren.',
  countAgree: 'To teljarar har talt likt. Møteleiaren kan lukke røystinga.',
  countDiffer: 'Teljingane er ikkje like. Tel på nytt, kvar for dykk, og lever igjen.',
  countAgain: 'Tel på nytt',
  countStands: (words: string) => `Du leverte: ${words}.`,

  unanimity: 'Møteleiaren foreslår at dette blir vedteke samrøystes',
  acclamation: 'Møteleiaren foreslår at dette blir vedteke ved akklamasjon',
  unanimityNext: 'Er du samd, treng du ikkje gjere noko.',
  demand: 'Eg vil ha votering',
  demanded: 'Du har bede om votering',
  demandedNext: 'Det blir ikkje vedteke slik. Møteleiaren opnar ei røysting.',
  demandedBy: (n: number) => `${counted(n, 'person', 'personar')} har bede om votering.`,
};
