import * as v from 'valibot';
import { Hash, Id, Text, Time, Whole } from '../rules/formats.ts';
import { MeetingState } from '../rules/meeting.ts';
import { OpenEnd } from '../rules/open-ends.ts';
import { MinutesStatement, signed } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';

/** The minutes of a meeting as a member sees them. */
const MinutesInfo = v.object({
  meeting: Id,
  title: v.string(),
  state: MeetingState,
  /** The language of the minutes. */
  language: v.picklist(['nb', 'nn']),
  /** The minutes as the record gives them now, in Markdown. */
  text: v.string(),
  openEnds: v.array(OpenEnd),
  /** What was drafted and is signed; null before that. */
  draft: v.nullable(
    v.object({
      statement: MinutesStatement,
      hash: Hash,
      attestations: v.array(v.object({ role: v.picklist(['chair', 'signer']), name: v.string() })),
      /** Whether the asker has signed. */
      mine: v.boolean(),
      signed: v.boolean(),
    }),
  ),
  /** What the asker is in this meeting. */
  roles: v.array(v.picklist(['chair', 'secretary', 'signer'])),
  /** Ballots that a remark can be about, by their numbers. */
  ballots: v.array(v.object({ id: Hash, number: Whole, title: v.string() })),
  /**
   * Names of those who came, for the branch's own copy: for leader, chair and secretary alone, and no part of the
   * minutes that are signed, since a name must be erasable.
   */
  attendees: v.nullable(v.array(v.string())),
  /** The branch's meetings, newest first. */
  meetings: v.array(v.object({ id: Id, title: v.string(), startsAt: Time })),
});
export type MinutesInfo = v.InferOutput<typeof MinutesInfo>;

export const minutesEndpoints = {
  minutes: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/meetings/:meeting/minutes',
    summary: 'The minutes of a meeting as they would read now, what is left open, and the draft with its signatures',
    access: 'member',
    scope: 'minutes',
    response: MinutesInfo,
    refusals: ['not_found'],
  }),
  draftMinutes: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/minutes',
    summary:
      'Draft the minutes of a closed meeting for signing, again as often as it takes. With `discard` the signatures on the draft before it go',
    access: ['secretary'],
    body: v.object({ discard: v.boolean() }),
    response: MinutesStatement,
    refusals: ['not_found', 'meeting.state', 'minutes.attested', 'minutes.signed'],
  }),
  attestMinutes: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/minutes/attestations',
    summary: 'Sign the drafted minutes as chair or signer. With the chair and two signers the branch signs',
    access: ['chair', 'signer'],
    body: signed(MinutesStatement),
    response: v.object({ attestations: Whole, signed: v.boolean() }),
    refusals: [
      'not_found',
      'meeting.state',
      'minutes.missing',
      'minutes.signed',
      'statement.wrong',
      'roll.officer',
      'attestation.taken',
      'passkey.unknown',
      'signature.altered',
      'signature.origin',
      'signature.user',
      'signature.wrong',
      'signature.signer',
    ],
  }),
  addRemark: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/remarks',
    summary:
      'Have a remark put in the minutes (protokolltilførsel) in one’s own words, about the meeting or one of its ballots',
    access: ['delegate', 'participant', 'chair', 'secretary', 'signer'],
    body: v.object({
      text: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(4000)),
      ballot: v.nullable(Hash),
    }),
    response: v.object({ remark: Id }),
    refusals: ['not_found', 'meeting.state', 'ballot.unknown', 'minutes.attested', 'minutes.signed'],
  }),
};
