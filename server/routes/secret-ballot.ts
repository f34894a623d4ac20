import type { BallotRow } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { findSecret, type SecretRow } from '../../db/secret.ts';
import type { SecretInfo } from '../api/secret.ts';
import { Problem } from '../problem.ts';
import { type Stage, stageOf } from '../rules/drawing.ts';
import { mustFindBallot } from './ballot-sheets.ts';

/** A secret ballot with the stage that it is at. @throws Problem ballot.unknown or ballot.method. */
export async function mustBeSecret(
  reader: Reader,
  id: string,
): Promise<{ ballot: BallotRow; secret: SecretRow; stage: Stage }> {
  const ballot = await mustFindBallot(reader, id);
  const secret = await findSecret(reader, id);
  if (secret === undefined) throw new Problem('ballot.method', 'the ballot is not secret');
  return { ballot, secret, stage: stageOf(ballot.state, secret.closed !== null) };
}

/** @throws Problem drawing.open or box.shut until the window is over. */
export function mustBeOver({ closed }: Pick<SecretRow, 'closed'>, at: string): void {
  if (closed === null) throw new Problem('drawing.open', 'papers are still drawn');
  if (at < closed.window.closesAt) throw new Problem('box.shut', `papers are dropped until ${closed.window.closesAt}`);
}

/** What a snapshot says of a secret ballot to everybody; null for an open one. */
export async function secretInfo(
  reader: Reader,
  { id, definition, voted }: BallotRow,
): Promise<Omit<SecretInfo, 'mine'> | null> {
  if (definition.statement.secrecy === 'open') return null;
  const secret = await findSecret(reader, id);
  return { drawn: voted, window: secret?.closed?.window ?? null, box: secret?.look ?? null };
}
