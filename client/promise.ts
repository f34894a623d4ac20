import * as v from 'valibot';
import { isSignedBy, jwsHeader, type OpenedJws, openJws, PublicJwk, parseJson } from '../server/rules/jws.ts';
import { PromiseStatement } from '../server/rules/statements.ts';
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
  const opened = openJws(promise, jwsHeader('vedtak-promise+jwt'), 'file.format');
  if (!opened.ok) return localProblem('promise.wrong', opened.refusal.detail);
  const { header, bytes }: OpenedJws<{ kid: string }> = opened.value;
  const said = parseJson(bytes, PromiseStatement, 'file.fields', 'the promise');
  if (!said.ok) return localProblem('promise.wrong', said.refusal.detail);
  const { ballot, statement } = said.value;
  if (ballot !== expected.ballot || statement !== expected.statement) {
    return localProblem(
      'promise.wrong',
      `the promise is for ${statement} on ${ballot}, not ${expected.statement} on ${expected.ballot}`,
    );
  }
  const key = (await keysOf(slug)).find(({ kid }) => kid === header.kid);
  if (key === undefined) return localProblem('network', `the branch key ${header.kid} could not be had`);
  if (!(await isSignedBy(promise, key))) return localProblem('promise.wrong', 'the signature is not by the branch key');
  return { ok: true, value: said.value };
}
