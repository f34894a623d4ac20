import { secretEndpoints } from '../../server/api/secret.ts';
import { paperToSend } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import { ask, patience } from '../api.ts';
import type { Problem, Result } from '../problem.ts';
import { checkPromise } from '../promise.ts';
import { inOneTab } from './one-tab.ts';
import { quietly } from './quietly.ts';
import { advance, placeOf, reread, type Slip } from './slips.ts';

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
 * connection that the session does not use, when nothing else is asked for, and from one tab alone. Keeps the branch's promise
 * once it has been seen to hold. Null when it is done.
 */
export function drop(slip: Slip, definition: BallotStatement): Promise<Problem | null> {
  const place = placeOf(slip);
  return inOneTab(`vedtak-drop ${place}`, async () => {
    // another tab may have dropped it while this one waited for its turn
    const now = await reread(place);
    const boxed = now === undefined ? undefined : boxedPaper(now);
    if (now === undefined || boxed === undefined || now.dropPromise !== null) return null;
    const promised = await quietly(() => sendPaper(now.slug, boxed, definition), Math.random);
    if (!promised.ok) return promised.problem;
    await advance(now, () => ({ dropPromise: promised.value }));
    return null;
  });
}

/** Sends a paper, and gives the branch's promise for it. Every phone asks for the same: for the keys, too, whatever it knows. */
async function sendPaper(slug: string, boxed: BoxedPaper, definition: BallotStatement): Promise<Result<string>> {
  const { paper } = boxed;
  const { ballot } = paper;
  const answer = await ask(secretEndpoints.dropPaper, { slug, ballot }, paperToSend(definition, boxed), alone());
  if (!answer.ok) return answer;
  const { promise } = answer.value;
  const checked = await checkPromise(slug, promise, { ballot, statement: hashOf(paper) }, alone());
  return checked.ok ? { ok: true, value: promise } : checked;
}
