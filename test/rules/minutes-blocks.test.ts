import fc from 'fast-check';
import { expect, test } from 'vitest';
import { block, type MinutesBlock, minutesMarkdown, readMinutes } from '../../server/rules/minutes-blocks.ts';
import { oneLine } from '../../server/rules/proposal.ts';

test('minutes are written as Markdown', () => {
  const blocks = [
    block.heading(1, 'Protokoll: Årsmøte'),
    ...block.paragraph('Åpnet.', '', 'Hevet.'),
    ...block.list(['Lag: Bergen', 'Sted: Folkets Hus']),
    block.table(['Punkt', 'For'], [['1 | a', '18']]),
    ...block.quote('Første linje.\n\n# Andre linje.'),
  ];
  expect(minutesMarkdown(blocks)).toBe(`# Protokoll: Årsmøte

Åpnet. Hevet.

- Lag: Bergen
- Sted: Folkets Hus

| Punkt | For |
| --- | --- |
| 1 \\| a | 18 |

> Første linje.
>
> \\# Andre linje.
`);
});

test('a paragraph, a list and a quotation without words are left out', () => {
  expect([...block.paragraph('', ' \n '), ...block.list(['', ' ']), ...block.quote(' \n\n')]).toEqual([]);
});

const line = fc
  .oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('#', '-', '|', '\\', '>', '1', '.', ' ', 'a', '\n', '*') }),
  )
  .map(oneLine);
const words = line.filter((text) => text !== '');
const numbered = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading' as const, 'paragraph' as const), text: words }),
  fc.record({ kind: fc.constant('point' as const), number: fc.integer({ min: 1, max: 200 }), text: words }),
);
const anyBlock: fc.Arbitrary<MinutesBlock> = fc.oneof(
  fc.record({ type: fc.constant('heading' as const), level: fc.constantFrom(1 as const, 2, 3, 4), text: words }),
  fc.record({ type: fc.constant('paragraph' as const), text: words }),
  fc.record({ type: fc.constant('list' as const), items: fc.array(words, { minLength: 1, maxLength: 4 }) }),
  fc.integer({ min: 1, max: 4 }).chain((width) =>
    fc.record({
      type: fc.constant('table' as const),
      head: fc.array(line, { minLength: width, maxLength: width }),
      rows: fc.array(fc.array(line, { minLength: width, maxLength: width }), { maxLength: 3 }),
    }),
  ),
  fc.record({ type: fc.constant('text' as const), blocks: fc.array(numbered, { minLength: 1, maxLength: 5 }) }),
);

test('what is written is read back exactly, whatever the words', () => {
  fc.assert(
    fc.property(fc.array(anyBlock, { maxLength: 6 }), (blocks) => {
      expect(readMinutes(minutesMarkdown(blocks))).toEqual(blocks);
    }),
    { numRuns: 2000 },
  );
});
