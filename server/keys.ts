import {
  CompactEncrypt,
  type CompactJWSHeaderParameters,
  CompactSign,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose';
import * as v from 'valibot';
import { canonicalBytes } from './rules/canonical.ts';
import { Base64url } from './rules/formats.ts';
import type { PublicJwk } from './rules/jws.ts';
import { promiseType } from './rules/promise.ts';
import type { PromiseStatement } from './rules/statements.ts';

/** A branch's ES256 key. */
export interface BranchKey {
  /** The JWK thumbprint (RFC 7638, SHA-256). */
  kid: string;
  publicJwk: PublicJwk;
  privateKey: CryptoKey;
}

const PrivateJwk = v.strictObject({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: Base64url,
  y: Base64url,
  d: Base64url,
});

/** A new branch key. Its private half can be exported, so that it can be sealed. */
export async function makeBranchKey(): Promise<BranchKey> {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const { x, y } = await exportJWK(publicKey);
  if (x === undefined || y === undefined) throw new TypeError('the runtime made a key without coordinates');
  return branchKey({ x, y }, privateKey);
}

async function branchKey({ x, y }: { x: string; y: string }, privateKey: CryptoKey): Promise<BranchKey> {
  const kid = await calculateJwkThumbprint({ kty: 'EC', crv: 'P-256', x, y });
  return { kid, publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' }, privateKey };
}

/**
 * The private key as a JWE (RFC 7516, dir with A256GCM) under the server's secret. Each branch has its own
 * encryption key, derived by HKDF-SHA256 (RFC 5869) with the branch's id as info.
 * @param secret at least 32 characters, the same for all branches of the server.
 * @throws RangeError when the secret is too short.
 */
export async function sealKey(key: BranchKey, secret: string, branchId: string): Promise<string> {
  const jwk = v.parse(PrivateJwk, await privateJwkOf(key.privateKey));
  return new CompactEncrypt(canonicalBytes(jwk))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: key.kid })
    .encrypt(await encryptionKey(secret, `vedtak/branch-key/1 ${branchId}`));
}

async function privateJwkOf(privateKey: CryptoKey) {
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  return { kty, crv, x, y, d };
}

/**
 * Opens a sealed key. The private half cannot be exported again.
 * @throws SealError when the secret or the branch is not the one that it was sealed for, or the text was changed.
 */
export async function openKey(sealed: string, secret: string, branchId: string): Promise<BranchKey> {
  const key = await encryptionKey(secret, `vedtak/branch-key/1 ${branchId}`);
  const jwk = await decryptKey(sealed, key, branchId);
  const privateKey = await importJWK(jwk, 'ES256', { extractable: false });
  if (privateKey instanceof Uint8Array) throw new TypeError('an EC key was read as a secret');
  return branchKey(jwk, privateKey);
}

/** The opened keys of a branch. */
export interface Keyring {
  /** The key of an id, or undefined where it was not opened. */
  find(kid: string): BranchKey | undefined;
  /** Makes a key, which is open from then on, and gives it sealed as well. */
  make(): Promise<{ key: BranchKey; sealed: string }>;
}

/**
 * The keyring of a branch.
 * @param sealed the keys to open.
 * @throws SealError when one of them does not open.
 */
export async function keyringOf(sealed: readonly string[], secret: string, branchId: string): Promise<Keyring> {
  const keys = new Map<string, BranchKey>();
  const open = async (text: string): Promise<BranchKey> => {
    const key = await openKey(text, secret, branchId);
    keys.set(key.kid, key);
    return key;
  };
  for (const text of sealed) await open(text);
  return {
    find: (kid) => keys.get(kid),
    async make() {
      const text = await sealKey(await makeBranchKey(), secret, branchId);
      return { key: await open(text), sealed: text };
    },
  };
}

/** A branch's key, or another secret of it, does not open with the server's secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

async function decryptKey(sealed: string, key: Uint8Array, branchId: string) {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, onlySealed);
    return v.parse(PrivateJwk, JSON.parse(new TextDecoder().decode(plaintext)));
  } catch (cause) {
    throw new SealError(`the key of ${branchId} does not open with this server's secret`, { cause });
  }
}

/** Where a branch keeps what it must be able to read again but nobody else may: texts, sealed under the server's secret. */
export interface Safe {
  /** A text as a JWE, as `sealKey` makes one, under a key of its own. */
  seal(text: string): Promise<string>;
  /** @throws SealError when the text was not sealed for this branch under this secret. */
  open(sealed: string): Promise<string>;
}

/** The safe of a branch. */
export function safeOf(secret: string, branchId: string): Safe {
  const purpose = `vedtak/branch-secret/1 ${branchId}`;
  return {
    async seal(text) {
      return new CompactEncrypt(new TextEncoder().encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await encryptionKey(secret, purpose));
    },
    async open(sealed) {
      const key = await encryptionKey(secret, purpose);
      try {
        return new TextDecoder().decode((await compactDecrypt(sealed, key, onlySealed)).plaintext);
      } catch (cause) {
        throw new SealError(`a secret of ${branchId} does not open with this server's secret`, { cause });
      }
    },
  };
}

const onlySealed = { keyManagementAlgorithms: ['dir'], contentEncryptionAlgorithms: ['A256GCM'] };

async function encryptionKey(secret: string, purpose: string): Promise<Uint8Array> {
  if (secret.length < 32) throw new RangeError(`the secret has ${secret.length} characters, expected at least 32`);
  const utf8 = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveBits']);
  const info = utf8.encode(purpose);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info },
    base,
    256,
  );
  return new Uint8Array(bits);
}

/**
 * A compact JWS (RFC 7515), ES256, over the canonical bytes of a payload.
 * @param typ media type of the whole, without `application/`.
 * @param header further protected header parameters, such as `trust_chain`.
 */
export async function signJws(
  key: BranchKey,
  typ: string,
  payload: unknown,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const protectedHeader: CompactJWSHeaderParameters = { ...header, alg: 'ES256', typ, kid: key.kid };
  return new CompactSign(canonicalBytes(payload)).setProtectedHeader(protectedHeader).sign(key.privateKey);
}

/** The branch's promise that it holds a statement of a ballot (vedtak/promise/1), as a JWS. */
export function signPromise(key: BranchKey, promise: Omit<PromiseStatement, 'typ'>): Promise<string> {
  return signJws(key, promiseType, { typ: 'vedtak/promise/1', ...promise } satisfies PromiseStatement);
}
