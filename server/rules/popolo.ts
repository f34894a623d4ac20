import * as v from 'valibot';
import { wholeQuestion } from './ballot.ts';
import type { Counts, Outcome, Rule } from './formats.ts';
import { fromMarkdown } from './proposal.ts';
import type { BallotStatement, ResolutionBallot, ResolutionPayload } from './statements.ts';

const Link = v.object({ url: v.string(), note: v.string() });

/** An organization of Popolo (popoloproject.com): the properties that are used here. */
export const Organization = v.object({
  id: v.string(),
  name: v.string(),
  classification: v.string(),
  parent_id: v.nullable(v.string()),
  links: v.array(Link),
});
export type Organization = v.InferOutput<typeof Organization>;

const Result = v.picklist(['pass', 'fail']);
type Result = v.InferOutput<typeof Result>;

/** A motion of Popolo. Times are RFC 3339. */
const Motion = v.object({
  id: v.string(),
  organization_id: v.string(),
  identifier: v.string(),
  classification: v.picklist(['resolution', 'point']),
  text: v.string(),
  date: v.string(),
  requirement: v.nullable(v.string()),
  result: Result,
  sources: v.array(Link),
});
type Motion = v.InferOutput<typeof Motion>;

const VoteEvent = v.object({
  id: v.string(),
  organization_id: v.string(),
  motion_id: v.string(),
  identifier: v.string(),
  classification: v.string(),
  start_date: v.nullable(v.string()),
  end_date: v.string(),
  result: Result,
  /** None where nobody asked for a ballot, so that nobody's vote was counted. */
  counts: v.array(v.object({ option: v.picklist(['yes', 'no', 'abstain']), value: v.number() })),
  sources: v.array(Link),
});
type VoteEvent = v.InferOutput<typeof VoteEvent>;

/** What resolutions are in Popolo: sums alone, never who voted how. */
export const PopoloResolutions = v.object({ motions: v.array(Motion), vote_events: v.array(VoteEvent) });
export type PopoloResolutions = v.InferOutput<typeof PopoloResolutions>;

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

function methodOf({ method, secrecy }: ResolutionBallot): string {
  return method ?? secrecy ?? 'phones';
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
