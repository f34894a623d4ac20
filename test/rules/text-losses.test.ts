import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { type Block, ProposalContent, toMarkdown } from '../../server/rules/proposal.ts';
import { parseProposal } from '../../server/rules/text.ts';
import { keepsEverything, pastedText } from '../support/pasted.ts';

/** Whether as many characters are left as there were, but for at most three a line. */
function keepsLength(text: string): boolean {
  const visible = (one: string): number => one.replace(/\s/gu, '').length;
  const { blocks } = parseProposal(text);
  const kept = blocks.reduce((sum, block) => sum + visible(block.text), 0);
  return kept <= visible(text) && kept >= visible(text) - 3 * text.split('\n').length;
}

describe('any text', () => {
  it('loses no character but the marks that were recognised', () => {
    fc.assert(
      fc.property(pastedText, (text) => {
        expect(keepsEverything(text, parseProposal(text).blocks)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('of any characters at all loses none, and is never refused by the parser', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(keepsEverything(text, parseProposal(text).blocks)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is a valid proposal when it is well formed and within the limits', () => {
    fc.assert(
      fc.property(fc.oneof(pastedText, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const parsed = parseProposal(text);
        fc.pre(text.isWellFormed() && parsed.blocks.length > 0);
        expect(v.safeParse(ProposalContent, parsed).issues).toBe(undefined);
      }),
      { numRuns: 2000 },
    );
  });

  it('of the greatest length is parsed in time that grows with its length only', () => {
    const size = 200_000;
    const fill = (piece: string): string => piece.repeat(size / piece.length);
    const texts = [
      '3. x\n',
      'a:\n',
      '- a\n– b\n',
      'a) x\n',
      ' ',
      'a ',
      '."',
      '1.\n',
      '#',
      '\\',
      '1. mai\n',
      'Ås\n',
    ].map(fill);
    const slow = [`a${' '.repeat(size)}b`, `${fill('3. x\n')}\n\n${fill('1. x\n')}`, `a:\n${fill('b\n')}`];
    for (const text of [...texts, ...slow]) expect(keepsLength(text)).toBe(true);
  });

  it('is the same again when its Markdown is parsed, unless the first point of a list begins like a date', () => {
    fc.assert(
      fc.property(fc.oneof(pastedText, fc.string({ unit: 'binary', maxLength: 200 })), (text) => {
        const parsed = parseProposal(text);
        fc.pre(!parsed.blocks.some(({ text }, i) => text.startsWith('mai') && parsed.blocks[i - 1]?.kind !== 'point'));
        expect(parseProposal(toMarkdown(parsed.blocks))).toEqual(parsed);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the check that nothing is lost', () => {
  it('notices a lost character, a lost block, an added one and changed order', () => {
    const text = '- At skolen styrkes\n- At Bergen bygger';
    const [one, two] = parseProposal(text).blocks as [Block, Block];
    expect(keepsEverything(text, [one, two])).toBe(true);
    expect(keepsEverything(text, [one, { ...two, text: 'At Bergen bygge' }])).toBe(false);
    expect(keepsEverything(text, [one])).toBe(false);
    expect(keepsEverything(text, [one, two, two])).toBe(false);
    expect(keepsEverything(text, [two, one])).toBe(false);
  });
});
