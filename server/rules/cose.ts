import { cose, decodeCredentialPublicKey } from '@simplewebauthn/server/helpers';
import { toBase64url } from './canonical.ts';
import type { PublicKey } from './formats.ts';

/** The COSE algorithms (RFC 9053, RFC 8812) that a passkey may be registered with, best first. */
export const passkeyAlgorithms: number[] = [cose.COSEALG.ES256, cose.COSEALG.EdDSA, cose.COSEALG.RS256];

/**
 * A passkey's public key as JWK, out of the COSE_Key (RFC 9052 section 7) of its registration.
 * @throws TypeError for bytes that are no key of ES256, EdDSA (Ed25519) or RS256.
 */
export function publicKeyOfCose(bytes: Uint8Array): PublicKey {
  const key = decodeKey(bytes);
  const algorithm = key.get(cose.COSEKEYS.alg);
  if (
    cose.isCOSEPublicKeyEC2(key) &&
    algorithm === cose.COSEALG.ES256 &&
    key.get(cose.COSEKEYS.crv) === cose.COSECRV.P256
  ) {
    return {
      kty: 'EC',
      crv: 'P-256',
      x: encoded(key.get(cose.COSEKEYS.x), 32),
      y: encoded(key.get(cose.COSEKEYS.y), 32),
    };
  }
  if (
    cose.isCOSEPublicKeyOKP(key) &&
    algorithm === cose.COSEALG.EdDSA &&
    key.get(cose.COSEKEYS.crv) === cose.COSECRV.ED25519
  ) {
    return { kty: 'OKP', crv: 'Ed25519', x: encoded(key.get(cose.COSEKEYS.x), 32) };
  }
  if (cose.isCOSEPublicKeyRSA(key) && algorithm === cose.COSEALG.RS256) {
    return { kty: 'RSA', n: rsaNumber(key.get(cose.COSEKEYS.n)), e: rsaNumber(key.get(cose.COSEKEYS.e)) };
  }
  const named: unknown = algorithm;
  throw new TypeError(
    `a passkey of COSE algorithm ${typeof named === 'number' ? named : 'without a number'} is not taken`,
  );
}

function decodeKey(bytes: Uint8Array) {
  try {
    const key: unknown = decodeCredentialPublicKey(new Uint8Array(bytes));
    if (key instanceof Map) return key as ReturnType<typeof decodeCredentialPublicKey>;
  } catch (cause) {
    throw new TypeError('the bytes are not CBOR', { cause });
  }
  throw new TypeError('the bytes are not a COSE key');
}

/** A number of an RSA key takes the fewest bytes that it can (RFC 8230 section 4). */
function rsaNumber(value: unknown): string {
  if (value instanceof Uint8Array && value[0] === 0) throw new TypeError('a number of the key begins with a zero byte');
  return encoded(value);
}

function encoded(value: unknown, length?: number): string {
  if (!(value instanceof Uint8Array) || value.length === 0) throw new TypeError('a number of the key is missing');
  if (length !== undefined && value.length !== length) {
    throw new TypeError(`a number of the key has ${value.length} bytes, expected ${length}`);
  }
  return toBase64url(value);
}
