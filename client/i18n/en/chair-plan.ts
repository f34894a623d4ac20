import type { Translation } from '../language.ts';
import type { chairPlan as source } from '../nb/chair-plan.ts';
import { counted } from '../numbers.ts';

export const chairPlan: Translation<typeof source> = {
  plan: 'Voting plan',
  strekTitle: 'Does anybody have more amendments?',
  strekWhy: (amendments, title) =>
    `There ${amendments === 1 ? 'is' : 'are'} ${counted(amendments, 'amendment', 'amendments')} to “${title}”. Ask whether anybody has more. After this nobody can send in new ones, and the voting plan is made.`,
  strek: 'Close the intake of proposals',
  strekGoing: 'Closing the intake of proposals.',
  announceTitle: 'Announce the voting plan',
  announceWhy:
    'This is the order by the rules, with the reason for each step. Move something if you must, and read it out.',
  announceAgainWhy: 'Something has come or changed, so the order must be announced again.',
  announce: 'Announce',
  announceWhat: (title) => `You sign the order of the ballots on “${title}”:`,
  announced: 'The voting plan is announced. The phones and the screen show it.',
  up: (step) => `Move up: ${step}`,
  down: (step) => `Move down: ${step}`,
  movedUp: (step) => `Moved up: ${step}`,
  movedDown: (step) => `Moved down: ${step}`,
  pullOut: (n) => `Take no. ${n} out`,
  pulledOut: (n) => `Amendment ${n} is taken out and gets a ballot of its own.`,
  byRules: 'Back to the order by the rules',
  acceptTitle: 'Does the meeting accept the voting plan?',
  acceptWhy: 'The phones and the screen show it now. Ask whether anybody objects. If nobody does, it is accepted.',
  accept: 'The meeting accepts it',
  accepted: 'The voting plan is accepted.',
  takeOut: 'Somebody wants one taken out',
  changeOrder: 'Change the order',
  remaining: 'What remains',
  decided: (n) => `Decided: ${counted(n, 'amendment', 'amendments')}`,
  withdraw: 'Somebody withdraws an amendment',
  withdrawOne: (n) => `Withdraw amendment ${n}`,
  withdrawShort: 'Withdraw',
  withdrawing: (n) => `Withdrawing amendment ${n}.`,
  runOff: 'None got a majority. Now you choose between those with the most votes.',
};
