import { type BallotRow, handCountsOf, votesOf } from '../db/ballots.ts';
import type { Reader } from '../db/engine.ts';
import { boxOf, issuesOf } from '../db/secret.ts';
import { Problem } from './problem.ts';
import { isByPhone, isUncounted } from './rules/ballot.ts';
import { issueLeaf } from './rules/box.ts';
import { agreedCounts } from './rules/hands.ts';
import { merkleRoot } from './rules/merkle.ts';
import type { IssuesDrawn } from './rules/secret-statements.ts';
import type { CloseStatement } from './rules/statements.ts';
import { type Cast, countedVotes } from './rules/tally.ts';

/** What was taken in for a ballot, as its closing counts it. */
export interface TakenIn extends Pick<Cast, 'votes' | 'papers' | 'counts'> {
  taken: Pick<CloseStatement, 'votes' | 'issues'>;
}

/**
 * What is counted of a ballot: the last vote of each delegate or the papers in the box, and the two tellers' counts where
 * anybody has counted.
 * @throws Problem count.missing where they should agree and do not.
 */
export async function castIn(
  reader: Reader,
  { id, definition }: Pick<BallotRow, 'id' | 'definition'>,
): Promise<TakenIn> {
  const { statement } = definition;
  const entered = await handCountsOf(reader, id);
  const optional = isByPhone(statement) || isUncounted(statement);
  const counts = entered.length === 0 && optional ? [] : agreedCounts(entered);
  if (counts === undefined) throw new Problem('count.missing', 'two tellers must have counted, and all the same');
  if (statement.secrecy === 'secret') {
    const papers = await boxOf(reader, id);
    return { votes: [], papers, counts, taken: { votes: papers.length, issues: await issuesDrawn(reader, id) } };
  }
  const votes = countedVotes((await votesOf(reader, id)).map(({ signed }) => signed));
  return { votes, counts, taken: { votes: votes.length } };
}

/** The papers that were drawn in a ballot. */
export async function issuesDrawn(reader: Reader, ballot: string): Promise<IssuesDrawn> {
  const issues = await issuesOf(reader, ballot);
  return { number: issues.length, root: merkleRoot(issues.map(({ signed }) => issueLeaf(signed))) };
}
