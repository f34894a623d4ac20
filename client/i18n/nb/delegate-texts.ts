import type { PlanReason } from '../../../server/rules/plan-order.ts';
import { counted, list, number } from '../numbers.ts';

const planReason: Record<PlanReason, string> = {
  'delete-first': 'Strykning før det som vil endre det samme.',
  'after-delete': 'Stemmes over hvis det ikke blir strøket.',
  alternatives: 'De to utelukker hverandre, og settes mot hverandre.',
  'follows-winner': 'Den som vant, for eller mot.',
  'farthest-first': 'Det mest ytterliggående først.',
  'highest-first': 'Det høyeste tallet først.',
  'excludes-nothing': 'Utelukker ingen andre.',
  addition: 'Tillegg, etter endringene.',
  identical: 'Likt et annet forslag, avgjøres likt.',
  'same-recommendation': 'Samme innstilling og utelukker ingenting: tas under ett.',
  'chairs-order': 'Møteleder har valgt rekkefølgen.',
  'then-text': 'Teksten til slutt, slik den da står.',
  'only-text': 'Ingen endringsforslag gjenstår.',
};
const kind = { heading: 'overskrift', paragraph: 'avsnitt', point: 'punkt' };
const forslagene = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'endringsforslag' : 'endringsforslagene'} ${list(numbers.map(String), 'og')}`;

/** Words of texts that are amended: places, changes, what became of them, the order in which they are voted on. */
export const texts = {
  place: (of: 'heading' | 'paragraph' | 'point', n: number) => `${kind[of]} ${n}`,
  amendment: (n: number) => `Endringsforslag ${n}`,
  amendments: (n: number) => counted(n, 'endringsforslag', 'endringsforslag'),
  replace: (place: string) => `Endre ${place}`,
  remove: (place: string) => `Stryk ${place}`,
  add: (place: string | null) => (place === null ? 'Legg til helt først' : `Legg til etter ${place}`),
  /** Around what was changed, for those who hear the text. */
  insertionStart: 'nytt:',
  deletionStart: 'strøket:',
  changeEnd: 'slutt.',
  legend: 'Understreket er nytt. Overstreket er tatt ut.',
  by: (name: string, branch: string) => `Fra ${[name, branch].filter((part) => part !== '').join(', ')}.`,
  reason: (text: string) => `Begrunnelse: ${text}`,
  seconds: (n: number) => `Støttet av ${number(n)} til.`,
  secondsOf: (n: number, needed: number) => `Støttet av ${number(n)} til. Trenger ${number(needed)}.`,
  collides: (numbers: readonly number[]) => `Kan ikke vedtas sammen med ${forslagene(numbers)}.`,
  recommendation: (what: string) => `Innstilling: ${what}.`,
  dissent: (by: string, what: string) => `Dissens fra ${by}: ${what}.`,
  recommended: {
    adopt: 'vedtas',
    reject: 'avvises',
    covered: (by: number | null) => (by === null ? 'ivaretatt i teksten' : `ivaretatt av endringsforslag ${by}`),
    forward: (to: string) => `oversendes ${to}`,
  },
  state: { submitted: 'Sendt inn', upheld: 'Opprettholdt', withdrawn: 'Trukket', joined: 'Slått sammen' },
  disposition: {
    open: 'Ikke behandlet ennå.',
    adopted: 'Vedtatt.',
    rejected: 'Falt.',
    withdrawn: 'Trukket.',
    lapsed: (because: number | null) =>
      because === null
        ? 'Bortfalt fordi teksten det gjaldt, falt.'
        : `Bortfalt som følge av at endringsforslag ${because} ble vedtatt.`,
    joined: (into: number) => `Slått sammen med endringsforslag ${into}.`,
    covered: (by: number | null) => (by === null ? 'Ivaretatt i teksten.' : `Ivaretatt av endringsforslag ${by}.`),
    forwarded: (to: string) => `Oversendt ${to}.`,
    postponed: 'Utsatt.',
    unsupported: 'Fikk ikke den støtten som reglene krever, og blir ikke tatt opp.',
  },

  decided: 'Avgjort',
  standing: 'Slik står teksten nå',
  changedBy: (n: number) => `Endret av endringsforslag ${n}.`,
  proposedBy: (name: string) => `Fremmet av ${name}.`,
  all: 'Endringsforslagene',
  none: 'Ingen endringsforslag ennå.',

  plan: 'Voteringsorden',
  planAccepted: 'Godtatt av salen.',
  planAnnounced: 'Lagt fram av møteleder.',
  planStale: 'Møteleder må legge den fram på nytt, fordi noe er kommet til.',
  planProposed: 'Slik blir rekkefølgen etter reglene. Møteleder har ikke lagt den fram ennå.',
  planDone: 'Det er stemt over alt.',
  planNow: 'Her er vi nå',
  planText: 'Teksten som den da står',
  planOne: (n: number) => `Endringsforslag ${n}`,
  planPair: (a: number, b: number) => `Endringsforslag ${a} mot endringsforslag ${b}`,
  planBlock: (numbers: readonly number[]) => `Endringsforslagene ${list(numbers.map(String), 'og')} under ett`,
  planReason,
  planLapses: (numbers: readonly number[]) => `Vedtas det, bortfaller ${forslagene(numbers)}.`,

  amend: 'Send inn endringsforslag',
  resume: 'Fortsett på endringsforslaget',
  until: (moment: string) => `Fristen er ${moment}.`,
  untilStrek: 'Det tas imot forslag til møteleder setter strek.',
  deadlinePassed: (moment: string) => `Fristen gikk ut ${moment}.`,
  strek: (clock: string) => `Det ble satt strek ${clock}. Nye forslag tas ikke imot.`,
  closedNext: 'Du kan fortsatt be om ordet, eller snakke med møteleder.',
  observer: 'Observatører sender ikke forslag.',
  sendIn: 'Send inn',
  ownProposal: 'Eget forslag',
  procedural: 'Forslag til dagsorden',
  remark: 'Protokolltilførsel',
  sentAmendment: (n: number) => `Sendt inn som endringsforslag ${n}.`,
};
