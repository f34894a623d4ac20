import type { Translation } from '../language.ts';
import type { screen as source } from '../nb/screen.ts';
import { counted, number } from '../numbers.ts';

export const screen: Translation<typeof source> = {
  title: 'Big screen',
  pairTitle: 'Connect this screen',
  pairHow: 'The chair types this code on the chair’s page, under “Big screen”.',
  pairAbout: 'Nobody needs to sign in on this computer.',
  offline: 'Offline. The screen tries again by itself.',
  page: (n, of) => `Page ${n} of ${of}`,
  item: (n, title) => `Item ${n}: ${title}`,
  present: (n) => `${number(n)} present`,
  state: {
    planned: 'The meeting has not opened yet',
    called: 'The meeting has not opened yet',
    open: 'The meeting is open',
    adjourned: 'The meeting is adjourned',
    closed: 'The meeting is over',
    signed: 'The meeting is over',
  },
  noMeeting: 'Welcome',

  joinTitle: 'Join the meeting',
  joinWifi: 'Connect to the network',
  joinPage: 'Open the branch’s page',
  joinCode: 'Check in with the code',
  network: (name) => `Network: ${name}`,
  password: (word) => `Password: ${word}`,
  wifiQr: (name) => `QR code of the network ${name}`,
  pageQr: 'QR code of the branch’s page',
  newCode: (seconds) => `New code in ${counted(seconds, 'second', 'seconds')}`,

  ballot: (n) => `Ballot ${n}`,
  trial: 'Trial ballot – does not count',
  proposal: (n, title) => `Proposal ${n}: ${title}`,
  pointByPoint: (title) => `${title}, point by point`,
  voted: (n, of) => `of ${number(of)} ${n === 1 ? 'has' : 'have'} voted`,
  orDemand: (button) => `Do you want a ballot? Press “${button}” on your phone.`,
  stopped: 'The ballot has been stopped. The result is coming.',
  to: (title) => `to “${title}”`,

  result: 'Result',
  noCounts: 'No votes were counted.',
  adoptedOf: (n, of) => `${number(n)} of ${number(of)} adopted`,
  counts: (yes, no, blank) =>
    `${number(yes)} for, ${number(no)} against${blank === undefined ? '' : `, ${counted(blank, 'blank', 'blank')}`}`,

  next: 'Next',
  thenMore: (n) => `and ${number(n)} more`,
  plan: 'Voting plan',

  pair: 'Connect',
  openHere: (address) => `Open ${address} on the computer in the hall, and type the code shown there.`,
  code: 'The code on the screen',
  paired: (n) => (n === 1 ? 'One screen is connected.' : `${number(n)} screens are connected.`),
  pairedNow: 'The screen is connected.',
  shows: 'The screen shows',
  show: {
    auto: 'What the meeting is at',
    join: 'How to join',
    text: 'The text',
    speakers: 'The speakers',
    result: 'The latest result',
    blank: 'Nothing',
  },
  ballotFirst: 'An open ballot is shown anyway, unless the screen is empty.',
  release: 'Disconnect all screens',
  released: 'The screens are disconnected.',
};
