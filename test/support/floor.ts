import type { AmendmentInfo } from '../../server/api/amendments.ts';
import type { ProposalInfo } from '../../server/api/proposals.ts';
import { closeBallot, openSubject, vote } from '../../server/demo/meeting.ts';
import type { Person } from '../../server/demo/person.ts';
import type { Change } from '../../server/rules/amendment.ts';
import { choiceOfAmendments } from '../../server/rules/choice.ts';
import { type PlanStep, planStatement } from '../../server/rules/plan.ts';
import type { PlanStatement, Signed } from '../../server/rules/statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import type { Hall } from './hall.ts';

/** A proposal as somebody sees it. */
export async function matter(person: Person, { slug }: Pick<Hall, 'slug'>, proposal: string): Promise<ProposalInfo> {
  const { proposals } = await person.call('snapshot', { slug });
  const found = proposals.find(({ id }) => id === proposal);
  if (found === undefined) throw new Error('the snapshot does not show the proposal');
  return found;
}

/** An amendment as somebody sees it. */
export async function amendmentSeen(
  person: Person,
  hall: Pick<Hall, 'slug'>,
  proposal: string,
  number: number,
): Promise<AmendmentInfo> {
  const found = (await matter(person, hall, proposal)).amendments.find((one) => one.number === number);
  if (found === undefined) throw new Error(`the snapshot does not show amendment ${number}`);
  return found;
}

/** Sends one amendment, and gives its id. */
export async function amend(
  person: Person,
  { slug }: Pick<Hall, 'slug'>,
  proposal: string,
  change: Change,
  reason = '',
): Promise<string> {
  const { amendments } = await person.call('addAmendment', { slug, proposal }, { changes: [change], reason });
  return amendments[0]?.amendment ?? '';
}

/** The subject that a step of a plan puts to the vote. */
export function subjectOf({ hash, text, amendments }: ProposalInfo, { kind, of }: PlanStep): Subject {
  const put = amendments.filter(({ number }) => of.includes(number));
  const plain = put.map(({ number, change }) => ({ number, change }));
  const [first] = put;
  if (kind === 'text' || first === undefined) return { kind: 'text', content: text };
  if (kind === 'choice') return choiceOfAmendments(`Forslag ${of.join(' mot ')}`, hash, plain);
  if (kind === 'amendment') return { kind, base: hash, number: first.number, change: first.change };
  const recommendation = first.recommendation?.recommended.kind === 'adopt' ? 'adopt' : 'reject';
  return { kind, base: hash, recommendation, amendments: plain };
}

/** The chair opens a ballot on an amendment, by its number; gives the ballot. */
export async function openAmendment(hall: Hall, proposal: string, number: number, trial = false): Promise<string> {
  const info = await matter(hall.administrator, hall, proposal);
  const step: PlanStep = { kind: 'amendment', of: [number], reason: 'excludes-nothing', lapses: [] };
  return openSubject(hall.pair, proposal, subjectOf(info, step), { trial });
}

/** Everybody votes the same in a ballot with one question, which is then closed. */
export async function settle(hall: Hall, ballot: string, mark: string): Promise<void> {
  const { ballots } = await hall.administrator.call('snapshot', { slug: hall.slug });
  const question = ballots.find(({ id }) => id === ballot)?.definition.questions[0]?.id ?? '';
  for (const person of hall.people) await vote(person, hall.slug, ballot, { [question]: mark });
  await closeBallot(hall.pair, ballot);
}

/** The plan that the chair would sign for a proposal now, in the order of the rules where no steps are given. */
export async function planFor(
  hall: Hall,
  proposal: string,
  steps?: ProposalInfo['steps'],
): Promise<Signed<PlanStatement>> {
  const info = await matter(hall.administrator, hall, proposal);
  const version = (info.plan?.version ?? 0) + 1;
  const asked = (steps ?? info.steps) as PlanStep[];
  return hall.administrator.sign(planStatement({ meeting: hall.meeting, item: proposal, version, steps: asked }));
}

/** The chair announces a plan, which the hall accepts; gives its hash. */
export async function agree(hall: Hall, proposal: string, steps?: ProposalInfo['steps']): Promise<string> {
  const { administrator, slug } = hall;
  const signed = await planFor(hall, proposal, steps);
  const { plan } = await administrator.call('announcePlan', { slug, proposal }, signed);
  await administrator.call('acceptPlan', { slug, proposal }, { plan });
  return plan;
}
