import { digest, fromBase64url, toBase64url } from './canonical.ts';

/**
 * Merkle trees as RFC 9162 section 2.1 hashes them. Hashes are base64url. A tree is stored as its complete
 * subtrees: node (level, index) covers the leaves from index·2^level, 2^level of them.
 */
export interface NodeAt {
  level: number;
  index: number;
}

/** A complete subtree's place and hash. */
export interface TreeNode extends NodeAt {
  hash: string;
}

/** The root of the tree without leaves: SHA-256 of nothing (RFC 9162 section 2.1.1). */
export const emptyRoot = toBase64url(digest(new Uint8Array()));

/** The hash of a leaf: SHA-256(0x00 ‖ data). */
export function leafHash(data: Uint8Array): string {
  const bytes = new Uint8Array(data.length + 1);
  bytes.set(data, 1);
  return toBase64url(digest(bytes));
}

/** The hash of an inner node: SHA-256(0x01 ‖ left ‖ right). @throws RangeError when either is not 32 bytes. */
export function nodeHash(left: string, right: string): string {
  const bytes = new Uint8Array(65);
  bytes[0] = 1;
  bytes.set(hashBytes(left), 1);
  bytes.set(hashBytes(right), 33);
  return toBase64url(digest(bytes));
}

function hashBytes(hash: string): Uint8Array {
  const bytes = fromBase64url(hash);
  if (bytes.length !== 32) throw new RangeError(`a hash of ${bytes.length} bytes, expected 32`);
  return bytes;
}

/** The complete subtrees that make up a tree of `size` leaves, left to right, largest first. */
export function peaks(size: number): NodeAt[] {
  const found: NodeAt[] = [];
  let start = 0;
  for (let level = 52; level >= 0; level -= 1) {
    const width = 2 ** level;
    if (size - start < width) continue;
    found.push({ level, index: start / width });
    start += width;
  }
  return found;
}

/** The root of a tree out of the hashes of its `peaks`, in their order. */
export function rootOfPeaks(hashes: readonly string[]): string {
  const last = hashes.at(-1);
  if (last === undefined) return emptyRoot;
  return hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The root over leaf hashes in order. */
export function merkleRoot(leaves: readonly string[]): string {
  return rootOfPeaks(peaks(leaves.length).map((at) => subtree(leaves, at)));
}

function subtree(leaves: readonly string[], { level, index }: NodeAt): string {
  let row = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
  while (row.length > 1) {
    const above: string[] = [];
    for (let i = 0; i < row.length; i += 2) above.push(nodeHash(row[i] as string, row[i + 1] as string));
    row = above;
  }
  return row[0] as string;
}

/**
 * The complete subtrees that a new leaf finishes, the leaf itself first. `left` gives the hash of the
 * stored left sibling at a place.
 */
export async function append(size: number, leaf: string, left: (at: NodeAt) => Promise<string>): Promise<TreeNode[]> {
  const made: TreeNode[] = [{ level: 0, index: size, hash: leaf }];
  let { level, index, hash } = made[0] as TreeNode;
  while (index % 2 === 1) {
    hash = nodeHash(await left({ level, index: index - 1 }), hash);
    level += 1;
    index = (index - 1) / 2;
    made.push({ level, index, hash });
  }
  return made;
}

/**
 * Where the hashes of an inclusion proof come from (RFC 9162 section 2.1.3.1), nearest to the leaf first:
 * each step is the root over the subtrees named, left to right.
 * @throws RangeError when the index is not below the size.
 */
export function inclusionPlaces(index: number, size: number): NodeAt[][] {
  if (index < 0 || index >= size) throw new RangeError(`leaf ${index} is not in a tree of ${size}`);
  const steps: NodeAt[][] = [];
  let low = 0;
  let high = size;
  while (high - low > 1) {
    const middle = low + splitAt(high - low);
    if (index < middle) {
      steps.unshift(coverage(middle, high));
      high = middle;
    } else {
      steps.unshift(coverage(low, middle));
      low = middle;
    }
  }
  return steps;
}

/** The largest power of two below n (n > 1). */
function splitAt(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Complete subtrees that cover the leaves low..high, low being a multiple of the largest of them. */
function coverage(low: number, high: number): NodeAt[] {
  return peaks(high - low).map(({ level, index }) => ({ level, index: low / 2 ** level + index }));
}

/** The inclusion proof of a leaf among leaf hashes. @throws RangeError when the index is not below the size. */
export function inclusionProof(leaves: readonly string[], index: number): string[] {
  return inclusionPlaces(index, leaves.length).map((places) => rootOfPeaks(places.map((at) => subtree(leaves, at))));
}

/** Whether a path proves that the leaf hash stands at `index` under the root (RFC 9162 section 2.1.3.2). */
export function includes(leaf: string, index: number, size: number, path: readonly string[], root: string): boolean {
  if (index < 0 || index >= size) return false;
  let place = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(sibling, hash);
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2);
        last = Math.floor(last / 2);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  }
  return last === 0 && hash === root;
}

