import * as v from 'valibot';
import { digest, fromBase64url, hashOf, toBase64url } from './canonical.ts';
import { rawSignature } from './der.ts';
import type { PublicKey } from './formats.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { PersonStatement, Signed } from './statements.ts';

/** Where a branch's passkeys live: the web origin of its pages, and its host as relying party id. */
export interface Site {
  origin: string;
  rpId: string;
}

/**
 * The site of a branch, out of the URL that is its id.
 * @throws TypeError when the id is not a URL.
 */
export function siteOf(branchId: string): Site {
  const { origin, hostname } = new URL(branchId);
  return { origin, rpId: hostname };
}

/**
 * Whether the assertion in `signed` was made over exactly its statement, on the site, by whoever holds the
 * passkey `key`, with user verification (Web Authentication Level 3, section 7.2). That the key belongs to
 * `signed.signer` is not established here: the roll says that. Bytes of any kind are judged, none throw.
 */
export async function verifyAssertion<S extends PersonStatement>(
  signed: Signed<S>,
  key: PublicKey,
  site: Site,
): Promise<Checked<true>> {
  const read = readParts(signed);
  if (!read.ok) return read;
  const { client, authenticator } = read.value;
  const checks = [
    () => overStatement(client, hashOf(signed.statement)),
    () => onOrigin(client, site),
    () => forRelyingParty(authenticator, site),
    () => withVerifiedUser(authenticator),
  ];
  for (const check of checks) {
    const checked = check();
    if (!checked.ok) return checked;
  }
  return byPasskey(read.value, key);
}

/** The members of the client data that are judged (Web Authentication Level 3, section 5.8.1); others may stand there. */
const ClientData = v.looseObject({
  type: v.string(),
  challenge: v.string(),
  origin: v.string(),
  crossOrigin: v.exactOptional(v.boolean()),
});
type ClientData = v.InferOutput<typeof ClientData>;

/** An assertion's bytes, read but not judged. */
interface Parts {
  client: ClientData;
  clientDataJSON: Uint8Array<ArrayBuffer>;
  authenticator: Uint8Array<ArrayBuffer>;
  signature: Uint8Array<ArrayBuffer>;
}

function readParts(signed: Signed): Checked<Parts> {
  const clientDataJSON = bytesOf(signed.clientDataJSON);
  if (clientDataJSON === undefined) return refuse('signature.wrong', 'clientDataJSON is not base64url');
  const client = readClientData(clientDataJSON);
  if (client === undefined)
    return refuse('signature.wrong', 'clientDataJSON does not hold the client data of WebAuthn');
  const authenticator = bytesOf(signed.authenticatorData);
  if (authenticator === undefined) return refuse('signature.wrong', 'authenticatorData is not base64url');
  if (authenticator.length < 37) {
    return refuse('signature.wrong', `authenticatorData has ${authenticator.length} bytes, expected at least 37`);
  }
  const signature = bytesOf(signed.signature);
  if (signature === undefined) return refuse('signature.wrong', 'the signature is not base64url');
  return pass({ client, clientDataJSON, authenticator, signature });
}

/** The bytes of base64url text; undefined where the text is not the one encoding of them. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = fromBase64url(text);
    return toBase64url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function readClientData(bytes: Uint8Array): ClientData | undefined {
  try {
    const read = v.safeParse(ClientData, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function overStatement(client: ClientData, hash: string): Checked<true> {
  if (client.challenge === hash) return pass(true);
  return refuse('signature.altered', `the statement's hash is ${hash}, the signature is over ${client.challenge}`);
}

function onOrigin(client: ClientData, site: Site): Checked<true> {
  if (client.type !== 'webauthn.get') {
    return refuse('signature.origin', `the type is ${client.type}, expected webauthn.get`);
  }
  if (client.origin !== site.origin) {
    return refuse('signature.origin', `made on ${client.origin}, expected ${site.origin}`);
  }
  if (client.crossOrigin === true) return refuse('signature.origin', 'made in a frame on a page of another site');
  return pass(true);
}

function forRelyingParty(authenticator: Uint8Array, site: Site): Checked<true> {
  const expected = toBase64url(digest(new TextEncoder().encode(site.rpId)));
  const found = toBase64url(authenticator.subarray(0, 32));
  if (found === expected) return pass(true);
  return refuse('signature.origin', `the relying party's hash is ${found}, that of ${site.rpId} is ${expected}`);
}

/** The flags of section 6.1: bit 0 is user present, bit 2 user verified. */
function withVerifiedUser(authenticator: Uint8Array): Checked<true> {
  const flags = authenticator[32] ?? 0;
  if ((flags & 0b001) === 0) return refuse('signature.user', 'the device did not see that somebody was there (UP)');
  if ((flags & 0b100) === 0) return refuse('signature.user', 'the device did not verify who held it (UV)');
  return pass(true);
}

async function byPasskey({ authenticator, clientDataJSON, signature }: Parts, key: PublicKey): Promise<Checked<true>> {
  const data = new Uint8Array(authenticator.length + 32);
  data.set(authenticator);
  data.set(digest(clientDataJSON), authenticator.length);
  const verified = await verifySignature(key, signature, data);
  return verified ? pass(true) : refuse('signature.wrong', `the signature is not one by the passkey (${key.kty})`);
}

const algorithms = {
  EC: { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  OKP: { name: 'Ed25519' },
  RSA: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
} as const;

async function verifySignature(
  key: PublicKey,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const raw = key.kty === 'EC' ? rawSignature(signature) : signature;
  if (raw === undefined) return false;
  const algorithm = algorithms[key.kty];
  try {
    const imported = await crypto.subtle.importKey('jwk', { ...key }, algorithm, false, ['verify']);
    return await crypto.subtle.verify(algorithm, imported, raw, data);
  } catch {
    // Numbers that are no key of their type.
    return false;
  }
}
