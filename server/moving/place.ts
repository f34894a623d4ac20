import type { Engine, Reader } from '../../db/engine.ts';
import { findMove } from '../../db/moves.ts';
import type { Branch } from '../branch.ts';
import type { Listed } from '../directory.ts';
import { Problem } from '../problem.ts';

/** A branch that runs, and its engine without the guard that refuses commands once the branch has moved. */
export interface Standing {
  branch: Branch;
  engine: Engine;
}

/** One address of a server, where a branch is or may come to be: what moving asks of the engine below it. */
export interface Place {
  slug: string;
  /** The branch at the address; undefined where none is. */
  standing(): Promise<Standing | undefined>;
  /**
   * Runs `write` on a new, empty database, and lets the branch in it answer. When `write` throws, or the server ends
   * before it is done, nothing of it stays.
   * @throws Problem branch.taken when a branch stands here, or comes at the same time.
   */
  settle(write: (engine: Engine) => Promise<Listed>): Promise<void>;
  /** Takes the branch and all that is stored of it away. */
  clear(): Promise<void>;
}

/** @throws Problem branch.here while a branch has not moved. */
export async function mustBeGone(reader: Reader): Promise<void> {
  if ((await findMove(reader)) === undefined)
    throw new Problem('branch.here', 'only what a branch left behind when it moved can be removed');
}