/**
 * Where the hashes of a consistency proof come from (RFC 9162 section 2.1.4.1), in the order of the proof: each step is the
 * root over the subtrees named, left to right. None between a tree and itself, and none from the empty tree.
 * @throws RangeError when `from` is larger than `to`, or either is no size of a tree.
 */
export function consistencyPlaces(from: number, to: number): NodeAt[][] {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || from < 0 || from > to)
    throw new RangeError(`a tree of ${to} leaves does not grow out of one of ${from}`);
  const steps: NodeAt[][] = [];
  if (from === 0) return steps;
  let low = 0;
  let high = to;
  while (from < high) {
    const middle = low + splitAt(high - low);
    if (from <= middle) {
      steps.unshift(coverage(middle, high));
      high = middle;
    } else {
      steps.unshift(coverage(low, middle));
      low = middle;
    }
  }
  // what is left stands whole in both trees; where it is all of the earlier one, its root is known
  if (low > 0) steps.unshift(coverage(low, high));
  return steps;
}

/** The consistency proof from the first `from` leaf hashes to all of them. @throws RangeError when there are fewer. */
export function consistencyProof(leaves: readonly string[], from: number): string[] {
  return consistencyPlaces(from, leaves.length).map((places) => rootOfPeaks(places.map((at) => subtree(leaves, at))));
}

/** A tree as it stood: how many leaves, and the root over them. */
interface Tree {
  size: number;
  root: string;
}

/**
 * Whether a path proves that the later tree is the earlier one with leaves added (RFC 9162 section 2.1.4.2). The RFC says
 * nothing of the empty tree, out of which every other grows, and of a tree and itself: both take the empty path.
 */
export function isConsistent(earlier: Tree, later: Tree, path: readonly string[]): boolean {
  if (earlier.size < 0 || earlier.size > later.size) return false;
  if (earlier.size === later.size) return path.length === 0 && earlier.root === later.root;
  if (earlier.size === 0) return path.length === 0 && earlier.root === emptyRoot;
  const [first, ...rest] = Number.isInteger(Math.log2(earlier.size)) ? [earlier.root, ...path] : path;
  return first !== undefined && grows(earlier, later, first, rest);
}

/** Climbs from the last leaf of the earlier tree to both roots. `first` is the root of the largest subtree that ends there. */
function grows(earlier: Tree, later: Tree, first: string, rest: readonly string[]): boolean {
  let place = earlier.size - 1;
  let last = later.size - 1;
  const halve = (): void => {
    place = Math.floor(place / 2);
    last = Math.floor(last / 2);
  };
  while (place % 2 === 1) halve();
  let [before, after] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = nodeHash(hash, before);
      after = nodeHash(hash, after);
      while (place % 2 === 0 && place !== 0) halve();
    } else {
      after = nodeHash(after, hash);
    }
    halve();
  }
  return last === 0 && before === earlier.root && after === later.root;
}
