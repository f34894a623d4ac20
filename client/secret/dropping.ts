import { secretEndpoints } from '../../server/api/secret.ts';
import { paperToSend } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import { ask } from '../api.ts';
import { localProblem, type Problem } from '../problem.ts';
import { checkPromise, prepare } from '../promise.ts';
import { quietly } from './quietly.ts';
import { advance, type Slip } from './slips.ts';

/** How long an answer to a drop may take, in milliseconds, before it is asked for again. */
const patience = 10_000;

/** Nothing of the session goes with it, and nothing comes out of a cache. */
function alone(): RequestInit {
  return {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    signal: AbortSignal.timeout(patience),
  };
}

/** The paper as it goes into the box; undefined where it is not signed. */
export function boxedPaper({ paper, prefix, signature }: Slip): BoxedPaper | undefined {
  return signature === null ? undefined : { paper, prefix, signature };
}

/**
 * Drops the paper into the box, the same bytes each time and as many as any paper of the ballot: without the session, on a
 * connection that the session does not use, and when nothing else is asked for. Keeps the branch's promise once it has
 * been seen to hold. Null when it is done.
 */
export async function drop(slip: Slip, definition: BallotStatement): Promise<Problem | null> {
  const { slug, paper } = slip;
  const { ballot } = paper;
  const boxed = boxedPaper(slip);
  if (boxed === undefined) return null;
  // ahead, so that the promise is checked without another request
  if (!(await prepare(slug))) return localProblem('network', 'the keys of the branch could not be had').problem;
  const promised = await quietly(async () => {
    const answer = await ask(secretEndpoints.dropPaper, { slug, ballot }, paperToSend(definition, boxed), alone());
    if (!answer.ok) return answer;
    const { promise } = answer.value;
    // a key that the branch got meanwhile is fetched in the same manner: a session that asks after a drop would tell whose it is
    const checked = await checkPromise(slug, promise, { ballot, statement: hashOf(paper) }, alone());
    return checked.ok ? { ok: true as const, value: promise } : checked;
  }, Math.random);
  if (!promised.ok) return promised.problem;
  await advance(slip, () => ({ dropPromise: promised.value }));
  return null;
}
