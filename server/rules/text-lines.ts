import { unescapeText } from './proposal.ts';

/** What a line is marked as, with the sign that says so: a heading, or an item of a list. */
export type Mark =
  | { kind: 'heading'; sign: string }
  | { kind: 'bullet'; sign: string }
  | { kind: 'number'; sign: string; value: number }
  | { kind: 'letter'; sign: string; value: number };

/** A line of pasted text. */
export interface Line {
  /** Without its mark and the white space around it; empty for a blank line. */
  text: string;
  mark: Mark | null;
  /** Columns before the first character; a tab counts as four. */
  indent: number;
  /** Characters with the indentation and the mark, without white space at the end. */
  length: number;
  /** Begins with a dash or a number in mid-sentence, so it goes on with the line before. */
  glued: boolean;
}

const lineBreak = /\r\n|[\n\r\f\v\u0085\u2028\u2029]/u;
const white = /[\s\u0085\u200b]/u;

const headingMark = /^(#{1,6})\s+(.+)$/u;
/** Signs that are never anything but bullets; the last three are what Word's Symbol and Wingdings bullets turn into. */
const bulletMark = /^([·•‣◦▪▫■□●○∙⁃➢►✓\uf0a7\uf0b7\uf0d8])\s*(.*)$/u;
/** Signs that are also dashes, or emphasis: they need a space, the line's end, or for a dash a letter, after them. */
const dashMark = /^(?:([-–—−*])(?:\s+|$)|([-–—−])(?=\p{L}))(.*)$/u;
const wordMark = /^(o)\t\s*(.+)$/u;
const numberMark = /^((\d{1,3})[.)])(?:\s+|(?=\p{Lu})|$)(.*)$/u;
const letterMark = /^(([a-zæøå])\))\s+(.+)$/u;
const alphabet = 'abcdefghijklmnopqrstuvwxyzæøå';
/** A month after a number: a date, unless the numbers around it say that it is a list. */
const month =
  /^(?:jan|feb|mar|apr|mai|jun|jul|aug|sep|sept|okt|nov|des|januar|februar|mars|april|juni|juli|august|september|oktober|november|desember)(?=[\s.,:;!?)]|$)/iu;

