import { generateKeyPairSync } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { SoftwareAuthenticator } from '../../server/demo/authenticator.ts';
import { fromBase64url, toBase64url } from '../../server/rules/canonical.ts';
import { publicKeyOfCose } from '../../server/rules/cose.ts';
import { Base64url, PublicKey } from '../../server/rules/formats.ts';
import { PublicJwk } from '../../server/rules/jws.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { IssuerKey } from '../../server/rules/secret-statements.ts';
import { readAnchor } from '../../server/rules/verify.ts';
import { makeBranch } from '../support/branches.ts';
import { makePerson } from '../support/meeting.ts';
import { expectRefusal } from '../support/refused.ts';
import { issuerOf, issuerPair } from '../support/secret-rules.ts';
import { alphabet, respelled } from '../support/spelling.ts';

const zero = new Uint8Array(1);
/** The same number with a zero byte before it. */
const padded = (number: string) => toBase64url(Buffer.concat([zero, fromBase64url(number)]));
/** 32 bytes of which the first is zero, and the same number in the 31 bytes that it takes. */
const [small, shortened] = [new Uint8Array(32).fill(7, 1), new Uint8Array(31).fill(7)].map(toBase64url) as [
  string,
  string,
];

describe('base64url', () => {
  test('is the one spelling of its bytes, of any length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), (bytes) => {
        expect(v.is(Base64url, toBase64url(bytes))).toBe(true);
      }),
    );
    const longest = 'A'.repeat(8192);
    expect([longest, `${longest}AA`].map((text) => v.is(Base64url, text))).toEqual([true, false]);
  });

  test('is refused, and nothing thrown, where a file holds far too much of it', () => {
    expect(v.is(Base64url, 'A'.repeat(20_000_000))).toBe(false);
  });

  test('has no other spelling of the same bytes', () => {
    const signs = [...alphabet];
    for (const text of signs.flatMap((one) => signs.flatMap((two) => [`${one}${two}`, `-${one}${two}`])))
      for (const whole of [text, `AbCd${text}`])
        expect(v.is(Base64url, whole), whole).toBe(toBase64url(fromBase64url(whole)) === whole);
  });

  test.for(['', 'A', 'AAAAA', 'AA==', 'AAA=', 'A+AA', 'A/AA', 'AA AA', 'AAAA\n', '\nAAAA', 'åAAA'])(
    'is not %j',
    (text) => {
      expect(v.is(Base64url, text)).toBe(false);
    },
  );
});

describe('a public key of a passkey', () => {
  const site = siteOf('https://vedtak.example/lag/bergen');
  const ec = () => makePerson('kari', site).credential.publicKey as Extract<PublicKey, { kty: 'EC' }>;
  const rsa = () => {
    const { n = '', e = '' } = generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ format: 'jwk' });
    return { kty: 'RSA' as const, n, e };
  };

  test.for([
    ['ES256', -7],
    ['EdDSA', -8],
    ['RS256', -257],
  ] as const)('is one of a device (%s)', ([algorithm, alg]) => {
    const device = new SoftwareAuthenticator(algorithm);
    const user = { id: toBase64url(new TextEncoder().encode('kari')), name: 'kari', displayName: 'kari' };
    const pubKeyCredParams = [{ type: 'public-key' as const, alg }];
    device.register({ rp: { id: site.rpId, name: 'Laget' }, user, challenge: 'AAAA', pubKeyCredParams }, site.origin);
    const { publicKey } = device.credential('kari');
    expect(v.parse(PublicKey, publicKey)).toEqual(publicKey);
  });

  test('has coordinates of 32 bytes each', () => {
    const key = ec();
    expect(v.is(PublicKey, { ...key, x: small, y: small })).toBe(true);
    for (const member of ['x', 'y'] as const)
      for (const other of [respelled(key[member]), padded(key[member]), shortened, ''])
        expect(v.is(PublicKey, { ...key, [member]: other }), `${member} ${other}`).toBe(false);
    const okp = { kty: 'OKP', crv: 'Ed25519' };
    expect([small, respelled(small), padded(small), shortened].map((x) => v.is(PublicKey, { ...okp, x }))).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  test('has RSA numbers without a zero byte before them', () => {
    const key = rsa();
    expect(v.is(PublicKey, key)).toBe(true);
    expect(v.is(PublicKey, { ...key, e: 'Aw' })).toBe(true);
    for (const wrong of [
      { n: padded(key.n) },
      { n: respelled(key.n) },
      { e: padded(key.e) },
      { e: padded(padded(key.e)) },
      { e: 'AA' },
      { e: 'Ax' },
    ])
      expect(v.is(PublicKey, { ...key, ...wrong }), JSON.stringify(wrong)).toBe(false);
  });

  const coseOf = (members: [number, number | Uint8Array][]) => new Uint8Array(isoCBOR.encode(new Map(members)));

  test('keeps the zero bytes of its coordinates when it is registered', () => {
    const [x, y] = [small, toBase64url(new Uint8Array(32).fill(9))];
    const numbers: [number, Uint8Array][] = [
      [-2, fromBase64url(x)],
      [-3, fromBase64url(y)],
    ];
    expect(publicKeyOfCose(coseOf([[1, 2], [3, -7], [-1, 1], ...numbers]))).toEqual({ kty: 'EC', crv: 'P-256', x, y });
  });

  test('is not registered with RSA numbers that are padded', () => {
    const key = rsa();
    const cose = (n: string, e: string) =>
      coseOf([
        [1, 3],
        [3, -257],
        [-1, fromBase64url(n)],
        [-2, fromBase64url(e)],
      ]);
    expect(publicKeyOfCose(cose(key.n, key.e))).toEqual(key);
    expect(() => publicKeyOfCose(cose(padded(key.n), key.e))).toThrow('a number of the key begins with a zero byte');
    expect(() => publicKeyOfCose(cose(key.n, padded(key.e)))).toThrow(TypeError);
  });
});

test('a public key of a branch has coordinates of 32 bytes each', async () => {
  const { publicJwk } = (await makeBranch('bergen', 'Lokallag')).key;
  expect(v.is(PublicJwk, publicJwk)).toBe(true);
  for (const member of ['x', 'y'] as const) {
    for (const other of [respelled(publicJwk[member]), padded(publicJwk[member]), shortened]) {
      const key = { ...publicJwk, [member]: other };
      expect(v.is(PublicJwk, key), `${member} ${other}`).toBe(false);
      expectRefusal(await readAnchor(JSON.stringify(key)), 'trust.anchor', `the anchor, ${member}`);
    }
  }
});

test('a key of a secret ballot has a modulus of 2048 bits', () => {
  const { issuer } = issuerPair();
  expect(v.is(IssuerKey, issuer)).toBe(true);
  const bytes = fromBase64url(issuer.n);
  const short = bytes.with(0, (bytes[0] ?? 0) & 0x7f);
  for (const n of [respelled(issuer.n), padded(issuer.n), toBase64url(short), toBase64url(bytes.with(0, 0))])
    expect(v.is(IssuerKey, issuerOf(n)), n).toBe(false);
});
