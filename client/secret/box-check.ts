import type { BallotInfo } from '../../server/api/snapshot.ts';
import { checkPaper, isSignedPaper, paperLeaf } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import { added, outcomesOf, tallyOf } from '../../server/rules/tally.ts';

/**
 * What is wrong with a published box:
 * - `paper`: one that is not signed by the ballot's key, not a paper of the ballot, or there twice;
 * - `ballot`: what was asked, or what was closed, is not the ballot that the paper was for;
 * - `number`: not as many as the closing says, or more than were drawn;
 * - `evidence`: not those that the closing was made over;
 * - `result`: the sums or the outcome do not follow from them.
 */
export type BoxFault = 'ballot' | 'paper' | 'number' | 'evidence' | 'result';

/** What a phone finds in a published box. */
export interface BoxFinding {
  papers: number;
  /** Whether its own paper is among those that are signed. */
  own: boolean;
  faults: BoxFault[];
  /** Whether the closing could be compared: where tellers counted too, it also covers counts that the phone does not have. */
  compared: boolean;
}

/** What of a ballot its box is held against. */
export type ClosedBallot = Pick<BallotInfo, 'id' | 'definition' | 'entitled' | 'result'>;

/**
 * Looks a published box through.
 * @param own hash of the phone's own paper.
 */
export async function checkBox(
  { id, definition, entitled, result }: ClosedBallot,
  papers: readonly BoxedPaper[],
  own: string,
): Promise<BoxFinding> {
  const { issuer } = definition;
  const hashes = papers.map(({ paper }) => hashOf(paper));
  const sound = await Promise.all(
    papers.map(
      async (boxed) =>
        issuer !== undefined && checkPaper(definition, boxed.paper, id).ok && (await isSignedPaper(boxed, issuer)),
    ),
  );
  const faults: BoxFault[] = [];
  if (!sound.every(Boolean) || new Set(hashes).size < hashes.length) faults.push('paper');
  if (result === null) return { papers: papers.length, own: false, faults: [...faults, 'result'], compared: false };
  const { close, tally, hands, outcome } = result;
  if (hashOf(definition) !== id || close.ballot !== id) faults.push('ballot');
  if (papers.length !== close.votes || papers.length > (close.issues?.number ?? 0)) faults.push('number');
  const compared = hands === undefined;
  if (compared && merkleRoot(papers.map(paperLeaf)) !== close.evidence) faults.push('evidence');
  const marks = tallyOf(
    definition,
    papers.map(({ paper }) => paper.marks),
  );
  const sums = hands === undefined ? marks : added(definition, marks, hands);
  const follows = hashOf(sums) === hashOf(tally) && hashOf(outcomesOf(definition, sums, entitled)) === hashOf(outcome);
  if (!follows) faults.push('result');
  return { papers: papers.length, own: hashes.some((hash, i) => hash === own && sound[i]), faults, compared };
}
