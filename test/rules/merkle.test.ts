import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  append,
  emptyRoot,
  includes,
  inclusionPlaces,
  inclusionProof,
  leafHash,
  merkleRoot,
  type NodeAt,
  nodeHash,
  peaks,
  rootOfPeaks,
} from '../../server/rules/merkle.ts';

const hex = (hash: string): string => Buffer.from(hash, 'base64url').toString('hex');
const fromHex = (text: string): string => Buffer.from(text, 'hex').toString('base64url');

/** The Merkle tree hash by the definition in RFC 9162 section 2.1.1, on the data itself. */
function treeHash(data: readonly Uint8Array[]): Buffer {
  const sha256 = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
  const [only] = data;
  if (only === undefined) return sha256();
  if (data.length === 1) return sha256(Buffer.of(0), only);
  const k = split(data.length);
  return sha256(Buffer.of(1), treeHash(data.slice(0, k)), treeHash(data.slice(k)));
}

/** PATH(m, D_n) by the definition in RFC 9162 section 2.1.3.1. */
function path(m: number, data: readonly Uint8Array[]): Buffer[] {
  if (data.length === 1) return [];
  const k = split(data.length);
  return m < k
    ? [...path(m, data.slice(0, k)), treeHash(data.slice(k))]
    : [...path(m - k, data.slice(k)), treeHash(data.slice(0, k))];
}

/** The largest power of two smaller than n. */
function split(n: number): number {
  return 2 ** Math.floor(Math.log2(n - 1));
}

const largest = 200;
const data = Array.from({ length: largest }, (_, i) => Buffer.from(`leaf ${i}`));
const leaves = data.map(leafHash);
const sizes = Array.from({ length: largest + 1 }, (_, size) => size);

