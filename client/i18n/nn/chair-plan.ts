import type { Translation } from '../language.ts';
import type { chairPlan as source } from '../nb/chair-plan.ts';
import { counted } from '../numbers.ts';

export const chairPlan: Translation<typeof source> = {
  plan: 'Voteringsorden',
  strekTitle: 'Set strek for nye framlegg',
  strekWhy: (amendments, title) =>
    `${counted(amendments, 'endringsframlegg', 'endringsframlegg')} til «${title}» ligg inne. Spør om nokon har fleire. Etter strek kan ingen sende inn nye, og voteringsordenen blir laga.`,
  strek: 'Set strek',
  strekGoing: 'Set strek for nye framlegg.',
  announceTitle: 'Legg fram voteringsordenen',
  announceWhy:
    'Slik blir rekkjefølgja etter reglane, med grunnen til kvart steg. Flytt på noko om du må, og les ho opp.',
  announceAgainWhy: 'Noko er kome til eller endra, så rekkjefølgja må leggjast fram på nytt.',
  announce: 'Legg fram',
  announceWhat: (title) => `Du signerer rekkjefølgja for røystingane om «${title}»:`,
  announced: 'Voteringsordenen er lagd fram. Telefonane og skjermen viser han.',
  up: (step) => `Flytt opp: ${step}`,
  down: (step) => `Flytt ned: ${step}`,
  movedUp: (step) => `Flytta opp: ${step}`,
  movedDown: (step) => `Flytta ned: ${step}`,
  pullOut: (n) => `Ta ut nr. ${n}`,
  pulledOut: (n) => `Endringsframlegg ${n} er teke ut og får si eiga røysting.`,
  byRules: 'Tilbake til rekkjefølgja etter reglane',
  acceptTitle: 'Godtek møtet voteringsordenen?',
  acceptWhy: 'Telefonane og skjermen viser han no. Spør om nokon har innvendingar. Har ingen det, er han godteken.',
  accept: 'Møtet godtek han',
  accepted: 'Voteringsordenen er godteken.',
  changeOrder: 'Endre rekkjefølgja',
  remaining: 'Det som står att',
  decided: (n) => `Avgjort: ${counted(n, 'endringsframlegg', 'endringsframlegg')}`,
  withdraw: 'Nokon trekkjer eit framlegg',
  withdrawOne: (n) => `Trekk endringsframlegg ${n}`,
  withdrawShort: 'Trekk',
  withdrawing: (n) => `Trekkjer endringsframlegg ${n}.`,
  runOff: 'Ingen fekk fleirtal. No blir det røysta mellom dei øvste.',
  reason: {
    'delete-first': 'Stryking går lengst, og kjem difor først.',
    'after-delete': 'Dette røyster de over om punktet ikkje vart stroke.',
    alternatives:
      'To som ikkje kan stå saman, blir sette opp mot kvarandre. Vinnaren røyster de for eller mot etterpå.',
    'follows-winner': 'Dette vann mot det andre, og no røyster de for eller mot.',
    'farthest-first': 'Det som går lengst frå teksten, kjem først.',
    'highest-first': 'Det høgste talet kjem først.',
    'excludes-nothing': 'Ingen andre framlegg gjeld den same staden.',
    addition: 'Tillegg kjem etter endringar av den same staden.',
    identical: 'Det same som eit tidlegare, ord for ord.',
    'same-recommendation':
      'Dei har same innstilling og står ikkje i vegen for kvarandre, så dei blir tekne under eitt.',
    'chairs-order': 'Møteleiaren har valt denne rekkjefølgja.',
    'then-text': 'Til slutt røyster de over teksten slik han då står.',
    'only-text': 'Ingen har foreslått endringar, så de røyster over teksten.',
  },
};
