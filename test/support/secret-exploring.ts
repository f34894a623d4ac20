import { brokenOf } from './secret-invariants.ts';
import { type Ballot, type Delegate, happenings, type Request, type SecretRules, type Sums } from './secret-model.ts';

/** A state of the whole: the ballot and its delegates, each by the number that the explorer gave it. */
interface Place {
  ballot: number;
  delegates: number[];
}

/** One step from a state. `delegate` is the place of the one to whom it happens; undefined for the chair. */
export interface Step {
  does: string;
  delegate?: number;
  request?: Request;
  to: Place;
}

/** What the chair does. */
const chair = ['closes the drawing', 'stops', 'closes', 'cancels'] as const;

/** States of one delegate that have a number. */
const most = 2 ** 15;

const ballots: Ballot[] = [
  { state: 'open', drawingClosed: false },
  { state: 'open', drawingClosed: true },
  { state: 'stopped', drawingClosed: true },
  { state: 'closed', drawingClosed: true },
  { state: 'cancelled', drawingClosed: false },
  { state: 'cancelled', drawingClosed: true },
];

/** A happening with the delegate it leads to by number. */
interface Move {
  does: string;
  request?: Request;
  to: number;
}

/** All states that a ballot with some delegates can come to. Delegates of one kind and the same phones can change places. */
export class SecretSpace {
  readonly start: Place;
  readonly #rules: SecretRules;
  readonly #numbers = new Map<string, number>();
  readonly #delegates: Delegate[] = [];
  readonly #moves = new Map<number, Move[]>();
  readonly #broken = new Map<number, string | undefined>();

  constructor(rules: SecretRules, delegates: readonly Delegate[]) {
    this.#rules = rules;
    this.start = { ballot: 0, delegates: delegates.map((one) => this.#numberOf(one)) };
  }

  /** A delegate as it is in a state. */
  delegate(place: Place, i: number): Delegate {
    return this.#delegates[place.delegates[i] ?? -1] as Delegate;
  }

  ballot({ ballot }: Place): Ballot {
    return ballots[ballot] as Ballot;
  }

  #numberOf(one: Delegate): number {
    const text = JSON.stringify(one);
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    if (this.#delegates.length >= most) throw new Error('more states of one delegate than numbers for them');
    this.#numbers.set(text, this.#delegates.length);
    this.#delegates.push(one);
    return this.#delegates.length - 1;
  }

  sums(place: Place): Sums {
    const sums = { papers: 0, issues: 0 };
    for (const number of place.delegates) {
      const { box, signed } = this.#delegates[number] as Delegate;
      sums.papers += box.length;
      sums.issues += signed.length;
    }
    return sums;
  }

  /** What does not hold in a state. */
  brokenIn(place: Place): string | undefined {
    const sums = this.sums(place);
    if (sums.papers > sums.issues) return 'the box has more papers than were drawn';
    for (const number of place.delegates) {
      const key = keyOf(number, place.ballot, sums);
      if (!this.#broken.has(key)) {
        const one = this.#delegates[number] as Delegate;
        this.#broken.set(key, brokenOf(this.#rules, one, this.ballot(place), sums));
      }
      const broken = this.#broken.get(key);
      if (broken !== undefined) return broken;
    }
    return undefined;
  }

  /** Every step from a state. */
  *steps(place: Place): Generator<Step> {
    const sums = this.sums(place);
    for (const [i, number] of place.delegates.entries())
      for (const { to, ...move } of this.#movesOf(number, place, sums))
        yield { ...move, delegate: i, to: { ballot: place.ballot, delegates: place.delegates.with(i, to) } };
    for (const [i, ballot] of chairsNext(place.ballot)) {
      const ends = ballot >= 2 && ballots[place.ballot]?.state === 'open';
      const delegates = ends ? place.delegates.map((number) => this.#ended(number)) : place.delegates;
      yield { does: `the chair ${chair[i]}`, to: { ballot, delegates } };
    }
  }

  #ended(number: number): number {
    const one = this.#delegates[number] as Delegate;
    return this.#numberOf({ ...one, boxAtEnd: one.box });
  }

  #movesOf(number: number, place: Place, sums: Sums): Move[] {
    const key = keyOf(number, place.ballot, sums);
    const known = this.#moves.get(key);
    if (known !== undefined) return known;
    const one = this.#delegates[number] as Delegate;
    const moves = happenings(this.#rules, one, this.ballot(place), sums).map(({ next, ...what }) => ({
      ...what,
      to: this.#numberOf(next),
    }));
    this.#moves.set(key, moves);
    return moves;
  }

  /** One number for a state and all that differ from it by who is who among equals. */
  canonical({ ballot, delegates }: Place): number {
    const sorted = delegates.length === 1 ? delegates : [...delegates].sort((a, b) => a - b);
    return sorted.reduce((sum, number) => sum * most + number, 0) * 8 + ballot;
  }
}

function keyOf(number: number, ballot: number, { papers, issues }: Sums): number {
  return ((number * 8 + ballot) * 8 + papers) * 8 + issues;
}

/** What the chair may do, and the ballot that it leads to. */
function chairsNext(ballot: number): [did: number, to: number][] {
  if (ballot === 0)
    return [
      [0, 1],
      [3, 4],
    ];
  if (ballot === 1)
    return [
      [1, 2],
      [3, 5],
    ];
  if (ballot === 2)
    return [
      [2, 3],
      [3, 5],
    ];
  return [];
}

/** What an exploration came to. */
export interface Explored {
  states: number;
  steps: number;
  /** What did not hold, and how the state was reached; undefined where everything held in every state. */
  broken: { what: string; trace: string[] } | undefined;
}

/** Visits every state that can be reached, breadth first, until something does not hold. */
export function explore(rules: SecretRules, delegates: readonly Delegate[]): Explored {
  const space = new SecretSpace(rules, delegates);
  const from = new Map<number, { place: Place; before: number; does: string }>();
  const first = space.canonical(space.start);
  from.set(first, { place: space.start, before: -1, does: '' });
  const waiting = [first];
  let steps = 0;
  for (let next = 0; next < waiting.length; next += 1) {
    const here = waiting[next] as number;
    const { place } = from.get(here) as { place: Place };
    const what = space.brokenIn(place);
    if (what !== undefined) return { states: from.size, steps, broken: { what, trace: traceTo(from, here) } };
    for (const step of space.steps(place)) {
      steps += 1;
      const there = space.canonical(step.to);
      if (from.has(there)) continue;
      from.set(there, { place: step.to, before: here, does: step.does });
      waiting.push(there);
    }
  }
  return { states: from.size, steps, broken: undefined };
}

function traceTo(from: ReadonlyMap<number, { before: number; does: string }>, end: number): string[] {
  const trace: string[] = [];
  for (let at = from.get(end); at !== undefined && at.before >= 0; at = from.get(at.before)) trace.unshift(at.does);
  return trace;
}
