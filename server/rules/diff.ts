import { diffArrays } from 'diff/lib/diff/array.js';

/** A piece of a text that was changed: in both texts, in the one before alone, or in the one after alone. */
export interface Segment {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** A word, a number with its groups and decimals, or one other sign, with the white space before it. */
const token =
  /(?<space>\s*)(?<word>\d{1,3}(?:[ \u00a0\u202f.]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?|[\p{L}\p{M}\p{N}_]+|\S|$)/gu;

/** Beyond so many words that differ, two texts are shown one after the other: the search grows with their square. */
const most = 1500;

interface Token {
  space: string;
  word: string;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { groups } of text.matchAll(token)) {
    const { space = '', word = '' } = groups ?? {};
    if (space !== '' || word !== '') tokens.push({ space, word });
  }
  return tokens;
}

/**
 * What differs between two texts, word by word (Myers 1986, by jsdiff): the pieces of kind same and removed are `before`, those
 * of kind same and added are `after`, sign by sign. Where both have something in the same spot, what was removed comes first.
 */
export function diffWords(before: string, after: string): Segment[] {
  const old = tokensOf(before);
  const now = tokensOf(after);
  const changes = diffArrays(
    old.map(({ word }) => word),
    now.map(({ word }) => word),
    { maxEditLength: most },
  );
  const segments: Segment[] = [];
  const add = (kind: Segment['kind'], text: string): void => {
    const last = segments.at(-1);
    if (text === '') return;
    if (last?.kind === kind) last.text += text;
    else segments.push({ kind, text });
  };
  if (changes === undefined) {
    add('removed', before);
    add('added', after);
    return segments;
  }
  let i = 0;
  let k = 0;
  for (const { added, removed, count } of changes) {
    for (let n = 0; n < count; n += 1) {
      const from = added ? undefined : old[i++];
      const to = removed ? undefined : now[k++];
      if (from === undefined) add('added', join(to));
      else if (to === undefined) add('removed', join(from));
      else if (from.space === to.space) add('same', join(to));
      else {
        add('removed', from.space);
        add('added', to.space);
        add('same', to.word);
      }
    }
  }
  return segments;
}

function join(one: Token | undefined): string {
  return one === undefined ? '' : one.space + one.word;
}

/** How far a change reaches: the words, numbers and signs that it takes out and puts in. */
export function changeSize(before: string, after: string): number {
  return diffWords(before, after)
    .filter(({ kind }) => kind !== 'same')
    .reduce((sum, { text }) => sum + tokensOf(text).filter(({ word }) => word !== '').length, 0);
}

const number = /^\d/u;

/** The numbers of a text in order, as they count: `5 000`, `5.000` and `5000` are the same, and `2,5` has a decimal comma. */
export function numbersOf(text: string): number[] {
  return tokensOf(text)
    .filter(({ word }) => number.test(word))
    .map(({ word }) => Number(word.replace(/[ \u00a0\u202f.]/gu, '').replace(',', '.')));
}

/** Whether two texts say the same but for their numbers. */
export function differInNumbers(before: string, after: string): boolean {
  const words = (text: string): string =>
    JSON.stringify(tokensOf(text).map(({ word }) => (number.test(word) ? 0 : word)));
  return before !== after && words(before) === words(after);
}
