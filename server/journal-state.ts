import type { Reader } from '../db/engine.ts';
import { checkpointAt, consistencyPath } from '../db/journal.ts';
import type { Checkpoint } from './rules/formats.ts';
import { verifyConsistency } from './rules/journal-proof.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';

/** Whether a checkpoint is a state of the journal. `what` names it in the detail. */
export async function isState(
  reader: Reader,
  now: Checkpoint,
  earlier: Checkpoint,
  what: string,
): Promise<Checked<Checkpoint>> {
  if (earlier.size > now.size)
    return refuse('journal.checkpoint', `${what}: of ${earlier.size} entries, the journal has ${now.size}`);
  const path = await consistencyPath(reader, earlier.size, now.size);
  if (verifyConsistency(earlier, now, path).ok) return pass(earlier);
  const { root } = await checkpointAt(reader, earlier.size);
  return refuse('journal.checkpoint', `${what}: the root of ${earlier.size} entries is ${root}, not ${earlier.root}`);
}
