import * as v from 'valibot';
import { thumbprintOf } from '../server/rules/fingerprint.ts';
import { isSignedBy, PublicJwk } from '../server/rules/jws.ts';
import { readPromise } from '../server/rules/promise.ts';
import type { PromiseStatement } from '../server/rules/statements.ts';
import { inSession, patience } from './api.ts';
import { localProblem, type Result } from './problem.ts';

const Keys = v.object({ keys: v.array(PublicJwk) });
const branchKeys = new Map<string, PublicJwk[]>();

/** The branch's public keys as the page knows them, fetched where it does not. Empty when they could not be had. */
async function keysOf(slug: string): Promise<PublicJwk[]> {
  return branchKeys.get(slug) ?? fetchKeys(slug, 'default');
}

/** With the session: the connection without one is first used when a secret paper is dropped. */
async function fetchKeys(slug: string, cache: RequestCache): Promise<PublicJwk[]> {
  const keys = await inSession(() =>
    fetchKeysBy(slug, { credentials: 'same-origin', cache, signal: AbortSignal.timeout(patience) }),
  );
  if (keys !== undefined) branchKeys.set(slug, keys);
  return keys ?? [];
}

/** Undefined where they cannot be had. */
async function fetchKeysBy(slug: string, manner: RequestInit): Promise<PublicJwk[] | undefined> {
  try {
    const answer = await fetch(`/lag/${encodeURIComponent(slug)}/jwks.json`, manner);
    const { keys } = v.parse(Keys, await answer.json());
    // a key under the name of another would give promises that no one else can attribute
    return keys.filter((key) => thumbprintOf(key) === key.kid);
  } catch {
    return undefined;
  }
}

/** Fetches the branch's keys ahead, so that a promise can be checked at once. Whether they are there. */
export async function prepare(slug: string): Promise<boolean> {
  return (await keysOf(slug)).length > 0;
}

/**
 * What a promise says, once it is established that the branch signed it for this statement on this ballot. `at` is
 * when the server had the statement on disk. Keys are fetched anew, past any cache, for one that is signed by a key that the
 * page does not know: a branch may get another one in the middle of a ballot.
 * @param manner how they are fetched for a promise that the session must not be known by. They are then fetched each time, and
 * looked at for this promise alone: what a phone asks for must not depend on what its session was told, nor the other way round.
 */
export async function checkPromise(
  slug: string,
  promise: string,
  expected: { ballot: string; statement: string },
  manner?: RequestInit,
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
  const isSigner = ({ kid }: PublicJwk): boolean => kid === signer;
  const key =
    manner === undefined
      ? ((await keysOf(slug)).find(isSigner) ?? (await fetchKeys(slug, 'reload')).find(isSigner))
      : (await fetchKeysBy(slug, manner))?.find(isSigner);
  if (key === undefined) return localProblem('network', `the branch key ${signer} could not be had`);
  if (!(await isSignedBy(promise, key))) return localProblem('promise.wrong', 'the signature is not by the branch key');
  return { ok: true, value: said };
}
