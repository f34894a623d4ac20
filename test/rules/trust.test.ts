import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { entityConfiguration, entityStatementType, subordinateStatement } from '../../server/rules/entity-statement.ts';
import { inForceFrom, verifyTrustChain } from '../../server/rules/trust.ts';
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
        path: [branch, county, national].map(({ id, name }) => ({ id, name })),
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

describe('a trusted key below the top of a chain', () => {
  test('establishes what stands below it, and nothing of what stands above', async () => {
    const checked = await verify(chain, county);
    expect(checked).toMatchObject({
      ok: true,
      value: {
        leaf: { id: branch.id, name: branch.name, parent: county.id },
        anchorId: county.id,
        ids: [branch.id, county.id],
        path: [
          { id: branch.id, name: branch.name },
          { id: county.id, name: county.id },
        ],
      },
    });
    if (checked.ok) expect([...checked.value.keys.keys()]).toEqual([branch.id, county.id]);
  });

  test('of the leaf itself makes its own word count', async () => {
    const boastful = await configurationOf({ ...branch, name: 'Stortinget' });
    expect(await verify(replaced({ 0: boastful }), branch)).toMatchObject({
      ok: true,
      value: { leaf: { id: branch.id, name: 'Stortinget', parent: null }, ids: [branch.id] },
    });
  });

  test('counts where keys above it are trusted too', async () => {
    const both = [national, county].map(({ key }) => key.publicJwk);
    expect(await verifyTrustChain(chain, both, at)).toMatchObject({ ok: true, value: { anchorId: county.id } });
  });

  test('does not excuse a chain that does not hold together above', async () => {
    const other = await makeBranch('sentralt', 'Sentralt');
    expectRefusal(await verify(replaced({ 3: await configurationOf(other) }), county), 'trust.chain', national.key.kid);
    expectRefusal(await verify(replaced({ 2: await vouch(other, county) }), county), 'trust.chain');
    expectRefusal(await verify(chain.slice(0, 2), county), 'trust.chain');
    expectRefusal(await verify(replaced({ 2: 'a.b.c' }), county), 'trust.chain', 'statement 3');
  });

  test('is not taken from whoever names it without having signed with it', async () => {
    const impostor = await makeBranch('fylket', 'Fylkeslag', national);
    const child = await makeBranch('bergen', 'Lokallag', impostor);
    const forged = await chainOf(child);
    const both = { ...subordinateStatement({ ...parts(national, impostor), ...year2026 }) };
    both.jwks = { keys: [county.key.publicJwk, impostor.key.publicJwk] };
    forged[2] = await signJws(national.key, entityStatementType, both);
    expectRefusal(await verify(forged, county), 'trust.anchor');
  });

  test('makes the time of what stands above it not matter, of what stands below it does', async () => {
    const over = { iat: seconds - 100, exp: seconds };
    const late = await chainOf(branch, over);
    expect((await verify(replaced({ 2: late[2] ?? '', 3: late[3] ?? '' }), county)).ok).toBe(true);
    expectRefusal(await verify(replaced({ 1: late[1] ?? '' }), county), 'trust.time');
  });

  test('that another has replaced is good for what it signed while it was current', async () => {
    const until = (iat: number) => new Date(iat * 1000).toISOString();
    const old = (time: string) => verifyTrustChain(chain, [{ ...county.key.publicJwk, until: time }], at);
    expect((await old(until(year2026.iat))).ok).toBe(true);
    expectRefusal(await old(until(year2026.iat - 1)), 'trust.anchor');
  });

  function parts(issuer: TestBranch, subject: TestBranch) {
    return { issuer: issuer.id, subject: subject.id, name: 'x', level: 'y', jwk: subject.key.publicJwk };
  }
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
