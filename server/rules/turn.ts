import type { Deliberation } from './deliberation.ts';
import { type PlanStep, planOf } from './plan.ts';
import { openOf } from './plan-order.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { PlanStatement } from './statements.ts';
import type { Subject } from './subject.ts';

/**
 * Whether it is a subject's turn to be voted on. By a plan that the hall has accepted only the next step of what remains
 * of it is; one that is pulled out of a block may go before the rest. Without a plan amendments go in any order, and the
 * text after them. Refused with plan.order.
 * @param order the steps of the newest accepted plan; null where there is none.
 */
export function checkTurn(
  subject: Subject,
  deliberation: Deliberation,
  order: PlanStatement['steps'] | null,
): Checked<Subject> {
  const open = openOf(deliberation).map(({ number }) => number);
  const of = numbersIn(subject);
  if (order === null) {
    if (of !== null || open.length === 0) return pass(subject);
    return refuse('plan.order', 'the amendments are voted on before the text', { of: open });
  }
  const [next] = planOf(deliberation, { order }).steps;
  if (next === undefined || isNext(of, next)) return pass(subject);
  return refuse('plan.order', `the plan that was accepted has ${next.of.join(', ')} next`, { of: next.of });
}

/** The numbers of the amendments that a subject puts to the vote; null for a text, or a choice between other things. */
function numbersIn(subject: Subject): number[] | null {
  switch (subject.kind) {
    case 'amendment':
      return [subject.number];
    case 'block':
      return subject.amendments.map(({ number }) => number);
    case 'choice':
      return subject.base === undefined ? null : subject.options.map(({ id }) => Number(id.slice(1)));
    case 'text':
      return null;
  }
}

function isNext(of: readonly number[] | null, { kind, of: next }: PlanStep): boolean {
  if (of === null) return kind === 'text';
  if (!of.every((number) => next.includes(number))) return false;
  return of.length === next.length || (kind === 'block' && of.length === 1);
}
