import fc from 'fast-check';
import type { Block } from '../../server/rules/proposal.ts';

const lineBreaks = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/u;
const blank = /[\s\u0085\u200b]/gu;
/** Marks of items and headings, as they stand at the beginning of a line. */
const marks =
  /^[\s\u0085\u200b]*(?:#{1,6}(?=\s)|[·•‣◦▪▫■□●○∙⁃➢►✓\uf0a7\uf0b7\uf0d8]|[-–—−*](?=\s|\p{L}|$)|o(?=\t)|\d{1,3}[.)]|[a-zæøå]\)(?=\s))/u;
const escapes = [/^\\(?=[#>+*_=~`\\-])/u, /(?<=^(?:\d{1,9}|[a-zæøå]))\\+(?=[.)])/u];

/** The characters that a line can have left when its mark, or an escape, was recognised or not. */
function readings(line: string): string[] {
  const kept = [line, line.replace(marks, '')].map((one) => one.replace(blank, ''));
  return [
    ...new Set(
      kept.flatMap((one) => [
        one,
        ...escapes.map((sign) => one.replace(sign, (slashes) => slashes.slice(0, slashes.length / 2))),
      ]),
    ),
  ];
}

/**
 * Whether blocks hold the characters of a text in their order, white space left out, and of each line at most
 * a mark at its beginning is missing.
 */
export function keepsEverything(text: string, blocks: readonly Block[]): boolean {
  const kept = blocks
    .map((block) => block.text)
    .join('')
    .replace(blank, '');
  let reached = new Set([0]);
  for (const line of text.split(lineBreaks)) {
    const options = readings(line);
    const next = [...reached].flatMap((at) =>
      options.filter((one) => kept.startsWith(one, at)).map((one) => at + one.length),
    );
    reached = new Set(next);
  }
  return reached.has(kept.length);
}

const words = fc.constantFrom(
  'Norge',
  'skal',
  'ta',
  'imot',
  'flere',
  'flyktninger',
  'Bergen',
  'kommune',
  'vil',
  'at',
  'AP',
  'og',
  'mai',
  '2018',
  '5.',
  '12.',
  'endrings-',
  '–',
  '-',
  'ca.',
  'a)',
  '«sosial',
  'kontroll».',
  'migrasjon@arbeiderpartiet.no',
  'Ås',
  'østover',
  '🌹',
  '#metoo',
  '\\',
  '*ord*',
);
const ends = fc.constantFrom('', '', '.', ':', '!', '?', ',', ' ', '\u00a0', '…»');
const sentence = fc
  .tuple(fc.array(words, { minLength: 1, maxLength: 25 }), ends)
  .map(([list, end]) => list.join(' ') + end);
const signs = fc.constantFrom(
  '',
  '',
  '',
  '',
  '· ',
  '• ',
  '•',
  '- ',
  '-',
  '– ',
  '* ',
  'o\t',
  '1. ',
  '2. ',
  '3. ',
  '1) ',
  '2) ',
  '10. ',
  'a) ',
  'b) ',
  '## ',
  '# ',
  '1.',
  '\\- ',
  '1\\. ',
  '\uf0b7\t',
  '> ',
);
const indents = fc.constantFrom('', '', '', ' ', '  ', '    ', '\t', '\u00a0', '\ufeff');
const line = fc.tuple(indents, signs, fc.option(sentence, { nil: '' })).map((parts) => parts.join(''));
const breaks = fc.constantFrom('\n', '\n', '\n', '\n\n', '\r\n', '\r\n\r\n', '\f', '\n \n');

/** A text whose lines are broken at a width, as mail programs do. */
const wrapped = fc
  .tuple(fc.array(words, { minLength: 20, maxLength: 60 }), fc.integer({ min: 40, max: 78 }))
  .map(([list, width]) => {
    const lines = [''];
    for (const word of list) {
      const last = lines.at(-1) ?? '';
      if (last !== '' && last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    }
    return lines.join('\n');
  });

/** Text as people paste it: lines with and without marks, indentation and stops, some of them broken to a width. */
export const pastedText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: wrapped }), breaks), {
    maxLength: 14,
  })
  .map((lines) => lines.flat().join(''));
