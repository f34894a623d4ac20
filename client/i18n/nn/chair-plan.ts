import type { Translation } from '../language.ts';
import type { chairPlan as source } from '../nb/chair-plan.ts';
import { counted } from '../numbers.ts';

export const chairPlan: Translation<typeof source> = {
  plan: 'Voteringsorden',
  strekTitle: 'Har nokon fleire endringsframlegg?',
  strekWhy: (amendments, title) =>
    `${counted(amendments, 'endringsframlegg', 'endringsframlegg')} til «${title}» ligg inne. Spør om nokon har fleire. Etter strek kan ingen sende inn nye, og voteringsordenen blir laga.`,
  strek: 'Set strek for nye framlegg',
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
  takeOut: 'Nokon vil ha ut eit framlegg',
  changeOrder: 'Endre rekkjefølgja',
  remaining: 'Det som står att',
  decided: (n) => `Avgjort: ${counted(n, 'endringsframlegg', 'endringsframlegg')}`,
  withdraw: 'Nokon trekkjer eit framlegg',
  withdrawOne: (n) => `Trekk endringsframlegg ${n}`,
  withdrawShort: 'Trekk',
  withdrawing: (n) => `Trekkjer endringsframlegg ${n}.`,
  runOff: 'Ingen fekk fleirtal. No blir det røysta mellom dei øvste.',
};
