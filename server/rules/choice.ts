import type { Change } from './amendment.ts';
import type { BallotTally, Choices, Counts, Decided, Rule } from './formats.ts';
import { baseOf, exceedsCap, requiredOf } from './majority.ts';
import { type ProposalContent, pointsOf, toMarkdown } from './proposal.ts';
import type { Subject } from './subject.ts';

/** A subject with several alternatives. */
export type Choice = Extract<Subject, { kind: 'choice' }>;

/** Whether sums are those of alternatives, and not of for and against. */
export function isChoices(sums: Counts | Choices): sums is Choices {
  return 'options' in sums;
}

/** The votes for and against on a question; undefined where it has none, or has alternatives. */
export function countsOf(tally: BallotTally, question: string): Counts | undefined {
  const sums = tally[question];
  return sums === undefined || isChoices(sums) ? undefined : sums;
}

/** A rule's arithmetic on alternatives. */
export interface ChoiceDecision {
  outcome: Decided;
  /** The number that the rule takes its share of: for the base for-against the votes for any alternative. */
  base: number;
  required: number;
  /** The ids with the most votes; none where nobody voted for any. */
  leading: string[];
  /** Votes for each of them. */
  got: number;
}

/**
 * Which alternative is chosen: the one that has the most votes, alone, and as many as the rule asks for; else it is
 * undecided. Of exactly two with equal votes the casting vote decides, where the rule has one.
 * @param casting the mark of whoever opened the ballot.
 */
export function decideChoices(rule: Rule, choices: Choices, present: number, casting?: string): ChoiceDecision {
  const counts = countsOfAny(choices);
  const base = baseOf(rule, counts, present);
  const required = requiredOf(rule, base);
  const most = Math.max(...Object.values(choices.options));
  const leading = most === 0 ? [] : idsOf(choices).filter((id) => choices.options[id] === most);
  const decision = { base, required, leading, got: most };
  if (exceedsCap(rule, counts)) return { outcome: 'undecided', ...decision };
  const [first] = leading;
  if (leading.length === 1 && most >= required) return { outcome: `chosen:${first}`, ...decision };
  const even = leading.length === 2 && idsOf(choices).length === 2;
  if (!even || rule.tie !== 'chair' || casting === undefined || !leading.includes(casting))
    return { outcome: 'undecided', ...decision };
  const doubled = requiredOf(rule, baseOf(rule, { ...counts, for: counts.for + 1 }, present));
  return { outcome: most + 1 >= doubled ? `chosen:${casting}` : 'undecided', ...decision };
}

/** All votes for any alternative as votes for, so that a rule's base is taken of them. */
function countsOfAny({ options, blank }: Choices): Counts {
  const any = Object.values(options).reduce((sum, votes) => sum + votes, 0);
  return { for: any, against: 0, ...(blank === undefined ? {} : { blank }) };
}

function idsOf({ options }: Choices): string[] {
  return Object.keys(options);
}

/**
 * The alternatives that stand in a run-off: the two with the most votes, and all that are even with the second. Where
 * more than two lead evenly they are all of these and no others. They may be as many as before.
 * @returns ids, in the order in which they stand.
 */
export function runOffOptions(choices: Choices): string[] {
  const votes = Object.values(choices.options).sort((a, b) => b - a);
  const second = votes[1] ?? 0;
  return idsOf(choices).filter((id) => (choices.options[id] ?? 0) >= second);
}

/** The same choice between some of its alternatives. */
export function narrowed(choice: Choice, ids: readonly string[]): Choice {
  return { ...choice, options: choice.options.filter(({ id }) => ids.includes(id)) };
}

/**
 * Amendments set against each other (alternativ votering): the id of number n is `an`, its title the number, and its
 * text what it would put in; a deletion has none.
 * @param base content hash of the text that they address.
 */
export function choiceOfAmendments(
  title: string,
  base: string,
  amendments: readonly { number: number; change: Change }[],
): Choice {
  const options = amendments.map(({ number, change }) => ({
    id: `a${number}`,
    title: String(number),
    text: change.type === 'replace' ? change.text : change.type === 'add' ? change.block.text : '',
  }));
  return { kind: 'choice', title, options, base };
}

/** Texts set against each other: the id of proposal number n is `tn`. */
export function choiceOfTexts(
  title: string,
  proposals: readonly { number: number; content: ProposalContent }[],
): Choice {
  const options = proposals.map(({ number, content }) => ({
    id: `t${number}`,
    title: content.title,
    text: toMarkdown(content.blocks),
  }));
  return { kind: 'choice', title, options };
}

/** A question with several answers: they are the points of its text, each under its number. */
export function choiceOfPoints({ title, blocks }: ProposalContent): Choice {
  const options = pointsOf(blocks).map(({ number, text }) => ({ id: String(number), title: String(number), text }));
  return { kind: 'choice', title, options };
}
