import { traffic } from '../api.ts';

/** How long, in milliseconds, the session is silent before and after what is done quietly: at random between these. */
const quiet = { least: 1_500, most: 4_000 };
/** A call that hangs holds it up no longer than this, in milliseconds. */
const patience = 8_000;

function pause(milliseconds: number): Promise<void> {
  return new Promise((later) => setTimeout(later, milliseconds));
}

/**
 * Does something when the session has been silent for a while, and keeps it silent around it: whoever sees requests come
 * cannot tell by the moment whose it is. Calls that are made meanwhile wait.
 * @param random uniform in [0, 1), anew each time: a silence of one length would tell as much as none.
 */
export async function quietly<T>(act: () => Promise<T>, random: () => number): Promise<T> {
  while (traffic.held !== undefined) await traffic.held;
  let release: () => void = () => undefined;
  traffic.held = new Promise((end) => {
    release = () => {
      traffic.held = undefined;
      end();
    };
  });
  const silence = (): number => quiet.least + random() * (quiet.most - quiet.least);
  try {
    const began = performance.now();
    while (traffic.running > 0 && performance.now() - began < patience) await pause(50);
    const wait = silence();
    // a clock that was set back holds the page's calls up no longer than that
    await pause(Math.min(wait, Math.max(0, traffic.ended + wait - Date.now())));
    return await act();
  } finally {
    setTimeout(release, silence());
  }
}
