import type { MeetingState } from './meeting.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** Where a meeting may go by the hand of whoever leads it; only its minutes bring it to `signed`. */
const next: Record<MeetingState, readonly MeetingState[]> = {
  planned: ['called', 'open'],
  called: ['open'],
  open: ['adjourned', 'closed'],
  adjourned: ['open'],
  closed: ['open'],
  signed: [],
};

/**
 * Whether a meeting may go from one state to another: planned, called, open, adjourned and open again, closed; what was
 * closed may be opened again until the minutes are signed.
 * @param ballotOpen whether votes are still taken in, or counted, in it.
 */
export function checkState(from: MeetingState, to: MeetingState, ballotOpen: boolean): Checked<MeetingState> {
  if (!next[from].includes(to)) {
    return refuse('meeting.state', `a meeting that is ${from} does not become ${to}`, { state: from });
  }
  if (to === 'closed' && ballotOpen) return refuse('item.busy', 'close the open ballot first');
  return pass(to);
}

/** Whether a meeting may be signed: its minutes are, once it is closed. */
export function checkSigned(from: MeetingState): Checked<'signed'> {
  if (from === 'closed') return pass('signed');
  return refuse('meeting.state', `the minutes of a meeting that is ${from} are not signed`, { state: from });
}

/** Whether the meeting is in one of some states. Refused with meeting.state. */
export function checkStage(state: MeetingState, allowed: readonly MeetingState[]): Checked<MeetingState> {
  if (allowed.includes(state)) return pass(state);
  return refuse('meeting.state', `the meeting is ${state}; this takes one that is ${allowed.join(' or ')}`, { state });
}
