import { buildBallot, isUncounted, modeOf } from './ballot.ts';
import { hashOf } from './canonical.ts';
import { checkClock } from './clock.ts';
import { quorumOf } from './majority.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { isOn, type Signing, signsOn } from './roll.ts';
import type { BallotStatement, RollStatement } from './statements.ts';
import type { Subject } from './subject.ts';

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
  ballots: readonly { number: number; state: 'open' | 'stopped' | 'closed' | 'cancelled' }[];
  /** Ids of the cancelled ballots on the same proposal, which this one may take again. */
  cancelled: readonly string[];
  /** Hashes of the voting plans of the proposal. */
  plans: readonly string[];
  /** Ids of the keys that were made for a secret ballot and name none yet. */
  issuers: readonly string[];
  /** How many have asked for a secret ballot, where the rules let anyone. */
  secrecyDemands: number;
}

/**
 * Whether the chair may open this ballot now: no other is open, it has the next number, its roll is the newest, the
 * chair is on it with the passkey that signs, enough are present, it can be voted the way it says, and it puts the subject to the vote and nothing
 * else. Who may vote is frozen by it.
 * @param subject what stands in the meeting; that it does is not checked here.
 * @param at the time now, RFC 3339.
 * @returns the number entitled to vote.
 */
export function checkOpening(
  statement: BallotStatement,
  hall: Hall,
  subject: Subject,
  chair: Signing,
  at: string,
): Checked<number> {
  if (statement.branch !== hall.branch) {
    return refuse('statement.branch', `this is ${hall.branch}, not ${statement.branch}`);
  }
  if (hall.ballots.some(({ state }) => state === 'open' || state === 'stopped'))
    return refuse('ballot.running', 'close the open ballot first');
  const number = nextNumber(hall.ballots);
  if (statement.number !== number) {
    return refuse('ballot.number', `the next ballot is number ${number}`, { expected: number });
  }
  const present = checkPresent(hall, statement.roll, chair);
  if (!present.ok) return present;
  const checks = [
    isAsked(statement, hall, subject, number),
    isPossible(statement, subject),
    isAsSecret(statement, hall),
  ];
  for (const check of checks) {
    if (!check.ok) return check;
  }
  const timely = checkClock(statement.openedAt, at);
  return timely.ok ? present : timely;
}

/** Whether the definition is the one that follows from the subject, with links to what there is. */
function isAsked(statement: BallotStatement, hall: Hall, subject: Subject, number: number): Checked<true> {
  const { meeting, rule, roll, issuer, method, trial, retakes, plan, openedAt } = statement;
  const mode = modeOf(statement);
  const parts = {
    branch: hall.branch,
    meeting,
    number,
    subject,
    mode,
    rule,
    roll,
    issuer,
    method,
    trial,
    retakes,
    plan,
    openedAt,
  };
  if (meeting !== hall.meeting || hashOf(statement) !== hashOf(buildBallot(parts)))
    return refuse('statement.wrong', 'the ballot does not put the subject as it stands to the vote');
  if (retakes !== undefined && !hall.cancelled.includes(retakes))
    return refuse('statement.wrong', 'the ballot that it takes again was not cancelled, or is about something else');
  if (plan !== undefined && !hall.plans.includes(plan))
    return refuse('statement.wrong', 'there is no such voting plan for the proposal');
  return pass(true);
}

/** Whether votes can satisfy the rule, and the subject be voted on by the method. */
function isPossible({ rule, method }: BallotStatement, subject: Subject): Checked<true> {
  const { num, den, blankCap } = rule;
  if (num > den || den > 1000) return refuse('statement.wrong', 'no votes can satisfy the rule');
  if (blankCap !== undefined && (blankCap.num > blankCap.den || blankCap.den > 1000))
    return refuse('statement.wrong', 'the cap on blank votes is not a share of the votes');
  if (subject.kind !== 'choice') return pass(true);
  const ids = subject.options.map(({ id }) => id);
  if (new Set([...ids, 'for', 'against', 'blank']).size !== ids.length + 3)
    return refuse('statement.wrong', 'the alternatives are not told apart by their ids');
  if (method === 'against' || isUncounted({ method }))
    return refuse('ballot.method', `between alternatives nobody can be counted by ${method}`);
  return pass(true);
}

/** Whether a secret ballot has a key of its own and is one on papers, and whether an open one may be open. */
function isAsSecret({ issuer, method, rule }: BallotStatement, hall: Hall): Checked<true> {
  if (issuer === undefined) {
    if (hall.secrecyDemands === 0) return pass(true);
    return refuse('ballot.secret', `${hall.secrecyDemands} have asked for a secret ballot`);
  }
  if (method !== undefined) return refuse('ballot.method', `a ballot by ${method} is not secret`);
  if (rule.tie === 'chair')
    return refuse('ballot.method', 'nobody knows the vote of the chair in a secret ballot, so it decides no tie');
  const { kty, n, e, kid } = issuer;
  // an id is made of the key (RFC 7638), so none stands under another's
  if (kid === hashOf({ kty, n, e }) && hall.issuers.includes(kid)) return pass(true);
  return refuse('issuer.unknown', 'the key was not made here, was made before another one, or has a ballot already');
}

/** The number of the next ballot. */
export function nextNumber(ballots: Hall['ballots']): number {
  return (ballots.at(-1)?.number ?? 0) + 1;
}

/** Whether the roll that a ballot names is the newest, has the chair on it and reaches the quorum. */
function checkPresent({ roll, quorum, members }: Hall, named: string, chair: Signing): Checked<number> {
  if (roll === undefined) return refuse('roll.missing', 'the secretary signs the roll before a ballot opens');
  if (named !== roll.hash) {
    return refuse('roll.version', 'the ballot names a roll that is not the newest', { expected: roll.hash });
  }
  if (!isOn(roll.statement, chair.member)) return refuse('roll.officer', 'the chair is not on the roll');
  if (!signsOn(roll.statement, chair)) return refuse('roll.officer', 'the passkey of the chair is not on the roll');
  const present = roll.statement.entries.length;
  const required = quorumOf(quorum.num, quorum.den, members);
  if (present >= required) return pass(present);
  const detail = `${required} of ${members} members must be present; ${present} are`;
  return refuse('quorum.missing', detail, { required, members, present });
}
