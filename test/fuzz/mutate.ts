import fc from 'fast-check';
import { nastyBytes, nastyKeys, nastyTexts, nastyValues } from './nasty.ts';
import type { Random } from './random.ts';

/** Bytes with one to four things changed; `others` are those to splice with. */
export function mutateBytes(random: Random, bytes: Uint8Array, others: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let changed: Uint8Array<ArrayBuffer> = new Uint8Array(bytes);
  for (let times = 1 + random.below(4); times > 0; times -= 1) changed = changeBytes(random, changed, others);
  return changed;
}

function changeBytes(
  random: Random,
  bytes: Uint8Array<ArrayBuffer>,
  others: readonly Uint8Array[],
): Uint8Array<ArrayBuffer> {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.length(bytes.length));
  const joined = (...parts: Uint8Array[]): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.concat(parts));
  const fresh = (length: number): Uint8Array => Uint8Array.from({ length }, () => random.below(256));
  switch (random.below(11)) {
    case 0:
      if (at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return bytes;
    case 1:
      if (at < bytes.length) bytes[at] = random.pick(nastyBytes);
      return bytes;
    case 2:
      if (at < bytes.length) bytes[at] = ((bytes[at] ?? 0) + random.pick([-1, 1, 16, 128])) & 0xff;
      return bytes;
    case 3:
      return bytes.slice(0, at);
    case 4:
      return joined(bytes.subarray(0, at), bytes.subarray(to));
    case 5:
      return joined(bytes.subarray(0, to), bytes.subarray(at));
    case 6:
      return joined(bytes.subarray(0, at), fresh(random.length(64)), bytes.subarray(at));
    case 7: {
      const other = others.length === 0 ? bytes : random.pick(others);
      return joined(bytes.subarray(0, at), other.subarray(random.below(other.length + 1)));
    }
    case 8: {
      // a length field that says too much, or nothing
      const size = random.pick([1, 2, 4, 8]);
      const value = random.pick([0x00, 0xff, 0x7f, 0x80]);
      for (let i = 0; i < size && at + i < bytes.length; i += 1)
        bytes[at + i] = i === 0 ? value : random.pick([0, 0xff]);
      return bytes;
    }
    case 9:
      return joined(
        bytes.subarray(0, at),
        new Uint8Array(random.length(4096)).fill(random.pick(nastyBytes)),
        bytes.subarray(at),
      );
    default:
      return joined(bytes.subarray(at, to), bytes.subarray(0, at), bytes.subarray(to));
  }
}

/** A text with one to four things changed, or now and then a new one. */
export function mutateText(
  random: Random,
  text: string,
  others: readonly string[],
  words: readonly string[] = [],
): string {
  if (random.chance(0.03)) return freshText(random);
  let changed = text;
  for (let times = 1 + random.below(4); times > 0; times -= 1) changed = changeText(random, changed, others, words);
  return changed;
}

function freshText(random: Random): string {
  const unit = random.pick(['binary', 'grapheme', 'grapheme-composite', 'binary-ascii'] as const);
  return fc.sample(fc.string({ unit, maxLength: 200 }), { seed: random.bits() | 0, numRuns: 1 })[0] ?? '';
}

function changeText(random: Random, text: string, others: readonly string[], words: readonly string[]): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + 1 + random.length(text.length));
  const before = text.slice(0, at);
  const piece = (): string => (words.length > 0 && random.chance(0.6) ? random.pick(words) : random.pick(nastyTexts));
  switch (random.below(12)) {
    case 0:
      return before;
    case 1:
      return before + text.slice(to);
    case 2:
      return text.slice(0, to) + text.slice(at);
    case 3:
    case 4:
      return before + piece() + text.slice(at);
    case 5:
      return before + piece() + text.slice(to);
    case 6: {
      const other = others.length === 0 ? text : random.pick(others);
      return before + other.slice(random.below(other.length + 1));
    }
    case 7: {
      const again = piece();
      return before + again.repeat(Math.ceil(random.length(2000) / Math.max(1, again.length))) + text.slice(at);
    }
    case 8:
      return before + String.fromCharCode(random.below(random.pick([0x80, 0x250, 0x10000]))) + text.slice(at + 1);
    case 9:
      return (
        before +
        (random.chance(0.5) ? text.slice(at, to).toUpperCase() : text.slice(at, to).normalize('NFD')) +
        text.slice(to)
      );
    case 10:
      return text.replaceAll(random.pick(['\n', ' ', ';', '\t', '"']), piece());
    default:
      return text.slice(at, to) + before + text.slice(to);
  }
}

