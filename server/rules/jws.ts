import { compactVerify, importJWK } from 'jose';
import * as v from 'valibot';
import { fromBase64url, toBase64url } from './canonical.ts';
import { Coordinate } from './formats.ts';
import { type Checked, pass, type RefusalCode, refuse } from './refusals.ts';

/** A branch's public key as JWK (RFC 7517), ES256 only. `kid` is its thumbprint (RFC 7638, SHA-256). */
export const PublicJwk = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: Coordinate,
  y: Coordinate,
  kid: v.string(),
  alg: v.exactOptional(v.literal('ES256')),
  use: v.exactOptional(v.literal('sig')),
});
export type PublicJwk = v.InferOutput<typeof PublicJwk>;

/** The protected header of everything that a branch signs; `typ` tells the formats apart. */
export function jwsHeader<const T extends string>(typ: T) {
  return v.object({ alg: v.literal('ES256'), typ: v.literal(typ), kid: v.string() });
}

/** A compact JWS that was read; its signature is not verified and its payload not parsed. */
export interface OpenedJws<H> {
  header: H;
  /** The payload's bytes as they are signed. */
  bytes: Uint8Array;
}

/**
 * Reads a compact JWS (RFC 7515 section 7.1) and its protected header. Nothing is verified. A part that is not
 * the one base64url encoding of its bytes is refused, so that no character can be changed unseen.
 */
export function openJws<H>(jws: string, header: v.GenericSchema<unknown, H>, code: RefusalCode): Checked<OpenedJws<H>> {
  const parts = jws.split('.');
  if (parts.length !== 3)
    return refuse(code, `${parts.length} parts between full stops, expected the 3 of a compact JWS`);
  const [head, bytes, signature] = parts.map(partBytes);
  if (head === undefined || bytes === undefined || signature === undefined)
    return refuse(code, 'a part is not base64url');
  const read = parseJson(head, header, code, 'the header');
  return read.ok ? pass({ header: read.value, bytes }) : read;
}

function partBytes(part: string): Uint8Array | undefined {
  try {
    const bytes = fromBase64url(part);
    return bytes.length > 0 && toBase64url(bytes) === part ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** The value in JSON bytes (UTF-8), by its schema. `what` names it in the detail. */
export function parseJson<T>(
  bytes: Uint8Array,
  schema: v.GenericSchema<unknown, T>,
  code: RefusalCode,
  what: string,
): Checked<T> {
  const json = jsonOf(() => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), code, what);
  return json.ok ? parseValue(json.value, schema, code, what) : json;
}

/** The value in JSON text, whatever it is. */
export function parseText(text: string, code: RefusalCode, what: string): Checked<unknown> {
  return jsonOf(() => text, code, what);
}

function jsonOf(text: () => string, code: RefusalCode, what: string): Checked<unknown> {
  try {
    return pass(JSON.parse(text()) as unknown);
  } catch {
    return refuse(code, `${what} is not JSON`);
  }
}

/** A schema's message quotes what it found, and its path the names of fields: either may be a whole file. */
const longest = 200;

function brief(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A value by its schema; the detail of a refusal names the first field that is wrong. */
export function parseValue<T>(
  value: unknown,
  schema: v.GenericSchema<unknown, T>,
  code: RefusalCode,
  what: string,
): Checked<T> {
  const read = v.safeParse(schema, value);
  if (read.success) return pass(read.output);
  const [issue] = read.issues;
  const path = v.getDotPath(issue);
  return refuse(code, `${what}${path === null ? '' : `, ${brief(path)}`}: ${brief(issue.message)}`);
}

/** Whether the signature of a compact JWS is one by the key, ES256. */
export async function isSignedBy(jws: string, { kty, crv, x, y }: PublicJwk): Promise<boolean> {
  try {
    await compactVerify(jws, await importJWK({ kty, crv, x, y }, 'ES256'), { algorithms: ['ES256'] });
    return true;
  } catch {
    // jose throws for a signature that does not match, for numbers that are no key, and for a critical header it does not know.
    return false;
  }
}
