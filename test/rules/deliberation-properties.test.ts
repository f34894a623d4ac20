import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collide, sameChange } from '../../server/rules/amend.ts';
import type { Deliberated, Deliberation } from '../../server/rules/deliberation.ts';
import { checkPlan, planOf, planStatement } from '../../server/rules/plan.ts';
import { diffText } from '../../server/rules/text-diff.ts';
import { Floor } from '../support/amendments.ts';
import { amendments, content, floor, plainText, saidOf, take, turn } from '../support/deliberating.ts';

const kind = (deliberation: Deliberation, wanted: Deliberated['disposition']['kind']): Deliberated[] =>
  deliberation.amendments.filter(({ disposition }) => disposition.kind === wanted);
const turns = fc.array(turn, { minLength: 40, maxLength: 40 });

describe('whatever is proposed', () => {
  it('every open amendment is once in the plan, no other is, and the text is last', () => {
    fc.assert(
      fc.property(
        floor,
        fc.array(turn, { maxLength: 6 }),
        fc.array(fc.integer({ min: 1, max: 8 })),
        (begin, some, pulledOut) => {
          const meeting = begin();
          for (const one of some) take(meeting, one);
          const open = kind(meeting.now, 'open').map(({ number }) => number);
          if (meeting.now.disposition.kind !== 'open') {
            expect(meeting.plan({ pulledOut })).toEqual([]);
            return;
          }
          const colliding = meeting.now.collisions.flat();
          for (const options of [{}, { blocks: false }, { pulledOut }]) {
            const steps = meeting.plan(options);
            const of = steps.flatMap((step) => step.of);
            expect(of).toHaveLength(open.length + 1);
            expect(new Set(of)).toEqual(new Set([...open, 'text']));
            expect(of.at(-1)).toBe('text');
            expect(steps.every((step) => step.kind !== 'choice' || step.of.length === 2)).toBe(true);
            const together = steps.flatMap((step) => (step.kind === 'block' ? step.of : []));
            expect(together.some((number) => colliding.includes(Number(number)))).toBe(false);
          }
        },
      ),
    );
  });

  it('voting always ends, with everything decided and the text as a plain hand would write it', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        let ballots = 0;
        for (const one of all) if (take(meeting, one) !== undefined) ballots += 1;
        const { now } = meeting;
        expect(meeting.plan()).toEqual([]);
        // each amendment is voted on at most in a block or a choice, and then once by itself
        expect(ballots).toBeLessThanOrEqual(2 * now.amendments.length + 1);
        expect(kind(now, 'open')).toEqual([]);
        expect(now.decided).not.toBeNull();
        expect(now.content).toEqual(plainText(now.original, kind(now, 'adopted')));
        expect(
          now.warnings.filter((warning) => warning.kind === 'no-effect' || warning.kind === 'passed-over'),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('no two are adopted that exclude each other or say the same, at no time', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        for (const one of all) {
          if (take(meeting, one) === undefined) break;
          const adopted = kind(meeting.now, 'adopted');
          adopted.forEach((a, i) => {
            for (const b of adopted.slice(i + 1)) {
              expect(collide(a.change, b.change)).toBe(false);
              expect(sameChange(a.change, b.change)).toBe(false);
            }
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('what lapses does so because of one that was adopted, or that won over it', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        for (const one of all) take(meeting, one);
        const { amendments: put } = meeting.now;
        const chosen = meeting.matter.ballots.flatMap(({ outcome }) => Object.values(outcome ?? {}));
        for (const { number, change, disposition } of put) {
          if (disposition.kind !== 'lapsed' || disposition.because === null) continue;
          const by = put.find((other) => other.number === disposition.because);
          const empty = meeting.now.warnings.some((warning) => warning.kind === 'empty' && warning.number === number);
          expect(by !== undefined && (empty || collide(by.change, change))).toBe(true);
          expect(by?.disposition.kind === 'adopted' || chosen.includes(`chosen:a${disposition.because}`)).toBe(true);
        }
      }),
    );
  });

  it('a block that nobody changed stands where it stood', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        for (const one of all) take(meeting, one);
        const { original, blocks, deleted } = meeting.now;
        const touched = kind(meeting.now, 'adopted').flatMap(({ change }) =>
          change.type === 'add' ? [] : [change.at],
        );
        const kept = blocks.filter(({ added, amendment }) => !added && amendment === null);
        expect(kept.map(({ place }) => place)).toEqual(
          original.blocks.map((_, i) => i + 1).filter((place) => !touched.includes(place)),
        );
        for (const { place, block } of kept) expect(block).toEqual(original.blocks[place - 1]);
        const shown = diffText(original, meeting.now);
        const was = shown.filter(({ kind: how }) => how !== 'added');
        expect(
          was.map(({ segments }) =>
            segments
              .filter((part) => part.kind !== 'added')
              .map(({ text }) => text)
              .join(''),
          ),
        ).toEqual(original.blocks.map(({ text }) => text));
        expect(shown.filter(({ kind: how }) => how === 'removed')).toHaveLength(deleted.length);
      }),
    );
  });
});

