import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  contentOf,
  type EditedBlock,
  edited,
  join,
  move,
  numberOf,
  remove,
  setKind,
  setText,
  split,
} from '../../client/components/editor/blocks.ts';
import { decode } from '../../client/text-file/decode.ts';
import { parseProposal } from '../../server/rules/text.ts';

const blocks = edited(parseProposal('Buss\n\nVi vil:\n- ha flere busser\n- ha færre biler').blocks);

function words(some: readonly EditedBlock[]): string {
  return some.map(({ text }) => text.replace(/\s/gu, '')).join('');
}

function texts(some: readonly EditedBlock[]): string[] {
  return some.map(({ text }) => text);
}

describe('the parts of a text that is edited', () => {
  it('are the parts that the text was read as, and are saved as they stand', () => {
    const parsed = parseProposal('Buss\n\nVi vil:\n- ha flere busser\n- ha færre biler');
    expect(contentOf(parsed.title, blocks)).toEqual({ content: parsed, mistakes: [] });
  });

  it('lose no word and keep a key each, however they are divided, joined and changed', () => {
    const change = fc.oneof(
      fc.tuple(fc.nat({ max: 9 }), fc.nat({ max: 20 })).map(
        ([at, character]) =>
          (some: EditedBlock[]) =>
            split(some, at, character),
      ),
      fc.nat({ max: 9 }).map((at) => (some: EditedBlock[]) => join(some, at)),
      fc.nat({ max: 9 }).map((at) => (some: EditedBlock[]) => setKind(some, at, 'point')),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const after = changes.reduce((some, apply) => apply(some), blocks);
        expect(words(after)).toBe(words(blocks));
        expect(new Set(after.map(({ key }) => key)).size).toBe(after.length);
      }),
    );
  });

  it('change places, and stay where there is no other place', () => {
    expect(texts(move(blocks, 2, 1))).toEqual(['Buss', 'Vi vil:', 'ha færre biler', 'ha flere busser']);
    expect(texts(move(blocks, 0, -1))).toEqual(texts(blocks));
    expect(texts(move(blocks, 3, 1))).toEqual(texts(blocks));
  });

  it('are divided at the cursor and put together again with one space', () => {
    const divided = split(blocks, 2, 8);
    expect(texts(divided)).toEqual(['Buss', 'Vi vil:', 'ha flere', 'busser', 'ha færre biler']);
    expect(divided[3]?.kind).toBe('point');
    expect(texts(join(divided, 2))).toEqual(texts(blocks));
  });

  it('make a paragraph of what is cut off a heading', () => {
    expect(
      split(blocks, 0, 2)
        .map(({ kind }) => kind)
        .slice(0, 2),
    ).toEqual(['heading', 'paragraph']);
  });

  it('become several where several lines are pasted into one', () => {
    const pasted = setText(blocks, 2, 'ha buss\r\n\n ha trikk \nha bane');
    expect(texts(pasted)).toEqual(['Buss', 'Vi vil:', 'ha buss', 'ha trikk', 'ha bane', 'ha færre biler']);
    expect(pasted.slice(2).every(({ kind }) => kind === 'point')).toBe(true);
  });

  it('are numbered each kind for itself', () => {
    expect(blocks.map((_, at) => numberOf(blocks, at))).toEqual([1, 1, 1, 2]);
  });

  it('cannot be saved without a title, without any part, or with an empty or too long one', () => {
    const what = (title: string, some: readonly EditedBlock[]): string[] =>
      contentOf(title, some).mistakes.map((mistake) => mistake.what);
    expect(what(' ', blocks)).toEqual(['title.missing']);
    expect(what('a'.repeat(301), blocks)).toEqual(['title.long']);
    expect(what('Buss', [])).toEqual(['empty']);
    expect(what('Buss', add(blocks, 'point'))).toEqual(['block.empty']);
    expect(what('Buss', setText(blocks, 0, 'a'.repeat(301)))).toEqual(['block.long']);
    expect(what('Buss', remove(blocks, 0))).toEqual([]);
    const many = Array.from({ length: 201 }, (_, key) => ({ key, kind: 'point' as const, text: 'ja' }));
    expect(what('Buss', many)).toEqual(['points']);
  });
});

describe('a file that is uploaded', () => {
  const text = 'Åse;Øyvind æ';

  it('is read as UTF-8, UTF-16 or Windows-1252', () => {
    expect(decode(new TextEncoder().encode(text))).toBe(text);
    expect(decode(new Uint8Array(Buffer.from(text, 'latin1')))).toBe(text);
    expect(decode(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))).toBe(text);
  });

  it('is refused where it is no text', () => {
    expect(decode(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0))).toBeNull();
  });
});
