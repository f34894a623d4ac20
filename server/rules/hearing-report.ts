import { labelOf } from './amend.ts';
import { pointsAnswered, votesOnPoints } from './answer.ts';
import { type AskedBranch, progressOf } from './hearing.ts';
import { type Alike, deletionVotes, groupChanges } from './hearing-changes.ts';
import type { AmendmentGroup, Fate, HearingMatrix, HearingReport, Sides } from './hearing-shapes.ts';
import type { AnswerStatement, HearingStatement, InputStatement, ReportStatement } from './party-statements.ts';
import type { ProposalContent } from './proposal.ts';
import type { ResolutionPayload } from './statements.ts';

/** An answer that was received and verified. */
export interface ReceivedAnswer {
  branch: string;
  name: string;
  resolution: string;
  payload: ResolutionPayload;
  /** What the branch says of the amendments in it; null where it made none. */
  statement: AnswerStatement | null;
  receivedAt: string;
  late: boolean;
}

/** Written input that is shown. */
export interface ReceivedInput {
  hash: string;
  branch: string | null;
  statement: Pick<InputStatement, 'organisation' | 'comments'>;
  late: boolean;
}

/** All that has come of a hearing. */
export interface ReportParts {
  hearing: string;
  statement: HearingStatement;
  branches: readonly AskedBranch[];
  /** Of a hearing on a text those that count, one a branch; all those to a call. */
  answers: readonly ReceivedAnswer[];
  inputs: readonly ReceivedInput[];
  alike: readonly Alike[];
}

const noChanges = { adopted: [], rejected: [] };

/** A report of all that has come of a hearing. Suggestions are made elsewhere, since a person decides on them. */
export function reportOf(parts: ReportParts): Omit<HearingReport, 'suggestions'> {
  const { hearing, statement, branches, answers, inputs, alike } = parts;
  const { content, kind, branch, deadline } = statement;
  const answered = answers.map((answer) => ({ answer, fates: fatesIn(statement, answer) }));
  const onText = answered.flatMap(({ answer, fates }) => (fates === undefined ? [] : [{ answer, fates }]));
  const sidesOf = (place: number, late: boolean): Sides =>
    onText
      .filter(({ answer }) => answer.late === late)
      .reduce((sides, { answer, fates }) => withFate(sides, fates[place - 1], answer, place), noSides);
  const amending = onText.map(({ answer: { statement: said, ...answer } }) => ({
    ...answer,
    statement: said ?? noChanges,
  }));
  const reported = inputs.map(({ hash, statement: { organisation, comments }, ...input }) => ({
    input: hash,
    branch: input.branch,
    organisation,
    comments,
    late: input.late,
  }));
  return {
    hearing,
    issuer: branch,
    kind,
    title: content.title,
    deadline,
    progress: progressOf(branches),
    branches: [...branches],
    points:
      kind === 'draft'
        ? rowsOf(content).map((row) => ({ ...row, inTime: sidesOf(row.place, false), late: sidesOf(row.place, true) }))
        : [],
    amendments: groupChanges(amending, alike),
    texts: answered.flatMap(({ answer, fates }) => (fates === undefined ? [textOf(answer, branches)] : [])),
    inputs: {
      branches: reported.filter((input) => input.branch !== null),
      outside: reported.filter((input) => input.branch === null),
    },
  };
}

/** The fates of the text's blocks in an answer; undefined where it is a text of its own. */
function fatesIn({ kind, content }: HearingStatement, { payload, statement }: ReceivedAnswer): Fate[] | undefined {
  return kind === 'draft' ? pointsAnswered(content, payload, statement ?? noChanges)?.fates : undefined;
}

const nobody = { branches: 0, votes: 0 };
const noSides: Sides = { for: nobody, against: nobody, blank: 0, changed: 0 };