describe('the order of ballots', () => {
  it('does not matter among amendments that exclude nothing', () => {
    const verdicts = fc.infiniteStream(fc.constantFrom('for' as const, 'against' as const));
    const order = fc.infiniteStream(fc.nat());
    fc.assert(
      fc.property(content, amendments, verdicts, order, (text, all, said, shuffled) => {
        const apart = all.filter(
          ({ change }, i) => !all.slice(0, i).some((b) => collide(b.change, change) || sameChange(b.change, change)),
        );
        const verdict = new Map(apart.map(({ number }) => [number, said.next().value]));
        const rank = new Map(apart.map(({ number }) => [number, shuffled.next().value]));
        const result = (numbers: number[]): Floor => {
          const meeting = new Floor(text, apart);
          for (const number of numbers)
            meeting.vote({ kind: 'amendment', of: [number] }, verdict.get(number) ?? 'against');
          return meeting;
        };
        const numbers = kind(new Floor(text, apart).now, 'open').map(({ number }) => number);
        const once = result(numbers);
        const again = result([...numbers].sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0)));
        expect(again.now.content).toEqual(once.now.content);
        expect(again.fates).toEqual(once.fates);
      }),
    );
  });

  it('does not depend on the order in which amendments are listed', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        for (const one of all.slice(0, 5)) take(meeting, one);
        const { matter } = meeting;
        const turned = new Floor(matter.proposal.content, [], {
          ...matter,
          amendments: [...matter.amendments].reverse(),
        });
        expect(turned.fates).toEqual(meeting.fates);
        expect(turned.plan()).toEqual(meeting.plan());
      }),
    );
  });
});

describe('a ballot that is a trial or cancelled', () => {
  it('leaves everything as if it had not been held', () => {
    fc.assert(
      fc.property(floor, turns, fc.nat(), fc.constantFrom('trial', 'cancelled'), (begin, all, which, how) => {
        const meeting = begin();
        for (const one of all) take(meeting, one);
        const { matter } = meeting;
        const at = which % Math.max(1, matter.ballots.length);
        const marked = new Floor(matter.proposal.content, [], {
          ...matter,
          ballots: matter.ballots.map((ballot, i) => (i === at ? { ...ballot, [how]: true } : ballot)),
        });
        const without = new Floor(matter.proposal.content, [], {
          ...matter,
          ballots: matter.ballots.filter((_, i) => i !== at),
        });
        expect(marked.now).toEqual(without.now);
      }),
    );
  });
});

describe('an announced plan', () => {
  it('of any order that takes one at a time is sound, and can be followed to its end', () => {
    fc.assert(
      fc.property(floor, turns, fc.infiniteStream(fc.nat()), (begin, all, shuffled) => {
        const meeting = begin();
        const rank = new Map(meeting.now.amendments.map(({ number }) => [number, shuffled.next().value]));
        const numbers = kind(meeting.now, 'open').map(({ number }) => number);
        numbers.sort((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0));
        const { steps, fits } = planOf(meeting.now, {
          order: [...numbers.map((number) => ({ of: [number] })), { of: ['text'] }],
        });
        expect(fits).toBe(true);
        expect(steps.map(({ of }) => of)).toEqual([...numbers.map((number) => [number]), ['text']]);
        const statement = planStatement({ meeting: 'm1', item: 'p1', version: 1, steps });
        expect(checkPlan(statement, meeting.now).ok).toBe(true);
        let order = 0;
        for (const { verdict } of all) {
          const { steps: left, fits: still } = planOf(meeting.now, { order: statement.steps });
          expect(still).toBe(true);
          const [next] = left;
          if (next === undefined) break;
          const position = next.of[0] === 'text' ? numbers.length : numbers.indexOf(Number(next.of[0]));
          expect(position).toBeGreaterThanOrEqual(order);
          order = position;
          meeting.vote(next, saidOf(next, verdict));
        }
        expect(meeting.plan()).toEqual([]);
      }),
    );
  });

  it('is followed to its end as computed, with what is said to lapse lapsing', () => {
    fc.assert(
      fc.property(floor, turns, (begin, all) => {
        const meeting = begin();
        const { steps: announced } = planOf(meeting.now);
        const statement = planStatement({ meeting: 'm1', item: 'p1', version: 1, steps: announced });
        expect(checkPlan(statement, meeting.now).ok).toBe(true);
        for (const { verdict } of all) {
          const { steps } = planOf(meeting.now, { order: statement.steps });
          const [next] = steps;
          if (next === undefined) break;
          const said = saidOf(next, verdict);
          meeting.vote(next, said);
          if (said !== 'for' || next.kind === 'text') continue;
          const closed = meeting.now.amendments.filter(({ number }) => next.lapses.includes(number));
          expect(closed.every(({ disposition }) => disposition.kind !== 'open')).toBe(true);
          const open = kind(meeting.now, 'open').map(({ number }) => number);
          const left = steps
            .slice(1)
            .flatMap(({ of }) => of)
            .filter((number) => number !== 'text' && !next.lapses.includes(number));
          expect(new Set(open)).toEqual(new Set(left));
        }
        expect(meeting.plan()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
