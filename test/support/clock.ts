import { type Machine, machine } from '../../server/branch.ts';

/** A clock that a test sets forward; the randomness is the machine's. */
export interface TestClock extends Machine {
  /** Sets the clock forward by milliseconds. */
  pass(milliseconds: number): void;
}

/** A clock that goes with the machine's until it is set. */
export function makeClock(): TestClock {
  let ahead = 0;
  return {
    now: () => machine.now() + ahead,
    random: machine.random,
    pass(milliseconds) {
      ahead += milliseconds;
    },
  };
}

export const minute = 60 * 1000;
export const hour = 60 * minute;
export const day = 24 * hour;
