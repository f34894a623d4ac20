import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type BlindRSA, RSABSSA } from '@cloudflare/blindrsa-ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { blind, unblind } from '../../server/demo/secret.ts';
import { rawPrivate } from '../../server/issuer.ts';
import { isSigned, isSignedPaper } from '../../server/rules/box.ts';
import { fromBase64url, toBase64url } from '../../server/rules/canonical.ts';
import type { BoxedPaper } from '../../server/rules/secret-statements.ts';
import vectors from '../support/rfc9474.json' with { type: 'json' };

// the vectors of RFC 9474 appendix A, whose key has 4096 bits; those of ballots have 2048

type Bytes = Uint8Array<ArrayBuffer>;

const { p, q, n, e, d } = vectors.key;
const modulus = numberOf(n);
const publicJwk = { kty: 'RSA' as const, n: wordOf(n), e: wordOf(e) };
const privateKey = keyOf();
const message = bytesOf(vectors.message);

const suites: Record<string, BlindRSA> = {
  'RSABSSA-SHA384-PSS-Randomized': RSABSSA.SHA384.PSS.Randomized(),
  'RSABSSA-SHA384-PSSZERO-Randomized': RSABSSA.SHA384.PSSZero.Randomized(),
  'RSABSSA-SHA384-PSS-Deterministic': RSABSSA.SHA384.PSS.Deterministic(),
  'RSABSSA-SHA384-PSSZERO-Deterministic': RSABSSA.SHA384.PSSZero.Deterministic(),
};

afterEach(() => {
  vi.restoreAllMocks();
});

test('the vectors are of all four variants, and their key is one', () => {
  expect(vectors.vectors.map(({ name }) => name).sort()).toEqual(Object.keys(suites).sort());
  expect(numberOf(p) * numberOf(q)).toBe(modulus);
});

describe.each(vectors.vectors)('$name', ({ name, saltLength, prefix, salt, inverse, ...vector }) => {
  const suite = suites[name] as BlindRSA;
  const prepared = joined(bytesOf(prefix), message);

  test('the phone blinds to the blinded message', async () => {
    expect(String(suite)).toBe(name);
    chance(bytesOf(salt), bytesFrom(inverseOf(numberOf(inverse), modulus)));
    const { blindedMsg, inv } = await suite.blind(await publicKey(), prepared);
    expect(hex(blindedMsg)).toBe(vector.blinded);
    expect(hex(inv)).toBe(inverse);
  });

  test('the server signs it to the blind signature', () => {
    expect(hex(rawPrivate(privateKey, bytesOf(vector.blinded)))).toBe(vector.blindSignature);
  });

  test('the phone takes the blinding off to the signature', async () => {
    const key = await publicKey();
    const finalize = (blindSignature: Bytes, inv: Bytes): Promise<Uint8Array> =>
      suite.finalize(key, prepared, blindSignature, inv);
    expect(hex(await finalize(bytesOf(vector.blindSignature), bytesOf(inverse)))).toBe(vector.signature);
    await expect(finalize(flipped(bytesOf(vector.blindSignature), 0), bytesOf(inverse))).rejects.toThrow();
    await expect(finalize(bytesOf(vector.blindSignature), flipped(bytesOf(inverse), 511))).rejects.toThrow();
  });

  test('the signature verifies as RSASSA-PSS, with its own length of salt alone', async () => {
    const key = await publicKey();
    const verify = (length: number): Promise<boolean> =>
      crypto.subtle.verify({ name: 'RSA-PSS', saltLength: length }, key, bytesOf(vector.signature), prepared);
    expect(await verify(saltLength)).toBe(true);
    expect(await verify(48 - saltLength)).toBe(false);
    expect(await isSigned(prepared, bytesOf(vector.signature), publicJwk)).toBe(saltLength === 48);
  });
});

test('a signature with any byte changed, of it or of what it signs, does not verify', async () => {
  const [first] = vectors.vectors;
  const prepared = joined(bytesOf(first?.prefix ?? ''), message);
  const signature = bytesOf(first?.signature ?? '');
  expect(await isSigned(prepared, signature, publicJwk)).toBe(true);
  for (const i of signature.keys()) expect(await isSigned(prepared, flipped(signature, i), publicJwk)).toBe(false);
  for (const i of prepared.keys()) expect(await isSigned(flipped(prepared, i), signature, publicJwk)).toBe(false);
  expect(await isSigned(prepared, signature.slice(1), publicJwk)).toBe(false);
  expect(await isSigned(message, signature, publicJwk)).toBe(false);
  expect(await isSigned(prepared, signature, { ...publicJwk, n: '' })).toBe(false);
});

