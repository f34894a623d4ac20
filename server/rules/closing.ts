import { hashOf } from './canonical.ts';
import { checkClock } from './clock.ts';
import type { Checkpoint } from './formats.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { type Signing, signsOn } from './roll.ts';
import type { CloseStatement, RollStatement } from './statements.ts';
import { buildClose } from './tally.ts';

/**
 * Whether the chair's closing names exactly the votes that were taken in and the journal as it stood when the intake
 * ended, and is signed by a chair on the ballot's roll, with a passkey that stands there: no other signature would hold.
 * @param at the time now, RFC 3339.
 */
export function checkClosing(
  statement: CloseStatement,
  stopped: {
    ballot: string;
    votes: number;
    leaves: readonly string[];
    issues?: CloseStatement['issues'] | undefined;
    journal: Checkpoint;
    roll: RollStatement;
    chair: Signing;
  },
  at: string,
): Checked<CloseStatement> {
  const { ballot, votes, leaves, issues, journal, roll, chair } = stopped;
  const expected = buildClose({ ballot, votes, leaves, issues, journal, closedAt: statement.closedAt });
  if (hashOf(statement) !== hashOf(expected)) {
    return refuse('statement.wrong', 'the closing does not name the votes and counts that were taken in');
  }
  if (!signsOn(roll, chair))
    return refuse('roll.signer', 'the chair is not on the roll of the ballot with the passkey that signs');
  const timely = checkClock(statement.closedAt, at);
  return timely.ok ? pass(statement) : timely;
}
