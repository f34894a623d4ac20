import { collide, placeOfChange, sameChange } from './amend.ts';
import type { Deliberated, Deliberation } from './deliberation.ts';
import { changeSize, differInNumbers, numbersOf } from './diff.ts';

/** Why a step of a voting plan stands where it does. The interface has a sentence for each. */
export type PlanReason =
  /** The deletion of a place before what would replace it, and the replacement that is voted on if it is not deleted. */
  | 'delete-first'
  | 'after-delete'
  /** Two that exclude each other are set against each other; the winner is then voted for or against. */
  | 'alternatives'
  | 'follows-winner'
  /** Of several that exclude each other the one that changes most words, or that has the highest number. */
  | 'farthest-first'
  | 'highest-first'
  /** Nothing else is proposed for its place. */
  | 'excludes-nothing'
  | 'addition'
  /** The same, word for word, as one before it. */
  | 'identical'
  /** Those that exclude nothing and have the same recommendation, all at once. */
  | 'same-recommendation'
  /** Among those that exclude each other the chair has chosen another order. */
  | 'chairs-order'
  /** The text after its amendments, and a text that has none. */
  | 'then-text'
  | 'only-text';

/** A step before it is known what lapses by it. */
export interface Draft {
  kind: 'amendment' | 'block' | 'choice' | 'text';
  of: (number | 'text')[];
  reason: PlanReason;
}

export function single(number: number, reason: PlanReason): Draft {
  return { kind: 'amendment', of: [number], reason };
}

/** The amendments that are still to be decided. */
export function openOf({ amendments }: Deliberation): Deliberated[] {
  return amendments.filter(({ disposition }) => disposition.kind === 'open');
}

/** Open amendments in the order of their places, one step each but for two against each other. */
export function byPlace(deliberation: Deliberation): Draft[] {
  const open = openOf(deliberation);
  const drafts: Draft[] = [];
  for (let place = 0; place <= deliberation.original.blocks.length; place += 1) {
    const here = open.filter(({ change }) => placeOfChange(change) === place);
    if (here.length === 0) continue;
    const firsts = withoutTwins(here);
    const steps = [
      ...changesOf(deliberation, firsts),
      ...firsts.flatMap(({ number, change }) => (change.type === 'add' ? [single(number, 'addition')] : [])),
    ];
    for (const step of steps) {
      drafts.push(step);
      for (const twin of twinsOf(here, firsts, step.of)) drafts.push(single(twin, 'identical'));
    }
  }
  return drafts;

  function withoutTwins(here: Deliberated[]): Deliberated[] {
    const inTurn = [...here].sort((a, b) => Number(won(b)) - Number(won(a)) || a.number - b.number);
    return inTurn
      .filter(({ change }, i) => !inTurn.slice(0, i).some((before) => sameChange(before.change, change)))
      .sort((a, b) => a.number - b.number);
  }

  function won({ number }: Deliberated): boolean {
    return deliberation.winners.includes(number);
  }
}

/** The numbers of those that say the same as one of a step's, and are not voted on before it. */
function twinsOf(here: readonly Deliberated[], firsts: readonly Deliberated[], of: Draft['of']): number[] {
  return here
    .filter((twin) => !firsts.includes(twin))
    .filter((twin) => firsts.some((first) => of.includes(first.number) && sameChange(first.change, twin.change)))
    .map(({ number }) => number);
}

/** The deletion and the replacements of one place, each saying something else. */
function changesOf(deliberation: Deliberation, here: readonly Deliberated[]): Draft[] {
  const deletions = here.filter(({ change }) => change.type === 'delete');
  const replacements = here.filter(({ change }) => change.type === 'replace');
  const drafts = deletions.map(({ number }) =>
    single(number, replacements.length === 0 ? 'excludes-nothing' : 'delete-first'),
  );
  const won = replacements.filter(({ number }) => deliberation.winners.includes(number));
  const rest = replacements.filter((one) => !won.includes(one));
  drafts.push(...won.map(({ number }) => single(number, 'follows-winner')));
  const [first] = rest;
  if (first === undefined) return drafts;
  if (rest.length === 1) {
    const alone = won.length > 0 ? 'farthest-first' : deletions.length > 0 ? 'after-delete' : 'excludes-nothing';
    drafts.push(single(first.number, alone));
  } else if (rest.length === 2 && won.length === 0 && !inSeries(deliberation, rest)) {
    drafts.push({ kind: 'choice', of: rest.map(({ number }) => number), reason: 'alternatives' });
  } else drafts.push(...inTurn(deliberation, rest));
  return drafts;
}

