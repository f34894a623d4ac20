/**
 * Whether something that is known of delegates tells which papers are theirs. Who guesses sorts the delegates by it, and the
 * papers by something that is known of those, and says that the first is the first's. Where nothing links them, the
 * order of the papers is any order of the delegates, and what a guess comes to has an exact distribution.
 */

/** What is known of each of a ballot's delegates, and of each of its papers: by a name, in one unsaid order of the delegates. */
export interface Observed {
  delegates: ReadonlyMap<string, readonly Known[]>;
  papers: ReadonlyMap<string, readonly Known[]>;
}
type Known = number | string;

/** What a way to guess came to over all ballots. */
export interface Guess {
  name: string;
  /** Delegates whose paper was guessed, of all. */
  right: number;
  of: number;
  /** How likely it is that chance alone comes to as much, or more. */
  chance: number;
}

/** Ways to guess, by what they make of an order: what is summed up over the ballots, and whether little says as much as a lot. */
const measures: { name: string; of(order: readonly number[]): number; likely(n: number): number[]; both: boolean }[] = [
  { name: 'the same place', of: (order) => order.filter((at, i) => at === i).length, likely: places, both: false },
  {
    name: 'the place from behind',
    of: (order) => order.filter((at, i) => at === order.length - 1 - i).length,
    likely: places,
    both: false,
  },
  { name: 'rising together', of: inversions, likely: inversionsOf, both: true },
  {
    name: 'neighbours',
    of: (order) => order.filter((at, i) => i > 0 && at === (order[i - 1] as number) + 1).length,
    likely: successions,
    both: false,
  },
];

/** Every way to guess papers from what was observed. @param random breaks ties. */
export function guesses(ballots: readonly Observed[], random: () => number): Guess[] {
  const names = (side: keyof Observed): string[] => [...new Set(ballots.flatMap((one) => [...one[side].keys()]))];
  const known = ballots.map((one) => ({
    delegates: ranked(one.delegates, random),
    papers: ranked(one.papers, random),
  }));
  const found: Guess[] = [];
  for (const delegates of names('delegates'))
    for (const papers of names('papers')) {
      const orders = known.flatMap((one) => orderOf(one.delegates.get(delegates), one.papers.get(papers)));
      for (const measure of measures) {
        const sum = orders.reduce((all, order) => all + measure.of(order), 0);
        const sizes = orders.map(({ length }) => length);
        found.push({
          name: `${delegates} ~ ${papers}: ${measure.name}`,
          right: orders.reduce((all, order) => all + order.filter((at, i) => at === i).length, 0),
          of: sizes.reduce((all, n) => all + n, 0),
          chance: tail(sum, distribution(measure.name, measure.likely, sizes), measure.both),
        });
      }
    }
  return found;
}

/** The place of each among its equals, for everything that is known. */
function ranked(known: ReadonlyMap<string, readonly Known[]>, random: () => number): Map<string, number[]> {
  return new Map([...known].map(([name, values]) => [name, ranks(values, random)]));
}

function ranks(values: readonly Known[], random: () => number): number[] {
  const sorted = values.map((value, i) => ({ value, i, tie: random() }));
  sorted.sort((a, b) => (a.value < b.value ? -1 : a.value > b.value ? 1 : a.tie - b.tie));
  const places = new Array<number>(values.length);
  for (const [place, { i }] of sorted.entries()) places[i] = place;
  return places;
}

/** The places of the papers in the order of the delegates. */
function orderOf(delegates: readonly number[] | undefined, papers: readonly number[] | undefined): number[][] {
  if (delegates === undefined || papers === undefined) return [];
  const order = new Array<number>(delegates.length);
  for (const [i, place] of delegates.entries()) order[place] = papers[i] as number;
  return [order];
}

const distributions = new Map<string, number[]>();

/** The distribution of a sum over ballots of these sizes. */
function distribution(name: string, likely: (n: number) => number[], sizes: readonly number[]): number[] {
  const key = `${name} ${sizes.join()}`;
  const known = distributions.get(key);
  if (known !== undefined) return known;
  const made = sizes.map(likely).reduce(convolve, [1]);
  distributions.set(key, made);
  return made;
}

function convolve(a: readonly number[], b: readonly number[]): number[] {
  const sum = new Array<number>(a.length + b.length - 1).fill(0);
  for (const [i, x] of a.entries())
    if (x > 0) for (const [j, y] of b.entries()) sum[i + j] = (sum[i + j] as number) + x * y;
  return sum;
}

function tail(sum: number, likely: readonly number[], both: boolean): number {
  const add = (part: readonly number[]): number => part.reduce((all, p) => all + p, 0);
  const above = add(likely.slice(sum));
  return both ? Math.min(1, 2 * Math.min(above, add(likely.slice(0, sum + 1)))) : above;
}

function factorial(n: number): number {
  return n <= 1 ? 1 : n * factorial(n - 1);
}

/** How many orders of n leave nobody in their place. */
function derangements(n: number): number {
  if (n < 2) return n === 0 ? 1 : 0;
  return (n - 1) * (derangements(n - 1) + derangements(n - 2));
}

function choose(n: number, k: number): number {
  return factorial(n) / (factorial(k) * factorial(n - k));
}

/** How likely it is that so many of n keep their place (the rencontres numbers). */
function places(n: number): number[] {
  return Array.from({ length: n + 1 }, (_, k) => (choose(n, k) * derangements(n - k)) / factorial(n));
}

/** How likely it is that so many of n come right after the one before them. */
function successions(n: number): number[] {
  const none = (m: number): number => derangements(m) + derangements(m - 1);
  return Array.from({ length: n }, (_, k) => (choose(n - 1, k) * none(n - k)) / factorial(n));
}

function inversions(order: readonly number[]): number {
  let count = 0;
  for (const [i, a] of order.entries()) for (const b of order.slice(i + 1)) if (a > b) count += 1;
  return count;
}

/** How likely it is that so many pairs of n are in the wrong order (the Mahonian numbers). */
function inversionsOf(n: number): number[] {
  return Array.from({ length: n }, (_, k) => new Array<number>(k + 1).fill(1 / (k + 1))).reduce(convolve, [1]);
}

/** Bytes that a delegate's text and a paper's share, and that not all delegates or all papers have: what says that they belong together. */
export function shared(
  delegates: readonly (readonly Uint8Array[])[],
  papers: readonly (readonly Uint8Array[])[],
  length = 9,
): string[] {
  const [of, ofPapers] = [delegates, papers].map((all) => all.map((texts) => gramsOf(texts, length))) as [
    Set<string>[],
    Set<string>[],
  ];
  const counts = new Map<string, number>();
  for (const grams of of) for (const gram of grams) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const found = new Set<string>();
  for (const grams of ofPapers)
    for (const gram of grams) {
      const count = counts.get(gram) ?? 0;
      const everywhere = count === delegates.length || ofPapers.every((other) => other.has(gram));
      if (count > 0 && !everywhere) found.add(gram);
    }
  return [...found];
}

function gramsOf(texts: readonly Uint8Array[], length: number): Set<string> {
  const grams = new Set<string>();
  for (const bytes of texts) {
    const text = Buffer.from(bytes).toString('latin1');
    for (let i = 0; i + length <= text.length; i += 1) grams.add(text.slice(i, i + length));
  }
  return grams;
}
