import { afterEach, expect, test, vi } from 'vitest';
import { signPromise } from '../../server/keys.ts';
import { hashOfText } from '../../server/rules/canonical.ts';
import { makeBranch } from '../support/branches.ts';

const expected = { ballot: hashOfText('ballot'), statement: hashOfText('paper') };

afterEach(() => vi.unstubAllGlobals());

/** What the phone makes of a promise by a key, where the branch's server names these keys. */
async function judged(slug: string, keys: readonly object[], signer: Parameters<typeof signPromise>[0]) {
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ keys })));
  const promise = await signPromise(signer, { ...expected, at: '2026-03-12T18:38:00.000Z' });
  const { checkPromise } = await import('../../client/promise.ts');
  const checked = await checkPromise(slug, promise, expected, {});
  return checked.ok ? 'holds' : checked.problem.code;
}

test('the phone takes a promise by a key that the server names by its thumbprint', async () => {
  const { key } = await makeBranch('bergen', 'Lokallag');
  expect(await judged('bergen', [key.publicJwk], key)).toBe('holds');
});

test('a key that the server lists under the name of another is not that other: no promise is by it', async () => {
  const { key } = await makeBranch('voss', 'Lokallag');
  const throwaway = (await makeBranch('fremmed', 'Lokallag')).key;
  const { kid } = key.publicJwk;
  const named = { ...throwaway, kid, publicJwk: { ...throwaway.publicJwk, kid } };
  expect(await judged('voss', [named.publicJwk], named)).toBe('network');
});
