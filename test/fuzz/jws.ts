import type { BranchKey } from '../../server/keys.ts';
import { fromBase64url, toBase64url } from '../../server/rules/canonical.ts';
import { mutateText, mutateValue } from './mutate.ts';
import { pumpedValue } from './pump.ts';
import type { Random } from './random.ts';

/** A JWS under attack. What was signed anew may hold where it is well-formed; what was not holds only as it was. */
export interface Signed {
  jws: string;
  anew: boolean;
}

interface Parts {
  header: Record<string, unknown>;
  payload: unknown;
}

/** The header and the payload of a compact JWS. */
export function partsOf(jws: string): Parts {
  const [header = '', payload = ''] = jws.split('.');
  const read = (part: string): never => JSON.parse(Buffer.from(part, 'base64url').toString()) as never;
  return { header: read(header), payload: read(payload) };
}

/** What is signed of a compact JWS: header and payload as they are written. */
export function signedPart(jws: string): string {
  return jws.slice(0, jws.lastIndexOf('.'));
}

/** Base64url of a value's JSON, or of any text. */
function encoded(value: unknown): string {
  return toBase64url(new TextEncoder().encode(typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')));
}

/**
 * A JWS with something changed: its text, its header, its payload, or its signature; now and then signed anew with the branch's
 * own key, so that what stands behind the signature is reached too.
 */
export async function mutateJws(
  random: Random,
  jws: string,
  others: readonly string[],
  key: BranchKey,
): Promise<Signed> {
  const { header, payload } = partsOf(jws);
  const [head = '', body = '', signature = ''] = jws.split('.');
  const values = others.map((other) => partsOf(other).payload);
  switch (random.below(10)) {
    case 0:
    case 1:
      return {
        jws: mutateText(random, jws, others, ['.', '=', '..', 'e30', 'bnVsbA', head, body, signature]),
        anew: false,
      };
    case 2:
      return { jws: [encoded(mutateValue(random, header, [payload])), body, signature].join('.'), anew: false };
    case 3:
      return { jws: [head, encoded(mutateValue(random, payload, values)), signature].join('.'), anew: false };
    case 4:
      return {
        jws: [
          head,
          encoded(mutateText(random, JSON.stringify(payload), [], ['"typ":"x",', ' ', '{', '\\u0041'])),
          signature,
        ].join('.'),
        anew: false,
      };
    case 5: {
      const bytes = fromBase64url(signature);
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      const kept = random.chance(0.5) ? bytes : bytes.subarray(0, at);
      return { jws: [head, body, toBase64url(kept)].join('.'), anew: false };
    }
    case 6:
      return {
        jws: await signText(
          key,
          header,
          mutateText(random, JSON.stringify(payload), [], ['"typ":"x",', ' ', '\\u0041', '\\ud800', '1.0', '-0']),
        ),
        anew: true,
      };
    case 7:
      return { jws: await signText(key, mutateValue(random, header, [payload]), JSON.stringify(payload)), anew: true };
    default:
      return {
        jws: await signText(key, header, JSON.stringify(mutateValue(random, payload, values)) ?? 'null'),
        anew: true,
      };
  }
}

/** Signs any header and any text as a branch would. */
async function signText(key: BranchKey, header: unknown, text: string): Promise<string> {
  const input = `${encoded(header)}.${encoded(text)}`;
  const signature = await crypto.subtle.sign(
    { name: 'ECDSA', hash: 'SHA-256' },
    key.privateKey,
    new TextEncoder().encode(input),
  );
  return `${input}.${toBase64url(new Uint8Array(signature))}`;
}

/** A JWS whose payload is pumped, not signed anew. */
export function pumpedJws(random: Random, length: number, jws: string): Signed {
  const { payload, header } = partsOf(jws);
  const [head = '', body = '', signature = ''] = jws.split('.');
  if (random.chance(0.2))
    return { jws: [encoded(pumpedValue(random, length, header)), body, signature].join('.'), anew: false };
  return { jws: [head, encoded(pumpedValue(random, length, payload)), signature].join('.'), anew: false };
}
