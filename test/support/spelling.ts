import { fromBase64url } from '../../server/rules/canonical.ts';

export const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same bytes as base64url with an unused bit set at the end; only where the text has unused bits. */
export function respelled(text: string): string {
  const last = alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1];
  const other = `${text.slice(0, -1)}${last}`;
  if (!Buffer.from(fromBase64url(other)).equals(fromBase64url(text))) throw new RangeError(`${text} has one spelling`);
  return other;
}
