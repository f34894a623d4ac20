import { collide, sameChange } from './amend.ts';
import type { Change } from './amendment.ts';
import { hashOf } from './canonical.ts';
import type { Deliberated, Deliberation } from './deliberation.ts';
import type { ProposalKind } from './motion.ts';
import { keptOf, type Order } from './plan-kept.ts';
import { byPlace, type Draft, openOf, saysSame, withBlocks } from './plan-order.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { PlanStatement } from './statements.ts';

/** One step of a voting plan. */
export interface PlanStep extends Draft {
  /** Amendments further on that fall away when it is adopted. */
  lapses: number[];
}

export interface Plan {
  steps: PlanStep[];
  /** Whether the order that was asked for names everything that is open, and each of its steps can still be voted as it says. */
  fits: boolean;
}

export interface PlanOptions {
  /** Whether those with the same recommendation are taken together, where no order is given. True when left out. */
  blocks?: boolean;
  /** Those that somebody wants voted on by themselves. */
  pulledOut?: readonly number[];
  /** The order that the chair has announced or is making: kept for what remains of it. */
  order?: Order;
}

/**
 * What remains to be voted on, in which order and why: the amendments by their place in the text; in one place the deletion, then
 * replacements, then additions; at last the text. Two replacements are set against each other, never more than two at a
 * time (Parat), and the winner is voted for or against (Landbruk Arena); three or more go one after another, the
 * farthest-reaching first, or the highest where they differ from the text in numbers alone (Parat). Those with the same
 * recommendation that exclude nothing go together (Senterpartiet). Nothing remains of a proposal that is decided.
 */
export function planOf(deliberation: Deliberation, { blocks = true, pulledOut = [], order }: PlanOptions = {}): Plan {
  if (deliberation.disposition.kind !== 'open') return { steps: [], fits: true };
  const placed = byPlace(deliberation);
  const computed = blocks ? withBlocks(deliberation, placed, pulledOut) : placed;
  const kept =
    order === undefined ? { drafts: computed, fits: true } : keptOf(deliberation, computed, pulledOut, order);
  const reason = deliberation.amendments.length === 0 ? 'only-text' : 'then-text';
  const drafts: Draft[] = [...withReasons(deliberation, placed, kept.drafts), { kind: 'text', of: ['text'], reason }];
  return { steps: withLapses(deliberation, drafts), fits: kept.fits };
}

/** Says why each step stands where it does. Where the order within a place is not the computed one, the chair has chosen it. */
function withReasons(deliberation: Deliberation, placed: readonly Draft[], drafts: readonly Draft[]): Draft[] {
  const open = openOf(deliberation);
  const computed = new Map(
    placed.flatMap(({ kind, of, reason }) => of.map((n) => [n, kind === 'choice' ? null : reason])),
  );
  return drafts.map((draft, i): Draft => {
    if (draft.kind !== 'amendment') return draft;
    const number = draft.of[0] as number;
    const before = drafts.slice(0, i);
    if (before.some(({ of }) => saysSame(open, of, draft.of))) return { ...draft, reason: 'identical' };
    const amendment = open.find((one) => one.number === number);
    const twins = open.filter((one) => amendment !== undefined && sameChange(one.change, amendment.change));
    const reasons = twins.map((twin) => computed.get(twin.number)).filter((reason) => reason !== 'identical');
    const reason = reasons[0] ?? 'chairs-order';
    const inPlace = rivalsIn(open, placed, amendment?.change);
    const now = rivalsIn(open, drafts, amendment?.change);
    const same = inPlace.every((change, k) => now[k] !== undefined && sameChange(change, now[k]));
    return { ...draft, reason: same || reason === 'follows-winner' ? reason : 'chairs-order' };
  });
}

/** The deletion and the replacements of a change's place in the order of the steps, each once; none of an addition's. */
function rivalsIn(open: readonly Deliberated[], steps: readonly Draft[], of: Change | undefined): Change[] {
  if (of === undefined || of.type === 'add') return [];
  const found: Change[] = [];
  for (const number of steps.flatMap((draft) => draft.of)) {
    const change = open.find((one) => one.number === number)?.change;
    if (change === undefined || change.type === 'add' || change.at !== of.at) continue;
    if (!found.some((known) => sameChange(known, change))) found.push(change);
  }
  return found;
}

/** Adds what falls away by each step: what excludes it, or says the same. */
function withLapses(deliberation: Deliberation, drafts: readonly Draft[]): PlanStep[] {
  const open = openOf(deliberation);
  const changes = (of: Draft['of']) => open.filter(({ number }) => of.includes(number));
  return drafts.map((draft, i) => {
    const later = changes(drafts.slice(i + 1).flatMap(({ of }) => of));
    const falls = later.filter(({ change }) =>
      changes(draft.of).some((one) => collide(one.change, change) || sameChange(one.change, change)),
    );
    return { ...draft, lapses: falls.map(({ number }) => number) };
  });
}

/** The statement of a plan, which the chair signs. `item` is the id of the proposal. */
export function planStatement(parts: {
  meeting: string;
  item: string;
  version: number;
  steps: readonly PlanStep[];
}): PlanStatement {
  const { meeting, item, version, steps } = parts;
  const stated = steps.map(({ of, reason, lapses }) => ({ of: [...of], reason, lapses: [...lapses] }));
  return { typ: 'vedtak/plan/1', meeting, item, version, steps: stated };
}

/**
 * Whether a plan statement is one for what is open: every open amendment once and nothing else, the text at last and once,
 * two against each other at most, together only what may be, each step with the reason and the lapses that follow from the order.
 */
export function checkPlan(statement: PlanStatement, deliberation: Deliberation): Checked<PlanStatement> {
  const named = statement.steps.flatMap(({ of }) => of);
  const open = openOf(deliberation).map(({ number }) => number);
  const { steps } = planOf(deliberation, { order: statement.steps });
  const complete = open.every((number) => named.filter((one) => one === number).length === 1);
  if (steps.length === 0 || !complete || named.length !== open.length + 1)
    return refuse('plan.stale', 'the plan does not name each open amendment and the text once');
  const { meeting, item, version } = statement;
  if (hashOf(planStatement({ meeting, item, version, steps })) !== hashOf(statement))
    return refuse('statement.wrong', 'the steps, their reasons or what lapses by them do not follow from their order');
  return pass(statement);
}

/** Why a proposal of an agenda item is voted on before those after it. */
export type OrderReason = 'procedure-first' | 'postponement-first' | 'forwarding-first' | 'in-turn';

const ranks: Partial<Record<ProposalKind, OrderReason>> = {
  procedure: 'procedure-first',
  postpone: 'postponement-first',
  forward: 'forwarding-first',
};
const inRank: readonly OrderReason[] = ['procedure-first', 'postponement-first', 'forwarding-first', 'in-turn'];

export function orderReasonOf(kind: ProposalKind): OrderReason {
  return ranks[kind] ?? 'in-turn';
}

/**
 * The proposals of an agenda item in the order in which they are voted on: procedural ones at once (Norsk Naturistforbund),
 * postponement before all else (Parat), then forwarding, then the texts; among each the order in which they came in.
 */
export function orderOfProposals<P extends { kind: ProposalKind; number: number }>(proposals: readonly P[]): P[] {
  const rank = ({ kind }: P) => inRank.indexOf(orderReasonOf(kind));
  return [...proposals].sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}
