const sequence = 0x30;
const integer = 0x02;

/**
 * An ECDSA P-256 signature out of DER (`SEQUENCE { r INTEGER, s INTEGER }`, RFC 3279 section 2.2.3), as WebAuthn
 * carries it, in the form that WebCrypto takes: r ‖ s, 32 bytes each. Only the one DER encoding of each pair is read.
 * @returns undefined for any other bytes.
 */
export function rawSignature(der: Uint8Array): Uint8Array<ArrayBuffer> | undefined {
  if (der[0] !== sequence || der[1] !== der.length - 2) return undefined;
  const r = integerAt(der, 2);
  if (r === undefined) return undefined;
  const s = integerAt(der, r.end);
  if (s === undefined || s.end !== der.length) return undefined;
  const raw = new Uint8Array(64);
  raw.set(r.value, 32 - r.value.length);
  raw.set(s.value, 64 - s.value.length);
  return raw;
}

/** A positive INTEGER of at most 32 bytes, in its shortest form: a zero leads only where the sign bit needs it. */
function integerAt(der: Uint8Array, start: number): { value: Uint8Array; end: number } | undefined {
  const length = der[start + 1] ?? 0;
  const end = start + 2 + length;
  if (der[start] !== integer || length === 0 || length > 33 || end > der.length) return undefined;
  const bytes = der.subarray(start + 2, end);
  const [first = 0, second = 0] = bytes;
  if (first >= 0x80) return undefined;
  if (first === 0 && (length === 1 || second < 0x80)) return undefined;
  const value = first === 0 ? bytes.subarray(1) : bytes;
  return value.length > 32 ? undefined : { value, end };
}
