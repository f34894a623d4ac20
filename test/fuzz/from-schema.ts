import fc from 'fast-check';
import * as v from 'valibot';
import { withKey } from './mutate.ts';
import type { Random } from './random.ts';

/** A schema as valibot holds it, as far as it is read here. */
interface Shape {
  type: string;
  pipe?: readonly Shape[];
  entries?: Record<string, Shape>;
  items?: readonly Shape[];
  item?: Shape;
  options?: readonly unknown[];
  wrapped?: Shape;
  key?: Shape;
  value?: Shape;
  literal?: unknown;
  requirement?: unknown;
  getter?: (input: unknown) => Shape;
}

const hash = 'A'.repeat(43);
/** Texts of which some fit nearly every schema of ours. */
const texts: readonly string[] = [
  hash,
  '',
  'x',
  'Kari Moe',
  'Avganger hvert kvarter.',
  '1',
  '12',
  '2026-03-12',
  '2026-03-12T18:30:00.000Z',
  '2024-02-29T23:59:59.999Z',
  '2026-03-12T18:30',
  'https://vedtak.example/lag/bergen',
  'https://vedtak.example',
  'https://vedtak.example/hook',
  'bergen',
  'AQAB',
  'Y3JlZA',
  `${'A'.repeat(341)}Q`,
  `${'w'.repeat(341)}Q`,
  'vedtak:chosen',
  'chosen:a1',
  'resolution.signed',
  'kari@example.no',
  'AB12-CD34',
  '#aabbcc',
  'text',
  'e30.e30.AA',
  'x'.repeat(32),
  'Å\u030a🗳',
];

/** One more value that a schema describes, as JSON; now and then one that nearly does. */
export function valueBy(random: Random, schema: unknown, depth = 0): unknown {
  const shape = schema as Shape;
  switch (shape.type) {
    case 'string':
      return textOf(random, shape);
    case 'number':
      return numberOf(random, shape);
    case 'boolean':
      return random.chance(0.5);
    case 'literal':
      return shape.literal;
    case 'picklist':
    case 'enum':
      return random.pick(shape.options ?? [null]);
    case 'object':
    case 'strict_object':
    case 'loose_object':
      return objectOf(random, shape, depth);
    case 'array':
      return Array.from({ length: sizeOf(random, shape, depth) }, () => valueBy(random, shape.item, depth + 1));
    case 'tuple':
    case 'strict_tuple':
      return (shape.items ?? []).map((item) => valueBy(random, item, depth + 1));
    case 'record':
      return recordOf(random, shape, depth);
    case 'union':
    case 'variant':
      return valueBy(random, random.pick(shape.options ?? []), depth);
    case 'nullable':
    case 'nullish':
      return random.chance(0.3) ? null : valueBy(random, shape.wrapped, depth);
    case 'optional':
    case 'exact_optional':
    case 'undefinedable':
      return valueBy(random, shape.wrapped, depth);
    case 'lazy':
      return valueBy(random, shape.getter?.(undefined), depth + 1);
    case 'null':
      return null;
    default:
      return random.pick<unknown>([random.pick(texts), null, 1, {}, []]);
  }
}

/** What the actions of a pipe ask for. */
function asked(shape: Shape, type: string): unknown {
  return shape.pipe?.find((action) => action.type === type)?.requirement;
}

function objectOf(random: Random, { entries = {} }: Shape, depth: number): object {
  let made: object = {};
  for (const [key, member] of Object.entries(entries)) {
    const mayLack = ['optional', 'exact_optional', 'nullish', 'undefinedable', 'never'].includes(member.type);
    if (mayLack && (member.wrapped?.type === 'never' || random.chance(0.5))) continue;
    made = withKey(made, key, valueBy(random, member, depth + 1));
  }
  return made;
}

function recordOf(random: Random, { key, value }: Shape, depth: number): object {
  let made: object = {};
  for (let left = random.below(depth > 3 ? 2 : 4); left > 0; left -= 1)
    made = withKey(made, String(valueBy(random, key, depth + 1)), valueBy(random, value, depth + 1));
  return made;
}

function sizeOf(random: Random, shape: Shape, depth: number): number {
  const exact = asked(shape, 'length') as number | undefined;
  const least = (asked(shape, 'min_length') as number | undefined) ?? 0;
  const most = (asked(shape, 'max_length') as number | undefined) ?? 4;
  return exact ?? Math.min(most, least + random.below(depth > 3 ? 2 : 4));
}

function numberOf(random: Random, shape: Shape): number {
  const least = asked(shape, 'min_value') as number | undefined;
  const most = asked(shape, 'max_value') as number | undefined;
  return random.pick([least ?? 0, (least ?? 0) + 1, most ?? 7, 0, 1, 2, 3, random.below(1000)]);
}

/** Which of the texts fit a schema, and some that its pattern makes. */
const fitting = new WeakMap<object, string[]>();
/** Texts that a pattern makes. */
const made = new Map<string, string[]>();

function textOf(random: Random, shape: Shape): string {
  let known = fitting.get(shape);
  if (known === undefined) {
    known = [...texts, ...patterns(shape).flatMap(madeBy)].filter((text) => v.safeParse(shape as never, text).success);
    fitting.set(shape, known);
  }
  return known.length > 0 && random.chance(0.97) ? random.pick(known) : random.pick(texts);
}

function madeBy(pattern: RegExp): string[] {
  const known = made.get(pattern.source);
  if (known !== undefined) return known;
  let some: string[] = [];
  try {
    some = fc.sample(fc.stringMatching(pattern, { maxLength: 100 }), { seed: 1, numRuns: 6 });
  } catch {
    // fast-check makes nothing for patterns that look around
  }
  made.set(pattern.source, some);
  return some;
}

function patterns({ pipe = [], requirement }: Shape): RegExp[] {
  return [
    ...(requirement instanceof RegExp ? [requirement] : []),
    ...pipe.filter((part) => part.type === 'regex' || part.pipe !== undefined).flatMap(patterns),
  ];
}
