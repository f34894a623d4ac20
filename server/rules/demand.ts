import { hashOfText } from './canonical.ts';

/**
 * The words of a text as searches and comparisons see them, a space between each two: lower case, without punctuation, `%` as
 * the word, and numbers in one spelling (5 000, 5.000 and 5000 are one; 2.5 and 2,5 are one).
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('%', ' prosent ')
    .replace(/(?<![\d.,])\d{1,3}(?:[ .'’]\d{3})+(?!\d)/gu, (number) => number.replace(/\D/gu, ''))
    .replace(/(?<=\d)[.,](?=\d)/gu, '\u{E000}')
    .replace(/[^\p{L}\p{N}\p{M}\u{E000}]+/gu, ' ')
    .replaceAll('\u{E000}', ',')
    .trim();
}

/** What the same demand has in common wherever it is made: the hash of its folded words. */
export function demandOf(text: string): string {
  return hashOfText(fold(text));
}
