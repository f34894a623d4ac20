import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { PublicKeyCredentialCreationOptionsJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { cose, isoCBOR } from '@simplewebauthn/server/helpers';
import { digest, fromBase64url, hashOf, toBase64url } from '../rules/canonical.ts';
import type { Credential, PublicKey } from '../rules/formats.ts';
import type { PersonStatement, Signed } from '../rules/statements.ts';

/** The flags of authenticator data (Web Authentication Level 3, section 6.1). */
export const flag = { userPresent: 0x01, userVerified: 0x04, attestedData: 0x40 } as const;

/** How a device makes and uses keys, by the name of the algorithm. */
const algorithms = {
  ES256: { id: cose.COSEALG.ES256, hash: 'sha256', make: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }) },
  EdDSA: { id: cose.COSEALG.EdDSA, hash: null, make: () => generateKeyPairSync('ed25519') },
  RS256: { id: cose.COSEALG.RS256, hash: 'sha256', make: () => generateKeyPairSync('rsa', { modulusLength: 2048 }) },
} as const;

export type Algorithm = keyof typeof algorithms;

interface Passkey extends Credential {
  /** Whose it is: the user handle, as UTF-8. */
  user: string;
  privateKey: KeyObject;
  counter: number;
}

/** What an assertion says beside the statement. */
export interface SigningOptions {
  /** The user handle of the passkey to sign with. */
  signer: string;
  origin: string;
  rpId: string;
  /** User present and user verified, unless said otherwise. */
  flags?: number;
}

/**
 * A WebAuthn authenticator in software, with passkeys that can be found without a name. Its keys, attestation objects
 * and assertions are real ones; that somebody is there, and on which site, it takes from its caller.
 */
export class SoftwareAuthenticator {
  readonly #algorithm: Algorithm;
  readonly #passkeys: Passkey[] = [];

  constructor(algorithm: Algorithm = 'ES256') {
    this.#algorithm = algorithm;
  }

  /**
   * Makes a passkey, and answers as `navigator.credentials.create` does, with attestation `none`.
   * @throws DOMException NotSupportedError when the site does not take the device's algorithm, InvalidStateError when
   * the device holds a passkey that the site excludes.
   */
  register(options: PublicKeyCredentialCreationOptionsJSON, origin: string): RegistrationResponseJSON {
    const { id: algorithm } = algorithms[this.#algorithm];
    if (!options.pubKeyCredParams.some(({ alg }) => alg === algorithm)) {
      throw new DOMException(`the site does not take ${this.#algorithm}`, 'NotSupportedError');
    }
    if (options.excludeCredentials?.some(({ id }) => this.#passkeys.some((passkey) => passkey.id === id))) {
      throw new DOMException('the device holds a passkey of this user', 'InvalidStateError');
    }
    const passkey = this.#make(new TextDecoder().decode(fromBase64url(options.user.id)));
    const rpId = options.rp.id ?? new URL(origin).hostname;
    const flags = flag.userPresent | flag.userVerified | flag.attestedData;
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', concat(authenticatorData(rpId, flags, passkey.counter), attestedCredential(passkey))],
    ]);
    return {
      id: passkey.id,
      rawId: passkey.id,
      type: 'public-key',
      authenticatorAttachment: 'platform',
      clientExtensionResults: { credProps: { rk: true } },
      response: {
        clientDataJSON: clientData('webauthn.create', options.challenge, origin),
        attestationObject: toBase64url(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0])),
        transports: ['internal'],
        publicKeyAlgorithm: algorithm,
      },
    };
  }

  /** The passkey of a user, as a roll names it. @throws DOMException NotAllowedError when the device holds none. */
  credential(user: string): Credential {
    const { id, publicKey } = this.#find(user);
    return { id, publicKey };
  }

  /**
   * Signs a statement: an assertion whose challenge is the statement's hash.
   * @throws DOMException NotAllowedError when the device holds no passkey of the signer.
   */
  sign<S extends PersonStatement>(statement: S, { signer, origin, rpId, flags }: SigningOptions): Signed<S> {
    const passkey = this.#find(signer);
    passkey.counter += 1;
    const authenticator = authenticatorData(rpId, flags ?? flag.userPresent | flag.userVerified, passkey.counter);
    const clientDataJSON = clientData('webauthn.get', hashOf(statement), origin);
    const data = concat(authenticator, digest(fromBase64url(clientDataJSON)));
    return {
      statement,
      signer,
      credential: passkey.id,
      authenticatorData: toBase64url(authenticator),
      clientDataJSON,
      signature: toBase64url(sign(algorithms[this.#algorithm].hash, data, passkey.privateKey)),
    };
  }

  #make(user: string): Passkey {
    const { publicKey, privateKey } = algorithms[this.#algorithm].make();
    const passkey = { user, id: toBase64url(randomBytes(32)), publicKey: publicJwk(publicKey), privateKey, counter: 0 };
    this.#passkeys.push(passkey);
    return passkey;
  }

  #find(user: string): Passkey {
    const passkey = this.#passkeys.findLast((candidate) => candidate.user === user);
    if (passkey === undefined) throw new DOMException(`the device holds no passkey of ${user}`, 'NotAllowedError');
    return passkey;
  }
}

function publicJwk(key: KeyObject): PublicKey {
  return key.export({ format: 'jwk' }) as PublicKey;
}

/** Section 5.8.1: what the browser says of the request. */
function clientData(type: 'webauthn.create' | 'webauthn.get', challenge: string, origin: string): string {
  return toBase64url(new TextEncoder().encode(JSON.stringify({ type, challenge, origin, crossOrigin: false })));
}

/** Section 6.1: SHA-256 of the relying party id, flags, and the counter as four bytes. */
function authenticatorData(rpId: string, flags: number, counter: number): Uint8Array {
  const tail = new DataView(new ArrayBuffer(5));
  tail.setUint8(0, flags);
  tail.setUint32(1, counter);
  return concat(digest(new TextEncoder().encode(rpId)), new Uint8Array(tail.buffer));
}

/** Section 6.5.1: AAGUID (none), length of the id as two bytes, id, COSE key. */
function attestedCredential({ id, publicKey }: Credential): Uint8Array {
  const bytes = fromBase64url(id);
  const head = new DataView(new ArrayBuffer(18));
  head.setUint16(16, bytes.length);
  return concat(new Uint8Array(head.buffer), bytes, isoCBOR.encode(coseKey(publicKey)));
}

/** The key as COSE_Key (RFC 9053 sections 7.1 and 7.2, RFC 8230 section 4). */
function coseKey(key: PublicKey): Map<number, number | Uint8Array> {
  const { COSEKEYS: label, COSEKTY: type, COSEALG: algorithm, COSECRV: curve } = cose;
  switch (key.kty) {
    case 'EC':
      return new Map<number, number | Uint8Array>([
        [label.kty, type.EC2],
        [label.alg, algorithm.ES256],
        [label.crv, curve.P256],
        [label.x, fromBase64url(key.x)],
        [label.y, fromBase64url(key.y)],
      ]);
    case 'OKP':
      return new Map<number, number | Uint8Array>([
        [label.kty, type.OKP],
        [label.alg, algorithm.EdDSA],
        [label.crv, curve.ED25519],
        [label.x, fromBase64url(key.x)],
      ]);
    case 'RSA':
      return new Map<number, number | Uint8Array>([
        [label.kty, type.RSA],
        [label.alg, algorithm.RS256],
        [label.n, fromBase64url(key.n)],
        [label.e, fromBase64url(key.e)],
      ]);
  }
}

function concat(...parts: Uint8Array[]): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.concat(parts));
}
