import * as v from 'valibot';
import { isSignedBy, PublicJwk } from '../server/rules/jws.ts';
import { readPromise } from '../server/rules/promise.ts';
import type { PromiseStatement } from '../server/rules/statements.ts';
import { traffic } from './api.ts';
import { localProblem, type Result } from './problem.ts';

const Keys = v.object({ keys: v.array(PublicJwk) });
const branchKeys = new Map<string, PublicJwk[]>();

/** The branch's public keys, fetched once a page. Empty when they could not be had. */
async function keysOf(slug: string): Promise<PublicJwk[]> {
  const known = branchKeys.get(slug);
  if (known !== undefined) return known;
  try {
    // with the session: the connection without one is first used when a secret paper is dropped
    const answer = await fetch(`/lag/${encodeURIComponent(slug)}/jwks.json`, { credentials: 'same-origin' });
    const { keys } = v.parse(Keys, await answer.json());
    traffic.ended = Date.now();
    branchKeys.set(slug, keys);
    return keys;
  } catch {
    return [];
  }
}

/** Fetches the branch's keys ahead, so that a promise can be checked at once. Whether they are there. */
export async function prepare(slug: string): Promise<boolean> {
  return (await keysOf(slug)).length > 0;
}

/**
 * What a promise says, once it is established that the branch signed it for this statement on this ballot. `at` is
 * when the server had the statement on disk.
 */
export async function checkPromise(
  slug: string,
  promise: string,
  expected: { ballot: string; statement: string },
): Promise<Result<PromiseStatement>> {
  const read = readPromise(promise, 'file.format');
  if (!read.ok) return localProblem('promise.wrong', read.refusal.detail);
  const { kid: signer, promise: said } = read.value;
  const { ballot, statement } = said;
  if (ballot !== expected.ballot || statement !== expected.statement) {
    return localProblem(
      'promise.wrong',
      `the promise is for ${statement} on ${ballot}, not ${expected.statement} on ${expected.ballot}`,
    );
  }
  const key = (await keysOf(slug)).find(({ kid }) => kid === signer);
  if (key === undefined) return localProblem('network', `the branch key ${signer} could not be had`);
  if (!(await isSignedBy(promise, key))) return localProblem('promise.wrong', 'the signature is not by the branch key');
  return { ok: true, value: said };
}
