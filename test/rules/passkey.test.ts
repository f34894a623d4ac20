import { generateKeyPairSync, sign } from 'node:crypto';
import { generateRegistrationOptions, verifyRegistrationResponse } from '@simplewebauthn/server';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Algorithm, flag, SoftwareAuthenticator } from '../../server/demo/authenticator.ts';
import { fromBase64url, toBase64url } from '../../server/rules/canonical.ts';
import { publicKeyOfCose } from '../../server/rules/cose.ts';
import { rawSignature } from '../../server/rules/der.ts';
import { siteOf, verifyAssertion } from '../../server/rules/passkey.ts';
import type { Signed, VoteStatement } from '../../server/rules/statements.ts';
import { makePerson, type Person, signBy } from '../support/meeting.ts';
import { expectRefusal } from '../support/refused.ts';

const site = siteOf('https://vedtak.example/lag/bergen');
const vote: VoteStatement = {
  typ: 'vedtak/vote/1',
  ballot: toBase64url(new Uint8Array(32)),
  delegate: 'kari',
  revision: 1,
  marks: { 1: 'for', 2: 'blank' },
};

let kari: Person;
let signed: Signed<VoteStatement>;
beforeAll(() => {
  kari = makePerson('kari', site);
  signed = signBy(kari, vote, site);
});

const verify = (some: Signed<VoteStatement>, where = site) => verifyAssertion(some, kari.credential.publicKey, where);

describe('the site of a branch', () => {
  test('is the origin and the host of its address', () => {
    expect(siteOf('https://vedtak.example/lag/bergen')).toEqual({
      origin: 'https://vedtak.example',
      rpId: 'vedtak.example',
    });
  });

  test('on a port of this machine has the port in the origin only', () => {
    expect(siteOf('http://localhost:8080/lag/bergen')).toEqual({ origin: 'http://localhost:8080', rpId: 'localhost' });
  });
});