/** Whether a text stops here: with a full stop or the like, or the colon of a lead-in. */
export function ends(text: string): boolean {
  return /[.!?:…]["'”’»)\]]*$/u.test(text);
}

/** Whether a text begins in lower case, as no sentence does. */
export function goesOn(text: string): boolean {
  return /^\p{Ll}/u.test(text);
}

interface Found extends Line {
  candidate: { mark: Mark; rest: string } | null;
  /** The nearest lines above, beyond blank ones, are an item with a number. */
  listed: boolean;
}

/**
 * The lines of a text with the marks that stand at their beginning. A number or a letter is a mark only as part of a
 * sequence, a dash only when it is not one in mid-sentence: see `parseProposal`. An escape of `toMarkdown` at the
 * beginning of a line is taken away, and the line then has no mark.
 */
export function readLines(text: string): Line[] {
  const lines = text.split(lineBreak).map(read);
  const next = followers(lines);
  const seen = { number: new Set<number>(), letter: new Set<number>() };
  lines.forEach((line, i) => {
    line.listed = isListed(lines, i);
    if (line.candidate === null) return;
    const { mark, rest } = line.candidate;
    if (mark.kind === 'bullet' && isDash(mark) && inMidSentence(lines, i, rest)) {
      line.glued = true;
      return;
    }
    if (mark.kind === 'number' || mark.kind === 'letter') {
      if (!inSequence(lines, i, next.get(i), seen[mark.kind])) {
        line.glued = breaksInTwo(lines[i - 1]);
        return;
      }
      seen[mark.kind].add(mark.value);
    }
    line.mark = mark;
    line.text = rest;
  });
  return lines.map(({ candidate: _, listed: __, ...line }) =>
    line.mark === null ? line : { ...line, text: unescapeItem(line) },
  );
}

function unescapeItem({ mark, text }: Line): string {
  return mark?.kind === 'heading' ? text : unescapeText(text);
}

function read(raw: string): Found {
  let start = 0;
  let end = raw.length;
  while (start < end && white.test(raw.charAt(start))) start += 1;
  while (start < end && white.test(raw.charAt(end - 1))) end -= 1;
  const text = raw.slice(start, end);
  const indent = raw.slice(0, start).replaceAll('\t', '    ').length;
  const plain = unescapeText(text);
  const line = { text: plain, mark: null, indent, length: indent + text.length, glued: false };
  return { ...line, candidate: plain === text ? candidateOf(text) : null, listed: false };
}

function candidateOf(text: string): Found['candidate'] {
  const heading = headingMark.exec(text);
  if (heading) return { mark: { kind: 'heading', sign: heading[1] as string }, rest: heading[2] as string };
  const bullet = bulletMark.exec(text) ?? wordMark.exec(text);
  if (bullet) return { mark: { kind: 'bullet', sign: bullet[1] as string }, rest: bullet[2] as string };
  const dash = dashMark.exec(text);
  if (dash) return { mark: { kind: 'bullet', sign: (dash[1] ?? dash[2]) as string }, rest: dash[3] as string };
  const number = numberMark.exec(text);
  if (number) {
    return { mark: { kind: 'number', sign: number[1] as string, value: Number(number[2]) }, rest: number[3] as string };
  }
  const letter = letterMark.exec(text);
  if (letter) {
    const value = alphabet.indexOf(letter[2] as string) + 1;
    return { mark: { kind: 'letter', sign: letter[1] as string, value }, rest: letter[3] as string };
  }
  return null;
}

function isDash({ sign }: Mark): boolean {
  return /[-–—−]/u.test(sign);
}

function kindOf(line: Found | undefined): Mark['kind'] | undefined {
  return line?.candidate?.mark.kind;
}

function ordinalOf(line: Found | undefined): number | null {
  const mark = line?.candidate?.mark;
  return mark?.kind === 'number' || mark?.kind === 'letter' ? mark.value : null;
}

/** The line above breaks off in the middle of a sentence, and is no item of a list. */
function breaksOff(above: Found | undefined): boolean {
  return above !== undefined && above.text !== '' && above.mark === null && !ends(above.text);
}

/** The same of a line that is long enough to have been broken to a width. */
function breaksInTwo(above: Found | undefined): boolean {
  return breaksOff(above) && (above?.length ?? 0) >= 40;
}

/** A dash that goes on with the sentence of the line above; a second dash among the adjacent lines makes them a list. */
function inMidSentence(lines: readonly Found[], i: number, rest: string): boolean {
  if (!breaksOff(lines[i - 1]) || !goesOn(rest)) return false;
  const sign = lines[i]?.candidate?.mark.sign;
  for (const step of [-1, 1]) {
    for (let k = i + step; lines[k] !== undefined && lines[k]?.text !== ''; k += step) {
      if (lines[k]?.candidate?.mark.sign === sign) return false;
    }
  }
  return true;
}

/** Whether the number or letter of a line belongs to a list. `next` is the line of the next one of its kind. */
function inSequence(lines: readonly Found[], i: number, next: number | undefined, seen: ReadonlySet<number>): boolean {
  const value = ordinalOf(lines[i]) as number;
  const rest = lines[i]?.candidate?.rest as string;
  const follows = seen.has(value - 1);
  const leads = next !== undefined && ordinalOf(lines[next]) === value + 1;
  if (kindOf(lines[i]) === 'letter') return follows || (value === 1 && leads);
  const listed = lines[i]?.listed === true;
  if (month.test(rest))
    return (follows && listed) || (value === 1 && leads && lines.slice(i + 1, next).every(({ text }) => text === ''));
  const above = lines[i - 1];
  const broken = breaksInTwo(above);
  if (follows) return listed || !broken;
  if (value === 1) return leads || !broken;
  if (listed) return !(goesOn(rest) && above?.text !== '' && !ends(above?.text ?? ''));
  return leads && !broken;
}

/** Whether a line stands in a list with numbers. A text that begins after a blank line has left it. */
function isListed(lines: readonly Found[], i: number): boolean {
  const above = lines[i - 1];
  if (above === undefined) return false;
  if (above.mark !== null) return above.mark.kind === 'number';
  return above.listed && (isBlank(above) || !isBlank(lines[i - 2]));
}

function isBlank(line: Found | undefined): boolean {
  return line === undefined || (line.text === '' && line.mark === null);
}

/** For each line with a number or a letter, the next line with one of the same kind. */
function followers(lines: readonly Found[]): Map<number, number | undefined> {
  const found = new Map<number, number | undefined>();
  const latest: { number?: number; letter?: number } = {};
  for (let i = lines.length - 1; i >= 0; i -= 1) {
    const kind = lines[i]?.candidate?.mark.kind;
    if (kind !== 'number' && kind !== 'letter') continue;
    found.set(i, latest[kind]);
    latest[kind] = i;
  }
  return found;
}
