import { hashOf } from '../../server/rules/canonical.ts';
import type { Refusal } from '../../server/rules/refusals.ts';
import { fileAt } from '../api.ts';
import { localProblem, type Result } from '../problem.ts';
import { Verifier } from '../verifier.ts';
import { boxAddress } from './box-address.ts';
import type { Slip } from './slips.ts';

/** What a phone sees in the box file of a ballot that no snapshot has any more. */
export interface BoxSight {
  /** The first thing in it that does not hold. */
  refusal?: Refusal;
  /** Whether its own paper is there. */
  own: boolean;
  number?: number;
  /** RFC 3339. */
  closedAt?: string;
  papers?: number;
}

/**
 * Fetches the box of a paper's ballot and looks for the paper. The file is judged by the key that it puts at the top itself: it
 * comes from the branch's own server, and whoever doubts that has the file to try by another.
 */
export async function lookInFile({ slug, paper }: Slip): Promise<Result<BoxSight>> {
  const answer = await fileAt(boxAddress(slug, paper.ballot));
  if (!answer.ok) return answer;
  const verifier = new Verifier();
  try {
    const judgement = await verifier.judge({ box: answer.value });
    if (!('boxed' in judgement)) return localProblem('answer', 'what was judged is no box');
    const { refusal, box } = judgement.boxed;
    if (refusal !== undefined) return { ok: true, value: { refusal, own: false } };
    const { definition, close, papers } = box.payload ?? {};
    if (definition === undefined || close === undefined || papers === undefined || close.ballot !== paper.ballot)
      return localProblem('answer', `the box is that of ballot ${close?.ballot}, asked for was ${paper.ballot}`);
    const hash = hashOf(paper);
    const own = papers.some((boxed) => hashOf(boxed.paper) === hash);
    const { number } = definition;
    return { ok: true, value: { own, number, closedAt: close.closedAt, papers: papers.length } };
  } catch (error) {
    return localProblem('network', String(error));
  } finally {
    verifier.stop();
  }
}
