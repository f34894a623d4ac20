import { modeOf, wholeQuestion } from './ballot.ts';
import { canonicalBytes, hashOf } from './canonical.ts';
import { countsOf } from './choice.ts';
import type { BallotTally, Checkpoint, Decided, Marks, Outcome, Tally } from './formats.ts';
import { leafHash, merkleRoot } from './merkle.ts';
import { contentHash, type ProposalContent, pointsOf, toMarkdown } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type {
  BallotStatement,
  CloseStatement,
  Quorum,
  ResolutionPayload,
  ResolutionPoint,
  ResolutionStatement,
} from './statements.ts';
import { outcomesOf } from './tally.ts';

/** The root whose leaves are the canonical bytes of each point, so that one point can be quoted with a proof. */
export function pointsRootOf(points: readonly ResolutionPoint[]): string {
  return merkleRoot(points.map((point) => leafHash(canonicalBytes(point))));
}

/** What a resolution is made of, all of it known to whoever signs. */
export interface ResolutionParts {
  branch: string;
  number: number;
  previous: string | null;
  meeting: string;
  content: ProposalContent;
  definition: BallotStatement;
  close: CloseStatement;
  tally: BallotTally;
  /** What of the tally the tellers counted. */
  hands?: BallotTally | undefined;
  /** The casting marks, where they decided a tie. */
  casting?: Marks | undefined;
  present: number;
  quorum: Quorum;
  journal: Checkpoint;
  /** Hash of the hearing that it answers. */
  hearing?: string | undefined;
}

/**
 * What a resolution holds of a text: what was adopted, as Markdown. Of a text of points alone of which none was adopted
 * it holds the title, as a heading.
 */
export function adoptedText({ title, blocks }: ProposalContent, isAdopted: (number: number) => boolean): string {
  const text = toMarkdown(blocks, isAdopted);
  return text === '' ? `## ${title}` : text;
}

/**
 * The resolution that follows from a closed ballot, or the refusal when nothing was adopted. An answer to a hearing may adopt
 * nothing: that the branch is against all of it is what it answers.
 */
export function buildResolution(parts: ResolutionParts): Checked<ResolutionStatement> {
  const { content, definition, close, tally, hands, casting, present } = parts;
  if (definition.trial) return refuse('resolution.nothing_adopted', 'a trial has no effect');
  if (definition.item !== contentHash(content)) {
    return refuse('resolution.nothing_adopted', 'the ballot was not on the text');
  }
  const outcome = onText(outcomesOf(definition, tally, present, casting));
  const outcomeOf = (number: number): Outcome =>
    outcome[modeOf(definition) === 'whole' ? wholeQuestion : String(number)] ?? 'rejected';
  if (parts.hearing === undefined && !Object.values(outcome).includes('adopted')) {
    return refuse('resolution.nothing_adopted', 'no question of the ballot was adopted');
  }
  const points = pointsOf(content.blocks).map(({ number, text }) => ({ number, text, outcome: outcomeOf(number) }));
  return pass({
    typ: 'vedtak/resolution/1',
    branch: parts.branch,
    number: parts.number,
    previous: parts.previous,
    meeting: parts.meeting,
    title: content.title,
    text: adoptedText(content, (number) => outcomeOf(number) === 'adopted'),
    points,
    pointsRoot: pointsRootOf(points),
    ballots: [
      {
        definition: hashOf(definition),
        close: hashOf(close),
        tally: countsIn(tally),
        outcome,
        ...(definition.method === undefined ? {} : { method: definition.method }),
        ...(definition.secrecy === 'secret' ? { secrecy: definition.secrecy } : {}),
        ...(hands === undefined ? {} : { hands: countsIn(hands) }),
      },
    ],
    present: parts.present,
    quorum: parts.quorum,
    journal: parts.journal,
    ...(parts.hearing === undefined ? {} : { hearing: parts.hearing }),
    decidedAt: close.closedAt,
  });
}

/** The sums of a ballot on a text: all of them are for and against. */
export function countsIn(tally: BallotTally): Tally {
  const counts: Tally = {};
  for (const question of Object.keys(tally)) {
    const sums = countsOf(tally, question);
    if (sums !== undefined) counts[question] = sums;
  }
  return counts;
}

/** The outcomes of a ballot on a text. */
export function onText(outcome: Record<string, Decided>): Record<string, Outcome> {
  return Object.fromEntries(
    Object.entries(outcome).map(([id, decided]) => [id, decided === 'adopted' ? 'adopted' : 'rejected']),
  );
}

/** The statement that the attestations in a resolution file are over. */
export function statementOf({ attestations: _, ...statement }: ResolutionPayload): ResolutionStatement {
  return statement;
}
