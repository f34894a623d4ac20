import type { Counts, Outcome, Rule } from './formats.ts';

/** A rule's arithmetic on one question, with everything that the sentence about it needs. */
export interface Decision {
  outcome: Outcome;
  /** The number that the rule takes its share of. */
  base: number;
  /** The fewest votes for that pass with this base. */
  required: number;
  /** Votes for. */
  got: number;
  /** As many for as against. */
  tied: boolean;
  /** Votes for, none against. */
  unanimous: boolean;
}

/** The number that a rule takes its share of. `present` is the number of people on the ballot's roll. */
export function baseOf(rule: Rule, counts: Counts, present: number): number {
  switch (rule.base) {
    case 'for-against':
      return counts.for + counts.against;
    case 'cast':
      return counts.for + counts.against + (counts.blank ?? 0);
    case 'present':
      return present;
    case 'entitled':
      if (rule.entitled === undefined)
        throw new RangeError('the rule takes its share of all entitled, but not how many they are');
      return rule.entitled;
  }
}

/**
 * The fewest votes that satisfy the rule on a base: more than num/den of it when strict, else at least num/den.
 * Never less than one: no votes adopt nothing.
 */
export function requiredOf(rule: Rule, base: number): number {
  return Math.max(1, rule.strict ? share(base, rule).whole + 1 : roundedUp(base, rule));
}

/** num/den of a number: the whole part, and whether there is a rest. Exact for all safe integers. */
function share(of: number, { num, den }: { num: number; den: number }): { whole: number; rest: boolean } {
  const product = BigInt(of) * BigInt(num);
  return { whole: Number(product / BigInt(den)), rest: product % BigInt(den) !== 0n };
}

function roundedUp(of: number, part: { num: number; den: number }): number {
  const { whole, rest } = share(of, part);
  return rest ? whole + 1 : whole;
}

/** Whether the question is adopted under the rule. A tie falls, also where the rule asks for no more than half. */
export function decide(rule: Rule, counts: Counts, present: number): Decision {
  const base = baseOf(rule, counts, present);
  const required = requiredOf(rule, base);
  const tied = counts.for === counts.against;
  return {
    outcome: counts.for >= required && !tied ? 'adopted' : 'rejected',
    base,
    required,
    got: counts.for,
    tied,
    unanimous: counts.for > 0 && counts.against === 0,
  };
}

/** Rules that organisations use, by the word of each; the formula is what counts. */
export const ruleTemplates = {
  /** Alminnelig flertall: more for than against; blanks do not count. */
  simple: { num: 1, den: 2, strict: true, base: 'for-against', blanks: 'allowed', tie: 'falls' },
  /** Absolutt flertall: more than half of all votes cast, blanks among them. */
  absolute: { num: 1, den: 2, strict: true, base: 'cast', blanks: 'allowed', tie: 'falls' },
  /** Kvalifisert flertall: at least two thirds of the votes for and against. */
  twoThirds: { num: 2, den: 3, strict: false, base: 'for-against', blanks: 'allowed', tie: 'falls' },
} as const satisfies Record<string, Rule>;

/** How many must be present: the fewest people that are at least num/den of the members. */
export function quorumOf(num: number, den: number, members: number): number {
  return roundedUp(members, { num, den });
}
