import type { PlanReason } from '../../../server/rules/plan-order.ts';
import type { Translation } from '../language.ts';
import type { texts as source } from '../nb/delegate-texts.ts';
import { counted, list, number } from '../numbers.ts';

const planReason: Record<PlanReason, string> = {
  'delete-first': 'Stryking før det som vil endre det same.',
  'after-delete': 'Blir røysta over om det ikkje blir stroke.',
  alternatives: 'Dei to utelukkar kvarandre, og blir sette mot kvarandre.',
  'follows-winner': 'Det som vann, for eller mot.',
  'farthest-first': 'Det mest ytterleggåande først.',
  'highest-first': 'Det høgaste talet først.',
  'excludes-nothing': 'Utelukkar ingen andre.',
  addition: 'Tillegg, etter endringane.',
  identical: 'Likt eit anna framlegg, blir avgjort likt.',
  'same-recommendation': 'Same innstilling og utelukkar ingenting: blir tekne under eitt.',
  'chairs-order': 'Møteleiaren har valt rekkjefølgja.',
  'then-text': 'Teksten til slutt, slik han då står.',
  'only-text': 'Ingen endringsframlegg står att.',
};
const kind = { heading: 'overskrift', paragraph: 'avsnitt', point: 'punkt' };
const framleggene = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'endringsframlegg' : 'endringsframlegga'} ${list(numbers.map(String), 'og')}`;

export const texts: Translation<typeof source> = {
  place: (of: 'heading' | 'paragraph' | 'point', n: number) => `${kind[of]} ${n}`,
  amendment: (n: number) => `Endringsframlegg ${n}`,
  amendments: (n: number) => counted(n, 'endringsframlegg', 'endringsframlegg'),
  replace: (place: string) => `Endre ${place}`,
  remove: (place: string) => `Stryk ${place}`,
  add: (place: string | null) => (place === null ? 'Legg til heilt først' : `Legg til etter ${place}`),
  /** Around what was changed, for those who hear the text. */
  insertionStart: 'nytt:',
  deletionStart: 'stroke:',
  changeEnd: 'slutt.',
  legend: 'Understreka er nytt. Overstreka er teke ut.',
  by: (name: string, branch: string) => `Frå ${[name, branch].filter((part) => part !== '').join(', ')}.`,
  reason: (text: string) => `Grunngiving: ${text}`,
  seconds: (n: number) => `Støtta av ${number(n)} til.`,
  secondsOf: (n: number, needed: number) => `Støtta av ${number(n)} til. Treng ${number(needed)}.`,
  collides: (numbers: readonly number[]) => `Kan ikkje vedtakast saman med ${framleggene(numbers)}.`,
  recommendation: (what: string) => `Innstilling: ${what}.`,
  dissent: (by: string, what: string) => `Dissens frå ${by}: ${what}.`,
  recommended: {
    adopt: 'blir vedteke',
    reject: 'blir avvist',
    covered: (by: number | null) => (by === null ? 'teke vare på i teksten' : `teke vare på av endringsframlegg ${by}`),
    forward: (to: string) => `blir oversendt ${to}`,
  },
  state: { submitted: 'Sendt inn', upheld: 'Halde oppe', withdrawn: 'Trekt', joined: 'Slått saman' },
  disposition: {
    open: 'Ikkje behandla enno.',
    adopted: 'Vedteke.',
    rejected: 'Falle.',
    withdrawn: 'Trekt.',
    lapsed: (because: number | null) =>
      because === null
        ? 'Falle bort fordi teksten det gjaldt, fall.'
        : `Falle bort som følgje av at endringsframlegg ${because} vart vedteke.`,
    joined: (into: number) => `Slått saman med endringsframlegg ${into}.`,
    covered: (by: number | null) =>
      by === null ? 'Teke vare på i teksten.' : `Teke vare på av endringsframlegg ${by}.`,
    forwarded: (to: string) => `Oversendt ${to}.`,
    postponed: 'Utsett.',
    unsupported: 'Fekk ikkje den støtta som reglane krev, og blir ikkje teke opp.',
  },

  decided: 'Avgjort',
  standing: 'Slik står teksten no',
  changedBy: (n: number) => `Endra av endringsframlegg ${n}.`,
  proposedBy: (name: string) => `Fremja av ${name}.`,
  all: 'Endringsframlegga',
  none: 'Ingen endringsframlegg enno.',

  plan: 'Voteringsorden',
  planAccepted: 'Godteken av salen.',
  planAnnounced: 'Lagd fram av møteleiaren.',
  planStale: 'Møteleiaren må leggje han fram på nytt, fordi noko er kome til.',
  planProposed: 'Slik blir rekkjefølgja etter reglane. Møteleiaren har ikkje lagt ho fram enno.',
  planDone: 'Det er røysta over alt.',
  planNow: 'Her er vi no',
  planText: 'Teksten som han då står',
  planOne: (n: number) => `Endringsframlegg ${n}`,
  planPair: (a: number, b: number) => `Endringsframlegg ${a} mot endringsframlegg ${b}`,
  planBlock: (numbers: readonly number[]) => `Endringsframlegga ${list(numbers.map(String), 'og')} under eitt`,
  planReason,
  planLapses: (numbers: readonly number[]) => `Blir det vedteke, fell ${framleggene(numbers)} bort.`,

  amend: 'Send inn endringsframlegg',
  resume: 'Hald fram med endringsframlegget',
  until: (moment: string) => `Fristen er ${moment}.`,
  untilStrek: 'Det blir teke imot framlegg til møteleiaren set strek.',
  deadlinePassed: (moment: string) => `Fristen gjekk ut ${moment}.`,
  strek: (clock: string) => `Det vart sett strek ${clock}. Nye framlegg blir ikkje tekne imot.`,
  closedNext: 'Du kan framleis be om ordet, eller snakke med møteleiaren.',
  observer: 'Observatørar sender ikkje framlegg.',
  sendIn: 'Send inn',
  ownProposal: 'Eige framlegg',
  procedural: 'Framlegg til dagsorden',
  remark: 'Protokolltilførsel',
  sentAmendment: (n: number) => `Sendt inn som endringsframlegg ${n}.`,
};
