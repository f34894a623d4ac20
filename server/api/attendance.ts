import * as v from 'valibot';
import { AttendanceChange, Presence } from '../rules/attendance.ts';
import { Id, Time, Whole } from '../rules/formats.ts';
import { StandingKind } from '../rules/meeting.ts';
import { endpoint } from './endpoint.ts';

/** A substitute whose vote came or went because the delegate, whose place they have taken, went or came. */
const Substitute = v.object({ member: Id, name: v.string(), entitled: v.boolean() });
export type Substitute = v.InferOutput<typeof Substitute>;

const missing = ['meeting.missing', 'not_found', 'meeting.state'] as const;

export const attendanceEndpoints = {
  checkIn: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/attendance',
    summary: 'Check members in at the door, back from leave too, or out; who is there already stays as they are',
    access: ['leader', 'secretary'],
    body: v.object({ members: v.pipe(v.array(Id), v.minLength(1), v.maxLength(5000)), present: v.boolean() }),
    response: v.object({ checkedIn: Whole, entitled: Whole, substitutes: v.array(Substitute) }),
    refusals: missing,
  }),
  changeAttendance: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/attendance/changes',
    summary: 'Say that a member comes, goes on leave, returns from it, or goes',
    access: ['secretary', 'leader'],
    body: v.object({ member: Id, change: AttendanceChange }),
    response: v.object({ attendance: Presence, entitled: Whole, substitutes: v.array(Substitute) }),
    refusals: [...missing, 'attendance.change'],
  }),
  checkInByCode: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/attendance/code',
    summary:
      'Check oneself in, or back from leave, with the code on the big screen; the one that it showed before is taken too',
    access: 'member',
    body: v.object({ code: v.pipe(v.string(), v.maxLength(40)) }),
    /** Whether the asker has a vote now. */
    response: v.object({ entitled: v.boolean() }),
    refusals: [...missing, 'door.code'],
  }),
  setStanding: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/meetings/:meeting/standings',
    summary:
      "Say what a member is in the meeting; a substitute may take the place of a delegate who is not in it, and has that delegate's vote until the delegate returns",
    access: ['secretary', 'leader'],
    body: v.object({ member: Id, kind: StandingKind, placeOf: v.nullable(Id) }),
    /** How many have a vote now, and whether the member is one of them. */
    response: v.object({ entitled: Whole, mine: v.boolean() }),
    refusals: [...missing, 'standing.place'],
  }),
  doorCodeFor: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/door-invitations',
    summary:
      'Make a one-time code at the door, with which another phone enrols: ten minutes, used once, typed as the token of an invitation; earlier invitations of the member end',
    access: ['secretary', 'leader'],
    body: v.object({ member: Id }),
    response: v.object({ member: Id, name: v.string(), code: v.string(), expiresAt: Time }),
    refusals: missing,
  }),
};
