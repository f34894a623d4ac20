import { withKey } from './mutate.ts';
import type { Random } from './random.ts';

/** Pieces that pumped texts repeat. */
const pumps = [
  ' ',
  '\t',
  '\u00a0',
  '\n',
  '\n\n',
  '\r',
  '0',
  '1',
  'a',
  'å',
  'A',
  '\\',
  '"',
  '""',
  "'",
  '(',
  ')',
  '[',
  '#',
  '-',
  '- ',
  '1. ',
  'a) ',
  ' a',
  'a ',
  '. ',
  ';',
  ',',
  '\n;',
  '1\n',
  'a\n',
  'a:\n',
  '\nb',
  '=',
  '<w:p>',
  '%',
  '.',
  ':',
  '\u0301',
  '\ud83d\uddf3',
  '1)\n2)\n',
  '- \n',
  '"\n"',
  'a\n\n',
];

/** A text that repeats some piece of a few characters until it has a length. */
export function pumpedText(
  random: Random,
  length: number,
  texts: readonly string[],
  words: readonly string[] = [],
): string {
  const text = texts.length === 0 ? '' : random.pick(texts);
  const at = random.below(text.length + 1);
  const piece = (): string => {
    if (words.length > 0 && random.chance(0.3)) return random.pick(words);
    if (text.length > 0 && random.chance(0.3))
      return text.slice(random.below(text.length)).slice(0, 1 + random.below(12));
    return random.pick(pumps);
  };
  const unit = random.chance(0.5) ? piece() : piece() + piece();
  const head = random.chance(0.7) ? text.slice(0, at).slice(-200) : '';
  const tail = random.chance(0.7) ? text.slice(at).slice(0, 200) : random.pick(['', 'x', '!', '\0', '\n']);
  return head + (unit === '' ? ' ' : unit).repeat(Math.ceil(length / Math.max(1, unit.length))) + tail;
}

/** A value in which a text is pumped to a length, or a list to as many items. */
export function pumpedValue(random: Random, length: number, value: unknown): unknown {
  if (typeof value === 'string') return pumpedText(random, length, [value]);
  if (Array.isArray(value)) {
    if (value.length === 0) return value;
    const at = random.below(value.length);
    if (random.chance(0.4)) return Array.from({ length: Math.ceil(length / 8) }, () => value[at] as unknown);
    return value.with(at, pumpedValue(random, length, value[at]));
  }
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value);
    if (keys.length === 0 || random.chance(0.1)) {
      const entries = Array.from({ length: Math.ceil(length / 8) }, (_, i) => [
        `k${i}`,
        keys[0] === undefined ? i : (value as Record<string, unknown>)[keys[0]],
      ]);
      return Object.fromEntries(entries as [string, unknown][]);
    }
    const key = random.pick(keys);
    return withKey(value, key, pumpedValue(random, length, (value as Record<string, unknown>)[key]));
  }
  return value;
}