describe('a signature with a passkey', () => {
  test('holds over the statement that was signed', async () => {
    expect(await verify(signed)).toEqual({ ok: true, value: true });
  });

  test.for(['ES256', 'EdDSA', 'RS256'] as const)('holds when the device makes keys of %s', async (algorithm) => {
    const { device, credential } = await registered(algorithm);
    const some = device.sign(vote, { signer: 'kari', ...site });
    expect(await verifyAssertion(some, credential.publicKey, site)).toEqual({ ok: true, value: true });
    const altered = { ...some, statement: { ...vote, revision: 2 } };
    expectRefusal(await verifyAssertion(altered, credential.publicKey, site), 'signature.altered');
  });

  test('does not hold over an altered statement', async () => {
    const altered: Signed<VoteStatement> = { ...signed, statement: { ...vote, marks: { 1: 'against', 2: 'blank' } } };
    expectRefusal(await verify(altered), 'signature.altered', "the statement's hash is", 'the signature is over');
  });

  test('does not hold on another origin', async () => {
    const elsewhere = kari.device.sign(vote, { signer: 'kari', ...site, origin: 'https://vedtak.example.evil' });
    expectRefusal(
      await verify(elsewhere),
      'signature.origin',
      'https://vedtak.example.evil',
      'expected https://vedtak.example',
    );
    expectRefusal(await verify(signed, { ...site, origin: 'https://vedtak.example:444' }), 'signature.origin');
  });

  test('does not hold for another relying party', async () => {
    const elsewhere = kari.device.sign(vote, { signer: 'kari', ...site, rpId: 'example' });
    expectRefusal(await verify(elsewhere), 'signature.origin', 'vedtak.example');
  });

  test('does not hold when it is a registration', async () => {
    expectRefusal(await verify(withClientData({ type: 'webauthn.create' })), 'signature.origin', 'webauthn.get');
  });

  test('does not hold when it was made in a frame on another site', async () => {
    expectRefusal(await verify(withClientData({ crossOrigin: true })), 'signature.origin', 'frame');
  });

  test('does not hold without user verification', async () => {
    const unverified = kari.device.sign(vote, { signer: 'kari', ...site, flags: flag.userPresent });
    expectRefusal(await verify(unverified), 'signature.user', '(UV)');
  });

  test('does not hold when nobody was there', async () => {
    const absent = kari.device.sign(vote, { signer: 'kari', ...site, flags: flag.userVerified });
    expectRefusal(await verify(absent), 'signature.user', '(UP)');
  });

  test('does not hold with the passkey of somebody else', async () => {
    const ola = makePerson('ola', site);
    expectRefusal(await verifyAssertion(signed, ola.credential.publicKey, site), 'signature.wrong');
    const rsa = await registered('RS256');
    expectRefusal(await verifyAssertion(signed, rsa.credential.publicKey, site), 'signature.wrong');
  });

  test('does not hold with numbers that are no key', async () => {
    const { x } = kari.credential.publicKey as { x: string };
    expectRefusal(await verifyAssertion(signed, { kty: 'EC', crv: 'P-256', x, y: x }, site), 'signature.wrong');
    expectRefusal(await verifyAssertion(signed, { kty: 'OKP', crv: 'Ed25519', x: 'AA' }, site), 'signature.wrong');
  });

  test('does not hold when flags are raised, the counter is changed or client data is added after signing', async () => {
    const unverified = kari.device.sign(vote, { signer: 'kari', ...site, flags: flag.userPresent });
    const bytes = fromBase64url(unverified.authenticatorData);
    bytes[32] = flag.userPresent | flag.userVerified;
    expectRefusal(await verify({ ...unverified, authenticatorData: toBase64url(bytes) }), 'signature.wrong');
    const counted = fromBase64url(signed.authenticatorData);
    counted[36] = 200;
    expectRefusal(await verify({ ...signed, authenticatorData: toBase64url(counted) }), 'signature.wrong');
    expectRefusal(await verify(withClientData({ added: 1 })), 'signature.wrong');
  });

  test('does not hold when its base64url is written in another way', async () => {
    expectRefusal(await verify({ ...signed, signature: `${signed.signature}=` }), 'signature.wrong');
    const bytes = fromBase64url(signed.authenticatorData);
    const loose = signed.authenticatorData.slice(0, -1) + nextLetter(signed.authenticatorData.at(-1) ?? '');
    expect(toBase64url(fromBase64url(loose))).toBe(toBase64url(bytes));
    expectRefusal(await verify({ ...signed, authenticatorData: loose }), 'signature.wrong', 'base64url');
  });

  test('is refused, never thrown at, whatever the bytes are', async () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => toBase64url(some));
    const part = fc.oneof(
      bytes,
      fc.string(),
      fc.json().map((text) => toBase64url(new TextEncoder().encode(text))),
    );
    const field = fc.constantFrom('authenticatorData', 'clientDataJSON', 'signature');
    await fc.assert(
      fc.asyncProperty(field, part, async (name, value) => {
        fc.pre(signed[name] !== value);
        expect((await verify({ ...signed, [name]: value })).ok).toBe(false);
      }),
    );
  });

  test('is refused when any one bit of it is changed', async () => {
    const field = fc.constantFrom('authenticatorData', 'clientDataJSON', 'signature');
    await fc.assert(
      fc.asyncProperty(field, fc.nat(), fc.integer({ min: 0, max: 7 }), async (name, place, bit) => {
        const bytes = fromBase64url(signed[name]);
        const at = place % bytes.length;
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        expect((await verify({ ...signed, [name]: toBase64url(bytes) })).ok).toBe(false);
      }),
    );
  });
});

/** The signed vote with other client data than what was signed. */
function withClientData(change: Record<string, unknown>): Signed<VoteStatement> {
  const client = JSON.parse(new TextDecoder().decode(fromBase64url(signed.clientDataJSON))) as object;
  const text = JSON.stringify({ ...client, ...change });
  return { ...signed, clientDataJSON: toBase64url(new TextEncoder().encode(text)) };
}

/** The letter after one in the base64url alphabet: the lowest bit is set. */
function nextLetter(letter: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(letter) | 1] ?? letter;
}

