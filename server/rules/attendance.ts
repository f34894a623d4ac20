import * as v from 'valibot';
import { type Checked, pass, refuse } from './refusals.ts';

/** Where somebody is: in the meeting, on leave from it (permisjon), or not there. */
export const Presence = v.picklist(['in', 'leave', 'out']);
export type Presence = v.InferOutput<typeof Presence>;

/** How attendance changes: somebody comes, goes on leave, returns from it, or goes for good. */
export const AttendanceChange = v.picklist(['in', 'leave', 'return', 'out']);
export type AttendanceChange = v.InferOutput<typeof AttendanceChange>;

/** Where each change begins and ends. */
const changes: Record<AttendanceChange, { from: readonly Presence[]; to: Presence }> = {
  in: { from: ['out'], to: 'in' },
  leave: { from: ['in'], to: 'leave' },
  return: { from: ['leave'], to: 'in' },
  out: { from: ['in', 'leave'], to: 'out' },
};

/** Where somebody is after a change; refused with attendance.change where it does not begin where they are. */
export function checkChange(now: Presence, change: AttendanceChange): Checked<Presence> {
  const { from, to } = changes[change];
  if (from.includes(now)) return pass(to);
  const expected = from.join(' or ');
  return refuse('attendance.change', `"${change}" is for who is ${expected}; the member is ${now}`, { now });
}

/** The change that brings somebody into the meeting, or out of it, from where they are; undefined where they are there already. */
export function changeTo(now: Presence, wanted: 'in' | 'out'): AttendanceChange | undefined {
  if (now === wanted) return undefined;
  if (wanted === 'out') return 'out';
  return now === 'leave' ? 'return' : 'in';
}
