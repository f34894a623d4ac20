import type { Engine, Reader, Writer } from '../../db/engine.ts';
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
   * Runs `write` in one transaction on a database without rows, and lets the branch in it answer in place of one that
   * has moved away. When `write` throws, everything stays as it was.
   * @throws Problem branch.taken when a branch stands here that has not moved, or comes at the same time.
   */
  settle(write: (writer: Writer) => Promise<Listed>): Promise<void>;
}

/** @throws Problem branch.taken unless the branch that stands at an address has moved away. */
export async function mustBeFree(slug: string, reader: Reader): Promise<void> {
  if ((await findMove(reader)) !== undefined) return;
  throw new Problem('branch.taken', `/lag/${slug} is taken by a branch that has not moved`);
}
