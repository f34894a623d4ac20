import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { changeSize, differInNumbers, diffWords, numbersOf, type Segment } from '../../server/rules/diff.ts';

/** Segments as one line: `[-taken out-]` and `{+put in+}`. */
const inLine = (segments: readonly Segment[]): string =>
  segments
    .map(({ kind, text }) => (kind === 'same' ? text : kind === 'removed' ? `[-${text}-]` : `{+${text}+}`))
    .join('');
const without = (kind: Segment['kind'], segments: readonly Segment[]): string =>
  segments
    .filter((segment) => segment.kind !== kind)
    .map(({ text }) => text)
    .join('');

const word = fc.constantFrom(
  'Norge',
  'skal',
  'ta',
  'imot',
  '5000',
  '5 000',
  '2,5',
  'årlig',
  'čáhci',
  '2030-årene',
  '.',
  ',',
);
const sentence = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '  ', '\u00a0', '')), { maxLength: 12 })
  .map((words) => words.flat().join(''));
const text = fc.oneof(
  sentence,
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

describe('the words that differ', () => {
  test.each([
    ['nothing', 'At a', 'At a', 'At a'],
    ['a word', 'ta imot flere', 'ta imot færre', 'ta imot[- flere-]{+ færre+}'],
    ['words at the end', 'ta imot', 'ta imot flere nå', 'ta imot{+ flere nå+}'],
    [
      'a whole number, however it is written',
      'ta imot 5000 i år',
      'ta imot 10 000 i år',
      'ta imot[- 5000-]{+ 10 000+} i år',
    ],
    ['a decimal number', '2,5 prosent', '3,5 prosent', '[-2,5-]{+3,5+} prosent'],
    ['a part of a compound', 'på 2020-tallet', 'på 2030-tallet', 'på[- 2020-]{+ 2030+}-tallet'],
    ['a Sámi word', 'Sáme čáhci boahtá', 'Sáme čáhcci boahtá', 'Sáme[- čáhci-]{+ čáhcci+} boahtá'],
    ['white space', 'a  b', 'a b', 'a[-  -]{+ +}b'],
    ['all', 'alt', 'noe annet', '[-alt-]{+noe annet+}'],
    ['everything added', '', 'At a', '{+At a+}'],
    ['everything removed', 'At a', '', '[-At a-]'],
  ])('%s', (_, before, after, expected) => {
    expect(inLine(diffWords(before, after))).toBe(expected);
  });

  it('give both texts back, sign by sign, and no two pieces of a kind stand beside each other', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const segments = diffWords(before, after);
        expect(without('added', segments)).toBe(before);
        expect(without('removed', segments)).toBe(after);
        expect(segments.every(({ kind }, i) => kind !== segments[i + 1]?.kind)).toBe(true);
        expect(segments.every((segment) => segment.text !== '')).toBe(true);
      }),
    );
  });

  it('are none exactly where the texts are the same', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const changed = diffWords(before, after).some(({ kind }) => kind !== 'same');
        expect(changed).toBe(before !== after);
        expect(diffWords(before, before).every(({ kind }) => kind === 'same')).toBe(true);
      }),
    );
  });

  it('are all of two long texts that have nothing in common', () => {
    const long = (sign: string) => Array.from({ length: 4000 }, (_, i) => `${sign}${i}`).join(' ');
    const segments = diffWords(long('a'), long('b'));
    expect(segments.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(without('added', segments)).toBe(long('a'));
  });

  it('are found in a long text that is changed in one spot', () => {
    const long = Array.from({ length: 3000 }, (_, i) => `ord${i}`).join(' ');
    expect(diffWords(long, long.replace('ord1500 ', '')).filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'removed', text: ' ord1500' },
    ]);
  });
});

describe('how far a change reaches', () => {
  test.each([
    ['At a', 'At a', 0],
    ['At a', 'At b', 2],
    ['ta imot 5000', 'ta imot 10 000', 2],
    ['ta imot', 'ta imot, og det nå', 4],
    ['ta  imot', 'ta imot', 0],
  ])('from «%s» to «%s» it is %i', (before, after, size) => {
    expect(changeSize(before, after)).toBe(size);
  });

  it('is the same both ways', () => {
    fc.assert(fc.property(sentence, sentence, (a, b) => changeSize(a, b) === changeSize(b, a)));
  });
});

describe('numbers', () => {
  test.each([
    ['ta imot 5000 innen 2030', [5000, 2030]],
    ['5 000, 5.000 og 5\u00a0000', [5000, 5000, 5000]],
    ['1 234 567,5', [1_234_567.5]],
    ['2,5 prosent.', [2.5]],
    ['5 0000', [5, 0]],
    ['kl. 10.30', [10, 30]],
    ['i 2017 120 flyktninger', [2017, 120]],
    ['ingen', []],
  ])('in «%s»', (some, numbers) => {
    expect(numbersOf(some)).toEqual(numbers);
  });

  test.each([
    ['ta imot 5000 nå', 'ta imot 10 000 nå', true],
    ['ta imot 5000 nå', 'ta imot 5000 nå', false],
    ['ta imot 5000 nå', 'ta imot 5000 da', false],
    ['ta imot 5000 nå', 'ta imot 5000 nå, 2', false],
    ['ta imot nå', 'ta imot 3 nå', false],
    ['fra 10 til 20', 'fra 10 til 30', true],
  ])('«%s» and «%s» differ in them alone: %s', (before, after, alone) => {
    expect(differInNumbers(before, after)).toBe(alone);
  });
});
