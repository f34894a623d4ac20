import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { signPromise } from '../../server/keys.ts';
import { hashOfText } from '../../server/rules/canonical.ts';
import { makeBranch } from '../support/branches.ts';

const expected = { ballot: hashOfText('ballot'), statement: hashOfText('paper') };
const alone: RequestInit = { credentials: 'omit', cache: 'no-store' };

type Key = Awaited<ReturnType<typeof makeBranch>>['key'];

let served: Key[];
let asked: (string | undefined)[];

beforeEach(() => {
  asked = [];
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('fetch', (_address: string, { credentials }: RequestInit) => {
    asked.push(credentials);
    return Promise.resolve(Response.json({ keys: served.map(({ publicJwk }) => publicJwk) }));
  });
});
afterEach(() => vi.unstubAllGlobals());

async function judged(slug: string, signer: Key, manner?: RequestInit): Promise<string> {
  const promise = await signPromise(signer, { ...expected, at: '2026-03-12T18:38:00.000Z' });
  const { checkPromise } = await import('../../client/promise.ts');
  const checked = await checkPromise(slug, promise, expected, manner);
  return checked.ok ? 'holds' : checked.problem.code;
}

test('for a promise that the session is not to be known by, keys are fetched each time, whatever the session knows', async () => {
  const { key } = await makeBranch('bergen', 'Lokallag');
  const { key: later } = await makeBranch('bergen', 'Lokallag');
  served = [key];
  expect(await judged('bergen', key)).toBe('holds');
  for (const keys of [[key], [later, key], [key]]) {
    served = keys;
    expect(await judged('bergen', key, alone)).toBe('holds');
  }
  expect(asked).toEqual(['same-origin', 'omit', 'omit', 'omit']);
});

test('such a promise is judged by those keys alone', async () => {
  const { key } = await makeBranch('voss', 'Lokallag');
  const { key: later } = await makeBranch('voss', 'Lokallag');
  served = [key];
  expect(await judged('voss', key)).toBe('holds');
  served = [later];
  expect(await judged('voss', key, alone)).toBe('network');
  expect(await judged('voss', later, alone)).toBe('holds');
});

test('the session does not get to know the keys that were fetched without it', async () => {
  const { key } = await makeBranch('odda', 'Lokallag');
  const { key: marked } = await makeBranch('odda', 'Lokallag');
  served = [marked];
  expect(await judged('odda', marked, alone)).toBe('holds');
  served = [key];
  expect(await judged('odda', key)).toBe('holds');
  expect(await judged('odda', marked)).toBe('network');
  expect(asked).toEqual(['omit', 'same-origin', 'same-origin']);
});
