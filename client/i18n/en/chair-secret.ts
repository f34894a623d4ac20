import type { Translation } from '../language.ts';
import type { chairSecret as nb } from '../nb/chair-secret.ts';
import { counted, number } from '../numbers.ts';

const slips = (n: number): string => (n === 1 ? 'One person' : `${number(n)} people`);

export const chairSecret: Translation<typeof nb> = {
  name: 'Secret, on phones',
  about:
    'Nobody sees how anyone votes. Papers are stamped first and put in the box afterwards, so it takes a few minutes.',
  how: 'secret, on phones',
  short: 'secret',
  demanded: (n) => (n === 1 ? 'One has asked for a secret ballot' : `${number(n)} have asked for a secret ballot`),
  demandedNext: 'So it opens as a secret one. Ways that are not secret cannot be chosen.',
  demandedSince:
    'Somebody has asked for a secret ballot while this window was open. Cancel, and open it as a secret one.',
  noCasting:
    'On a tie the proposal falls. The chair’s casting vote cannot be used, since nobody knows how the chair voted.',
  smallBox: (n) => `With only ${number(n)} in the box it can be easy to guess who voted what`,
  smallBoxNext: 'Most of all if everybody votes alike, or if one votes differently from the others.',
  slips: (n) =>
    `${slips(n)} on the roll without a passkey ${n === 1 ? 'votes' : 'vote'} on slips of paper. Two tellers count the slips.`,
  fewSlips: (n) => (n === 1 ? 'Only one votes on paper' : `Only ${number(n)} vote on paper`),
  fewSlipsWhy: (n) =>
    n === 1
      ? 'One on the roll has no passkey. Two tellers count the slip apart, so everybody can see how that person voted.'
      : `${number(n)} on the roll have no passkey. Two tellers count the slips apart, so it can be easy to guess how they voted.`,
  fewSlipsNext:
    'Rather ask the secretary for a one-time code, so that they can vote on a borrowed phone. Then have the secretary sign the roll again, before you open.',

  open: 'Open secret ballot',
  openTitle: (n) => `You open ballot ${n}, a secret one`,
  way: 'How it goes',
  drawing: 'Papers are handed out',
  drawingAbout:
    'Everybody fills in their paper on the phone and has it stamped. You close the handing out when all have had time.',
  dropping: 'Papers go into the box',
  droppingAbout: 'The phones do that by themselves, each at a random moment. It takes a minute.',
  closing: 'The box is closed',
  closingAbout: 'You see how many papers are in the box, and sign. Then the result is shown.',
  duration: 'Allow about five minutes in all.',

  drawingTitle: (n) => `Ballot ${n} is secret: papers are handed out`,
  droppingTitle: (n) => `Ballot ${n} is secret: papers go into the box`,
  overTitle: (n) => `Ballot ${n} is secret: the box can be closed`,
  ofHaveDrawn: (n) => `of ${number(n)} have had their paper stamped`,
  drawingHow:
    'Ask everybody to fill in the paper on the phone and confirm. Whoever has not had it stamped when you close does not get to vote.',
  drawn: 'How many have had their paper stamped',
  everybodyDrew: 'Everybody has had their paper stamped.',
  drawYourself: 'You have not had your own paper stamped.',
  drawYourselfLink: 'Go to your ballot paper',
  closeDrawing: 'Close the handing out',
  closeDrawingTitle: 'Close the handing out of papers?',
  notDrawn: (missing, entitled) => `${number(missing)} of ${number(entitled)} have not had their paper stamped.`,
  notDrawnNext: 'Once the handing out is closed they cannot vote.',
  drawnOf: (n, entitled) =>
    `${number(n)} of ${number(entitled)} have had their paper stamped. The papers go into the box now.`,
  howLong: 'For how long do papers go into the box?',
  howLongAbout:
    'Each phone drops its paper at a random moment. The longer the time, the harder it is to see which phone did so when.',
  seconds: {
    15: '15 seconds',
    30: '30 seconds',
    60: '1 minute (usual)',
    120: '2 minutes',
    300: '5 minutes',
  },
  cancelInstead: 'Cancel the ballot instead',
  drawingClosed: 'The handing out is closed. Papers go into the box.',

  left: 'left before the box can be closed',
  time: 'How much time has gone',
  keepAwake:
    'Ask everybody to keep the phone on, showing the meeting’s page, until the time is over. The phones drop the papers by themselves.',
  ownOut: 'Your own paper is not in the box yet: keep this page open, and it is dropped into the box by itself.',
  noCount: 'Why is it not shown how many papers are in?',
  noCountWhy:
    'If the number rose while papers came, somebody could see who had just picked up a phone. So the box is not counted before the time is over.',
  shutUntil: (clock) => `Wait until the time is over, at ${clock}.`,
  over: 'The time is over. The box can be closed.',

  looking: 'Counting the papers in the box …',
  ofAreIn: (drawn) => `of ${counted(drawn, 'paper', 'papers')} ${drawn === 1 ? 'is' : 'are'} in the box`,
  inBox: 'How many papers are in the box',
  allIn: 'All papers are in the box.',
  out: (n) => (n === 1 ? 'One paper is still out' : `${number(n)} papers are still out`),
  outNext:
    'It may be phones that are off, have no network or are in a pocket. Ask everybody to open the meeting’s page on the phone, and look again.',
  lookAgain: 'Look again',
  lookedAt: (clock) => `The box was last counted at ${clock}.`,
  nextLook: (clock) => `It can be counted again at ${clock}, so that nobody sees a single paper come.`,
  notLooked: 'The box must be counted first.',

  closeBox: 'Close the box and sign',
  closeTitle: (n) => `Close the box of ballot ${n}?`,
  notIn: (out, drawn) =>
    `${number(out)} of ${counted(drawn, 'paper', 'papers')} ${out === 1 ? 'is' : 'are'} not in the box.`,
  notInNext: 'If you close it now, they do not count.',
  closeWhat: (papers, drawn) =>
    `You sign that the box is closed with ${number(papers)} of ${counted(drawn, 'paper', 'papers')}, no more and no fewer.`,
  cancelWhat: 'The papers that were put into the box are not shown.',

  delivered: (papers, drawn) =>
    `Secret ballot: ${number(papers)} of ${counted(drawn, 'paper', 'papers')} put into the box.`,
  drew: (drawn, entitled) => `${number(drawn)} of ${number(entitled)} had their paper stamped.`,
};
