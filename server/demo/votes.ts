import type { Marks, Option } from '../rules/formats.ts';

/** A repeatable source of numbers from 0 up to 1 (mulberry32); for examples, never for secrets. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * What so many delegates mark on a paper of so many points: on each point most are for, some against and some blank,
 * but one point, drawn too, falls. Who marks what is drawn for each point anew.
 */
export function drawMarks(delegates: number, points: number, random: () => number): Marks[] {
  const papers: Marks[] = Array.from({ length: delegates }, () => ({}));
  const upTo = (share: number): number => Math.floor(random() * share * delegates) + 1;
  const lost = Math.floor(random() * points) + 1;
  for (let point = 1; point <= points; point += 1) {
    const few = Math.min(upTo(0.3), Math.floor((delegates - 1) / 3));
    const blank = Math.min(upTo(0.12), Math.floor((delegates - 1) / 3));
    const [many, other]: [Option, Option] = point === lost ? ['against', 'for'] : ['for', 'against'];
    const marks = papers.map((_, i): Option => (i < few ? other : i < few + blank ? 'blank' : many));
    shuffle(marks, random).forEach((mark, i) => {
      (papers[i] as Marks)[String(point)] = mark;
    });
  }
  return papers;
}

/** Fisher–Yates. */
function shuffle<T>(items: T[], random: () => number): T[] {
  for (let i = items.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j] as T, items[i] as T];
  }
  return items;
}