/** A device that was registered through SimpleWebAuthn, and the passkey as the server stores it. */
async function registered(algorithm: Algorithm) {
  const device = new SoftwareAuthenticator(algorithm);
  const options = await generateRegistrationOptions({
    rpName: 'Laget',
    rpID: site.rpId,
    userID: new TextEncoder().encode('kari'),
    userName: 'Kari',
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: [-7, -8, -257],
  });
  const response = device.register(options, site.origin);
  const verified = await verifyRegistrationResponse({
    response,
    expectedChallenge: options.challenge,
    expectedOrigin: site.origin,
    expectedRPID: site.rpId,
    requireUserVerification: true,
    supportedAlgorithmIDs: [-7, -8, -257],
  });
  if (!verified.verified) throw new Error('the registration does not verify');
  const { id, publicKey } = verified.registrationInfo.credential;
  return { device, options, credential: { id, publicKey: publicKeyOfCose(publicKey) } };
}

describe('a registered passkey', () => {
  test.for(['ES256', 'EdDSA', 'RS256'] as const)('of %s has the key that the device holds', async (algorithm) => {
    const { device, credential } = await registered(algorithm);
    expect(credential).toEqual(device.credential('kari'));
  });

  test('is not made twice on a device when the site excludes it', async () => {
    const { device, options, credential } = await registered('ES256');
    const again = { ...options, excludeCredentials: [{ id: credential.id, type: 'public-key' as const }] };
    expect(() => device.register(again, site.origin)).toThrow('holds a passkey');
  });

  test('is not made when the site does not take the algorithm', async () => {
    const { options } = await registered('ES256');
    const es256 = { ...options, pubKeyCredParams: [{ alg: -7, type: 'public-key' as const }] };
    expect(() => new SoftwareAuthenticator('RS256').register(es256, site.origin)).toThrow('does not take RS256');
  });

  test.for([
    ['nothing', ''],
    ['a number', '01'],
    ['a list', '80'],
    ['cut short', 'a50102'],
    [
      'a key of P-384',
      'a5010203382220022158200101010101010101010101010101010101010101010101010101010101010101010122582001',
    ],
    ['a key without numbers', 'a3010203262001'],
  ] as const)('is not read out of bytes that are %s', ([, hex]) => {
    expect(() => publicKeyOfCose(Uint8Array.from(Buffer.from(hex, 'hex')))).toThrow(TypeError);
  });
});

describe('an ECDSA signature in DER', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const fromHex = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));

  test('is read as its two numbers of 32 bytes', () => {
    fc.assert(
      fc.property(number(), number(), (r, s) => {
        const raw = rawSignature(Uint8Array.from([0x30, r.der.length + s.der.length, ...r.der, ...s.der]));
        expect(raw).toEqual(Uint8Array.from([...r.raw, ...s.raw]));
      }),
    );
  });

  test('is read as the runtime writes it', () => {
    for (let i = 0; i < 100; i += 1) {
      const raw = rawSignature(new Uint8Array(sign('sha256', Uint8Array.of(i), privateKey)));
      expect(raw).toHaveLength(64);
    }
  });

  test.for([
    ['empty', ''],
    ['not a sequence', '3106020101020101'],
    ['too short for its length', '30070201010201'],
    ['longer than its length', '300602010102010100'],
    ['a length of two bytes', '308106020101020101'],
    ['an empty number', '30050200020101'],
    ['a negative number', '3006020180020101'],
    ['a needless zero', '300702020001020101'],
    ['a zero', '3006020100020101'],
    ['one number', '3003020101'],
    ['three numbers', '3009020101020101020101'],
    ['a number of 33 bytes', `30260221${'01'.repeat(33)}020101`],
  ] as const)('is not read when it is %s', ([, hex]) => {
    expect(rawSignature(fromHex(hex))).toBeUndefined();
  });

  /** A positive number of at most 32 bytes, in both forms. */
  function number() {
    return fc
      .uint8Array({ minLength: 1, maxLength: 32 })
      .filter(([first = 0]) => first !== 0)
      .map((value) => {
        const padded = (value[0] ?? 0) >= 0x80 ? [0, ...value] : [...value];
        return { der: [0x02, padded.length, ...padded], raw: [...new Uint8Array(32 - value.length), ...value] };
      });
  }
});
