import { sha256 } from '@noble/hashes/sha2.js';
import canonicalize from 'canonicalize';
import { base64url } from 'jose';

const utf8 = new TextEncoder();

/** SHA-256 of bytes (FIPS 180-4), as 32 raw bytes. */
export function digest(bytes: Uint8Array): Uint8Array {
  return sha256(bytes);
}

/** Bytes as base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return base64url.encode(bytes);
}

/**
 * Base64url without padding to bytes.
 * @throws TypeError when the text is not base64url.
 */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(base64url.decode(text));
}

/**
 * The canonical bytes of a JSON value: JCS (RFC 8785), UTF-8.
 * @throws Error for a value that JSON cannot hold: undefined or a function at the top, a number that is not finite, a cycle,
 *   a string with a lone surrogate.
 */
export function canonicalBytes(value: unknown): Uint8Array {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON');
  return utf8.encode(text);
}

/** The hash of a JSON value: SHA-256 of its canonical bytes, base64url. The id of every statement. */
export function hashOf(value: unknown): string {
  return toBase64url(digest(canonicalBytes(value)));
}

/** The hash of a text: SHA-256 of its UTF-8 bytes, base64url. */
export function hashOfText(text: string): string {
  return toBase64url(digest(utf8.encode(text)));
}
