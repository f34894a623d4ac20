import { buildBallot, modeOf } from './ballot.ts';
import { hashOf } from './canonical.ts';
import { checkClock } from './clock.ts';
import { quorumOf } from './majority.ts';
import type { ProposalContent } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { isOn } from './roll.ts';
import type { BallotStatement, RollStatement } from './statements.ts';

/** What is true in the meeting when a ballot is to open. */
export interface Hall {
  branch: string;
  meeting: string;
  /** How many must be present: at least num/den of the members. */
  quorum: { num: number; den: number };
  members: number;
  /** The newest signed roll, undefined when none was signed. */
  roll: { hash: string; statement: RollStatement } | undefined;
  /** The ballots before this one, oldest first. */
  ballots: readonly { number: number; state: 'open' | 'stopped' | 'closed' }[];
}

/**
 * Whether the chair may open this ballot now: no other is open, it has the next number, its roll is the newest, the
 * chair is on it, enough are present, and it puts the proposal as it stands to the vote. Who may vote is frozen by it.
 * @param at the time now, RFC 3339.
 * @returns the number entitled to vote.
 */
export function checkOpening(
  statement: BallotStatement,
  hall: Hall,
  content: ProposalContent,
  chair: string,
  at: string,
): Checked<number> {
  if (statement.branch !== hall.branch) {
    return refuse('statement.branch', `this is ${hall.branch}, not ${statement.branch}`);
  }
  if (hall.ballots.some(({ state }) => state !== 'closed'))
    return refuse('ballot.running', 'close the open ballot first');
  const number = nextNumber(hall.ballots);
  if (statement.number !== number) {
    return refuse('ballot.number', `the next ballot is number ${number}`, { expected: number });
  }
  const present = checkPresent(hall, statement.roll, chair);
  if (!present.ok) return present;
  const { meeting, rule, roll, openedAt } = statement;
  const expected = buildBallot({
    branch: hall.branch,
    meeting,
    number,
    content,
    mode: modeOf(statement),
    rule,
    roll,
    openedAt,
  });
  if (meeting !== hall.meeting || hashOf(statement) !== hashOf(expected) || rule.num > rule.den || rule.den > 1000) {
    return refuse('statement.wrong', 'the ballot does not put the proposal as it stands to the vote');
  }
  const timely = checkClock(openedAt, at);
  return timely.ok ? present : timely;
}

/** The number of the next ballot. */
export function nextNumber(ballots: Hall['ballots']): number {
  return (ballots.at(-1)?.number ?? 0) + 1;
}

/** Whether the roll that a ballot names is the newest, has the chair on it and reaches the quorum. */
function checkPresent({ roll, quorum, members }: Hall, named: string, chair: string): Checked<number> {
  if (roll === undefined) return refuse('roll.missing', 'the secretary signs the roll before a ballot opens');
  if (named !== roll.hash) {
    return refuse('roll.version', 'the ballot names a roll that is not the newest', { expected: roll.hash });
  }
  if (!isOn(roll.statement, chair)) return refuse('roll.officer', 'the chair is not on the roll');
  const present = roll.statement.entries.length;
  const required = quorumOf(quorum.num, quorum.den, members);
  if (present >= required) return pass(present);
  const detail = `${required} of ${members} members must be present; ${present} are`;
  return refuse('quorum.missing', detail, { required, members, present });
}
