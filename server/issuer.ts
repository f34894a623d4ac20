import {
  constants,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  privateDecrypt,
  publicEncrypt,
} from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import * as v from 'valibot';
import type { Safe } from './keys.ts';
import { fromBase64url, toBase64url } from './rules/canonical.ts';
import { Base64url } from './rules/formats.ts';
import { IssuerKey, modulusBytes } from './rules/secret-statements.ts';

const PrivateJwk = v.object({
  kty: v.literal('RSA'),
  n: Base64url,
  e: Base64url,
  d: Base64url,
  p: Base64url,
  q: Base64url,
  dp: Base64url,
  dq: Base64url,
  qi: Base64url,
});

const algorithm = {
  name: 'RSA-PSS',
  modulusLength: modulusBytes * 8,
  publicExponent: new Uint8Array([1, 0, 1]),
  hash: 'SHA-384',
};

/**
 * Makes the key of one secret ballot: RSA of 2048 bits, which takes a tenth of a second or more.
 * @param safe the branch's: only it opens the key again.
 * @returns the public half as a definition names it, and the private half, a JWK with its primes, sealed.
 */
export async function makeIssuer(safe: Safe): Promise<{ issuer: IssuerKey; sealed: string }> {
  const pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair;
  const jwk = v.parse(PrivateJwk, await crypto.subtle.exportKey('jwk', pair.privateKey));
  const { kty, n, e } = jwk;
  const kid = await calculateJwkThumbprint({ kty, n, e });
  const issuer = v.parse(IssuerKey, { kty, n, e, alg: 'PS384', use: 'sig', kid });
  return { issuer, sealed: await safe.seal(JSON.stringify(jwk)) };
}

/** Signs blinded papers with one ballot's key. */
export type BlindSigner = (blinded: string) => string;

/**
 * Opens the key of a ballot. The signer is RSASP1 over the blinded message (RFC 9474 section 4.3): the runtime's raw
 * private operation, which is deterministic.
 * @throws SealError.
 */
export async function openIssuer(safe: Safe, sealed: string): Promise<BlindSigner> {
  const jwk = v.parse(PrivateJwk, JSON.parse(await safe.open(sealed)));
  const key = createPrivateKey({ key: jwk, format: 'jwk' });
  return (blinded) => toBase64url(rawPrivate(key, fromBase64url(blinded)));
}

/** The opened key of the ballot whose papers are drawn, one at a time. */
export interface OpenIssuer {
  /** The signer of a sealed key. @throws SealError. */
  signer(sealed: string): Promise<BlindSigner>;
  /** Lets go of the opened key. */
  forget(): void;
}

/** Keeps one key open, for a branch that opens one ballot at a time: opening takes as long as signing a paper. */
export function issuerOf(safe: Safe): OpenIssuer {
  let held: { sealed: string; sign: BlindSigner } | undefined;
  return {
    async signer(sealed) {
      if (held?.sealed === sealed) return held.sign;
      const sign = await openIssuer(safe, sealed);
      held = { sealed, sign };
      return sign;
    },
    forget() {
      held = undefined;
    },
  };
}

const padding = constants.RSA_NO_PADDING;

/**
 * The RSA private operation without padding, whose result is checked by the public one, so that a fault of the machine does
 * not give the key away (RFC 9474 section 4.3, steps 2 to 4).
 * @param block as long as the modulus, and less than it.
 * @throws Error of the runtime for a block that is not.
 */
export function rawPrivate(key: KeyObject, block: Uint8Array): Uint8Array {
  const signed = privateDecrypt({ key, padding }, block);
  if (!publicEncrypt({ key: createPublicKey(key), padding }, signed).equals(block))
    throw new Error('the machine computed a wrong signature');
  return new Uint8Array(signed);
}

/** Whether a blind signature is one over a blinded paper by a ballot's key: the public operation undoes the private one. */
export function isBlindSignature({ kty, n, e }: IssuerKey, blinded: string, blindSignature: string): boolean {
  const key = createPublicKey({ key: { kty, n, e }, format: 'jwk' });
  const signed = fromBase64url(blindSignature);
  return signed.length === modulusBytes && publicEncrypt({ key, padding }, signed).equals(fromBase64url(blinded));
}

/** The id of a sealed key. @throws SealError. */
export async function issuerKidIn(safe: Safe, sealed: string): Promise<string> {
  const { kty, n, e } = v.parse(PrivateJwk, JSON.parse(await safe.open(sealed)));
  return calculateJwkThumbprint({ kty, n, e });
}
