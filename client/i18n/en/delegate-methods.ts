import type { Translation } from '../language.ts';
import type { methods as source } from '../nb/delegate-methods.ts';
import { counted, list, number } from '../numbers.ts';

export const methods: Translation<typeof source> = {
  trial: 'Trial ballot – has no effect',
  trialNext: 'Vote as in any other ballot. The result is shown, but decides nothing.',
  rollcall: 'Roll call',
  rollcallNext: 'Your vote will stand in the minutes with your name.',
  retakes: (n: number) => `This takes ballot ${n} again.`,
  cancelled: (n: number) => `Ballot ${n} is cancelled`,
  cancelledWhy: (reason: string) => `Reason: ${reason}`,
  cancelledNext: 'The votes do not count. The chair says what happens now.',

  amendmentTo: (n: number, title: string) => `Amendment ${n} to “${title}”`,
  blockOf: (numbers: readonly number[]) => `Amendments ${list(numbers.map(String), 'and')} together`,
  blockAdopt: 'The recommendation is to adopt all of these. A vote for adopts them.',
  blockReject: 'The recommendation is to reject all of these. A vote for rejects them.',
  blockOpen: (n: number) => `Show amendment ${n}`,
  choose: 'Choose one',
  remainingChoice: 'Choose one of the alternatives',
  showAlternative: 'Read it all',

  hands: 'Raise your hand',
  handsNext: 'The vote is in the hall: the tellers count. There is nothing to do on the phone.',
  handsTeller: 'You are a teller. Count the hands in the hall, and write the numbers further down the page.',
  against: 'Raise your hand if you are against',
  againstNext: 'The tellers count only those against. Everybody else on the roll counts as for.',
  handsToo: (n: number) =>
    `${counted(n, 'person', 'people')} on the roll have no passkey and vote by hand. The tellers count them.`,

  papersToo: (n) =>
    `${counted(n, 'person', 'people')} on the roll have no passkey and vote on paper. The tellers count them.`,
  lateKey: 'You do not vote by phone in this ballot',
  lateKeyNext: 'Your key came after the roll was signed. The tellers count your vote: tell them now.',
  secret: 'Secret ballot',

  count: 'Count',
  countAll: 'Count separately, and type what you counted yourself.',
  countBeside: (n: number) => `Count only the ${number(n)} without a passkey. The others vote with their phones.`,
  countFor: 'For',
  countAgainst: 'Against',
  countBlank: 'Blank',
  countOf: (title: string) => `Count: ${title}`,
  countWhole: 'Type a whole number, 0 for nobody.',
  countTooMany: (n: number) => `There are only ${number(n)} to count. Count again.`,
  sendCount: 'Hand in the count',
  signCount: 'You hand in the count',
  countWait: 'Your count is in. Wait for the other teller.',
  countAgree: 'Two tellers have counted the same. The chair can close the ballot.',
  countDiffer: 'The counts are not the same. Count again, separately, and hand in anew.',
  countAgain: 'Count again',
  countStands: (words: string) => `You handed in: ${words}.`,

  unanimity: 'The chair proposes to adopt this unanimously',
  acclamation: 'The chair proposes to adopt this by acclamation',
  unanimityNext: 'If you agree, there is nothing to do.',
  demand: 'I want a ballot',
  demanded: 'You have asked for a ballot',
  demandedNext: 'It will not be adopted like this. The chair opens a ballot.',
  demandedBy: (n: number) => `${counted(n, 'person has', 'people have')} asked for a ballot.`,
};
