import type { BallotRow } from '../db/ballots.ts';
import type { Reader } from '../db/engine.ts';
import { entryOfEach } from './journal-ballots.ts';
import { Problem } from './problem.ts';
import { hashOf } from './rules/canonical.ts';
import { merkleRoot } from './rules/merkle.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';
import { leavesOf, resultOf } from './rules/tally.ts';
import { castIn, issuesDrawn, type TakenIn } from './taken-in.ts';

/**
 * Whether the votes, papers, tellers' counts and drawn papers that are kept of each ballot are those that the journal fixed, and
 * its sums and outcome what these come to. Passes with how many votes and papers were looked at.
 */
export async function votesHold(reader: Reader, ballots: readonly BallotRow[]): Promise<Checked<number>> {
  const drawn = await entryOfEach(reader, 'drawing.closed');
  if (!drawn.ok) return drawn;
  const stopped = await entryOfEach(reader, 'ballot.stopped');
  if (!stopped.ok) return stopped;
  let votes = 0;
  for (const ballot of ballots) {
    const { id, number } = ballot;
    const papers = drawn.value.get(id);
    if (papers !== undefined && (await issuesDrawn(reader, id)).root !== papers.root)
      return refuse('journal.detail', `ballot ${number}: the papers drawn are not those at the close of its drawing`);
    const fixed = stopped.value.get(id);
    if (fixed === undefined) continue;
    const cast = await keptOf(reader, ballot);
    if (cast?.taken.votes !== fixed.votes || merkleRoot(leavesOf(cast)) !== fixed.evidence)
      return refuse('journal.detail', `ballot ${number}: what is kept of its votes is not what was fixed at its stop`);
    if (!comesTo(ballot, cast))
      return refuse('journal.detail', `ballot ${number}: its sums or its outcome are not what its votes come to`);
    votes += fixed.votes;
  }
  return pass(votes);
}

/** What is kept of a ballot; undefined where the tellers' counts no longer agree. */
async function keptOf(reader: Reader, ballot: BallotRow): Promise<TakenIn | undefined> {
  try {
    return await castIn(reader, ballot);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

function comesTo({ definition, entitled, closed }: BallotRow, cast: TakenIn): boolean {
  if (closed === null) return true;
  const { statement, signer: opener } = definition;
  const { tally, outcome } = resultOf(statement, { ...cast, present: entitled, opener });
  return hashOf({ tally, outcome }) === hashOf({ tally: closed.tally, outcome: closed.outcome });
}