/** Whether two are what is left of several that are voted on one after another, or have been set against each other in vain. */
function inSeries({ amendments, apart }: Deliberation, rest: readonly Deliberated[]): boolean {
  return (
    rest.some(({ number }) => apart.includes(number)) ||
    rest.some(({ change }) =>
      amendments.some(
        (before) =>
          before.change.type === 'replace' && before.disposition.kind === 'rejected' && collide(before.change, change),
      ),
    )
  );
}

/** Replacements of one block, the farthest-reaching first, or the highest where all differ from it in numbers alone. */
function inTurn({ original }: Deliberation, rest: readonly Deliberated[]): Draft[] {
  const texts = rest.flatMap(({ number, change }) => {
    const before = change.type === 'replace' ? original.blocks[change.at - 1]?.text : undefined;
    return change.type === 'replace' && before !== undefined ? [{ number, before, after: change.text }] : [];
  });
  if (texts.every(({ before, after }) => differInNumbers(before, after))) {
    const ranked = texts.map(({ number, after }) => ({ number, values: numbersOf(after) }));
    ranked.sort((a, b) => higher(a.values, b.values) || a.number - b.number);
    return ranked.map(({ number }) => single(number, 'highest-first'));
  }
  const ranked = texts.map(({ number, before, after }) => ({ number, size: changeSize(before, after) }));
  ranked.sort((a, b) => b.size - a.size || a.number - b.number);
  return ranked.map(({ number }) => single(number, 'farthest-first'));
}

/** Sorts lists of numbers by the first that differs, the highest first. */
function higher(a: readonly number[], b: readonly number[]): number {
  const i = a.findIndex((value, k) => value !== b[k]);
  return i === -1 ? 0 : (b[i] ?? 0) - (a[i] ?? 0);
}

/** Which way a block that holds the amendment would recommend; null for one without a recommendation. */
export function sideOf({ recommendation }: Deliberated): 'adopt' | 'reject' | null {
  if (recommendation === null) return null;
  return recommendation.recommended.kind === 'adopt' ? 'adopt' : 'reject';
}

/**
 * Whether an amendment may be voted on together with others of the same recommendation: it has one, excludes no other that is
 * open, has not been in a block that was rejected, and what it is said to be covered by has not fallen.
 */
export function canBeTogether(deliberation: Deliberation, amendment: Deliberated): boolean {
  const { collisions, apart, winners, amendments } = deliberation;
  const { number, recommendation } = amendment;
  if (recommendation === null || apart.includes(number) || winners.includes(number)) return false;
  if (collisions.some((pair) => pair.includes(number))) return false;
  const { recommended } = recommendation;
  if (recommended.kind !== 'covered' || recommended.by === null) return true;
  const by = amendments.find((other) => other.number === recommended.by)?.disposition.kind;
  return by === 'open' || by === 'adopted' || by === 'joined';
}

/** Takes those with the same recommendation out of a computed order: what is to be adopted goes first, what is not last. */
export function withBlocks(
  deliberation: Deliberation,
  drafts: readonly Draft[],
  pulledOut: readonly number[],
): Draft[] {
  const open = openOf(deliberation);
  const alone = new Set(
    drafts.flatMap(({ kind, of, reason }) => (kind === 'amendment' && reason !== 'identical' ? of : [])),
  );
  const can = open.filter(
    (one) => alone.has(one.number) && !pulledOut.includes(one.number) && canBeTogether(deliberation, one),
  );
  const taken = (side: 'adopt' | 'reject'): Draft[] => {
    const of = can.filter((one) => sideOf(one) === side).map(({ number }) => number);
    if (of.length < 2) return [];
    const twins = drafts.filter((draft) => draft.reason === 'identical' && saysSame(open, draft.of, of));
    return [{ kind: 'block', of, reason: 'same-recommendation' }, ...twins];
  };
  const adopt = taken('adopt');
  const reject = taken('reject');
  const numbers = new Set([...adopt, ...reject].flatMap(({ of }) => of));
  return [...adopt, ...drafts.filter(({ of }) => !of.some((number) => numbers.has(number))), ...reject];
}

/** Whether an amendment of one step says the same, word for word, as one of another. */
export function saysSame(open: readonly Deliberated[], a: Draft['of'], b: Draft['of']): boolean {
  const changes = (of: Draft['of']) => open.filter(({ number }) => of.includes(number));
  return changes(a).some((one) => changes(b).some((two) => sameChange(one.change, two.change)));
}
