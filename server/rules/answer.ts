import { type Applied, applyChanges } from './amend.ts';
import { wholeQuestion } from './ballot.ts';
import type { Deliberation } from './deliberation.ts';
import type { Counts } from './formats.ts';
import type { Fate } from './hearing-shapes.ts';
import type { AnsweredChange, AnswerStatement } from './party-statements.ts';
import { type Block, type ProposalContent, pointsOf } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { adoptedText } from './resolution.ts';
import type { ResolutionStatement } from './statements.ts';

/** A resolution as far as an answer is judged by it. */
export type Answering = Pick<ResolutionStatement, 'branch' | 'title' | 'text' | 'points' | 'ballots'>;

/** What a branch made of the amendments to a hearing's text. */
export type Answered = Pick<AnswerStatement, 'adopted' | 'rejected'>;

/**
 * What the deliberation of a hearing's text in a branch comes to: the amendments that stand in the text, and those that were
 * put to the vote and fell. Withdrawn, lapsed and joined ones were never decided by themselves and are left out.
 * @param votesOn the sums of an amendment's own ballot, by its number; undefined where none were counted.
 */
export function answerOf(
  { amendments }: Pick<Deliberation, 'amendments'>,
  votesOn: (number: number) => Counts | undefined,
): Answered {
  const answered = (kind: 'adopted' | 'rejected'): AnsweredChange[] =>
    amendments
      .filter(({ disposition }) => disposition.kind === kind)
      .map(({ number, change }) => {
        const votes = votesOn(number);
        return { number, change, ...(votes === undefined ? {} : { votes }) };
      });
  return { adopted: answered('adopted'), rejected: answered('rejected') };
}

/**
 * Whether a resolution is what an answer says it is: the adopted changes, applied to the hearing's text, give the text that was
 * voted on, of which the resolution holds what was adopted (answer.text).
 */
export function checkAnswer(
  content: ProposalContent,
  { title, text, points }: Answering,
  { adopted }: Answered,
): Checked<Applied> {
  const applied = applyChanges(content, adopted);
  if (!applied.ok) return refuse('answer.text', applied.refusal.detail);
  const here = pointsOf(applied.value.content.blocks);
  const same = here.length === points.length && here.every((point, i) => isSame(point, points[i]));
  if (title !== content.title) return refuse('answer.text', 'the title is another');
  if (!same) return refuse('answer.text', 'the changes give other points');
  const kept = new Set(points.filter(({ outcome }) => outcome === 'adopted').map(({ number }) => number));
  if (adoptedText(applied.value.content, (number) => kept.has(number)) !== text)
    return refuse('answer.text', 'the changes give another text');
  return pass(applied.value);
}

function isSame(a: { number: number; text: string }, b: { number: number; text: string } | undefined): boolean {
  return b !== undefined && a.number === b.number && a.text === b.text;
}

/** What an answer makes of a hearing's text. */
export interface AnsweredText {
  /** One for each block of the hearing's text, in its order. */
  fates: Fate[];
  /** What was added and adopted. */
  added: { after: number; block: Block; votes: Counts | null }[];
}

/** The fate of each block of a hearing's text in an answer; undefined where the answer does not hold (`checkAnswer`). */
export function pointsAnswered(
  content: ProposalContent,
  resolution: Answering,
  answer: Answered,
): AnsweredText | undefined {
  const checked = checkAnswer(content, resolution, answer);
  if (!checked.ok) return undefined;
  const fates: Fate[] = content.blocks.map(() => ({ state: 'deleted', votes: null }));
  const added: AnsweredText['added'] = [];
  let number = 0;
  for (const { block, place, added: isNew, amendment } of checked.value.blocks) {
    if (block.kind === 'point') number += 1;
    const { adopted, votes } = decidedOf(resolution, block, number);
    if (isNew) {
      if (adopted) added.push({ after: place, block, votes });
      continue;
    }
    const wording = amendment === null ? {} : { text: block.text };
    fates[place - 1] = { state: !adopted ? 'rejected' : amendment === null ? 'kept' : 'changed', votes, ...wording };
  }
  return { fates, added };
}

/** Whether a block was adopted, and by which votes: a point's own where it was voted on point by point, else the text's. */
function decidedOf(
  { points, ballots }: Answering,
  { kind }: Block,
  number: number,
): { adopted: boolean; votes: Counts | null } {
  const point = kind === 'point' ? points[number - 1] : undefined;
  const own = point === undefined ? undefined : sumsOf(ballots, String(number));
  const votes = own ?? sumsOf(ballots, wholeQuestion) ?? null;
  const outcome = point?.outcome ?? ballots.at(-1)?.outcome[wholeQuestion];
  return { adopted: outcome !== 'rejected', votes };
}

function sumsOf(ballots: Answering['ballots'], question: string): Counts | undefined {
  return ballots.findLast(({ tally }) => tally[question] !== undefined)?.tally[question];
}

/** The votes on each point of a resolution, in order; null where none were counted. */
export function votesOnPoints({ points, ballots }: Pick<Answering, 'points' | 'ballots'>): (Counts | null)[] {
  return points.map(({ number }) => sumsOf(ballots, String(number)) ?? sumsOf(ballots, wholeQuestion) ?? null);
}
