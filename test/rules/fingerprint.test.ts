import { calculateJwkThumbprint } from 'jose';
import { expect, test } from 'vitest';
import { fingerprintOf, fingerprintWords, thumbprintOf } from '../../server/rules/fingerprint.ts';

/** The key of RFC 7517, appendix A.1. */
const key = {
  kty: 'EC' as const,
  crv: 'P-256' as const,
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
};

/** Letters that are spoken alike written alike. */
function soundOf(word: string): string {
  return word
    .replace(/skj|sj|z/gu, 's')
    .replace(/^(?:hj|gj)/u, 'j')
    .replace(/kj/gu, 'k')
    .replace(/x/gu, 'ks')
    .replace(/(.)\1/gu, '$1');
}

/** How many letters must be put in, taken away or changed to make one word the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, against] of [...other].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === against ? 0 : 1)));
    row = next;
  }
  return row.at(-1) ?? 0;
}

test('there is a word for each byte, and none can be taken for another', () => {
  expect(fingerprintWords).toHaveLength(256);
  expect(new Set(fingerprintWords).size).toBe(256);
  expect([...fingerprintWords].sort()).toEqual(fingerprintWords);
  for (const word of fingerprintWords) {
    expect(word).toMatch(/^[a-z]{3,10}$/u);
    for (const other of fingerprintWords) {
      if (word === other) continue;
      expect(other.startsWith(word), `${word} begins ${other}`).toBe(false);
      expect(distance(soundOf(word), soundOf(other)), `${word} sounds like ${other}`).toBeGreaterThan(1);
    }
  }
});

test('the words of a key are the first eight bytes of its thumbprint, whatever it is called', async () => {
  const thumbprint = await calculateJwkThumbprint(key);
  expect(thumbprintOf(key)).toBe(thumbprint);
  const bytes = [...Buffer.from(thumbprint, 'base64url')].slice(0, 8);
  const words = fingerprintOf({ ...key, kid: 'another' } as typeof key);
  expect(words.map((word) => fingerprintWords.indexOf(word))).toEqual(bytes);
  expect(words.join(' ')).toBe('laken mango mose vogn knapp hund billett kalv');
});

test('another key has other words', () => {
  expect(fingerprintOf({ ...key, x: key.y, y: key.x })).not.toEqual(fingerprintOf(key));
});
