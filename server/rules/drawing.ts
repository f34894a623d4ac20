import { fromBase64url, hashOf } from './canonical.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { isOn } from './roll.ts';
import type { IssueStatement } from './secret-statements.ts';
import type { BallotStatement, RollStatement } from './statements.ts';

/**
 * Where a secret ballot is: papers are drawn; the drawing is closed and papers are dropped into the box; no more are taken
 * in; it is closed, or cancelled.
 */
export type Stage = 'drawing' | 'dropping' | 'stopped' | 'closed';

/** The stage, out of the ballot's state and whether its drawing is closed. */
export function stageOf(state: 'open' | 'stopped' | 'closed' | 'cancelled', drawingClosed: boolean): Stage {
  if (state === 'open') return drawingClosed ? 'dropping' : 'drawing';
  return state === 'stopped' ? 'stopped' : 'closed';
}

/**
 * Whether an issue belongs to the ballot, comes from its roll, and asks for something that the ballot's key can sign.
 * @param ballot the ballot's id, where it is known already.
 */
export function checkIssue(
  definition: BallotStatement,
  roll: RollStatement,
  issue: IssueStatement,
  ballot: string = hashOf(definition),
): Checked<IssueStatement> {
  if (issue.ballot !== ballot) return refuse('ballot.unknown', `the issue names ballot ${issue.ballot}, not ${ballot}`);
  if (definition.issuer === undefined) return refuse('ballot.method', 'the ballot is not secret');
  if (!isOn(roll, issue.delegate))
    return refuse('vote.not_on_roll', 'the delegate is not on the roll that the ballot names');
  if (isBelow(issue.blinded, definition.issuer.n)) return pass(issue);
  return refuse('paper.blinded', 'the blinded paper is zero, or not less than the modulus of the key');
}

/** Whether the number of a block is positive and less than the modulus (RFC 9474 section 4.3). */
function isBelow(blinded: string, modulus: string): boolean {
  const number = fromBase64url(blinded);
  const limit = fromBase64url(modulus);
  if (number.every((byte) => byte === 0)) return false;
  const place = number.findIndex((byte, i) => byte !== limit[i]);
  return place >= 0 && (number[place] ?? 0) < (limit[place] ?? 0);
}

/**
 * What an issue comes to: a new one, or the one that is held, which gets the same answer at any time. A delegate has one.
 * @param held the hash of the issue that is held of the delegate.
 */
export function decideIssue(stage: Stage, held: string | undefined, issue: string): Checked<'new' | 'same'> {
  if (held === issue) return pass('same');
  if (held !== undefined) return refuse('paper.drawn', 'the delegate has drawn another paper');
  if (stage !== 'drawing') return refuse('drawing.closed', 'papers are no longer drawn');
  return pass('new');
}
