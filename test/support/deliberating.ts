import fc from 'fast-check';
import type { Amendment, Change, Recommended } from '../../server/rules/amendment.ts';
import type { Block, ProposalContent } from '../../server/rules/proposal.ts';
import { amendment, Floor, recommend, type Said } from './amendments.ts';

/** Few words and few places, so that changes collide and repeat each other. */
const words = fc.constantFrom('ta imot 5000', 'ta imot 3000', 'ta imot 10 000', 'ta imot flere', 'si nei');
const block: fc.Arbitrary<Block> = fc.record({
  kind: fc.constantFrom('heading', 'paragraph', 'point', 'point'),
  text: words,
});

export const content: fc.Arbitrary<ProposalContent> = fc
  .array(block, { minLength: 1, maxLength: 4 })
  .map((blocks) => ({ title: 'Kvoteflyktninger', blocks }));

export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ type: fc.constant('replace' as const), at: fc.integer({ min: 1, max: 4 }), text: words }),
  fc.record({ type: fc.constant('delete' as const), at: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ type: fc.constant('add' as const), after: fc.integer({ min: 0, max: 4 }), block }),
);

export const recommended: fc.Arbitrary<Recommended> = fc.oneof(
  fc.constantFrom<Recommended>({ kind: 'adopt' }, { kind: 'reject' }, { kind: 'forward', to: 'styret' }),
  fc.record({ kind: fc.constant('covered' as const), by: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }) }),
);

/** Amendments in every state, some of them without a place in the text. */
export const amendments: fc.Arbitrary<Amendment[]> = fc
  .array(
    fc.record({
      change,
      state: fc.constantFrom('submitted', 'upheld', 'upheld', 'upheld', 'withdrawn', 'joined'),
      into: fc.integer({ min: 1, max: 6 }),
      recommended: fc.option(recommended, { nil: null }),
      seconds: fc.constantFrom(0, 2, 2, 2),
    }),
    { maxLength: 8 },
  )
  .map((all) =>
    all.map(({ change: what, state, into, recommended: said, seconds }, i) =>
      amendment(i + 1, what, {
        state,
        joinedInto: state === 'joined' ? `i${into}` : null,
        recommendation: said === null ? null : recommend(said),
        seconds,
      }),
    ),
  );

/** Begins with a proposal in a meeting that asks for one supporter. */
export const floor: fc.Arbitrary<() => Floor> = fc.tuple(content, amendments).map(
  ([text, all]) =>
    () =>
      new Floor(text, all, { seconds: 1 }),
);

/** How a ballot goes: which of the remaining steps is taken, and what is said. */
export const turn = fc.record({
  step: fc.nat(),
  verdict: fc.constantFrom('for', 'against', 'none', 'first', 'second'),
});
export type Turn = typeof turn extends fc.Arbitrary<infer T> ? T : never;

/** Holds a ballot on one of the steps before the text, or on the text when none is left. @returns its id; undefined at the end. */
export function take(meeting: Floor, { step, verdict }: Turn): string | undefined {
  const steps = meeting.plan();
  const put = steps[step % Math.max(1, steps.length - 1)];
  if (put === undefined) return undefined;
  return meeting.vote(put, saidOf(put, verdict));
}

/** A verdict as a ballot on a step can give it. */
export function saidOf({ kind, of }: ReturnType<Floor['plan']>[number], verdict: Turn['verdict']): Said {
  if (kind !== 'choice') return verdict === 'for' || verdict === 'first' ? 'for' : 'against';
  if (verdict === 'none') return 'none';
  return Number(of[verdict === 'second' || verdict === 'against' ? 1 : 0]);
}

/** A slow and plain way to the text: the blocks as a list in which each change is made from the back to the front. */
export function plainText(text: ProposalContent, adopted: readonly Amendment[]): ProposalContent {
  const blocks = [...text.blocks];
  for (let place = text.blocks.length; place >= 0; place -= 1) {
    for (const { change: what } of [...adopted].reverse())
      if (what.type === 'add' && what.after === place) blocks.splice(place, 0, what.block);
    for (const { change: what } of adopted) {
      const old = text.blocks[place - 1];
      if (what.type === 'replace' && what.at === place && old !== undefined)
        blocks[place - 1] = { ...old, text: what.text };
      if (what.type === 'delete' && what.at === place) blocks.splice(place - 1, 1);
    }
  }
  return { ...text, blocks };
}