/** A JSON value with one to three things changed, as JSON.parse would give it. */
export function mutateValue(random: Random, value: unknown, others: readonly unknown[]): unknown {
  let changed = value;
  for (let times = 1 + random.below(3); times > 0; times -= 1) changed = changeSomewhere(random, changed, others);
  return changed;
}

/** Goes down to some place in a value and changes what stands there. */
function changeSomewhere(random: Random, value: unknown, others: readonly unknown[]): unknown {
  if (typeof value !== 'object' || value === null || random.chance(0.12)) return changeHere(random, value, others);
  if (Array.isArray(value)) {
    if (value.length === 0) return changeHere(random, value, others);
    const at = random.below(value.length);
    return value.with(at, changeSomewhere(random, value[at], others));
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return changeHere(random, value, others);
  const key = random.pick(keys);
  return withKey(value, key, changeSomewhere(random, (value as Record<string, unknown>)[key], others));
}

/** An object with a member of any name, also one that an assignment would not make. */
export function withKey(object: object, key: string, member: unknown): object {
  const copy = { ...object };
  Object.defineProperty(copy, key, { value: member, enumerable: true, configurable: true, writable: true });
  return copy;
}

function changeHere(random: Random, value: unknown, others: readonly unknown[]): unknown {
  if (random.chance(0.15)) return random.pick(nastyValues);
  if (random.chance(0.05)) return freshValue(random);
  if (random.chance(0.05)) return nested(random.pick(['[', '{']), random.pick([3, 50, 500]), value);
  if (random.chance(0.1) && others.length > 0) return somewhereIn(random, random.pick(others));
  if (typeof value === 'string') return mutateText(random, value, []);
  if (typeof value === 'number') return changeNumber(random, value);
  if (Array.isArray(value)) return changeArray(random, value);
  if (typeof value === 'object' && value !== null) return changeObject(random, value);
  return random.pick(nastyValues);
}

/** A value that fast-check makes, its depth and its keys at random. */
function freshValue(random: Random): unknown {
  return fc.sample(fc.jsonValue({ maxDepth: 4 }), { seed: random.bits() | 0, numRuns: 1 })[0];
}

function nested(open: string, depth: number, inside: unknown): unknown {
  let value = inside;
  for (let i = 0; i < depth; i += 1) value = open === '[' ? [value] : { a: value };
  return value;
}

function somewhereIn(random: Random, value: unknown): unknown {
  let here = value;
  while (typeof here === 'object' && here !== null && random.chance(0.7)) {
    const members = Object.values(here);
    if (members.length === 0) return here;
    here = random.pick(members);
  }
  return here;
}

function changeNumber(random: Random, value: number): unknown {
  return random.pick([value + 1, value - 1, -value, value * 2, value + 0.5, 2 ** 53, 1e300, String(value), [value], 0]);
}

function changeArray(random: Random, value: readonly unknown[]): unknown {
  const at = random.below(value.length + 1);
  switch (random.below(5)) {
    case 0:
      return value.toSpliced(at, 1);
    case 1:
      return value.toSpliced(at, 0, value[random.below(value.length)] ?? null);
    case 2:
      return value.toReversed();
    case 3: {
      // what is long is not made three hundred times as long, again and again
      const length = random.pick(JSON.stringify(value).length < 10_000 ? [2, 20, 300] : [2, 3, 4]);
      return Array.from({ length }, (_, i) => value[i % Math.max(1, value.length)] ?? null);
    }
    default:
      return Object.fromEntries(value.entries());
  }
}

function changeObject(random: Random, value: object): unknown {
  const keys = Object.keys(value);
  switch (random.below(5)) {
    case 0: {
      if (keys.length === 0) return value;
      const gone = random.pick(keys);
      return Object.fromEntries(Object.entries(value).filter(([key]) => key !== gone));
    }
    case 1:
      return withKey(value, random.pick(nastyKeys), random.pick(nastyValues));
    case 2:
      return withKey(value, random.pick(nastyKeys), Object.values(value)[0] ?? null);
    case 3:
      return Object.values(value);
    default: {
      if (keys.length < 2) return value;
      const [a, b] = [random.pick(keys), random.pick(keys)];
      const members = value as Record<string, unknown>;
      return withKey(withKey(value, a, members[b]), b, members[a]);
    }
  }
}
