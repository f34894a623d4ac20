import { wholeQuestion } from './ballot.ts';
import type { Counts, Outcome, Rule } from './formats.ts';
import { fromMarkdown } from './proposal.ts';
import type { BallotStatement, ResolutionBallot, ResolutionPayload } from './statements.ts';

/** Popolo classes (popoloproject.com), the properties that are used here. Times are RFC 3339. */
export interface Organization {
  id: string;
  name: string;
  classification: string;
  parent_id: string | null;
  links: Link[];
}

interface Link {
  url: string;
  note: string;
}

interface Motion {
  id: string;
  organization_id: string;
  identifier: string;
  classification: 'resolution' | 'point';
  text: string;
  date: string;
  requirement: string | null;
  result: Result;
  sources: Link[];
}

interface VoteEvent {
  id: string;
  organization_id: string;
  motion_id: string;
  identifier: string;
  classification: string;
  start_date: string | null;
  end_date: string;
  result: Result;
  /** None where nobody asked for a ballot, so that nobody's vote was counted. */
  counts: { option: 'yes' | 'no' | 'abstain'; value: number }[];
  sources: Link[];
}

type Result = 'pass' | 'fail';

/** What resolutions are in Popolo: sums alone, never who voted how. */
export interface PopoloResolutions {
  motions: Motion[];
  vote_events: VoteEvent[];
}

/** A resolution, the definitions of its ballots, and where the signed file is. */
export interface PopoloSource {
  /** Its address, the id of the motion. */
  id: string;
  file: string;
  payload: ResolutionPayload;
  /** In the order in which the payload names them. */
  definitions: readonly BallotStatement[];
}

/** The motions of a resolution (the whole, and its points where they were voted on one by one), and the votes on them. */
export function popoloOf({ id, file, payload, definitions }: PopoloSource): PopoloResolutions {
  const { branch, number, title, text, points, ballots, decidedAt } = payload;
  const sources = [{ url: file, note: 'The signed resolution (JWS)' }];
  const requirement = definitions.length === 0 ? null : requirementOf(definitions[0] as BallotStatement);
  const common = { organization_id: branch, date: decidedAt, requirement, sources };
  const motions: Motion[] = [
    {
      id,
      identifier: String(number),
      classification: 'resolution',
      text: `${title}\n\n${plain(text)}`,
      result: 'pass',
      ...common,
    },
  ];
  const byPoint = !ballots.some(({ outcome }) => wholeQuestion in outcome);
  if (byPoint)
    for (const { number: n, text: demand, outcome } of points)
      motions.push({
        id: pointId(id, String(n)),
        identifier: `${number}.${n}`,
        classification: 'point',
        text: demand,
        result: resultOf(outcome),
        ...common,
      });
  const votes = ballots.flatMap((ballot, i) =>
    Object.entries(ballot.outcome).map(
      ([question, outcome]): VoteEvent => ({
        id: `${id}#${ballot.definition}.${question}`,
        organization_id: branch,
        motion_id: question === wholeQuestion ? id : pointId(id, question),
        identifier: question,
        classification: methodOf(ballot),
        start_date: definitions[i]?.openedAt ?? null,
        end_date: decidedAt,
        result: resultOf(outcome),
        counts: countsOf(ballot.tally[question]),
        sources,
      }),
    ),
  );
  return { motions, vote_events: votes };
}

function pointId(id: string, number: string): string {
  return `${id}#punkt-${number}`;
}

/** The words of a text, a block a paragraph. */
function plain(markdown: string): string {
  return fromMarkdown(markdown)
    .map((block) => (block.kind === 'point' ? `${block.number}. ${block.text}` : block.text))
    .join('\n\n');
}

function resultOf(outcome: Outcome): Result {
  return outcome === 'adopted' ? 'pass' : 'fail';
}

function methodOf({ method }: ResolutionBallot): string {
  return method ?? 'phones';
}

function countsOf(counts: Counts | undefined): VoteEvent['counts'] {
  if (counts === undefined) return [];
  const { for: yes, against: no, blank } = counts;
  return [
    { option: 'yes', value: yes },
    { option: 'no', value: no },
    ...(blank === undefined ? [] : [{ option: 'abstain' as const, value: blank }]),
  ];
}

const bases: Record<Rule['base'], string> = {
  'for-against': 'the votes for and against',
  cast: 'all votes cast, blank ones too',
  present: 'those present and entitled to vote',
  entitled: 'all who are entitled to vote',
};

/** The rule of a ballot as a sentence. */
function requirementOf({ rule: { num, den, strict, base } }: BallotStatement): string {
  return `${strict ? 'More than' : 'At least'} ${num}/${den} of ${bases[base]}`;
}
