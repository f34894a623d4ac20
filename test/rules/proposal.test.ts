import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import {
  Block,
  contentHash,
  fromMarkdown,
  oneLine,
  ProposalContent,
  pointsOf,
  toMarkdown,
} from '../../server/rules/proposal.ts';
import { proposalOf } from '../support/statements.ts';

const markLike = fc.constantFrom(
  '- ',
  '* ',
  '+ ',
  '# ',
  '## ',
  '> ',
  '1. ',
  '12) ',
  '1.',
  '---',
  '===',
  '```',
  '\\',
  '\\- ',
  '1\\. ',
  'a) ',
  'a\\) ',
  '',
);
const text = fc
  .tuple(
    markLike,
    fc.oneof(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 40 })),
  )
  .map((parts) => oneLine(parts.join('')))
  .filter((one) => v.is(Block, { kind: 'paragraph', text: one }));
const block: fc.Arbitrary<Block> = fc.record({ kind: fc.constantFrom('heading', 'paragraph', 'point'), text });
const blocks = fc.array(block, { minLength: 1, maxLength: 12 });

const fields = (parts: object): object => ({ ...proposalOf('At a'), ...parts });
const point = (one: string): object => fields({ blocks: [{ kind: 'point', text: one }] });

describe('points', () => {
  it('are numbered from 1 in their order, whatever stands between them', () => {
    const some: Block[] = [
      { kind: 'point', text: 'At a' },
      { kind: 'paragraph', text: 'Fordi.' },
      { kind: 'point', text: 'At b' },
    ];
    expect(pointsOf(some)).toEqual([
      { number: 1, text: 'At a' },
      { number: 2, text: 'At b' },
    ]);
    expect(pointsOf([])).toEqual([]);
  });
});

describe('the Markdown of a text', () => {
  const { blocks: three } = proposalOf('At a', 'At b', 'At c');

  it('has headings, paragraphs and numbered points', () => {
    expect(toMarkdown(three)).toBe('## Kvoteflyktninger\n\nLaget vil:\n\n1. At a\n2. At b\n3. At c');
    expect(toMarkdown([])).toBe('');
  });

  it('leaves out points that were lost; the others keep their numbers', () => {
    expect(toMarkdown(three, (number) => number !== 2)).toBe('## Kvoteflyktninger\n\nLaget vil:\n\n1. At a\n3. At c');
    expect(toMarkdown(three, () => false)).toBe('## Kvoteflyktninger\n\nLaget vil:');
  });

  it('lets no text pass for a mark', () => {
    const some: Block[] = ['## Nei', '- nei', '2. Nei', '5. mai er fri.', '> nei', '\\nei'].map((one) => ({
      kind: 'paragraph',
      text: one,
    }));
    expect(toMarkdown(some)).toBe('\\## Nei\n\n\\- nei\n\n2\\. Nei\n\n5\\. mai er fri.\n\n\\> nei\n\n\\\\nei');
    expect(toMarkdown([{ kind: 'point', text: '2. mai er fri' }])).toBe('1. 2\\. mai er fri');
  });

  it('says exactly what the blocks were', () => {
    fc.assert(
      fc.property(blocks, (some) => {
        let number = 0;
        const numbered = some.map((one) => {
          if (one.kind === 'point') number += 1;
          return one.kind === 'point' ? { ...one, number } : one;
        });
        expect(fromMarkdown(toMarkdown(some))).toEqual(numbered);
      }),
      { numRuns: 2000 },
    );
  });

  it('says exactly which points were kept', () => {
    fc.assert(
      fc.property(blocks, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (some, kept) => {
        const written = fromMarkdown(toMarkdown(some, (number) => kept[number - 1] === true));
        const points = written.flatMap((one) => (one.kind === 'point' ? [{ number: one.number, text: one.text }] : []));
        expect(points).toEqual(pointsOf(some).filter(({ number }) => kept[number - 1]));
      }),
    );
  });

  it('differs for different texts', () => {
    fc.assert(
      fc.property(blocks, blocks, (one, other) => {
        expect(toMarkdown(one) === toMarkdown(other)).toBe(hashOf(one) === hashOf(other));
      }),
    );
  });
});

describe('a proposal', () => {
  it('is taken with a title and at least one block', () => {
    expect(v.is(ProposalContent, proposalOf('At a'))).toBe(true);
    expect(v.is(ProposalContent, fields({ blocks: [] }))).toBe(false);
    expect(v.is(ProposalContent, fields({ title: '  ' }))).toBe(false);
    expect(v.is(ProposalContent, fields({ title: undefined }))).toBe(false);
    expect(v.is(ProposalContent, fields({ extra: 1 }))).toBe(false);
    expect(v.parse(ProposalContent, fields({ title: '  Sak 5 ' })).title).toBe('Sak 5');
  });

  it.each([
    ['nothing', ''],
    ['white space around it', ' At a'],
    ['white space after it', 'At a\u00a0'],
    ['a line break, behind which another point could hide', 'At a\n2. At b'],
    ['a page break', 'At\fa'],
    ['a line separator', 'At\u2028a'],
    ['half a character, which no signature could be over', 'At \ud83d'],
  ])('is not taken with a block that has %s', (_, one) => {
    expect(v.is(ProposalContent, point(one))).toBe(false);
  });

  it('is taken up to the lengths that a resolution can hold, and no further', () => {
    const many = (count: number, length: number): object =>
      fields({ blocks: Array(count).fill({ kind: 'point', text: 'x'.repeat(length) }) });
    expect(v.is(ProposalContent, many(1, 20_000))).toBe(true);
    expect(v.is(ProposalContent, many(1, 20_001))).toBe(false);
    expect(v.is(ProposalContent, many(200, 10))).toBe(true);
    expect(v.is(ProposalContent, many(201, 10))).toBe(false);
    expect(v.is(ProposalContent, many(9, 20_000))).toBe(true);
    expect(v.is(ProposalContent, many(10, 20_000))).toBe(false);
    expect(v.is(ProposalContent, fields({ title: 'x'.repeat(300) }))).toBe(true);
    expect(v.is(ProposalContent, fields({ title: 'x'.repeat(301) }))).toBe(false);
  });

  it('has a hash over its title and blocks, in whatever order their fields stand', () => {
    const { title, blocks: some } = proposalOf('At a', 'At b');
    const turned = some.map(({ kind, text: one }) => ({ text: one, kind }));
    expect(contentHash({ blocks: turned, title })).toBe(contentHash({ title, blocks: some }));
    expect(contentHash({ title: 'Annet', blocks: some })).not.toBe(contentHash({ title, blocks: some }));
    expect(contentHash({ title, blocks: some.toReversed() })).not.toBe(contentHash({ title, blocks: some }));
  });
});

describe('one line', () => {
  it('is what a block can hold, made of any text that is not blank', () => {
    expect(oneLine('  At skolen\r\n  styrkes \n\n nå ')).toBe('At skolen styrkes nå');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (any) => {
        const line = oneLine(any);
        fc.pre(line !== '');
        expect(v.is(ProposalContent, point(line))).toBe(true);
        expect(oneLine(line)).toBe(line);
      }),
    );
  });
});
