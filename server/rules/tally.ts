import { isUncounted } from './ballot.ts';
import { paperLeaf } from './box.ts';
import { canonicalBytes } from './canonical.ts';
import { decideChoices, isChoices } from './choice.ts';
import type { Marks } from './formats.ts';
import { type BallotTally, type Choices, type Counts, type Decided, Option, type Rule } from './formats.ts';
import { handsOf, sumsOf } from './hands.ts';
import { decide } from './majority.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { byDelegate } from './roll.ts';
import type { BoxedPaper } from './secret-statements.ts';
import type { BallotStatement, CloseStatement, CountStatement, Signed, VoteStatement } from './statements.ts';

/** The votes that count: each delegate's last revision, sorted by delegate. The order they came in does not matter. */
export function countedVotes(votes: readonly Signed<VoteStatement>[]): Signed<VoteStatement>[] {
  const last = new Map<string, Signed<VoteStatement>>();
  for (const vote of votes) {
    const held = last.get(vote.statement.delegate);
    if (held === undefined || held.statement.revision < vote.statement.revision)
      last.set(vote.statement.delegate, vote);
  }
  return [...last.values()].sort((a, b) => byDelegate(a.statement, b.statement));
}

/** The sums of counted votes by question and option. Every allowed option stands there, with 0 where nobody took it. */
export function tallyOf(definition: BallotStatement, counted: readonly Marks[]): BallotTally {
  return Object.fromEntries(
    definition.questions.map((question) => {
      const votes = new Map<string, number>();
      for (const marks of counted) {
        const mark = marks[question.id];
        if (mark !== undefined) votes.set(mark, (votes.get(mark) ?? 0) + 1);
      }
      return [question.id, sumsOf(question, (option) => votes.get(option) ?? 0)];
    }),
  );
}

/**
 * The outcome of each question under the ballot's rule. Where nobody is counted everything is adopted: such a ballot
 * closes only when no one asked for another.
 * @param present people on the roll.
 * @param casting the marks of whoever opened the ballot, which decide where the rule has a casting vote.
 */
export function outcomesOf(
  definition: BallotStatement,
  tally: BallotTally,
  present: number,
  casting: Marks = {},
): Record<string, Decided> {
  const { rule } = definition;
  const none: Counts = { for: 0, against: 0 };
  return Object.fromEntries(
    definition.questions.map(({ id }): [string, Decided] => {
      if (isUncounted(definition)) return [id, 'adopted'];
      const sums = tally[id] ?? none;
      if (isChoices(sums)) return [id, decideChoices(rule, sums, present, casting[id]).outcome];
      return [id, decide(rule, sums, present, optionIn(casting[id])).outcome];
    }),
  );
}

/** What a ballot came to. */
export interface Result {
  /** All votes; empty where nobody was counted. */
  tally: BallotTally;
  /** What of them the tellers counted. */
  hands?: BallotTally;
  outcome: Record<string, Decided>;
  /** The casting marks, where they decided a tie. */
  casting?: Marks;
}

/** What was counted of a ballot. */
export interface Cast {
  /** As `countedVotes` gives them. */
  votes: readonly Signed<VoteStatement>[];
  /** The papers of a secret ballot, which has no votes. */
  papers?: readonly BoxedPaper[];
  /** The two tellers' equal counts, or none. */
  counts: readonly Signed<CountStatement>[];
  /** People on the roll. */
  present: number;
  /** Who opened the ballot: with a casting vote, theirs decides a tie. */
  opener: string;
}

/** The sums of a ballot and the outcome of each question. */
export function resultOf(definition: BallotStatement, { votes, papers = [], counts, present, opener }: Cast): Result {
  if (isUncounted(definition)) return { tally: {}, outcome: outcomesOf(definition, {}, present) };
  const [count] = counts;
  const hands = count === undefined ? undefined : handsOf(definition, count.statement, present);
  const marked = [...votes.map(({ statement }) => statement.marks), ...papers.map(({ paper }) => paper.marks)];
  const phones = tallyOf(definition, marked);
  const tally = hands === undefined ? phones : added(definition, phones, hands);
  const marks = votes.find(({ statement }) => statement.delegate === opener)?.statement.marks ?? {};
  const casting = castingOf(definition, tally, present, marks);
  return {
    tally,
    ...(hands === undefined ? {} : { hands }),
    outcome: outcomesOf(definition, tally, present, marks),
    ...(casting === undefined ? {} : { casting }),
  };
}

/** Those of the marks of whoever opened the ballot that decided a tie; undefined where none did. */
export function castingOf(
  { rule }: BallotStatement,
  tally: BallotTally,
  present: number,
  marks: Marks,
): Marks | undefined {
  const deciding = Object.entries(marks).filter(([id, mark]) => decidesTie(rule, tally[id], present, mark));
  return deciding.length === 0 ? undefined : Object.fromEntries(deciding);
}

/** Whether a mark of whoever opened the ballot decides a question, as a casting vote. */
function decidesTie(rule: Rule, sums: Counts | Choices | undefined, present: number, mark: string): boolean {
  if (sums === undefined) return false;
  if (isChoices(sums))
    return decideChoices(rule, sums, present, mark).outcome !== decideChoices(rule, sums, present).outcome;
  return decide(rule, sums, present, optionIn(mark)).casting !== undefined;
}

function optionIn(mark: string | undefined): Option | undefined {
  return Option.options.find((option) => option === mark);
}

/** Votes by phone and hands that were counted, together. */
export function added(definition: BallotStatement, phones: BallotTally, hands: BallotTally): BallotTally {
  const votes = (sums: Counts | Choices | undefined, option: string): number => {
    if (sums === undefined) return 0;
    if (option === 'blank') return sums.blank ?? 0;
    return isChoices(sums) ? (sums.options[option] ?? 0) : option === 'for' ? sums.for : sums.against;
  };
  return Object.fromEntries(
    definition.questions.map((question) => {
      const { id } = question;
      return [id, sumsOf(question, (option) => votes(phones[id], option) + votes(hands[id], option))];
    }),
  );
}

/**
 * The evidence leaf of a vote or of a teller's count: the leaf hash of the canonical bytes of the whole signed statement.
 * The signature in it is random, so the leaf does not give the vote away.
 */
export function evidenceLeaf(signed: Signed<VoteStatement | CountStatement>): string {
  return leafHash(canonicalBytes(signed));
}

/** The evidence leaves of a ballot: the counted votes or papers in their order, then the tellers' counts in theirs. */
export function leavesOf({ votes, papers = [], counts }: Pick<Cast, 'votes' | 'papers' | 'counts'>): string[] {
  return [...votes.map(evidenceLeaf), ...papers.map(paperLeaf), ...counts.map(evidenceLeaf)];
}

/** The statement that the chair signs at closing, over the evidence leaves in their order. `votes` are those by passkey, or the papers. */
export function buildClose(parts: {
  ballot: string;
  votes: number;
  leaves: readonly string[];
  issues?: CloseStatement['issues'] | undefined;
  journal: CloseStatement['journal'];
  closedAt: string;
}): CloseStatement {
  return {
    typ: 'vedtak/close/1',
    ballot: parts.ballot,
    votes: parts.votes,
    evidence: merkleRoot(parts.leaves),
    ...(parts.issues === undefined ? {} : { issues: parts.issues }),
    journal: parts.journal,
    closedAt: parts.closedAt,
  };
}
