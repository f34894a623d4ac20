/**
 * A slow, plain counter written from the words of the rules alone. It shares nothing with the product but the names of
 * what it is given: whole papers in, one outcome out, and every comparison is one of fractions as whole numbers.
 */

/** A rule in the words of a formula; what is not there is not asked. */
export interface PlainRule {
  num: number;
  den: number;
  strict: boolean;
  base: 'for-against' | 'cast' | 'present' | 'entitled';
  entitled?: number;
  tie: 'falls' | 'chair';
  blankCap?: { num: number; den: number };
}

/** One paper each, in any order, and whose paper is that of whoever opened the ballot; null where there is none. */
export interface PlainBallot {
  rule: PlainRule;
  papers: readonly string[];
  present: number;
  opener: string | null;
}

/** How many papers say a word. */
function papersWith(papers: readonly string[], word: string): bigint {
  let n = 0n;
  for (const paper of papers) if (paper === word) n += 1n;
  return n;
}

/** Whether `votes` of `base` are more than num/den of it, or at least that where the rule is not strict. */
function satisfies({ num, den, strict }: PlainRule, votes: bigint, base: bigint): boolean {
  const [left, right] = [votes * BigInt(den), base * BigInt(num)];
  return strict ? left > right : left >= right;
}

/** What the share is taken of. */
function shareOf({ rule, present }: PlainBallot, papers: readonly string[]): bigint {
  if (rule.base === 'present') return BigInt(present);
  if (rule.base === 'entitled') return BigInt(rule.entitled ?? 0);
  const cast = BigInt(papers.length);
  return rule.base === 'cast' ? cast : cast - papersWith(papers, 'blank');
}

/** Whether too many papers are blank. */
function tooManyBlank({ rule: { blankCap }, papers }: PlainBallot): boolean {
  if (blankCap === undefined || papers.length === 0) return false;
  return papersWith(papers, 'blank') * BigInt(blankCap.den) > BigInt(papers.length) * BigInt(blankCap.num);
}

/** For or against: no votes adopt nothing, a tie falls unless the vote of whoever opened is counted once more. */
export function plainOutcome(ballot: PlainBallot): 'adopted' | 'rejected' {
  const { rule, papers, opener } = ballot;
  let pile = [...papers];
  if (tooManyBlank(ballot)) return 'rejected';
  const even = papersWith(pile, 'for') === papersWith(pile, 'against');
  if (even && papersWith(pile, 'for') > 0n && rule.tie === 'chair' && (opener === 'for' || opener === 'against'))
    pile = [...pile, opener];
  const [f, against] = [papersWith(pile, 'for'), papersWith(pile, 'against')];
  if (f === 0n || f === against) return 'rejected';
  // a casting vote against ends it, also where the rule asks for less than half
  if (even && f < against) return 'rejected';
  return satisfies(rule, f, shareOf(ballot, pile)) ? 'adopted' : 'rejected';
}

/** Between alternatives: the one with the most papers, alone, that also satisfies the rule. */
export function plainChoice(ballot: PlainBallot, options: readonly string[]): string {
  const { rule, papers, opener } = ballot;
  if (tooManyBlank(ballot)) return 'undecided';
  const most = (pile: readonly string[]): string[] => {
    let best: string[] = [];
    for (const option of options) {
      const [votes, bar] = [papersWith(pile, option), best[0] === undefined ? 0n : papersWith(pile, best[0])];
      if (votes > bar) best = [option];
      else if (votes === bar && votes > 0n) best = [...best, option];
    }
    return best;
  };
  let pile = [...papers];
  let best = most(pile);
  if (best.length === 2 && options.length === 2 && rule.tie === 'chair' && opener !== null && best.includes(opener)) {
    pile = [...pile, opener];
    best = most(pile);
  }
  const [winner] = best;
  if (winner === undefined || best.length > 1) return 'undecided';
  return satisfies(rule, papersWith(pile, winner), shareOf(ballot, pile)) ? `chosen:${winner}` : 'undecided';
}
