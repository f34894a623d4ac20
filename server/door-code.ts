import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { fromBase64url } from './rules/canonical.ts';

/** What codes are written with: digits and capitals that nobody mistakes for one another. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

const oneTimeLength = 10;

/** Milliseconds for which a code stands on the screen. */
const step = 30_000;

/**
 * The code on the big screen with which members check themselves in, as RFC 6238 makes one of a shared secret and the time:
 * HMAC-SHA-256 over the number of the half minute, six characters.
 * @param secret the meeting's, base64url.
 * @param now milliseconds since 1970.
 * @returns the code and when the next one takes its place, in milliseconds since 1970.
 */
export function doorCodeAt(secret: string, now: number): { code: string; endsAt: number } {
  const number = Math.floor(now / step);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(number));
  const mac = hmac(sha256, fromBase64url(secret), new Uint8Array(counter.buffer));
  return { code: inAlphabet(mac, 6), endsAt: (number + 1) * step };
}

/** Whether somebody typed the code that stands on the screen, or the one before it. */
export function isDoorCode(secret: string, now: number, typed: string): boolean {
  const code = plain(typed);
  return [now, now - step].some((time) => doorCodeAt(secret, time).code === code);
}

/** A one-time code of ten characters, out of 32 random bytes. */
export function oneTimeCode(random: Uint8Array): string {
  return inAlphabet(random, oneTimeLength);
}

/** How a one-time code is written and read out: three, three and four characters. */
export function spaced(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`;
}

/** The token of an invitation as it was made: a one-time code may be typed in small letters, with spaces or dashes. */
export function tokenTyped(token: string): string {
  const code = plain(token);
  return code.length === oneTimeLength && [...code].every((letter) => alphabet.includes(letter)) ? code : token;
}

/** A code as it is compared, however it was typed. */
function plain(typed: string): string {
  return typed.replace(/[\s-]/gu, '').toUpperCase();
}

/** The bytes as a number, in the alphabet: with far more bytes than characters all are as good as equally likely. */
function inAlphabet(bytes: Uint8Array, length: number): string {
  let number = 0n;
  for (const byte of bytes) number = number * 256n + BigInt(byte);
  let code = '';
  for (let i = 0; i < length; i += 1) {
    code += alphabet[Number(number % BigInt(alphabet.length))];
    number /= BigInt(alphabet.length);
  }
  return code;
}
