import { collide } from './amend.ts';
import type { Deliberated, Deliberation } from './deliberation.ts';
import { canBeTogether, type Draft, openOf, sideOf, single } from './plan-order.ts';

/** An order of steps, as a plan statement has it. */
export type Order = readonly { of: readonly (number | 'text')[]; reason?: string }[];

interface Kept {
  drafts: Draft[];
  /** Whether everything that is open is in it, and each of its steps can still be voted as it says. */
  fits: boolean;
}

/** The steps of an order as far as they remain; what is open and not in it follows as computed, and then the order does not fit. */
export function keptOf(
  deliberation: Deliberation,
  computed: readonly Draft[],
  pulledOut: readonly number[],
  order: Order,
): Kept {
  const left = new Map(openOf(deliberation).map((amendment) => [amendment.number, amendment]));
  const drafts: Draft[] = [];
  let fits = true;
  for (const step of order) {
    const open: Deliberated[] = [];
    for (const number of step.of) {
      const amendment = number === 'text' ? undefined : left.get(number);
      if (amendment === undefined) continue;
      open.push(amendment);
      left.delete(amendment.number);
    }
    const kept = stepOf(deliberation, open, pulledOut, step);
    drafts.push(...kept.drafts);
    fits &&= kept.fits;
  }
  for (const { kind, of, reason } of computed) {
    const more = of.filter((number): number is number => number !== 'text' && left.has(number));
    if (more.length > 0 && more.length === of.length) drafts.push({ kind, of: more, reason });
    else drafts.push(...oneByOne(more));
  }
  return { drafts, fits: fits && left.size === 0 };
}

function oneByOne(numbers: readonly number[]): Draft[] {
  return numbers.map((number) => single(number, 'chairs-order'));
}

/** What is left of one step. */
function stepOf(
  deliberation: Deliberation,
  open: readonly Deliberated[],
  pulledOut: readonly number[],
  { of, reason }: Order[number],
): Kept {
  const numbers = open.map(({ number }) => number);
  const [first, second] = open;
  if (first === undefined || second === undefined) return { drafts: oneByOne(numbers), fits: true };
  const apart = (number: number): boolean => deliberation.apart.includes(number);
  if (reason === 'alternatives' || (of.length === 2 && collide(first.change, second.change))) {
    if (of.length > 2) return { drafts: oneByOne(numbers), fits: false };
    if (numbers.some(apart)) return { drafts: oneByOne(numbers), fits: true };
    return { drafts: [{ kind: 'choice', of: numbers, reason: 'alternatives' }], fits: true };
  }
  const whole = open.filter(({ number }) => !apart(number) && !pulledOut.includes(number));
  const side = whole[0] === undefined ? null : sideOf(whole[0]);
  const fits = whole.every((one) => sideOf(one) === side && canBeTogether(deliberation, one));
  if (!fits || whole.length < 2) return { drafts: oneByOne(numbers), fits };
  const block = whole.map(({ number }) => number);
  const rest = numbers.filter((number) => !block.includes(number));
  return { drafts: [{ kind: 'block', of: block, reason: 'same-recommendation' }, ...oneByOne(rest)], fits: true };
}
