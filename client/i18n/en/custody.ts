import type { Translation } from '../language.ts';
import type { custody as source } from '../nb/custody.ts';
import { number } from '../numbers.ts';

export const custody: Translation<typeof source> = {
  title: 'What became of our proposal?',
  lead: (branch) => `How the levels above ${branch} have treated the resolution. The page keeps itself up to date.`,
  noneTitle: 'Nobody has treated it yet',
  treatedBy: (name) => `${name} has treated the resolution.`,
  none: (receiver) => `${receiver} has the resolution. The answer comes here by itself when they have treated it.`,
  noneWaiting: (receiver) => `The resolution is on its way to ${receiver}. The answer comes here by itself.`,
  noneAbove: 'The branch has no level above it, so the resolution has not been sent on.',
  path: 'Where the resolution is',
  decidedHere: 'Adopted here',
  receivedAt: (moment) => `Received ${moment}`,
  notReceived: 'Not received yet',
  stage: {
    waiting: 'Waiting',
    received: 'Received',
    recommended: 'Recommended',
    treated: 'Treated',
    forwarded: 'Sent on',
  },
  stages: 'How far the treatment has come',
  done: 'done',
  notYet: 'not yet',

  pointByPoint: 'Point by point',
  whole: 'The resolution as a whole',
  untreated: 'Nobody has said anything about this point yet.',
  asWhole: 'Treated with the rest. See the resolution as a whole.',
  recommendation: (what) => `Recommendation: ${what}.`,
  recommended: {
    adopt: 'adopt',
    change: 'adopt with changes',
    forward: 'send on',
    reject: 'reject',
    cover: 'regard as covered',
  },
  recommendedTo: {
    forward: (to) => `send on to ${to}`,
    cover: (to) => `regard as covered by ${to}`,
  },
  outcome: {
    adopted: 'Adopted',
    changed: 'Adopted with changes',
    forwarded: 'Sent on',
    rejected: 'Rejected',
    covered: 'Covered',
  },
  outcomeTo: {
    forwarded: (to) => `Sent on to ${to}`,
    covered: (to) => `Covered by ${to}`,
  },
  undecided: 'Not decided yet.',
  reason: (text) => `Reason: ${text}`,
  changedText: 'How the text became',
  byResolution: 'See the resolution that decided it',

  history: 'Treatments',
  historyCount: (n) => (n === 1 ? '1 treatment' : `${number(n)} treatments`),
  historyAbout: 'Each treatment is signed by the level that made it, and names the one before.',
  onlyReceived: 'Has received the resolution.',
  file: 'Download the signed file',
  fileOf: (name, moment) => `Download the signed file: ${name}, ${moment}`,
};
