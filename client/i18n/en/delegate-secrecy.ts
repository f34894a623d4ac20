import type { Translation } from '../language.ts';
import type { secrecy as nb } from '../nb/delegate-secrecy.ts';
import { number } from '../numbers.ts';

export const secrecy: Translation<typeof nb> = {
  demand: 'Ask for a secret ballot',
  about: 'In this meeting anyone entitled to vote can ask for it. The meeting sees how many have, not who.',
  mine: 'You have asked for a secret ballot',
  demanded: (n) => (n === 1 ? 'One has asked for a secret ballot' : `${number(n)} have asked for a secret ballot`),
  withOthers: (others) => (others === 1 ? 'So has one other.' : `So have ${number(others)} others.`),
  next: 'So this proposal is voted on secretly.',
  takeBack: 'Take it back',
  takenBack: 'You no longer ask for it.',
};