test('the server computes on nothing that is not less than the modulus, nor of another length', () => {
  for (const number of [modulus, modulus + 1n, 2n ** 4096n - 1n])
    expect(() => rawPrivate(privateKey, bytesFrom(number))).toThrow();
  for (const length of [0, 511, 513]) expect(() => rawPrivate(privateKey, new Uint8Array(length).fill(1))).toThrow();
});

test('a paper that was blinded, signed and unblinded holds, and nothing of it can be changed', async () => {
  const key = { kty: 'RSA', n: publicJwk.n, e: 'AQAB', alg: 'PS384', use: 'sig', kid: 'k' } as const;
  const blinded = await blind({ ballot: 'b', issuer: key }, { 1: 'for', 2: 'blank' });
  const boxed = await unblind(key, blinded, toBase64url(rawPrivate(privateKey, fromBase64url(blinded.blinded))));
  expect(await isSignedPaper(boxed, key)).toBe(true);
  const { paper } = boxed;
  const others: BoxedPaper[] = [
    { ...boxed, prefix: paper.nonce },
    { ...boxed, paper: { ...paper, nonce: boxed.prefix } },
    { ...boxed, paper: { ...paper, ballot: 'c' } },
    { ...boxed, paper: { ...paper, marks: { 1: 'for', 2: 'for' } } },
    { ...boxed, paper: { ...paper, marks: { 1: 'for' } } },
  ];
  for (const other of others) expect(await isSignedPaper(other, key)).toBe(false);
});

test('what the server saw says nothing of the paper: any paper fits any blinded message', () => {
  // for every message there is one r that blinds it to what was seen (RFC 9474 section 7): z = m · rᵉ, so r = (z / m)ᵈ
  const seen = numberOf(vectors.vectors[0]?.blinded ?? '');
  for (const { signature } of vectors.vectors) {
    const encoded = power(numberOf(signature), numberOf(e));
    const r = power((seen * inverseOf(encoded, modulus)) % modulus, numberOf(d));
    expect((encoded * power(r, numberOf(e))) % modulus).toBe(seen);
  }
});

/** Lets the next random bytes be these. */
function chance(...parts: Bytes[]): void {
  const random = vi.spyOn(crypto, 'getRandomValues');
  for (const part of parts) {
    random.mockImplementationOnce((array) => {
      (array as unknown as Uint8Array).set(part);
      return array;
    });
  }
}

function publicKey(): Promise<CryptoKey> {
  return crypto.subtle.importKey('jwk', publicJwk, { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify']);
}

function keyOf(): KeyObject {
  const [P, Q, D] = [numberOf(p), numberOf(q), numberOf(d)];
  const word = (number: bigint): string => toBase64url(bytesFrom(number, 256));
  const crt = { dp: word(D % (P - 1n)), dq: word(D % (Q - 1n)), qi: word(inverseOf(Q, P)) };
  return createPrivateKey({
    key: { ...publicJwk, d: wordOf(d), p: wordOf(p), q: wordOf(q), ...crt },
    format: 'jwk',
  });
}

function flipped(bytes: Bytes, at: number): Bytes {
  const other = bytes.slice();
  other[at] = (other[at] ?? 0) ^ 1;
  return other;
}

function joined(a: Bytes, b: Bytes): Bytes {
  return new Uint8Array([...a, ...b]);
}

function bytesOf(text: string): Bytes {
  return new Uint8Array(Buffer.from(text, 'hex'));
}

function bytesFrom(number: bigint, length = 512): Bytes {
  return bytesOf(number.toString(16).padStart(2 * length, '0'));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

function wordOf(text: string): string {
  return toBase64url(bytesOf(text));
}

function numberOf(text: string): bigint {
  return BigInt(`0x${text}`);
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

/** By the extended Euclidean algorithm. */
function inverseOf(number: bigint, of: bigint): bigint {
  let [a, b] = [of, number % of];
  let [x, y] = [0n, 1n];
  while (b !== 0n) {
    const quotient = a / b;
    [a, b] = [b, a - quotient * b];
    [x, y] = [y, x - quotient * y];
  }
  return ((x % of) + of) % of;
}
