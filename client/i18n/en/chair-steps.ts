import type { Translation } from '../language.ts';
import type { chairSteps as source } from '../nb/chair-steps.ts';
import { counted, number } from '../numbers.ts';

export const chairSteps: Translation<typeof source> = {
  undoBar: 'Happens in five seconds',
  undo: 'Undo',
  doNow: 'Do it now',
  undoHow: 'It happens in five seconds. Press Undo to leave it.',
  undoWaits: 'Wait a little, or choose “Do it now”.',

  openTitle: (meeting) => `Open ${meeting}`,
  openWhy: (present) =>
    present === 0
      ? 'Nobody is checked in yet. Wait until people are there, welcome them, and open the meeting.'
      : `${number(present)} are checked in. Welcome them, and open the meeting when people are there.`,
  open: 'Open the meeting',
  resumeTitle: 'Is the break over?',
  resumeWhy: 'The meeting is adjourned. Go on when people are there.',
  resume: 'Go on with the meeting',
  meetingOpened: 'The meeting is open.',
  rollFirst: 'The roll is not signed yet',
  rollFirstNext:
    'The secretary signs it when people are checked in. You can open the meeting, but not vote before that.',

  itemNumbered: (n, title) => `Item ${n}: ${title}`,
  goWhy: 'Read the item out. The screen and the phones follow when you begin it.',
  go: (n) => `Begin item ${n}`,
  going: (n) => `Going to item ${n}.`,
  talkWhy: 'There are no proposals under this item. Give the floor to those who want it, and go on when you are done.',
  finishWhy: 'Everything under this item is decided. Say so, and go on.',
  finish: (n) => `Item ${n} is done`,
  finishAndGo: (n, title) => `On to item ${n}: ${title}`,
  finishing: (n) => `Finishing item ${n}.`,
  finishingAndGoing: (n, next) => `Finishing item ${n} and going to item ${next}.`,
  noteAdd: 'Write something in the minutes about the item',
  note: 'For the minutes',
  noteAbout: 'For example “The leader gave an account of the finances.”',
  closeTitle: 'Close the meeting',
  closeWhy: 'All items are done. Thank people for coming, and close the meeting. Then the minutes are signed.',
  closeMeeting: 'Close the meeting',
  closing: 'Closing the meeting.',
  matterlessTitle: 'There are no items',
  matterlessWhy: 'The secretary makes the agenda and enters the proposals. They come here by themselves.',
  addProposal: 'Enter a proposal',
  minutesTitle: 'The minutes are to be signed',
  minutesWhy: 'The meeting is closed. The secretary makes the minutes ready, and you and two signers sign them.',
  toMinutes: 'Go to the minutes',
  overTitle: 'The meeting is over',
  overWhy: 'The minutes are signed. There is nothing more for you to do.',
  readMinutes: 'Read the minutes',

  noticeWhy: 'Ask whether anybody has something to say about the notice. If not, propose that all approve it.',
  agendaWhy: (items) =>
    `Read the agenda out (${counted(items, 'item', 'items')}) and ask whether anybody wants to change it. If not, propose that all approve it.`,
  proposeApproval: 'Propose unanimous approval',
  rehearse: 'Rehearse first: trial ballot',
  rehearseAbout: 'Everybody sees that their phone works. It has no effect.',
  electWhy: {
    chair: 'The meeting elects who leads it from now on. Choose names, and ask for other proposals.',
    secretary: 'The meeting elects who keeps the minutes. Choose names, and ask for other proposals.',
    signer: 'Two who were present sign resolutions and minutes together with the chair.',
    teller: 'Two count, each on their own, when you vote by hand. They are needed if somebody has no passkey, too.',
  },
  electWho: {
    chair: 'Who leads the meeting?',
    secretary: 'Who keeps the minutes?',
    signer: 'Who signs?',
    teller: 'Who are the tellers?',
  },
  electAbout: 'Write a bit of the name. Those who serve now stand there already.',
  electMissing: {
    chair: 'Choose at least one chair.',
    secretary: 'Choose at least one secretary.',
    signer: 'Choose at least two signers.',
    teller: 'Choose at least two tellers, or skip the item.',
  },
  skip: 'Skip this item',
  proposeElection: 'Propose election by acclamation',
  motionWhy: {
    procedure: 'Proposals about how the meeting goes on are decided at once.',
    postpone: 'Postponement is decided first. If it is adopted, the matter is not voted on now.',
    forward: 'Forwarding is decided before the matter itself. If it is adopted, the matter is not voted on here.',
    approve: 'If all agree, it is approved. If somebody asks for a ballot, you vote.',
    elect: 'If all agree, they are elected. If somebody asks for a ballot, you vote.',
    question: 'Everybody chooses one of the answers. If none gets a majority, there is a run-off.',
  },
  draftTitle: (title) => `“${title}” is adopted`,
  draftWhy: 'Make the resolution at once. You and two signers sign it, and then it is sent on.',
  answerTitle: (title) => `“${title}” is rejected`,
  answerWhy:
    'The text is out for a hearing, so the branch sends its answer all the same: the votes for and against each point. You and two signers sign it.',

  agenda: 'Agenda',
  itemsDone: (n) => `Done: ${counted(n, 'item', 'items')}`,
  minutes: (n) => `${number(n)} min`,
  itemState: { waiting: '(waits)', current: '(we are here)', done: '(done)' },
  goTo: (n, title) => `Go here: item ${n}, ${title}`,
  goShort: 'Go here',
  onScreen: 'Show on screen',
};
