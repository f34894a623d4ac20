import { counted, list, number } from '../numbers.ts';

export const methods = {
  trial: 'Prøveavstemning – gjelder ikke',
  trialNext: 'Stem som i en vanlig avstemning. Resultatet vises, men har ingen virkning.',
  rollcall: 'Navneopprop',
  rollcallNext: 'Stemmen din blir stående med navnet ditt i protokollen.',
  retakes: (n: number) => `Avstemningen er en omvotering av avstemning ${n}.`,
  cancelled: (n: number) => `Avstemning ${n} er avlyst`,
  cancelledWhy: (reason: string) => `Grunn: ${reason}`,
  cancelledNext: 'Stemmene teller ikke. Møteleder sier hva som skjer nå.',

  amendmentTo: (n: number, title: string) => `Endringsforslag ${n} til «${title}»`,
  blockOf: (numbers: readonly number[]) => `Endringsforslag ${list(numbers.map(String), 'og')} under ett`,
  blockAdopt: 'Innstillingen er å vedta alle disse. Stemmer du for, blir de vedtatt.',
  blockReject: 'Innstillingen er å avvise alle disse. Stemmer du for, blir de avvist.',
  blockOpen: (n: number) => `Vis endringsforslag ${n}`,
  choose: 'Velg ett',
  remainingChoice: 'Velg ett av alternativene',
  showAlternative: 'Les hele',

  hands: 'Rekk opp hånda',
  handsNext: 'Det stemmes i salen: Tellekorpset teller. Du gjør ingenting på telefonen.',
  handsTeller: 'Du er med i tellekorpset. Tell hendene i salen, og skriv tallene lenger ned på siden.',
  against: 'Rekk opp hånda hvis du er mot',
  againstNext: 'Tellekorpset teller bare dem som er mot. Alle andre i manntallet regnes som for.',
  handsToo: (n: number) =>
    `${counted(n, 'person', 'personer')} i manntallet har ikke nøkkel og stemmer med hånda. Tellekorpset teller dem.`,

  papersToo: (n: number) =>
    `${counted(n, 'person', 'personer')} i manntallet har ikke nøkkel og stemmer på papir. Tellekorpset teller dem.`,
  secret: 'Hemmelig avstemning',

  count: 'Telling',
  countAll: 'Tell hver for dere, og skriv det du selv har talt.',
  countBeside: (n: number) => `Tell bare de ${number(n)} som ikke har nøkkel. De andre stemmer på telefonen.`,
  countFor: 'For',
  countAgainst: 'Mot',
  countBlank: 'Blanke',
  countOf: (title: string) => `Telling: ${title}`,
  countWhole: 'Skriv et helt tall, 0 om det er ingen.',
  countTooMany: (n: number) => `Det er bare ${number(n)} å telle. Tell på nytt.`,
  sendCount: 'Lever tellingen',
  signCount: 'Du leverer tellingen',
  countWait: 'Tellingen din er levert. Vent på den andre telleren.',
  countAgree: 'To tellere har talt likt. Møteleder kan lukke avstemningen.',
  countDiffer: 'Tellingene er ikke like. Tell på nytt, hver for dere, og lever igjen.',
  countAgain: 'Tell på nytt',
  countStands: (words: string) => `Du leverte: ${words}.`,

  unanimity: 'Møteleder foreslår at dette vedtas enstemmig',
  acclamation: 'Møteleder foreslår at dette vedtas ved akklamasjon',
  unanimityNext: 'Er du enig, trenger du ikke gjøre noe.',
  demand: 'Jeg vil ha votering',
  demanded: 'Du har bedt om votering',
  demandedNext: 'Det blir ikke vedtatt slik. Møteleder åpner en avstemning.',
  demandedBy: (n: number) => `${counted(n, 'person', 'personer')} har bedt om votering.`,
};
