import { checkpointAt, consistencyPath, journalSize } from '../../db/journal.ts';
import { signAsBranch } from '../identity.ts';
import { query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { type CheckpointStatement, checkpointType } from '../rules/journal-proof.ts';

/** What a branch proves of its journal to anybody: its root at any size, and that it only grew. */
export function journalRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'journalCheckpoint', async (reader, { query: { size: asked }, at }) => {
    const held = await journalSize(reader);
    const size = asked === undefined ? held : Number(asked);
    if (size > held) throw new Problem('journal.checkpoint', `the journal has ${held} entries, not ${size}`);
    const checkpoint = await checkpointAt(reader, size);
    const statement: CheckpointStatement = { typ: 'vedtak/checkpoint/1', branch: branch.id, ...checkpoint, at };
    return { checkpoint: await signAsBranch(reader, branch, checkpointType, statement) };
  });

  query(routes, 'journalConsistency', async (reader, { query: asked }) => {
    const [from, to] = [Number(asked.from), Number(asked.to)];
    const held = await journalSize(reader);
    if (from > to || to > held)
      throw new Problem('journal.consistency', `the journal has ${held} entries; it cannot grow from ${from} to ${to}`);
    return { from, to, path: await consistencyPath(reader, from, to) };
  });
}
