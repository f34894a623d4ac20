import * as v from 'valibot';
import { describe, expect, it, test } from 'vitest';
import { applyChanges, checkChange, collide, faultOf, sameChange } from '../../server/rules/amend.ts';
import { Change } from '../../server/rules/amendment.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import { diffText } from '../../server/rules/text-diff.ts';
import { add, replace, strike } from '../support/amendments.ts';
import { proposalOf } from '../support/statements.ts';

/** Heading, lead-in, and the points at the places 3, 4 and 5. */
const content = proposalOf('At a', 'At b', 'At c');

const texts = (changes: Change[]): string[] => {
  const applied = applyChanges(
    content,
    changes.map((change, i) => ({ number: i + 1, change })),
  );
  return applied.ok ? applied.value.content.blocks.map(({ text }) => text) : [applied.refusal.code];
};

describe('a text with changes', () => {
  test.each<[string, Change[], string[]]>([
    ['is as it was without any', [], ['Kvoteflyktninger', 'Laget vil:', 'At a', 'At b', 'At c']],
    ['has what was replaced', [replace(4, 'At B')], ['Kvoteflyktninger', 'Laget vil:', 'At a', 'At B', 'At c']],
    ['lacks what was deleted', [strike(2), strike(4)], ['Kvoteflyktninger', 'At a', 'At c']],
    [
      'begins with what was added first of all',
      [add(0, 'At x')],
      ['At x', 'Kvoteflyktninger', 'Laget vil:', 'At a', 'At b', 'At c'],
    ],
    [
      'has what was added to one spot in the order of the numbers',
      [add(5, 'At x'), add(4, 'At y'), add(5, 'At z')],
      ['Kvoteflyktninger', 'Laget vil:', 'At a', 'At b', 'At y', 'At c', 'At x', 'At z'],
    ],
    [
      'keeps what was added after a block that is gone',
      [strike(3), add(3, 'At x')],
      ['Kvoteflyktninger', 'Laget vil:', 'At x', 'At b', 'At c'],
    ],
    ['may be one added block', [1, 2, 3, 4, 5].map(strike).concat(add(5, 'At x')), ['At x']],
    ['is never empty', [1, 2, 3, 4, 5].map(strike), ['proposal.empty']],
    [
      'is without what has no place',
      [strike(6), replace(9, 'At x'), add(7, 'At y')],
      ['Kvoteflyktninger', 'Laget vil:', 'At a', 'At b', 'At c'],
    ],
    [
      'lacks what is both deleted and replaced',
      [replace(3, 'At x'), strike(3)],
      ['Kvoteflyktninger', 'Laget vil:', 'At b', 'At c'],
    ],
    [
      'has the earlier of two replacements',
      [replace(3, 'At x'), replace(3, 'At y')],
      ['Kvoteflyktninger', 'Laget vil:', 'At x', 'At b', 'At c'],
    ],
  ])('%s', (_, changes, expected) => {
    expect(texts(changes)).toEqual(expected);
  });

  it('is not longer than a proposal may be', () => {
    const some = Array.from({ length: 198 }, (_, i) => add(5, `At ${i}`));
    expect(texts(some.slice(1))).toHaveLength(202);
    expect(texts(some)).toEqual(['request.too_large']);
  });

  it('has what was added to one spot in the order of the numbers, however they are listed', () => {
    const applied = applyChanges(content, [
      { number: 12, change: add(5, 'At y') },
      { number: 3, change: add(5, 'At x') },
    ]);
    expect(applied.ok && applied.value.content.blocks.slice(-2).map(({ text }) => text)).toEqual(['At x', 'At y']);
  });

  it('says of each block where it comes from, and of each that is gone by what', () => {
    const applied = applyChanges(content, [
      { number: 8, change: replace(5, 'At C') },
      { number: 3, change: strike(4) },
      { number: 2, change: add(4, 'At x') },
    ]);
    expect(applied.ok && applied.value.blocks.slice(2)).toEqual([
      { block: { kind: 'point', text: 'At a' }, place: 3, added: false, amendment: null },
      { block: { kind: 'point', text: 'At x' }, place: 4, added: true, amendment: 2 },
      { block: { kind: 'point', text: 'At C' }, place: 5, added: false, amendment: 8 },
    ]);
    expect(applied.ok && applied.value.deleted).toEqual([{ place: 4, amendment: 3 }]);
  });
});

