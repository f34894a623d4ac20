import * as v from 'valibot';
import { Id, Time, Whole } from '../rules/formats.ts';
import { endpoint } from './endpoint.ts';

const SpeechKind = v.picklist(['speech', 'reply', 'order']);
/** Which of two lists that take turns: `a` for women, `b` for men, empty for neither. */
const SpeakerList = v.picklist(['', 'a', 'b']);

const Request = {
  id: Id,
  name: v.string(),
  kind: SpeechKind,
  list: SpeakerList,
  /** Whether it is the asker's own. */
  mine: v.boolean(),
};

/** The list of speakers under the agenda item that the meeting is at. */
export const SpeakersInfo = v.object({
  /** Strek is set: points of order alone are taken in. */
  closed: v.boolean(),
  /** Two lists take turns, so whoever asks says on which. */
  balance: v.boolean(),
  /** Who has the floor. `limit` is in seconds, null for none. */
  speaking: v.nullable(v.object({ ...Request, startedAt: Time, limit: v.nullable(Whole) })),
  /** Whose speech a reply of the asker's would answer; null when there is none but their own. */
  replyTo: v.nullable(v.string()),
  /** In the order in which they get the floor. */
  waiting: v.array(v.object(Request)),
  /** The asker's own places in `waiting`, from 1. */
  mine: v.array(v.object({ id: Id, kind: SpeechKind, place: Whole })),
});
export type SpeakersInfo = v.InferOutput<typeof SpeakersInfo>;

export const speakerEndpoints = {
  askToSpeak: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/speakers',
    summary: 'Ask for the floor: a speech, a reply, or a point of order. The list counts where two lists take turns',
    access: ['delegate', 'participant'],
    body: v.object({ kind: SpeechKind, list: SpeakerList }),
    response: v.object({ speaker: Id }),
    refusals: ['not_found', 'meeting.missing', 'meeting.state', 'list.closed', 'speaker.waiting'],
  }),
  addSpeaker: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/speakers/named',
    summary: 'Put somebody who raised a hand on the list of speakers',
    access: ['chair', 'secretary'],
    body: v.object({ member: Id, kind: SpeechKind, list: SpeakerList }),
    response: v.object({ speaker: Id }),
    refusals: ['not_found', 'meeting.missing', 'meeting.state', 'standing.none', 'list.closed', 'speaker.waiting'],
  }),
  withdrawSpeech: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/speakers/:speaker/withdraw',
    summary: "Take one's own request off the list, or as chair anybody's",
    access: 'member',
    response: v.object({}),
    refusals: ['not_found', 'role.missing'],
  }),
  giveFloor: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/speakers/:speaker/floor',
    summary: 'Give the floor to somebody on the list; whoever speaks has then spoken',
    access: ['chair'],
    response: v.object({}),
    refusals: ['not_found', 'meeting.missing', 'meeting.state'],
  }),
  endSpeech: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/speakers/:speaker/end',
    summary: 'End the speech of whoever has the floor',
    access: ['chair'],
    response: v.object({}),
    refusals: ['not_found'],
  }),
  setList: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/list',
    summary: 'Close the list of speakers (strek), or open it again',
    access: ['chair'],
    body: v.object({ closed: v.boolean() }),
    response: v.object({}),
    refusals: ['not_found', 'meeting.missing', 'meeting.state'],
  }),
};
