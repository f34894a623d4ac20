import type { PlacedBlock } from './amend.ts';
import { modeOf, wholeQuestion } from './ballot.ts';
import type { Decided } from './formats.ts';
import type { TreatedPoint } from './party-statements.ts';
import { type Block, fromMarkdown, type ProposalContent, toMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { BallotStatement, ResolutionPayload } from './statements.ts';

type Source = Pick<ResolutionPayload, 'title' | 'text' | 'points'>;

/**
 * The text that puts a resolution from below to the vote: all that it adopted, or the points that are named and no preamble.
 * @returns treatment.points for a point that it did not adopt.
 */
export function proposalFrom(
  { title, text, points }: Source,
  chosen: 'all' | readonly number[],
): Checked<ProposalContent> {
  if (chosen === 'all') {
    const blocks = fromMarkdown(text).map(({ kind, text: words }): Block => ({ kind, text: words }));
    return pass({ title, blocks });
  }
  const blocks: Block[] = [];
  for (const number of [...new Set(chosen)].sort((a, b) => a - b)) {
    const point = points.find((one) => one.number === number && one.outcome === 'adopted');
    if (point === undefined) return refuse('treatment.points', `the resolution has not adopted a point ${number}`);
    blocks.push({ kind: 'point', text: point.text });
  }
  return pass({ title, blocks });
}

/** A proposal that was made of a resolution and decided. */
export interface DecidedSource {
  /** As it was proposed. */
  original: ProposalContent;
  /** As it was voted on, and where each block comes from. */
  blocks: readonly PlacedBlock[];
  definition: BallotStatement;
  /** By question. */
  outcome: Readonly<Record<string, Decided>>;
  /** The resolution that was made of it, or none. */
  by: string | undefined;
}

/**
 * What follows for a resolution's points from the ballot on the proposal that was made of it: adopted as it came, adopted with
 * other words, or rejected. A text that was voted on as a whole and changed beside its points is changed as a whole.
 */
export function treatmentFrom(
  source: Source,
  { original, blocks, definition, outcome, by }: DecidedSource,
): TreatedPoint[] {
  const rest = by === undefined ? {} : { by };
  const points = treatedPoints(source, { original, blocks, definition, outcome, by }).map((point) => ({
    ...point,
    recommendation: null,
    ...rest,
  }));
  if (points.length > 0) return points.sort((a, b) => a.number - b.number);
  const text = toMarkdown(blocks.map(({ block }) => block));
  const said = wordOf(outcome[wholeQuestion] === 'adopted', source.text, text.slice(0, 20_000));
  return [{ number: 0, recommendation: null, ...said, ...rest }];
}

/** What was decided of a text: adopted as it came, changed, or rejected. */
function wordOf(adopted: boolean, before: string, now: string): Pick<TreatedPoint, 'outcome' | 'text'> {
  if (!adopted) return { outcome: 'rejected' };
  return before === now ? { outcome: 'adopted' } : { outcome: 'changed', text: now };
}

function treatedPoints(
  source: Source,
  { original, blocks, definition, outcome }: DecidedSource,
): (Pick<TreatedPoint, 'outcome' | 'text'> & { number: number })[] {
  const whole = modeOf(definition) === 'whole';
  const numbers = sourceNumbers(source, original);
  const places = new Set(blocks.filter(({ added }) => !added).map(({ place }) => place));
  const deleted = [...numbers].filter(([place]) => !places.has(place));
  const voted = blocks
    .filter(({ block }) => block.kind === 'point')
    .map((placed, i) => ({ ...placed, adopted: outcome[whole ? wholeQuestion : String(i + 1)] === 'adopted' }));
  return [
    ...deleted.map(([, number]) => ({ number, outcome: 'rejected' as const })),
    ...voted.flatMap(({ block, place, added, adopted }) => {
      const number = added ? undefined : numbers.get(place);
      if (number === undefined) return [];
      const before = source.points.find((point) => point.number === number)?.text ?? '';
      return [{ number, ...wordOf(adopted, before, block.text) }];
    }),
  ];
}

/** Which point of the resolution stands at which place (from 1 over all blocks) of the proposal as it was made. */
function sourceNumbers({ points }: Source, { blocks }: ProposalContent): Map<number, number> {
  const left = points.filter(({ outcome }) => outcome === 'adopted');
  const numbers = new Map<number, number>();
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'point') continue;
    const at = left.findIndex(({ text }) => text === block.text);
    const [point] = at === -1 ? [] : left.splice(at, 1);
    if (point !== undefined) numbers.set(i + 1, point.number);
  }
  return numbers;
}
