import type { PlanReason } from '../../../server/rules/plan-order.ts';
import type { Translation } from '../language.ts';
import type { texts as source } from '../nb/delegate-texts.ts';
import { counted, list, number } from '../numbers.ts';

const planReason: Record<PlanReason, string> = {
  'delete-first': 'Deletion before what would change the same place.',
  'after-delete': 'Voted on if it is not deleted.',
  alternatives: 'The two exclude each other, and are set against each other.',
  'follows-winner': 'The one that won, for or against.',
  'farthest-first': 'The farthest-reaching first.',
  'highest-first': 'The highest number first.',
  'excludes-nothing': 'Excludes no other.',
  addition: 'Addition, after the changes.',
  identical: 'The same as another, and decided with it.',
  'same-recommendation': 'The same recommendation and no exclusions: taken together.',
  'chairs-order': 'The chair has chosen the order.',
  'then-text': 'The text at last, as it then stands.',
  'only-text': 'No amendments are left.',
};
const kind = { heading: 'heading', paragraph: 'paragraph', point: 'point' };
const named = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'amendment' : 'amendments'} ${list(numbers.map(String), 'and')}`;

export const texts: Translation<typeof source> = {
  place: (of: 'heading' | 'paragraph' | 'point', n: number) => `${kind[of]} ${n}`,
  amendment: (n: number) => `Amendment ${n}`,
  amendments: (n: number) => counted(n, 'amendment', 'amendments'),
  replace: (place: string) => `Change ${place}`,
  remove: (place: string) => `Delete ${place}`,
  add: (place: string | null) => (place === null ? 'Add at the very beginning' : `Add after ${place}`),
  /** Around what was changed, for those who hear the text. */
  insertionStart: 'new:',
  deletionStart: 'deleted:',
  changeEnd: 'end.',
  legend: 'Underlined is new. Struck through is taken out.',
  by: (name: string, branch: string) => `From ${[name, branch].filter((part) => part !== '').join(', ')}.`,
  reason: (text: string) => `Reason: ${text}`,
  seconds: (n: number) => `Supported by ${number(n)} more.`,
  secondsOf: (n: number, needed: number) => `Supported by ${number(n)} more. Needs ${number(needed)}.`,
  collides: (numbers: readonly number[]) => `Cannot be adopted together with ${named(numbers)}.`,
  recommendation: (what: string) => `Recommendation: ${what}.`,
  dissent: (by: string, what: string) => `Dissent from ${by}: ${what}.`,
  recommended: {
    adopt: 'adopt',
    reject: 'reject',
    covered: (by: number | null) => (by === null ? 'covered by the text' : `covered by amendment ${by}`),
    forward: (to: string) => `forward to ${to}`,
  },
  state: { submitted: 'Sent in', upheld: 'Upheld', withdrawn: 'Withdrawn', joined: 'Joined' },
  disposition: {
    open: 'Not decided yet.',
    adopted: 'Adopted.',
    rejected: 'Rejected.',
    withdrawn: 'Withdrawn.',
    lapsed: (because: number | null) =>
      because === null
        ? 'Lapsed because the text that it amends was rejected.'
        : `Lapsed because amendment ${because} was adopted.`,
    joined: (into: number) => `Joined into amendment ${into}.`,
    covered: (by: number | null) => (by === null ? 'Covered by the text.' : `Covered by amendment ${by}.`),
    forwarded: (to: string) => `Forwarded to ${to}.`,
    postponed: 'Postponed.',
    unsupported: 'Does not have the support that the rules ask for, and is not taken up.',
  },

  decided: 'Decided',
  standing: 'The text as it stands now',
  changedBy: (n: number) => `Changed by amendment ${n}.`,
  proposedBy: (name: string) => `Proposed by ${name}.`,
  all: 'Amendments',
  none: 'No amendments yet.',

  plan: 'Voting plan',
  planAccepted: 'Accepted by the hall.',
  planAnnounced: 'Announced by the chair.',
  planStale: 'The chair must announce it anew, since something has come in.',
  planProposed: 'This is the order by the rules. The chair has not announced it yet.',
  planDone: 'Everything has been voted on.',
  planNow: 'We are here',
  planText: 'The text as it then stands',
  planOne: (n: number) => `Amendment ${n}`,
  planPair: (a: number, b: number) => `Amendment ${a} against amendment ${b}`,
  planBlock: (numbers: readonly number[]) => `Amendments ${list(numbers.map(String), 'and')} together`,
  planReason,
  planLapses: (numbers: readonly number[]) => `If adopted, ${named(numbers)} lapse.`,

  amend: 'Send an amendment',
  resume: 'Go on with the amendment',
  until: (moment: string) => `The deadline is ${moment}.`,
  untilStrek: 'Proposals are taken in until the chair closes the list.',
  deadlinePassed: (moment: string) => `The deadline passed ${moment}.`,
  strek: (clock: string) => `The list was closed at ${clock}. New proposals are not taken in.`,
  closedNext: 'You can still ask for the floor, or talk to the chair.',
  observer: 'Observers do not send proposals.',
  sendIn: 'Send in',
  ownProposal: 'A proposal of my own',
  procedural: 'Procedural proposal',
  remark: 'Remark to the minutes',
  sentAmendment: (n: number) => `Sent as amendment ${n}.`,
};