/** The vectors of Certificate Transparency: github.com/transparency-dev/merkle, `testonly` and `proof/verify_test.go`. */
describe('known trees', () => {
  const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const hashes = known.map((leaf) => leafHash(Buffer.from(leaf, 'hex')));
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];

  it.each(roots.map((root, size) => [size, root] as const))('of %i leaves has its root', (size, root) => {
    expect(hex(merkleRoot(hashes.slice(0, size)))).toBe(root);
  });

  it('of no leaves is the hash of nothing', () => {
    expect(hex(emptyRoot)).toBe(roots[0]);
  });

  it.each([
    [
      0,
      8,
      [
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
      ],
    ],
    [
      5,
      8,
      [
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
      ],
    ],
    [2, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
    [
      1,
      5,
      [
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
        'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      ],
    ],
  ])('has the proof of leaf %i among %i', (index, size, known) => {
    expect(inclusionProof(hashes.slice(0, size), index).map(hex)).toEqual(known);
    const root = fromHex(roots[size] as string);
    expect(includes(hashes[index] as string, index, size, known.map(fromHex), root)).toBe(true);
  });
});

describe('the example of RFC 9162 section 2.1.5', () => {
  it('has the paths that the document names', () => {
    const [a, b, c, d, e, f, j] = leaves.slice(0, 7) as [string, string, string, string, string, string, string];
    const [g, h, i] = [nodeHash(a, b), nodeHash(c, d), nodeHash(e, f)];
    const [k, l] = [nodeHash(g, h), nodeHash(i, j)];
    const seven = leaves.slice(0, 7);
    expect(inclusionProof(seven, 0)).toEqual([b, h, l]);
    expect(inclusionProof(seven, 3)).toEqual([c, g, l]);
    expect(inclusionProof(seven, 4)).toEqual([f, j, k]);
    expect(inclusionProof(seven, 6)).toEqual([i, k]);
    expect(merkleRoot(seven)).toBe(nodeHash(k, l));
  });
});

describe('every tree of up to 200 leaves', () => {
  it('has the root of the definition', () => {
    for (const size of sizes)
      expect(hex(merkleRoot(leaves.slice(0, size)))).toBe(treeHash(data.slice(0, size)).toString('hex'));
  });

  it('is covered once and in order by its peaks, from the largest to the smallest', () => {
    for (const size of sizes) {
      const covered = peaks(size).flatMap(({ level, index }) =>
        Array.from({ length: 2 ** level }, (_, i) => index * 2 ** level + i),
      );
      expect(covered).toEqual(Array.from({ length: size }, (_, i) => i));
      const levels = peaks(size).map(({ level }) => level);
      expect(levels).toEqual([...new Set(levels)].sort((a, b) => b - a));
    }
  });

  it('grows leaf by leaf into the same root, out of the nodes that were stored', async () => {
    const stored = new Map<string, string>();
    const key = ({ level, index }: NodeAt): string => `${level}/${index}`;
    const find = (at: NodeAt): string => {
      const hash = stored.get(key(at));
      if (hash === undefined) throw new Error(`node ${key(at)} was never stored`);
      return hash;
    };
    for (const [size, leaf] of leaves.entries()) {
      for (const node of await append(size, leaf, async (at) => find(at))) {
        expect(stored.has(key(node))).toBe(false);
        stored.set(key(node), node.hash);
      }
      expect(rootOfPeaks(peaks(size + 1).map(find))).toBe(merkleRoot(leaves.slice(0, size + 1)));
      for (const index of [0, size >> 1, size]) {
        const proof = inclusionPlaces(index, size + 1).map((places) => rootOfPeaks(places.map(find)));
        expect(proof).toEqual(inclusionProof(leaves.slice(0, size + 1), index));
      }
    }
  });

  it('proves each of its leaves with the path of the definition', () => {
    for (const size of [...sizes.slice(1, 34), 63, 64, 65, 100, 127, 128, 129, 200]) {
      const some = leaves.slice(0, size);
      const root = merkleRoot(some);
      for (const [index, leaf] of some.entries()) {
        const proof = inclusionProof(some, index);
        expect(proof.map(hex)).toEqual(path(index, data.slice(0, size)).map((hash) => hash.toString('hex')));
        expect(includes(leaf, index, size, proof, root)).toBe(true);
      }
    }
  });
});

describe('a proof that was altered', () => {
  const place = fc
    .integer({ min: 1, max: largest })
    .chain((size) => fc.tuple(fc.constant(size), fc.nat({ max: size - 1 })));

  it('fails with another leaf, another place, another size or another root', () => {
    fc.assert(
      fc.property(place, fc.nat({ max: largest - 1 }), ([size, index], other) => {
        const some = leaves.slice(0, size);
        const root = merkleRoot(some);
        const proof = inclusionProof(some, index);
        const leaf = leaves[index] as string;
        fc.pre(other !== index);
        expect(includes(leaves[other] as string, index, size, proof, root)).toBe(false);
        if (other < size) expect(includes(leaf, other, size, proof, root)).toBe(false);
        expect(includes(leaf, index, size, proof, leaves[other] as string)).toBe(size === 1 && other === 0);
        expect(includes(leaf, index, size, proof, merkleRoot(leaves.slice(0, other + 1)))).toBe(other + 1 === size);
      }),
      { numRuns: 1000 },
    );
  });

  it('fails with any step changed, left out, doubled or added', () => {
    fc.assert(
      fc.property(place, fc.nat(), fc.nat({ max: 255 }), ([size, index], step, bit) => {
        const some = leaves.slice(0, size);
        const root = merkleRoot(some);
        const proof = inclusionProof(some, index);
        const holds = (changed: readonly string[]): boolean =>
          includes(leaves[index] as string, index, size, changed, root);
        expect(holds([...proof, leaves[0] as string])).toBe(false);
        expect(holds([leaves[0] as string, ...proof])).toBe(false);
        fc.pre(proof.length > 0);
        const at = step % proof.length;
        const bytes = Buffer.from(proof[at] as string, 'base64url');
        bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        expect(holds(proof.with(at, bytes.toString('base64url')))).toBe(false);
        expect(holds(proof.toSpliced(at, 1))).toBe(false);
        expect(holds(proof.toSpliced(at, 0, proof[at] as string))).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  it('fails for a place that is not in the tree', () => {
    expect(includes(leaves[0] as string, 0, 0, [], leaves[0] as string)).toBe(false);
    expect(includes(leaves[0] as string, 1, 1, [], leaves[0] as string)).toBe(false);
    expect(includes(leaves[0] as string, -1, 1, [], leaves[0] as string)).toBe(false);
    expect(() => inclusionProof(leaves.slice(0, 3), 3)).toThrow(RangeError);
    expect(() => inclusionPlaces(-1, 3)).toThrow(RangeError);
  });

  it('takes no hash that is not 32 bytes long', () => {
    const long = Buffer.concat([Buffer.from(leaves[0] as string, 'base64url'), Buffer.of(0)]).toString('base64url');
    expect(() => nodeHash(long, leaves[1] as string)).toThrow(RangeError);
    expect(() => nodeHash(leaves[0] as string, long)).toThrow(RangeError);
    expect(() => nodeHash('', leaves[1] as string)).toThrow(RangeError);
  });
});
