import { describe, expect, test } from 'vitest';
import { mutateText } from '../fuzz/mutate.ts';
import { pumpedText } from '../fuzz/pump.ts';
import { attack, type Find } from '../fuzz/runner.ts';
import type { Attack, Target } from '../fuzz/target.ts';
import { targets } from '../fuzz/targets.ts';

/** How many inputs a target gets here, where one of them costs more than most. `npm run fuzz` gives minutes. */
const fewer: Record<string, number> = {
  arrival: 8,
  docx: 40,
  http: 150,
  resolution: 60,
  minutes: 60,
  custody: 60,
  evidence: 60,
  'secret-evidence': 40,
  files: 60,
  chain: 80,
};
const usual = 140;
const seed = 20_261_129;

function told(finds: readonly Find[]): string {
  return finds.map(({ key, number, input }) => `${number}: ${key}: ${JSON.stringify(input)?.slice(0, 500)}`).join('\n');
}

describe.each(targets.map((target) => [target.name, target] as const))('%s', (name, target) => {
  test('does nothing that a parser must not', async () => {
    const { inputs, finds } = await attack(target, { seed, inputs: fewer[name] ?? usual });
    expect(told(finds)).toBe('');
    expect(inputs).toBe(fewer[name] ?? usual);
  });
});

/** A parser of the test's own, attacked with texts. */
function fragile(attempt: Attack<string>['attempt']): Target {
  const corpus = ['linje 12-14', 'a, b; c'];
  return {
    name: 'fragile',
    reads: 'a parser of this test',
    open: () => ({
      make: (random) => mutateText(random, random.pick(corpus), corpus),
      pumped: (random, length) => pumpedText(random, length, corpus, [' ']),
      attempt,
      patience: 400,
      longest: 16_000,
    }),
  };
}

test('what throws now and then is found, with a short input that makes it throw', async () => {
  const target = fragile((text) => decodeURIComponent(text) !== '');
  const { finds } = await attack(target, { seed, inputs: 400 });
  expect(finds.map(({ key }) => key)).toEqual([expect.stringContaining('URIError')]);
  expect(String(finds[0]?.input).length).toBeLessThan(4);
});

test('a pattern that takes the square of its input is found by letting that grow', async () => {
  const target = fragile((text) => / +x/u.test(text));
  const { finds } = await attack(target, { seed, inputs: 600 });
  expect(finds.map(({ key }) => key)).toContain('grows faster than its input');
});

test('what a parser says wrongly is found, and made again by its seed and number', async () => {
  const target = fragile((text) => {
    if (text.includes('\u2028')) throw new TypeError('a line separator');
    return true;
  });
  const all = await attack(target, { seed: 7, inputs: 600 });
  const [find] = all.finds;
  expect(find?.key).toContain('a line separator');
  expect(find?.input).toBe('\u2028');
  const again = await attack(target, { seed: 7, inputs: 1, from: find?.number ?? -1 });
  expect(again.finds.map(({ key, input }) => [key, input])).toEqual([[find?.key, find?.input]]);
});
