import type { Random } from './random.ts';

/** What goes into a parser: bytes, text, or a value as JSON or a device's storage holds it. */
export type Input = unknown;

/** A parser of bytes from outside, made ready to be attacked. */
export interface Attack<I = Input> {
  /** One more input: mostly a real one with something changed. */
  make(random: Random): I | Promise<I>;
  /**
   * Lets the parser have an input, and throws where it does what it must not: anything thrown is a find.
   * @returns whether the parser took the input, which says that the attack reaches beyond its first checks.
   */
  attempt(input: I): boolean | Promise<boolean>;
  /** An input that grows with `length`, with the same choices for the same numbers: work on it must not grow faster. */
  pumped?(random: Random, length: number): I;
  /** The greatest length to pump to, in characters or items. */
  longest?: number;
  /** CPU in milliseconds that any single input may take, where that is not the usual. */
  patience?: number;
  close?(): Promise<void>;
}

/** A parser by its name, with where it stands. */
export interface Target<I = Input> {
  name: string;
  /** The functions that read the bytes, and where the bytes come from. */
  reads: string;
  open(): Attack<I> | Promise<Attack<I>>;
}

/** What a parser must not do, other than throwing what it does not declare. */
class Broken extends Error {
  override readonly name = 'Broken';
}

/** Says what holds; anything else is a find. */
export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Broken(what);
}
