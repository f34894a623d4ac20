import { type Checked, pass, refuse } from './refusals.ts';

/** How far the clocks of those who sign and those who judge may be apart, in milliseconds. */
export const clockTolerance = 5 * 60 * 1000;

/** Whether the time that a statement bears is the time now, within five minutes. Both RFC 3339. */
export function checkClock(time: string, now: string): Checked<true> {
  if (Math.abs(Date.parse(time) - Date.parse(now)) <= clockTolerance) return pass(true);
  return refuse('statement.clock', `the statement says ${time}; it is ${now} here`);
}
