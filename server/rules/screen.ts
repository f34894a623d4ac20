import { fromBase64url } from './canonical.ts';

/** The letters and digits of a screen's code: none that look like another. */
export const codeLetters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * A code out of random bytes (base64url): bytes that would favour a letter are left out.
 * @throws RangeError when too few are left, which of 32 bytes happens once in 10^25.
 */
export function codeOf(random: string): string {
  const fair = 256 - (256 % codeLetters.length);
  const letters = [...fromBase64url(random)]
    .filter((byte) => byte < fair)
    .map((byte) => codeLetters[byte % codeLetters.length]);
  if (letters.length < 6) throw new RangeError('too few random bytes for a code');
  return letters.slice(0, 6).join('');
}

/** A screen's code as it is stored: six of them. */
export const screenCode = /^[2-9A-HJKMNP-Z]{6}$/u;

/** A code as somebody typed it: in any case, with spaces or dashes where they like. */
export function readCode(typed: string): string {
  return typed.replaceAll(/[\s-]/gu, '').toUpperCase();
}
