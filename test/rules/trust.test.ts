import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import {
  entityConfiguration,
  entityStatementType,
  inForceFrom,
  subordinateStatement,
  verifyTrustChain,
} from '../../server/rules/trust.ts';
import { chainOf, configurationOf, makeBranch, type TestBranch, vouch, year2026 } from '../support/branches.ts';
import { expectRefusal } from '../support/refused.ts';

const at = '2026-03-12T18:45:30.000Z';
const seconds = Date.parse(at) / 1000;

let national: TestBranch;
let county: TestBranch;
let branch: TestBranch;
let chain: string[];
beforeAll(async () => {
  national = await makeBranch('sentralt', 'Sentralt');
  county = await makeBranch('fylket', 'Fylkeslag', national);
  branch = await makeBranch('bergen', 'Lokallag', county);
  chain = await chainOf(branch);
});

const verify = (some: readonly string[], anchor = national, when = at) =>
  verifyTrustChain(some, [anchor.key.publicJwk], when);

/** The chain with some of its statements replaced, by place. */
const replaced = (changes: Record<number, string>) => chain.map((jws, i) => changes[i] ?? jws);

describe('a trust chain', () => {
  test('leads from a branch over its county to the national level', async () => {
    expect(await verify(chain)).toEqual({
      ok: true,
      value: {
        leaf: { id: branch.id, name: branch.name, level: branch.level, parent: county.id },
        leafKeys: [branch.key.publicJwk],
        anchorId: national.id,
        ids: [branch.id, county.id, national.id],
        keys: new Map([
          [branch.id, [branch.key.publicJwk]],
          [county.id, [county.key.publicJwk]],
          [national.id, [national.key.publicJwk]],
        ]),
      },
    });
  });

  test('of two levels, and of the anchor alone, holds as well', async () => {
    const two = await verify(await chainOf(county));
    expect(two).toMatchObject({ ok: true, value: { leaf: { id: county.id, parent: national.id } } });
    const one = await verify(await chainOf(national));
    expect(one).toMatchObject({
      ok: true,
      value: { leaf: { id: national.id, parent: null }, leafKeys: [national.key.publicJwk], ids: [national.id] },
    });
  });

  test('gives the name that the parent says, not the one that the branch says', async () => {
    const boastful = await configurationOf({ ...branch, name: 'Stortinget', level: 'Sentralt' });
    expect(await verify(replaced({ 0: boastful }))).toMatchObject({
      ok: true,
      value: { leaf: { name: branch.name, level: branch.level } },
    });
  });

  test('of another anchor does not hold', async () => {
    const other = await makeBranch('sentralt', 'Sentralt');
    expectRefusal(await verify(chain, other), 'trust.anchor', other.key.kid, national.key.kid);
    expectRefusal(await verify(chain, county), 'trust.anchor');
    expectRefusal(await verify(await chainOf(other)), 'trust.anchor');
  });

  test('does not hold when an impostor makes a whole chain with the right names', async () => {
    const fakeNational = await makeBranch('sentralt', 'Sentralt');
    const fakeCounty = await makeBranch('fylket', 'Fylkeslag', fakeNational);
    const fake = await makeBranch('bergen', 'Lokallag', fakeCounty);
    const forged = await chainOf(fake);
    expectRefusal(await verify(forged), 'trust.anchor');
    expectRefusal(await verify([...forged.slice(0, 3), chain[3] ?? '']), 'trust.chain', fakeNational.key.kid);
    expectRefusal(await verify([...forged.slice(0, 2), ...chain.slice(2)]), 'trust.chain');
    expectRefusal(await verify([...forged.slice(0, 1), ...chain.slice(1)]), 'trust.chain', fake.key.kid);
  });

  test('does not hold with the configuration of another branch of the same county', async () => {
    const oslo = await makeBranch('oslo', 'Lokallag', county);
    expectRefusal(await verify(replaced({ 0: await configurationOf(oslo) })), 'trust.chain', branch.id, oslo.id);
  });

  test('does not hold when the branch names another parent', async () => {
    const moved = await configurationOf({ ...branch, parent: national });
    expectRefusal(await verify(replaced({ 0: moved })), 'trust.chain', 'does not name', county.id);
    const parentless = await configurationOf({ ...branch, parent: null });
    expectRefusal(await verify(replaced({ 0: parentless })), 'trust.chain', 'does not name');
  });

  test('does not hold when a key has another key under its name', async () => {
    const thief = await makeBranch('bergen', 'Lokallag', county);
    const { kid } = branch.key;
    const forged = { ...thief, key: { ...thief.key, kid, publicJwk: { ...thief.key.publicJwk, kid } } };
    expectRefusal(await verify(replaced({ 0: await configurationOf(forged) })), 'trust.chain', 'not signed by');
  });

  test('does not hold when a branch issues a configuration for somebody else', async () => {
    const parts = {
      id: branch.id,
      name: 'x',
      level: 'y',
      jwk: branch.key.publicJwk,
      parent: county.id,
      inbox: branch.id,
    };
    const payload = { ...entityConfiguration({ ...parts, ...year2026 }), iss: county.id };
    const jws = await signJws(branch.key, entityStatementType, payload);
    expectRefusal(await verify(replaced({ 0: jws })), 'trust.chain', 'expected by itself');
  });

  test('does not hold with a statement missing, twice or out of order', async () => {
    const [leaf = '', first = '', second = '', last = ''] = chain;
    for (const some of [[], [leaf], [leaf, first], [leaf, first, second], [leaf, second, last], [leaf, first, last]]) {
      expect((await verify(some)).ok, `${some.length}`).toBe(false);
    }
    expectRefusal(await verify([leaf, first, first, second, last]), 'trust.chain');
    expectRefusal(await verify([leaf, second, first, last]), 'trust.chain');
    expectRefusal(await verify([leaf, ...Array<string>(20).fill(first), last]), 'trust.chain', '22 statements');
  });

  test('does not hold when branches vouch for each other in a ring', async () => {
    const ring = await signJws(
      branch.key,
      entityStatementType,
      subordinateStatement({
        issuer: branch.id,
        subject: county.id,
        name: 'x',
        level: 'y',
        jwk: county.key.publicJwk,
        ...year2026,
      }),
    );
    const looped = [chain[0] ?? '', chain[1] ?? '', ring, chain[0] ?? ''];
    expectRefusal(await verify(looped, branch), 'trust.chain', 'twice');
  });

  test('does not hold when a statement narrows itself in a way that is not understood', async () => {
    const parts = {
      issuer: county.id,
      subject: branch.id,
      name: 'x',
      level: 'y',
      jwk: branch.key.publicJwk,
      ...year2026,
    };
    for (const narrow of [{ constraints: { max_path_length: 0 } }, { metadata_policy: {} }, { crit: ['jti'] }]) {
      const jws = await signJws(county.key, entityStatementType, { ...subordinateStatement(parts), ...narrow });
      expectRefusal(await verify(replaced({ 1: jws })), 'trust.chain', 'not understood');
    }
    const more = await signJws(county.key, entityStatementType, { ...subordinateStatement(parts), jti: '1' });
    expect((await verify(replaced({ 1: more }))).ok).toBe(true);
  });

  test('does not hold when one letter of any statement is changed', async () => {
    for (const [place, jws] of chain.entries()) {
      for (let i = 3; i < jws.length; i += 41) {
        const changed = jws.slice(0, i) + (jws[i] === 'A' ? 'B' : 'A') + jws.slice(i + 1);
        const checked = await verify(replaced({ [place]: changed }));
        expect(checked.ok, `statement ${place}, letter ${i}`).toBe(false);
      }
    }
  });

  test('is not made of anything else', async () => {
    for (const jws of [
      '',
      'a.b.c',
      '{}',
      await signJws(branch.key, 'jwt', {}),
      await signJws(branch.key, entityStatementType, []),
    ]) {
      expectRefusal(await verify(replaced({ 0: jws })), 'trust.chain', 'statement 1');
    }
  });
});