/** The sides with one more branch: it is for what it adopted, in whatever wording, and against what it took out or let fall. */
function withFate(sides: Sides, fate: Fate | undefined, { statement }: ReceivedAnswer, place: number): Sides {
  if (fate === undefined) return sides;
  const { state, votes } = fate;
  const deleting = state === 'deleted' ? deletionVotes(statement ?? noChanges, place) : null;
  const pro = deleting === null ? (votes?.for ?? 0) : deleting.against;
  const contra = deleting === null ? (votes?.against ?? 0) : deleting.for;
  const isFor = state === 'kept' || state === 'changed';
  return {
    for: { branches: sides.for.branches + (isFor ? 1 : 0), votes: sides.for.votes + pro },
    against: { branches: sides.against.branches + (isFor ? 0 : 1), votes: sides.against.votes + contra },
    blank: sides.blank + ((deleting ?? votes)?.blank ?? 0),
    changed: sides.changed + (state === 'changed' ? 1 : 0),
  };
}

function rowsOf(content: ProposalContent): HearingMatrix['rows'] {
  return content.blocks.map(({ kind, text }, i) => ({
    place: i + 1,
    kind,
    number: labelOf(content, i + 1)?.number ?? 1,
    text,
  }));
}

function textOf(answer: ReceivedAnswer, branches: readonly AskedBranch[]): HearingReport['texts'][number] {
  const { branch, name, resolution, payload, receivedAt, late } = answer;
  const votes = votesOnPoints(payload);
  return {
    branch,
    name,
    county: branches.find((one) => one.branch === branch)?.county ?? branch,
    resolution,
    title: payload.title,
    points: payload.points.map((point, i) => ({ ...point, votes: votes[i] ?? null })),
    receivedAt,
    late,
  };
}

/** Points × branches: what each answer makes of each block. */
export function matrixOf({ hearing, statement, branches, answers }: ReportParts): HearingMatrix {
  const { content } = statement;
  const byBranch = new Map(answers.map((answer) => [answer.branch, answer]));
  return {
    hearing,
    title: content.title,
    rows: statement.kind === 'draft' ? rowsOf(content) : [],
    columns: branches.map((asked) => {
      const answer = byBranch.get(asked.branch);
      const text =
        answer === undefined || statement.kind !== 'draft'
          ? undefined
          : pointsAnswered(content, answer.payload, answer.statement ?? noChanges);
      const added = (text?.added ?? []).map(({ after, block }) => ({ after, block }));
      return { ...asked, late: answer?.late ?? false, cells: text?.fates ?? [], added };
    }),
  };
}

/** The closing report: the sums of a report, and the hashes of all that was counted. */
export function closingOf(
  report: Omit<HearingReport, 'suggestions'>,
  answers: readonly ReceivedAnswer[],
  at: string,
): ReportStatement {
  const { hearing, issuer, progress, points, amendments, inputs } = report;
  const hashes = (late: boolean): string[] =>
    answers
      .filter((one) => one.late === late)
      .map(({ resolution }) => resolution)
      .sort();
  const mostBacked = [...amendments].sort((a, b) => b.adopted.branches - a.adopted.branches).slice(0, 500);
  return {
    typ: 'vedtak/report/1',
    branch: issuer,
    hearing,
    sums: progress.sums,
    points: points.map(({ place, inTime }) => ({ place, ...inTime })),
    amendments: mostBacked.map(({ change, wording, place, adopted, rejected }) => ({
      change,
      type: wording.type,
      place,
      text: shortened(wording),
      adopted,
      rejected,
    })),
    answers: hashes(false),
    late: hashes(true),
    inputs: [...inputs.branches, ...inputs.outside].map(({ input }) => input).sort(),
    at,
  };
}

/** What a change puts in, cut at 300 characters between two of Unicode's. */
function shortened(wording: AmendmentGroup['wording']): string {
  const text = wording.type === 'replace' ? wording.text : wording.type === 'add' ? wording.block.text : '';
  return text.slice(0, 300).toWellFormed();
}
