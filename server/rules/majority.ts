import type { Counts, Option, Outcome, Rule } from './formats.ts';

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
  /** On a tie, the vote that counted twice. */
  casting?: 'for' | 'against';
  /** Blank votes were more than the rule allows, so that it fell. */
  capped?: true;
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

/**
 * Whether the question is adopted under the rule. On a tie it falls, also where the rule asks for no more than half;
 * where the rule gives a casting vote that vote counts twice, and the rule must be satisfied by what it then is.
 * @param casting the vote of whoever opened the ballot; a blank one, or none, lets the question fall.
 */
export function decide(rule: Rule, counts: Counts, present: number, casting?: Option): Decision {
  const base = baseOf(rule, counts, present);
  const decision = {
    base,
    required: requiredOf(rule, base),
    got: counts.for,
    tied: counts.for === counts.against,
    unanimous: counts.for > 0 && counts.against === 0,
  };
  if (exceedsCap(rule, counts)) return { outcome: 'rejected', ...decision, capped: true };
  if (!decision.tied) return { outcome: counts.for >= decision.required ? 'adopted' : 'rejected', ...decision };
  const decides = rule.tie === 'chair' && counts.for > 0 && casting !== undefined && casting !== 'blank';
  if (!decides) return { outcome: 'rejected', ...decision };
  const doubled = { ...counts, [casting]: counts[casting] + 1 };
  const adopted = doubled.for > doubled.against && doubled.for >= requiredOf(rule, baseOf(rule, doubled, present));
  return { outcome: adopted ? 'adopted' : 'rejected', ...decision, casting };
}

/** Whether more votes are blank than the rule's cap allows: a share of all votes cast. */
export function exceedsCap({ blankCap }: Rule, { for: f, against, blank = 0 }: Counts): boolean {
  if (blankCap === undefined) return false;
  return BigInt(blank) * BigInt(blankCap.den) > BigInt(f + against + blank) * BigInt(blankCap.num);
}

/** What a rule asks for before anybody has voted. */
export interface Requirement {
  base: Rule['base'];
  /** The number that the share is taken of; where that depends on who votes, all who may. */
  of: number;
  required: number;
  /** Whether the numbers are certain, or hold only if all vote and nobody blank. */
  certain: boolean;
}

/** What a rule asks for with `present` people on the roll, for the sentence about it before a ballot. */
export function requirementOf(rule: Rule, present: number): Requirement {
  const certain = rule.base === 'present' || rule.base === 'entitled';
  const of = rule.base === 'entitled' ? (rule.entitled ?? 0) : present;
  return { base: rule.base, of, required: requiredOf(rule, of), certain };
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
