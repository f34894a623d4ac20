import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { guarded, isPublic, mustBeOpen, textWithin } from '../../server/egress.ts';
import { Problem } from '../../server/problem.ts';

const ways = { own: 'http://localhost:8080', allowPrivate: false };

/** The code for which an address is not asked; undefined where it is. */
function refusalOf(url: string, open = ways): string | undefined {
  try {
    mustBeOpen(url, open);
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.refusal.code;
    throw error;
  }
}

/** The ranges that the registries of IANA for special purposes name, written down apart from the library. */
const inside4: [base: [number, number, number, number], bits: number][] = [
  [[0, 0, 0, 0], 8],
  [[10, 0, 0, 0], 8],
  [[100, 64, 0, 0], 10],
  [[127, 0, 0, 0], 8],
  [[169, 254, 0, 0], 16],
  [[172, 16, 0, 0], 12],
  [[192, 0, 0, 0], 24],
  [[192, 0, 2, 0], 24],
  [[192, 168, 0, 0], 16],
  [[198, 18, 0, 0], 15],
  [[198, 51, 100, 0], 24],
  [[203, 0, 113, 0], 24],
  [[224, 0, 0, 0], 4],
  [[240, 0, 0, 0], 4],
];

const number4 = ([a, b, c, d]: readonly number[]): number =>
  ((a ?? 0) * 2 ** 24 + (b ?? 0) * 2 ** 16 + (c ?? 0) * 2 ** 8 + (d ?? 0)) >>> 0;
const text4 = (n: number): string => [24, 16, 8, 0].map((shift) => (n >>> shift) & 255).join('.');
const within4 = (n: number): boolean =>
  inside4.some(([base, bits]) => Math.floor(n / 2 ** (32 - bits)) === Math.floor(number4(base) / 2 ** (32 - bits)));

const address4 = fc.oneof(
  fc.nat(2 ** 32 - 1),
  fc
    .tuple(fc.constantFrom(...inside4), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }))
    .map(([[base, bits], at]) => number4(base) + Math.floor(at * 2 ** (32 - bits))),
  // just outside
  fc
    .constantFrom(...inside4)
    .chain(([base, bits]) => fc.constantFrom(number4(base) - 1, number4(base) + 2 ** (32 - bits))),
);

describe('an IPv4 address', () => {
  test('in one of the ranges for special purposes is not asked, any other of the internet is', () => {
    fc.assert(
      fc.property(
        address4.filter((n) => n >= 0 && n < 2 ** 32),
        (n) => {
          const special = /^(?:192\.88\.99|192\.175\.48|192\.31\.196|192\.52\.193)\./u.test(text4(n));
          if (!special) expect(isPublic(text4(n)), text4(n)).toBe(!within4(n));
        },
      ),
      { numRuns: 5000 },
    );
  });

  test('is judged the same in whatever way it is written, also inside an IPv6 address', () => {
    fc.assert(
      fc.property(fc.constantFrom('127.0.0.1', '10.1.2.3', '169.254.169.254', '192.168.0.1'), (address) => {
        const n = number4(address.split('.').map(Number));
        const hex = n.toString(16).padStart(8, '0');
        const tail = `${hex.slice(0, 4)}:${hex.slice(4)}`;
        const written = [address, String(n), `0x${hex}`, `0${n.toString(8)}`, `${address}.`];
        const inside = ['::ffff:', '::', '64:ff9b::', '64:ff9b:1::', '::ffff:0:'].map((head) => `[${head}${tail}]`);
        const tunnels = [`[2002:${tail}::]`, `[2001:0:${tail}::]`];
        for (const host of [...written, ...inside, ...tunnels, `[::ffff:${address}]`])
          expect(refusalOf(`https://${host}/lag/x/inbox`), host).toBe('address.private');
      }),
    );
  });
});

describe('an IPv6 address', () => {
  const word = fc.nat(0xffff);
  const rest = fc.array(word, { minLength: 7, maxLength: 7 });

  test('outside the block of public ones is not asked, whatever follows its first bits', () => {
    fc.assert(
      fc.property(
        word.filter((first) => first >> 13 !== 1),
        rest,
        (first, words) => {
          const host = [first, ...words].map((one) => one.toString(16)).join(':');
          expect(isPublic(host), host).toBe(false);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('of the public block is asked, but for documentation, tunnels and tests', () => {
    for (const host of ['2a00:1450:400f:80c::200e', '2606:4700::1111', '2001:4860:4860::8888', '2003::1']) {
      expect(isPublic(host), host).toBe(true);
      expect(refusalOf(`https://[${host}]/`)).toBeUndefined();
    }
    for (const host of ['2001:db8::1', '3fff::1', '2002:7f00:1::', '2001::1', '2001:2::1', 'fe80::1%eth0'])
      expect(isPublic(host), host).toBe(false);
  });
});

describe('an address', () => {
  test('of a name that says it is inside is not asked', () => {
    for (const host of ['localhost', 'LOCALHOST.', 'a.localhost', 'printer.local', 'metadata.google.internal'])
      expect(refusalOf(`https://${host}/`), host).toBe('address.private');
    expect(refusalOf('https://localhost.example.no/')).toBeUndefined();
  });

  test('without https, with credentials, or of another kind is not asked', () => {
    const urls = ['http://example.no/', 'https://a:b@example.no/', 'https://a@example.no/', 'ftp://example.no/'];
    for (const url of [...urls, 'file:///etc/passwd', 'data:text/plain,x', 'nothing', ''])
      expect(refusalOf(url), url).toBe('address.unreachable');
  });

  test('of the server itself is asked as it is, and any where private networks are allowed', () => {
    expect(mustBeOpen('http://localhost:8080/lag/x/inbox', ways)).toBe(true);
    expect(refusalOf('http://localhost:8081/lag/x/inbox')).toBe('address.unreachable');
    expect(refusalOf('https://localhost:8080/lag/x/inbox')).toBe('address.private');
    const open = { ...ways, allowPrivate: true };
    expect(refusalOf('http://192.168.0.1/', open)).toBeUndefined();
    expect(refusalOf('http://a:b@192.168.0.1/', open)).toBe('address.unreachable');
  });
});

test('the guard of a platform asks nothing that is not open, and lets no redirect be followed', async () => {
  const asked: [unknown, RequestInit | undefined][] = [];
  const way = guarded(async (url, init) => {
    asked.push([url, init]);
    return new Response('ok');
  }, ways);
  await expect(way('https://169.254.169.254/latest/meta-data')).rejects.toThrow('address.private');
  expect(asked).toEqual([]);
  await way('https://example.no/', { redirect: 'follow', method: 'POST' });
  expect(asked).toEqual([['https://example.no/', { redirect: 'manual', method: 'POST' }]]);
});

test('an answer is read no further than it may be long', async () => {
  let given = 0;
  const endless = new ReadableStream({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(1000));
    },
  });
  expect(await textWithin(new Response(endless), 10_000)).toBeUndefined();
  expect(given).toBeLessThan(20);
  expect(await textWithin(new Response('blåbær'), 8)).toBe('blåbær');
  expect(await textWithin(new Response('blåbær'), 7)).toBeUndefined();
  expect(await textWithin(new Response(null), 0)).toBe('');
});