describe('the time of a trust chain', () => {
  test.for([0, 1, 2, 3])('is over when statement %i has expired', async (place) => {
    const over = { iat: seconds - 100, exp: seconds };
    const late = (await chainOf(branch, over))[place] ?? '';
    expectRefusal(await verify(replaced({ [place]: late })), 'trust.time', at);
    const justInTime = (await chainOf(branch, { ...over, exp: seconds + 1 }))[place] ?? '';
    expect((await verify(replaced({ [place]: justInTime }))).ok).toBe(true);
  });

  test('has not come when a statement was issued more than five minutes later', async () => {
    const early = (iat: number) => chainOf(branch, { iat, exp: iat + 1000 });
    expectRefusal(await verify(await early(seconds + 301)), 'trust.time');
    expect((await verify(await early(seconds + 300))).ok).toBe(true);
  });

  test('is judged by the time that is asked about, not by the clock', async () => {
    expect((await verify(chain, national, '2026-12-31T23:59:59.999Z')).ok).toBe(true);
    expectRefusal(await verify(chain, national, '2027-01-01T00:00:00.000Z'), 'trust.time');
    expectRefusal(await verify(chain, national, '2025-12-31T23:54:59.000Z'), 'trust.time');
  });

  test('is never a time that is no time', async () => {
    expectRefusal(await verify(chain, national, '2026-99-99T99:99:99.999Z'), 'trust.time');
  });

  test('begins with the decision, or when the last statement was issued after it', async () => {
    const later = { iat: seconds + 3600, exp: seconds + 7200 };
    const renewed = [await configurationOf(branch, later), await vouch(county, branch), ...chain.slice(2)];
    expect(inForceFrom(chain, at)).toBe(at);
    expect(inForceFrom(renewed, at)).toBe('2026-03-12T19:45:30.000Z');
    expect(inForceFrom(['no chain'], at)).toBe(at);
    expect(inForceFrom(chain, '2026-99-99T99:99:99.999Z')).toBe('2026-99-99T99:99:99.999Z');
  });
});
