import { constants, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { preparedMessage } from '../../server/rules/box.ts';
import { hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import type { Marks } from '../../server/rules/formats.ts';
import type { BoxedPaper, IssuerKey } from '../../server/rules/secret-statements.ts';

/** The public key of a secret ballot by its modulus. */
export function issuerOf(n: string): IssuerKey {
  const key = { kty: 'RSA' as const, n, e: 'AQAB' as const };
  return { ...key, alg: 'PS384', use: 'sig', kid: hashOf(key) };
}

/** A ballot's key whose private half is at hand. */
export function issuerPair(): { issuer: IssuerKey; key: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { issuer: issuerOf(publicKey.export({ format: 'jwk' }).n ?? ''), key: privateKey };
}

/** A paper of a ballot that the key signed without any blinding, which leaves a signature like any. */
export function paperOf(ballot: string, marks: Marks, key: KeyObject, nonce = 'nonce'): BoxedPaper {
  const paper = { typ: 'vedtak/paper/1' as const, ballot, marks, nonce: hashOfText(nonce) };
  const prefix = hashOfText(`prefix of ${nonce}`);
  const padding = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 };
  const signature = sign('sha384', preparedMessage({ paper, prefix }), { key, ...padding });
  return { paper, prefix, signature: toBase64url(signature) };
}
