import { traffic } from '../api.ts';

/** No call of the session in so many milliseconds before and after what is done quietly. */
const quiet = 1_500;
/** A call that hangs holds it up no longer than this, in milliseconds. */
const patience = 8_000;

function pause(milliseconds: number): Promise<void> {
  return new Promise((later) => setTimeout(later, milliseconds));
}

/**
 * Does something when the session has been silent for a while, and keeps it silent around it: whoever sees requests come
 * cannot tell by the moment whose it is. Calls that are made meanwhile wait.
 */
export async function quietly<T>(act: () => Promise<T>): Promise<T> {
  while (traffic.held !== undefined) await traffic.held;
  let release: () => void = () => undefined;
  traffic.held = new Promise((end) => {
    release = () => {
      traffic.held = undefined;
      end();
    };
  });
  try {
    const began = Date.now();
    while (traffic.running > 0 && Date.now() - began < patience) await pause(50);
    await pause(Math.max(0, traffic.ended + quiet - Date.now()));
    return await act();
  } finally {
    setTimeout(release, quiet);
  }
}
