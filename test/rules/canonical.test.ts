import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  canonicalBytes,
  digest,
  fromBase64url,
  hashOf,
  hashOfText,
  toBase64url,
} from '../../server/rules/canonical.ts';
import { Hash } from '../../server/rules/formats.ts';

const text = (value: unknown): string => new TextDecoder().decode(canonicalBytes(value));

/** A value as JSON holds it: without negative zero. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** A JSON value with the keys of all its objects in reverse order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, one]) => [key, reversed(one)]),
  );
}

describe('the examples of RFC 8785', () => {
  it('section 3.2.2: numbers, strings and literals', () => {
    const input = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    expect(text(JSON.parse(input))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('section 3.2.3: the order of keys', () => {
    const input = String.raw`{
      "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }`;
    expect([...text(JSON.parse(input)).matchAll(/:"([^"]*)"/gu)].map(([, value]) => value)).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['8000000000000001', '-5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['ffefffffffffffff', '-1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['c340000000000000', '-9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['44b52d02c7e14af7', '1.0000000000000001e+23'],
    ['444b1ae4d6e2ef4e', '999999999999999700000'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555553', '333333333.3333332'],
    ['41b3de4355555554', '333333333.33333325'],
    ['41b3de4355555555', '333333333.3333333'],
    ['41b3de4355555556', '333333333.3333334'],
    ['41b3de4355555557', '333333333.33333343'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ])('appendix B: the double %s is written %s', (bits, written) => {
    expect(text(Buffer.from(bits, 'hex').readDoubleBE())).toBe(written);
  });
});

describe('canonical JSON', () => {
  it('does not depend on the order of keys, and hashes the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(text(reversed(value))).toBe(text(value));
        expect(hashOf(reversed(value))).toBe(hashOf(value));
      }),
    );
  });

  it('is JSON with the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(text(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('tells values apart, and no others', () => {
    const small = fc.jsonValue({ maxDepth: 1, stringUnit: fc.constantFrom('a', 'b') });
    fc.assert(
      fc.property(small, small, (one, other) => {
        expect(text(one) === text(other)).toBe(isDeepStrictEqual(plain(one), plain(other)));
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps composed and decomposed letters apart', () => {
    expect(hashOf('Å')).not.toBe(hashOf('A\u030a'));
  });

  it.each([
    ['undefined', undefined],
    ['NaN', { a: Number.NaN }],
    ['infinity', [Number.POSITIVE_INFINITY]],
    ['half a character', 'a\ud83d'],
    ['half a character in a key', { '\ude00': 1 }],
    ['a function', () => 1],
  ])('does not exist for %s', (_, value) => {
    expect(() => canonicalBytes(value)).toThrow();
  });
});

describe('hashes', () => {
  it('of texts are SHA-256 of UTF-8 as base64url, known value', () => {
    expect(hashOfText('abc')).toBe('ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0');
    expect(hashOf({})).toBe(createHash('sha256').update('{}').digest('base64url'));
  });

  it('of any bytes are those of another implementation, and have one spelling that the schema takes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const hash = toBase64url(digest(bytes));
        expect(hash).toBe(createHash('sha256').update(bytes).digest('base64url'));
        expect(v.is(Hash, hash)).toBe(true);
        expect(Buffer.from(fromBase64url(hash)).equals(digest(bytes))).toBe(true);
      }),
    );
  });

  it('in another spelling of the same bytes are not taken', () => {
    const hash = hashOfText('abc');
    const other = `${hash.slice(0, -1)}1`;
    expect(Buffer.from(other, 'base64url').equals(Buffer.from(hash, 'base64url'))).toBe(true);
    expect(v.is(Hash, other)).toBe(false);
    for (const wrong of ['', `${hash}=`, hash.slice(1), `${hash}A`, ` ${hash.slice(1)}`])
      expect(v.is(Hash, wrong)).toBe(false);
  });

  it('are not read out of what is not base64url', () => {
    for (const wrong of ['a+b/', 'å', 'a']) expect(() => fromBase64url(wrong)).toThrow(TypeError);
  });
});