describe('an amended text beside the text as it was proposed', () => {
  it('shows each block with what was changed by whom, what is gone in its old place, and points as they now are numbered', () => {
    const applied = applyChanges(content, [
      { number: 1, change: strike(3) },
      { number: 2, change: add(3, 'At x') },
      { number: 3, change: replace(4, 'At B') },
      { number: 4, change: add(0, 'At y') },
    ]);
    const shown = applied.ok ? diffText(content, applied.value) : [];
    expect(shown.map(({ kind, point, place, amendment }) => [kind, point, place, amendment])).toEqual([
      ['added', 1, 0, 4],
      ['same', null, 1, null],
      ['same', null, 2, null],
      ['removed', null, 3, 1],
      ['added', 2, 3, 2],
      ['changed', 3, 4, 3],
      ['same', 4, 5, null],
    ]);
    expect(shown[3]?.segments).toEqual([{ kind: 'removed', text: 'At a' }]);
    expect(shown[5]?.segments).toEqual([
      { kind: 'same', text: 'At' },
      { kind: 'removed', text: ' b' },
      { kind: 'added', text: ' B' },
    ]);
  });
});

describe('a change', () => {
  const heading = (text: string): Change => ({ type: 'add', after: 0, block: { kind: 'heading', text } });
  test.each<[string, Change]>([
    ['another point', replace(4, 'At B')],
    ['another heading', replace(1, 'Flyktninger')],
    ['no such point', strike(5)],
    ['one more after the last', add(5, 'At d')],
    ['one more before the first', add(0, 'At d')],
    ['the words of another point', replace(4, 'At a')],
  ])('may be %s', (_, change) => {
    expect(v.is(Change, change)).toBe(true);
    expect(checkChange(content, change)).toEqual({ ok: true, value: change });
  });

  test.each<[string, Change, ProposalContent?]>([
    ['the words that stand there', replace(4, 'At b')],
    ['a place after the last', strike(6)],
    ['a place after the last to replace', replace(6, 'At d')],
    ['a spot after the last', add(6, 'At d')],
    ['two lines', replace(4, 'At b\nog c')],
    ['space at an end', replace(4, ' At B')],
    ['no words', replace(4, '')],
    ['two lines to add', add(4, 'At b\nog c')],
    ['a heading that is too long', heading('å'.repeat(301))],
    ['a heading replaced by what is too long for one', replace(1, 'å'.repeat(301))],
    ['all that there is deleted', strike(1), { title: 'A', blocks: [{ kind: 'paragraph', text: 'A' }] }],
    ['more than 200 points', add(0, 'At d'), proposalOf(...Array.from({ length: 200 }, (_, i) => `At ${i}`))],
  ])('may not be %s', (_, change, text = content) => {
    const checked = checkChange(text, change);
    expect(checked.ok ? undefined : checked.refusal.code).toBe('amendment.place');
  });

  it('changes nothing where its place is missing or says the same', () => {
    expect(faultOf(content, strike(6))).toBe('missing');
    expect(faultOf(content, add(6, 'At d'))).toBe('missing');
    expect(faultOf(content, replace(4, 'At b'))).toBe('same');
    expect([strike(4), add(0, 'At b'), replace(4, 'At B')].map((change) => faultOf(content, change))).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe('two changes', () => {
  const all: Change[] = [
    strike(3),
    replace(3, 'At x'),
    replace(3, 'At y'),
    add(3, 'At x'),
    add(3, 'At y'),
    { type: 'add', after: 3, block: { kind: 'paragraph', text: 'At x' } },
    strike(4),
    replace(4, 'At x'),
    add(4, 'At x'),
  ];

  it('are the same when they say the same of the same place', () => {
    const pairs = all.flatMap((a, i) => all.flatMap((b, k) => (sameChange(a, structuredClone(b)) ? [[i, k]] : [])));
    expect(pairs).toEqual(all.map((_, i) => [i, i]));
  });

  it('exclude each other when they replace or delete the same place, and are not the same', () => {
    const pairs = all.flatMap((a, i) => all.flatMap((b, k) => (i < k && collide(a, b) ? [[i, k]] : [])));
    expect(pairs).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
      [6, 7],
    ]);
    for (const a of all) for (const b of all) expect(collide(a, b)).toBe(collide(b, a));
    expect(collide(strike(3), strike(3))).toBe(false);
  });
});
