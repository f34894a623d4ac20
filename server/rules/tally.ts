import { canonicalBytes } from './canonical.ts';
import type { Counts, Outcome, Tally } from './formats.ts';
import { decide } from './majority.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { byDelegate } from './roll.ts';
import type { BallotStatement, CloseStatement, Signed, VoteStatement } from './statements.ts';

/** The votes that count: each delegate's last revision, sorted by delegate. The order they came in does not matter. */
export function countedVotes(votes: readonly Signed<VoteStatement>[]): Signed<VoteStatement>[] {
  const last = new Map<string, Signed<VoteStatement>>();
  for (const vote of votes) {
    const held = last.get(vote.statement.delegate);
    if (held === undefined || held.statement.revision < vote.statement.revision)
      last.set(vote.statement.delegate, vote);
  }
  return [...last.values()].sort((a, b) => byDelegate(a.statement, b.statement));
}

/** The sums of counted votes by question and option. Every allowed option stands there, with 0 where nobody took it. */
export function tallyOf(definition: BallotStatement, counted: readonly Signed<VoteStatement>[]): Tally {
  const tally: Tally = {};
  for (const { id, options } of definition.questions) {
    const counts: Counts = options.includes('blank') ? { for: 0, against: 0, blank: 0 } : { for: 0, against: 0 };
    for (const { statement } of counted) {
      const mark = options.find((option) => option === statement.marks[id]);
      if (mark !== undefined) counts[mark] = (counts[mark] ?? 0) + 1;
    }
    tally[id] = counts;
  }
  return tally;
}

/** The outcome of each question under the ballot's rule. */
export function outcomesOf(definition: BallotStatement, tally: Tally, present: number): Record<string, Outcome> {
  const none: Counts = { for: 0, against: 0 };
  return Object.fromEntries(
    definition.questions.map(({ id }) => [id, decide(definition.rule, tally[id] ?? none, present).outcome]),
  );
}

/**
 * The evidence leaf of a vote: the leaf hash of the canonical bytes of the whole signed vote. The signature in it
 * is random, so the leaf does not give the vote away.
 */
export function voteLeaf(vote: Signed<VoteStatement>): string {
  return leafHash(canonicalBytes(vote));
}

/** The statement that the chair signs at closing, over the leaves of the counted votes in their order. */
export function buildClose(parts: {
  ballot: string;
  leaves: readonly string[];
  journal: CloseStatement['journal'];
  closedAt: string;
}): CloseStatement {
  return {
    typ: 'vedtak/close/1',
    ballot: parts.ballot,
    votes: parts.leaves.length,
    evidence: merkleRoot(parts.leaves),
    journal: parts.journal,
    closedAt: parts.closedAt,
  };
}
