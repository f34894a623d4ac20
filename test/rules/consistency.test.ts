import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  consistencyPlaces,
  consistencyProof,
  isConsistent,
  leafHash,
  merkleRoot,
  nodeHash,
} from '../../server/rules/merkle.ts';

type Tree = Parameters<typeof isConsistent>[0];

const hex = (hash: string): string => Buffer.from(hash, 'base64url').toString('hex');
const fromHex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');

const largest = 200;
const data = Array.from({ length: largest }, (_, i) => Buffer.from(`leaf ${i}`));
const leaves = data.map(leafHash);

/** PROOF(m, D_n) by the definition in RFC 9162 section 2.1.4.1; `known` is its SUBPROOF's third argument. */
function proof(m: number, data: readonly Uint8Array[], known = true): Buffer[] {
  if (m === data.length) return known ? [] : [treeHash(data)];
  const k = 2 ** Math.floor(Math.log2(data.length - 1));
  return m <= k
    ? [...proof(m, data.slice(0, k), known), treeHash(data.slice(k))]
    : [...proof(m - k, data.slice(k), false), treeHash(data.slice(0, k))];
}

/** The Merkle tree hash by the definition in section 2.1.1, of one leaf or more. */
function treeHash(data: readonly Uint8Array[]): Buffer {
  const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = data;
  if (data.length === 1 && only !== undefined) return sha256(Buffer.of(0), only);
  const k = 2 ** Math.floor(Math.log2(data.length - 1));
  return sha256(Buffer.of(1), treeHash(data.slice(0, k)), treeHash(data.slice(k)));
}

/** The vectors of Certificate Transparency: github.com/transparency-dev/merkle, `testonly` and `proof/verify_test.go`. */
describe('known proofs', () => {
  const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const hashes = known.map((leaf) => leafHash(Buffer.from(leaf, 'hex')));
  const roots: Readonly<Record<number, string>> = {
    1: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    5: '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    6: '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    8: '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  };

  it.each([
    [1, 1, []],
    [
      1,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      6,
      8,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [
      2,
      5,
      [
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('lead from %i leaves to %i', (from, to, known) => {
    expect(consistencyProof(hashes.slice(0, to), from).map(hex)).toEqual(known);
    const [earlier, later] = [from, to].map((size) => ({ size, root: fromHex(roots[size] as string) })) as [Tree, Tree];
    expect(isConsistent(earlier, later, known.map(fromHex))).toBe(true);
  });

  it('are those of the example of RFC 9162 section 2.1.5', () => {
    const [a, b, c, d, e, f, j] = leaves.slice(0, 7) as [string, string, string, string, string, string, string];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    const seven = leaves.slice(0, 7);
    expect(consistencyProof(seven, 3)).toEqual([c, d, g, l]);
    expect(consistencyProof(seven, 4)).toEqual([l]);
    expect(consistencyProof(seven, 6)).toEqual([i, j, k]);
  });
});

describe('a consistency proof', () => {
  const treeOf = (size: number): Tree => ({ size, root: merkleRoot(leaves.slice(0, size)) });
  const sizesTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, size) => size);
  /** Two sizes, the smaller first. */
  const grown = fc
    .integer({ min: 2, max: largest })
    .chain((to) => fc.tuple(fc.integer({ min: 1, max: to - 1 }), fc.constant(to)));

  it('is that of the definition and holds, for every two sizes up to 66', () => {
    const trees = sizesTo(66).map(treeOf);
    for (const later of trees) {
      for (const earlier of trees.slice(0, later.size + 1)) {
        const found = consistencyProof(leaves.slice(0, later.size), earlier.size);
        const defined = earlier.size === 0 ? [] : proof(earlier.size, data.slice(0, later.size));
        expect(found.map(hex)).toEqual(defined.map((hash) => hash.toString('hex')));
        expect(isConsistent(earlier, later, found)).toBe(true);
      }
    }
  });

  it('proves nothing of any other two trees up to 20', () => {
    const trees = sizesTo(20).map(treeOf);
    for (const later of trees) {
      for (const earlier of trees.slice(0, later.size + 1)) {
        const found = consistencyProof(leaves.slice(0, later.size), earlier.size);
        for (const a of trees)
          for (const b of trees) {
            const same = a === earlier && b === later;
            // what grows out of nothing, and a tree out of itself, is proved by the empty path alone
            const plain = found.length === 0 && (a.size === 0 || a === b);
            expect(isConsistent(a, b, found)).toBe(same || plain);
          }
      }
    }
  });

  it('fails for a journal that was written anew from any entry before the earlier size', () => {
    for (const [from, to] of [
      [1, 2],
      [3, 7],
      [4, 7],
      [8, 16],
      [13, 21],
      [64, 65],
      [100, 200],
    ] as const) {
      const earlier = treeOf(from);
      for (let changed = 0; changed < from; changed += 1) {
        const forged = leaves.slice(0, to).with(changed, leafHash(Buffer.from('forged')));
        const later = { size: to, root: merkleRoot(forged) };
        expect(isConsistent(earlier, later, consistencyProof(forged, from))).toBe(false);
      }
    }
  });

  it('fails with any step changed, left out, doubled or added', () => {
    fc.assert(
      fc.property(grown, fc.nat(), fc.nat({ max: 255 }), ([from, to], step, bit) => {
        const found = consistencyProof(leaves.slice(0, to), from);
        const holds = (changed: readonly string[]): boolean => isConsistent(treeOf(from), treeOf(to), changed);
        expect(holds([...found, leaves[0] as string])).toBe(false);
        expect(holds([leaves[0] as string, ...found])).toBe(false);
        const at = step % found.length;
        const bytes = Buffer.from(found[at] as string, 'base64url');
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(holds(found.with(at, bytes.toString('base64url')))).toBe(false);
        expect(holds(found.toSpliced(at, 1))).toBe(false);
        expect(holds(found.toSpliced(at, 0, found[at] as string))).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('is there only where a tree can grow', () => {
    expect(() => consistencyPlaces(3, 2)).toThrow(RangeError);
    expect(() => consistencyPlaces(-1, 2)).toThrow(RangeError);
    expect(() => consistencyPlaces(1.5, 2)).toThrow(RangeError);
    expect(isConsistent(treeOf(3), treeOf(2), [])).toBe(false);
    expect(isConsistent({ size: 0, root: leaves[0] as string }, treeOf(2), [])).toBe(false);
  });
});
