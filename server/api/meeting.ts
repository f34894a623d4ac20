import * as v from 'valibot';
import { Id, Text, Time, Whole } from '../rules/formats.ts';
import { MeetingSettings, MeetingState } from '../rules/meeting.ts';
import { Quorum } from '../rules/statements.ts';
import { AgendaItem } from './agenda.ts';
import { endpoint } from './endpoint.ts';

const Names = v.array(v.string());

/** The current meeting, as every member sees it; the password of the hall's network is there for who leads it alone. */
export const MeetingInfo = v.object({
  id: Id,
  title: v.string(),
  place: v.string(),
  startsAt: Time,
  state: MeetingState,
  quorum: Quorum,
  settings: MeetingSettings,
  /** Names of those who serve the meeting, by role. */
  officers: v.object({ chair: Names, secretary: Names, signer: Names, teller: Names }),
  /** How many are in the meeting; the same as `counts.present`. */
  checkedIn: Whole,
  counts: v.object({
    present: Whole,
    onLeave: Whole,
    /** Those present who have a vote: whom the next roll lists. */
    entitled: Whole,
    /** Those of them who have no passkey: tellers count them. */
    withoutPasskey: Whole,
    /** Those present who checked themselves in with the code on the screen. */
    byCode: Whole,
    /** One-time codes from the door that were given in this meeting. */
    doorCodes: Whole,
  }),
  /** In the order in which they are taken. */
  agenda: v.array(AgendaItem),
  /** The item that the meeting is at. */
  item: v.nullable(Id),
  /** Whether the list of speakers is closed (strek). */
  listClosed: v.boolean(),
  /** When strek was set for proposals and amendments. */
  intakeClosedAt: v.nullable(Time),
});
export type MeetingInfo = v.InferOutput<typeof MeetingInfo>;

const Form = v.object({
  title: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(200)),
  place: v.pipe(Text, v.trim(), v.maxLength(200)),
  startsAt: Time,
  /** At least num/den of the members; num 0 for none. */
  quorum: v.pipe(
    v.object({ num: Whole, den: v.pipe(Whole, v.minValue(1)) }),
    v.check(({ num, den }) => num <= den, 'A quorum is at most all members'),
  ),
});

const missing = ['meeting.missing', 'not_found', 'meeting.state'] as const;

export const meetingEndpoints = {
  createMeeting: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings',
    summary:
      'Plan a meeting; it becomes the current one, with the settings of the one before it, and with the items that constitute it unless `constitute` is false',
    access: ['leader', 'secretary'],
    body: v.object({ ...Form.entries, constitute: v.exactOptional(v.boolean()) }),
    response: v.object({ meeting: Id }),
    refusals: ['ballot.running', 'branch.closed'],
  }),
  editMeeting: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/meetings/:meeting',
    summary: 'Change title, place, time and quorum of a meeting that was not opened',
    access: ['chair', 'secretary', 'leader'],
    body: Form,
    response: v.object({}),
    refusals: missing,
  }),
  setMeetingState: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/state',
    summary:
      'Call, open, adjourn or close the meeting; a closed one may be opened again until its minutes are signed, which alone makes it signed',
    access: ['chair', 'secretary', 'leader'],
    body: v.object({ to: MeetingState }),
    response: v.object({ state: MeetingState }),
    refusals: [...missing, 'item.busy'],
  }),
  setMeetingSettings: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/meetings/:meeting/settings',
    summary: 'Say how the meeting is held; the next meeting of the branch begins with the same',
    access: ['chair', 'secretary', 'leader'],
    body: MeetingSettings,
    response: v.object({}),
    refusals: missing,
  }),
  setRoles: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/meetings/:meeting/roles',
    summary:
      'Say who is chair, secretary, signers and tellers of the meeting; replaces what was said before, but leaves the tellers where they are not named',
    access: ['leader', 'secretary'],
    body: v.object({
      chair: v.pipe(v.array(Id), v.maxLength(4)),
      secretary: v.pipe(v.array(Id), v.maxLength(4)),
      signer: v.pipe(v.array(Id), v.maxLength(6)),
      teller: v.exactOptional(v.pipe(v.array(Id), v.maxLength(6))),
    }),
    response: v.object({}),
    refusals: ['meeting.missing', 'not_found'],
  }),
};
