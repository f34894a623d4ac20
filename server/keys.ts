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
    .encrypt(await encryptionKey(secret, branchId));
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
  const jwk = await decryptKey(sealed, await encryptionKey(secret, branchId), branchId);
  const privateKey = await importJWK(jwk, 'ES256', { extractable: false });
  if (privateKey instanceof Uint8Array) throw new TypeError('an EC key was read as a secret');
  return branchKey(jwk, privateKey);
}

/** A branch's key does not open with the server's secret. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

async function decryptKey(sealed: string, key: Uint8Array, branchId: string) {
  try {
    const { plaintext } = await compactDecrypt(sealed, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return v.parse(PrivateJwk, JSON.parse(new TextDecoder().decode(plaintext)));
  } catch (cause) {
    throw new SealError(`the key of ${branchId} does not open with this server's secret`, { cause });
  }
}

async function encryptionKey(secret: string, branchId: string): Promise<Uint8Array> {
  if (secret.length < 32) throw new RangeError(`the secret has ${secret.length} characters, expected at least 32`);
  const utf8 = new TextEncoder();
  const base = await crypto.subtle.importKey('raw', utf8.encode(secret), 'HKDF', false, ['deriveBits']);
  const info = utf8.encode(`vedtak/branch-key/1 ${branchId}`);
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

/** The branch's promise that it holds a statement of a ballot (vedtak/promise/1) since `at`, as a JWS. */
export function signPromise(key: BranchKey, promise: Omit<PromiseStatement, 'typ'>): Promise<string> {
  return signJws(key, 'vedtak-promise+jwt', { typ: 'vedtak/promise/1', ...promise } satisfies PromiseStatement);
}
