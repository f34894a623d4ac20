import { calculateJwkThumbprint } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type BranchKey,
  makeBranchKey,
  openKey,
  SealError,
  safeOf,
  sealKey,
  signJws,
  signPromise,
} from '../../server/keys.ts';
import { canonicalBytes, hashOfText } from '../../server/rules/canonical.ts';
import { isSignedBy, jwsHeader, openJws, parseJson } from '../../server/rules/jws.ts';
import { PromiseStatement } from '../../server/rules/statements.ts';
import { expectRefusal } from '../support/refused.ts';

const secret = 'a secret of forty characters, all of them';
const branch = 'https://vedtak.example/lag/bergen';

let key: BranchKey;
beforeAll(async () => {
  key = await makeBranchKey();
});

describe("a branch's key", () => {
  test('is named by its thumbprint', async () => {
    const { kty, crv, x, y } = key.publicJwk;
    expect(key.kid).toBe(await calculateJwkThumbprint({ kty, crv, x, y }, 'sha256'));
    expect(key.publicJwk.kid).toBe(key.kid);
  });

  test('has nothing of the private half in its public one', () => {
    expect(Object.keys(key.publicJwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
  });

  test('signs as before after it was sealed and opened', async () => {
    const opened = await openKey(await sealKey(key, secret, branch), secret, branch);
    expect([opened.kid, opened.publicJwk]).toEqual([key.kid, key.publicJwk]);
    expect(await isSignedBy(await signJws(opened, 'a+jwt', { a: 1 }), key.publicJwk)).toBe(true);
  });

  test('cannot be taken out of the program once it was opened', async () => {
    const { privateKey } = await openKey(await sealKey(key, secret, branch), secret, branch);
    await expect(crypto.subtle.exportKey('jwk', privateKey)).rejects.toThrow();
  });

  test('is not readable while it is sealed', async () => {
    const { d } = await crypto.subtle.exportKey('jwk', key.privateKey);
    const sealed = await sealKey(key, secret, branch);
    const parts = sealed.split('.').map((part) => Buffer.from(part, 'base64url').toString('latin1'));
    expect(d).toHaveLength(43);
    expect(parts.join('\n')).not.toContain(d);
    expect(await sealKey(key, secret, branch)).not.toBe(sealed);
  });

  test('does not open with another secret, for another branch, or when its file was changed', async () => {
    const sealed = await sealKey(key, secret, branch);
    await expect(openKey(sealed, `${secret}!`, branch)).rejects.toThrow(SealError);
    await expect(openKey(sealed, secret, `${branch}en`)).rejects.toThrow(`the key of ${branch}en does not open`);
    const changed = sealed.slice(0, 60) + (sealed[60] === 'A' ? 'B' : 'A') + sealed.slice(61);
    await expect(openKey(changed, secret, branch)).rejects.toThrow(SealError);
    await expect(openKey('', secret, branch)).rejects.toThrow(SealError);
  });

  test('is not sealed with a secret that can be guessed', async () => {
    await expect(sealKey(key, 'hunter2', branch)).rejects.toThrow('7 characters, expected at least 32');
  });
});

describe('what a branch signs', () => {
  test('is the canonical bytes of the payload, under a header with type and key', async () => {
    const payload = { z: 1, a: 'ø' };
    const jws = await signJws(key, 'vedtak-example+jwt', payload, { more: ['x'] });
    const opened = openJws(jws, jwsHeader('vedtak-example+jwt'), 'file.format');
    expect(opened).toEqual({
      ok: true,
      value: {
        header: { alg: 'ES256', typ: 'vedtak-example+jwt', kid: key.kid },
        bytes: new Uint8Array(canonicalBytes(payload)),
      },
    });
    expect(JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString())).toMatchObject({ more: ['x'] });
    expect(await isSignedBy(jws, key.publicJwk)).toBe(true);
    expect(await isSignedBy(jws, (await makeBranchKey()).publicJwk)).toBe(false);
  });

  test('cannot be read as another type', async () => {
    const jws = await signJws(key, 'vedtak-receipt+jwt', {});
    expectRefusal(openJws(jws, jwsHeader('vedtak-resolution+jwt'), 'file.format'), 'file.format', 'vedtak-receipt+jwt');
  });

  test('is not a JWS without a signature, or with another algorithm', async () => {
    const [, payload] = (await signJws(key, 'a+jwt', {})).split('.');
    for (const alg of ['none', 'HS256', 'ES384']) {
      const header = Buffer.from(JSON.stringify({ alg, typ: 'a+jwt', kid: key.kid })).toString('base64url');
      for (const signature of ['', 'AAAA']) {
        const jws = `${header}.${payload}.${signature}`;
        expectRefusal(openJws(jws, jwsHeader('a+jwt'), 'file.format'), 'file.format');
        expect(await isSignedBy(jws, key.publicJwk)).toBe(false);
      }
    }
  });

  test('has a promise for a vote that it holds', async () => {
    const promise = { ballot: hashOfText('b'), statement: hashOfText('s'), at: '2026-03-12T18:31:00.000Z' };
    const jws = await signPromise(key, promise);
    expect(await isSignedBy(jws, key.publicJwk)).toBe(true);
    const opened = openJws(jws, jwsHeader('vedtak-promise+jwt'), 'file.format');
    const read = opened.ok ? parseJson(opened.value.bytes, PromiseStatement, 'file.fields', 'the promise') : opened;
    expect(read).toEqual({ ok: true, value: { typ: 'vedtak/promise/1', ...promise } });
  });
});

test('another secret of a branch opens for that branch alone, and not as its key', async () => {
  const sealed = await safeOf(secret, branch).seal('whsec_æ');
  expect(sealed).not.toContain(Buffer.from('whsec_').toString('base64url'));
  expect(await safeOf(secret, branch).open(sealed)).toBe('whsec_æ');
  for (const other of [safeOf(`${secret}!`, branch), safeOf(secret, `${branch}en`)])
    await expect(other.open(sealed)).rejects.toThrow(SealError);
  await expect(safeOf(secret, branch).open(await sealKey(key, secret, branch))).rejects.toThrow(SealError);
});
