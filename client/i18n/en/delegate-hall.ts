import type { MeetingState } from '../../../server/rules/meeting.ts';
import type { Translation } from '../language.ts';
import type { hall as source } from '../nb/delegate-hall.ts';
import { counted, number } from '../numbers.ts';

const state: Record<MeetingState, string> = {
  planned: 'The meeting has not been called yet',
  called: 'The meeting is called and not opened',
  open: 'The meeting is under way',
  adjourned: 'The meeting has a break',
  closed: 'The meeting is over',
  signed: 'The meeting is over, and its minutes are signed',
};

export const hall: Translation<typeof source> = {
  state,
  agenda: 'Agenda',
  now: 'Now:',
  item: (n: number, title: string) => `Item ${n}: ${title}`,
  noItem: 'No item is being dealt with now.',
  itemNow: 'We are here',
  itemDone: 'Done',
  itemMinutes: (n: number) => counted(n, 'minute', 'minutes'),

  code: 'Type the code from the big screen',
  codeAbout: 'Six characters. Capitals and spaces do not matter.',
  codeLength: 'The code has six characters. Look at the big screen and try again.',
  checkIn: 'Check in',
  comeBack: 'I am back',
  checkedIn: 'You are checked in.',
  notCheckedIn: 'You are not checked in',
  notOpenYet: 'You can check in once the meeting has been called.',
  askDoor: 'Tell them at the door, and you are in from the next ballot.',
  onLeave: 'You are on leave',
  onLeaveNext:
    'You cannot vote meanwhile. Tell them at the door when you are back, or type the code from the big screen.',
  over: 'The meeting is over. Thank you for coming.',

  delegate: 'You are a delegate: you may speak, make proposals and vote.',
  substitute: "You are a substitute. You may vote once you take a delegate's place. The secretary notes it.",
  substituteFor: (name: string) => `You are a substitute in the place of ${name}. You may vote.`,
  substituteReturned: (name: string) =>
    `You are the substitute for ${name}, who is back in the hall. So you may not vote.`,
  participant: 'You are a participant: you may speak and make proposals, but not vote.',
  observer: 'You are an observer: you may follow the meeting, but not speak, make proposals or vote.',
  noKey: 'You are on the roll without a passkey. Raise your hand when there is a vote, and the tellers count you.',

  cannotSubstitute:
    'You are a substitute without a place in the hall now. Ask the secretary whether you should have one.',
  cannotParticipant: 'You are a participant without a vote. If that is wrong, tell the secretary.',
  cannotObserver: 'You are an observer without a vote. If that is wrong, tell the secretary.',
  cannotLeave: 'You are on leave. Tell them at the door when you are back, and you are in from the next ballot.',

  minutes: 'Minutes',
  present: (n: number) => `${number(n)} entitled to vote present`,
};
