import * as v from 'valibot';
import { BranchId, Hash, Id, Text, Time, Whole } from './formats.ts';
import { parseValue } from './jws.ts';
import { type Comment, HearingStatement } from './party-statements.ts';
import { Block, type ProposalContent } from './proposal.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** A hearing before it is sent: all that a person fills in. What is missing is filled in before it is published. */
export const HearingDraft = v.strictObject({
  kind: HearingStatement.entries.kind,
  title: v.pipe(Text, v.trim(), v.maxLength(300)),
  blocks: v.pipe(v.array(Block), v.maxLength(1000)),
  about: HearingStatement.entries.about,
  /** The committee of this branch whose draft it is. */
  committee: v.nullable(Id),
  opensAt: v.nullable(Time),
  deadline: v.nullable(Time),
  asked: HearingStatement.entries.asked,
  outside: v.boolean(),
  steps: HearingStatement.entries.steps,
});
export type HearingDraft = v.InferOutput<typeof HearingDraft>;

/** A draft of which a person has filled in nothing yet. */
export const emptyHearing: HearingDraft = {
  kind: 'draft',
  title: '',
  blocks: [],
  about: '',
  committee: null,
  opensAt: null,
  deadline: null,
  asked: { branches: 'all', below: true },
  outside: false,
  steps: [],
};

/** A committee as its hearing names it. */
export type HearingCommittee = NonNullable<HearingStatement['committee']>;

/**
 * The statement that a draft makes.
 * @param parts `at` is the time of sending (RFC 3339).
 * Refused (request.invalid): something is missing, the deadline is not after the opening and the sending.
 */
export function hearingOf(
  { title, blocks, ...draft }: HearingDraft,
  parts: { branch: string; committee: HearingCommittee | null; at: string },
): Checked<HearingStatement> {
  const { opensAt, deadline } = draft;
  if (opensAt === null || deadline === null)
    return refuse('request.invalid', 'a hearing has an opening and a deadline');
  if (deadline <= opensAt || deadline <= parts.at)
    return refuse('request.invalid', 'the deadline comes after the opening, and is not passed');
  const statement = { typ: 'vedtak/hearing/1', ...draft, ...parts, content: { title, blocks }, opensAt, deadline };
  return parseValue(statement, HearingStatement, 'request.invalid', 'the hearing');
}

/** Where a hearing is: before its opening, open, past its deadline (answers are late), or closed by whoever sent it. */
export const HearingState = v.picklist(['coming', 'open', 'late', 'closed']);
export type HearingState = v.InferOutput<typeof HearingState>;

/** Where a hearing is at a time. */
export function stateOf(
  { opensAt, deadline }: Pick<HearingStatement, 'opensAt' | 'deadline'>,
  closedAt: string | null,
  at: string,
): HearingState {
  if (closedAt !== null) return 'closed';
  if (at > deadline) return 'late';
  return at < opensAt ? 'coming' : 'open';
}

const day = 24 * 60 * 60 * 1000;

/** Whole days until a deadline, counted up: 1 on the last day; 0 when it has passed. */
export function daysLeft(deadline: string, at: string): number {
  return Math.max(0, Math.ceil((Date.parse(deadline) - Date.parse(at)) / day));
}

/** How many days before its deadline a branch that has not answered is reminded. */
const remindedBefore: readonly number[] = [14, 3, 1];

/** The reminders of a deadline that are due at a time: the days of each, the most first. None once the deadline has passed. */
export function remindersDue(deadline: string, at: string): number[] {
  const left = Date.parse(deadline) - Date.parse(at);
  return left < 0 ? [] : remindedBefore.filter((days) => left <= days * day);
}

/** When the next reminder of a deadline comes due, in milliseconds since 1970; undefined when none will. */
export function nextReminder(deadline: string, at: string): number | undefined {
  const now = Date.parse(at);
  return remindedBefore.map((days) => Date.parse(deadline) - days * day).find((due) => due > now);
}

/**
 * Whether a hearing asks a branch.
 * @param above ids from the branch itself up to whoever sent the hearing.
 */
export function asks({ branch, asked }: Pick<HearingStatement, 'branch' | 'asked'>, above: readonly string[]): boolean {
  const depth = above.indexOf(branch);
  const child = above[depth - 1];
  if (depth < 1 || child === undefined || (depth > 1 && !asked.below)) return false;
  return asked.branches === 'all' || asked.branches.includes(child);
}

/** Whether the remarks of written input address places that the text has, and say something (amendment.place). */
export function checkComments(content: ProposalContent, comments: readonly Comment[]): Checked<null> {
  for (const { place, type, text } of comments) {
    if (place > content.blocks.length) return refuse('amendment.place', `the text has no place ${place}`);
    const changes = type === 'replace' || type === 'delete';
    if (changes && place === 0) return refuse('amendment.place', 'only one place at a time is changed');
    if (type !== 'delete' && text.trim() === '') return refuse('amendment.place', 'the remark says nothing');
  }
  return pass(null);
}

/** How far the answers have come, of all who were asked. Who has sent written input only is counted under `input`. */
export const Sums = v.object({ asked: Whole, answered: Whole, late: Whole, input: Whole, silent: Whole });
export type Sums = v.InferOutput<typeof Sums>;

/** What has come of one branch that was asked. `answered` is in time. */
const AskedState = v.picklist(['answered', 'late', 'input', 'silent']);
type AskedState = v.InferOutput<typeof AskedState>;

/** A branch that was asked. `county` is the branch next below whoever sent the hearing under which it stands, itself where it is one. */
export const AskedBranch = v.object({
  branch: BranchId,
  name: v.string(),
  level: v.string(),
  county: BranchId,
  state: AskedState,
  /** Its resolution that counts, where it has answered. */
  resolution: v.nullable(Hash),
});
export type AskedBranch = v.InferOutput<typeof AskedBranch>;

/** The progress of a hearing: in all and by county, in the order of their names. */
export const Progress = v.object({
  sums: Sums,
  counties: v.array(v.object({ branch: BranchId, name: v.string(), level: v.string(), sums: Sums })),
});
export type Progress = v.InferOutput<typeof Progress>;

/** Sums up what has come, in all and by county. */
export function progressOf(asked: readonly AskedBranch[]): Progress {
  const named = new Map(asked.map((one) => [one.branch, one]));
  const counties = [...new Set(asked.map(({ county }) => county))].map((branch) => ({
    branch,
    name: named.get(branch)?.name ?? branch,
    level: named.get(branch)?.level ?? '',
    sums: sumsOf(asked.filter(({ county }) => county === branch)),
  }));
  return { sums: sumsOf(asked), counties: counties.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function sumsOf(asked: readonly AskedBranch[]): Sums {
  const count = (state: AskedState): number => asked.filter((one) => one.state === state).length;
  return {
    asked: asked.length,
    answered: count('answered'),
    late: count('late'),
    input: count('input'),
    silent: count('silent'),
  };
}
