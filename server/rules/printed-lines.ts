import type { Block } from './proposal.ts';

/** A line of a text as it is printed with line numbers. */
export interface PrintedLine {
  text: string;
  /** The place of the block that it is of, from 1. */
  place: number;
}

/** Characters of a printed line. */
const width = 80;

/**
 * The lines of a text as it is printed for people who refer to it by line numbers (linjenummer): line n is the nth, from 1. Every
 * block begins a new line, points with their number, and is broken at its spaces so that a line has at most 80
 * characters where its words allow it.
 */
export function printedLines(blocks: readonly Block[]): PrintedLine[] {
  let number = 0;
  return blocks.flatMap(({ kind, text }, i) => {
    if (kind === 'point') number += 1;
    const lines: string[] = [];
    for (const word of (kind === 'point' ? `${number}. ${text}` : text).split(' ')) {
      const last = lines.at(-1);
      if (last === undefined || last.length + 1 + word.length > width) lines.push(word);
      else lines[lines.length - 1] = `${last} ${word}`;
    }
    return lines.map((line) => ({ text: line, place: i + 1 }));
  });
}
