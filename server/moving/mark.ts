import type { Engine, Reader } from '../../db/engine.ts';
import { findMove } from '../../db/moves.ts';
import { Problem } from '../problem.ts';

/** @throws Problem branch.moved, with where it went, once the branch lives on another server. */
export async function mustBeHere(reader: Reader): Promise<void> {
  const move = await findMove(reader);
  if (move === undefined) return;
  const { destination: to, at } = move;
  throw new Problem('branch.moved', `the branch moved to ${to} at ${at}`, { to });
}

/** The engine for a branch's own commands: each is refused, inside its transaction, once the branch has moved. */
export function whileHere<E extends Engine>(engine: E): E {
  return {
    ...engine,
    transact: (fn) =>
      engine.transact(async (writer) => {
        await mustBeHere(writer);
        return fn(writer);
      }),
  };
}
