import { describe, expect, it, test } from 'vitest';
import { checkPlan, type Plan, type PlanStep, planOf, planStatement } from '../../server/rules/plan.ts';
import type { PlanStatement } from '../../server/rules/statements.ts';
import { add, amendment, Floor, inShort, recommend, replace, strike } from '../support/amendments.ts';
import { proposalOf } from '../support/statements.ts';

const content = proposalOf('At a', 'At b', 'At c');
const adopt = { recommendation: recommend('adopt') };

/** Two that exclude each other and a deletion on one point, two recommended additions, and the same words as one of them. */
function floor(): Floor {
  return new Floor(content, [
    amendment(1, replace(3, 'At x')),
    amendment(2, replace(3, 'At y')),
    amendment(3, strike(3)),
    amendment(4, add(5, 'At d'), adopt),
    amendment(5, add(5, 'At e'), adopt),
    amendment(6, add(5, 'At e')),
    amendment(7, replace(4, 'At B'), { state: 'withdrawn' }),
  ]);
}

const stated = (steps: readonly PlanStep[]): PlanStatement =>
  planStatement({ meeting: 'm1', item: 'p1', version: 1, steps });
const kept = (meeting: Floor, order: readonly { of: (number | 'text')[]; reason?: string }[]): Plan =>
  planOf(meeting.now, { order });

describe('a plan in an order of the chair’s', () => {
  it('is the computed one in the computed order', () => {
    const computed = floor().plan();
    expect(inShort(computed)).toEqual([
      'en bloc 4 5: same-recommendation, lapses 6',
      '6: identical',
      '3: delete-first, lapses 1 2',
      'against each other 1 2: alternatives',
      'text: then-text',
    ]);
    expect(kept(floor(), computed)).toEqual({ steps: computed, fits: true });
  });

  it('without blocks takes one at a time', () => {
    expect(inShort(floor().plan({ blocks: false }))).toEqual([
      '3: delete-first, lapses 1 2',
      'against each other 1 2: alternatives',
      '4: addition',
      '5: addition, lapses 6',
      '6: identical',
      'text: then-text',
    ]);
  });

  it('says that the chair has chosen it, and what then lapses by what', () => {
    const { steps, fits } = kept(floor(), [
      { of: [6] },
      { of: [1] },
      { of: [2] },
      { of: [3] },
      { of: [5] },
      { of: [4] },
      { of: ['text'] },
    ]);
    expect(fits).toBe(true);
    expect(inShort(steps)).toEqual([
      '6: addition, lapses 5',
      '1: chairs-order, lapses 2 3',
      '2: chairs-order, lapses 3',
      '3: chairs-order',
      '5: identical',
      '4: addition',
      'text: then-text',
    ]);
  });

  it('takes the text last, wherever it is named', () => {
    const { steps } = kept(floor(), [{ of: ['text'] }, { of: [1, 2] }, { of: [3] }, { of: [4, 5] }, { of: [6] }]);
    expect(steps.at(-1)?.of).toEqual(['text']);
  });

  it('may set two additions against each other, by saying so', () => {
    const order = [{ of: [4, 5], reason: 'alternatives' }, { of: [6] }, { of: [3] }, { of: [1, 2] }];
    expect(inShort(kept(floor(), order).steps)[0]).toBe('against each other 4 5: alternatives, lapses 6');
    expect(kept(floor(), order).fits).toBe(true);
  });

  it('takes a block apart when one is pulled out, and still fits', () => {
    const order = [{ of: [4, 5] }, { of: [6] }, { of: [3] }, { of: [1, 2] }];
    const { steps, fits } = planOf(floor().now, { order, pulledOut: [5] });
    expect(inShort(steps).slice(0, 3)).toEqual(['4: addition', '5: addition, lapses 6', '6: identical']);
    expect(fits).toBe(true);
  });

  it('keeps the rest of a block together when one of three is pulled out', () => {
    const meeting = floor();
    meeting.change(1, { change: replace(4, 'At B'), ...adopt });
    const order = [{ of: [1, 4, 5] }, { of: [6] }, { of: [3] }, { of: [2] }];
    const { steps, fits } = planOf(meeting.now, { order, pulledOut: [4] });
    expect(inShort(steps).slice(0, 2)).toEqual(['en bloc 1 5: same-recommendation, lapses 6', '4: addition']);
    expect(fits).toBe(true);
  });

  it('takes two one after another that were set against each other in vain, and still fits', () => {
    const meeting = floor();
    const order = [{ of: [1, 2] }, { of: [3] }, { of: [4, 5] }, { of: [6] }];
    meeting.next('none', { order });
    expect(inShort(kept(meeting, order).steps).slice(0, 3)).toEqual([
      '1: chairs-order, lapses 2 3',
      '2: chairs-order, lapses 3',
      '3: chairs-order',
    ]);
    expect(kept(meeting, order).fits).toBe(true);
  });

  it('takes a block apart that the hall rejected, and still fits', () => {
    const meeting = floor();
    const order = [{ of: [4, 5] }, { of: [6] }, { of: [3] }, { of: [1, 2] }];
    meeting.next('against', { order });
    expect(inShort(kept(meeting, order).steps).slice(0, 2)).toEqual(['4: addition', '5: addition, lapses 6']);
    expect(kept(meeting, order).fits).toBe(true);
  });

  test.each<[string, (meeting: Floor) => void]>([
    [
      'something is proposed that is not in it',
      ({ matter }) => Object.assign(matter, { amendments: [...matter.amendments, amendment(8, strike(5))] }),
    ],
    ['something withdrawn is upheld again', (meeting) => meeting.change(7, { state: 'upheld' })],
    [
      'those of a block no longer have the same recommendation',
      (meeting) => meeting.change(4, { recommendation: recommend('reject') }),
    ],
    ['one of a block has no recommendation any more', (meeting) => meeting.change(4, { recommendation: null })],
    ['one of a block now excludes another', (meeting) => meeting.change(4, { change: replace(3, 'At z') })],
  ])('no longer fits when %s, and still takes in all that is open', (_, happens) => {
    const meeting = floor();
    const order = meeting.plan();
    expect(kept(meeting, order).fits).toBe(true);
    happens(meeting);
    const { steps, fits } = kept(meeting, order);
    expect(fits).toBe(false);
    const open = meeting.now.amendments
      .filter(({ disposition }) => disposition.kind === 'open')
      .map(({ number }) => number);
    expect(steps.flatMap(({ of }) => of).sort()).toEqual([...open, 'text'].sort());
    expect(steps.at(-1)?.kind).toBe('text');
  });

  test.each<[string, { of: (number | 'text')[]; reason?: string }[]]>([
    ['three against each other', [{ of: [1, 2, 3], reason: 'alternatives' }, { of: [4, 5] }, { of: [6] }]],
    ['together what has no recommendation', [{ of: [4, 5, 6] }, { of: [1, 2] }, { of: [3] }]],
    ['together what excludes each other', [{ of: [1, 2, 3] }, { of: [4, 5] }, { of: [6] }]],
    ['not all that is open', [{ of: [1, 2] }, { of: [3] }, { of: [4, 5] }]],
  ])('cannot take %s', (_, order) => {
    const { steps, fits } = kept(floor(), order);
    expect(fits).toBe(false);
    expect(steps.flatMap(({ of }) => of).sort()).toEqual([1, 2, 3, 4, 5, 6, 'text']);
  });
});

describe('a plan that the chair signs', () => {
  it('is sound as computed, and in another order with its own reasons', () => {
    const { now } = floor();
    expect(checkPlan(stated(planOf(now).steps), now).ok).toBe(true);
    expect(checkPlan(stated(planOf(now, { blocks: false }).steps), now).ok).toBe(true);
    const other = planOf(now, {
      order: [{ of: [6] }, { of: [2] }, { of: [1] }, { of: [4] }, { of: [3] }, { of: [5] }],
    });
    expect(checkPlan(stated(other.steps), now).ok).toBe(true);
  });

  type Steps = PlanStatement['steps'];
  const without = (steps: Steps, number: number): Steps => steps.filter(({ of }) => !of.includes(number));
  const first = (steps: Steps, change: Partial<Steps[number]>): Steps =>
    steps.map((step, i) => (i === 0 ? { ...step, ...change } : step));
  test.each<[string, (steps: Steps) => Steps, string]>([
    ['leaves an open amendment out', (steps) => without(steps, 3), 'plan.stale'],
    ['leaves the text out', (steps) => steps.slice(0, -1), 'plan.stale'],
    [
      'names an amendment twice',
      (steps) => [...without(steps, 6), ...steps.filter(({ of }) => of.includes(6)), ...steps.slice(0, 1)],
      'plan.stale',
    ],
    ['names one that was withdrawn', (steps) => [{ of: [7], reason: 'addition', lapses: [] }, ...steps], 'plan.stale'],
    ['names one that is not there', (steps) => [{ of: [9], reason: 'addition', lapses: [] }, ...steps], 'plan.stale'],
    [
      'names one instead of another',
      (steps) => steps.map((step) => (step.of.includes(3) ? { ...step, of: [7] } : step)),
      'plan.stale',
    ],
    ['takes the text before its amendments', (steps) => [...steps.slice(-1), ...steps.slice(0, -1)], 'statement.wrong'],
    [
      'takes the text together with an amendment',
      (steps) => [...without(steps.slice(0, -1), 3), { of: [3, 'text'], reason: 'then-text', lapses: [] }],
      'statement.wrong',
    ],
    ['says another reason', (steps) => first(steps, { reason: 'farthest-first' }), 'statement.wrong'],
    ['says too little of what lapses', (steps) => first(steps, { lapses: [] }), 'statement.wrong'],
    ['says too much of what lapses', (steps) => first(steps, { lapses: [3, 6] }), 'statement.wrong'],
    [
      'takes together what may not be',
      (steps) => [
        ...without(without(steps, 4).slice(0, -1), 6),
        { of: [4, 5, 6], reason: 'same-recommendation', lapses: [] },
        ...steps.slice(-1),
      ],
      'statement.wrong',
    ],
    [
      'sets three against each other',
      (steps) => [
        ...without(without(steps, 3).slice(0, -1), 1),
        { of: [1, 2, 3], reason: 'alternatives', lapses: [] },
        ...steps.slice(-1),
      ],
      'statement.wrong',
    ],
  ])('is refused when it %s', (_, wrong, code) => {
    const { now } = floor();
    const sound = stated(planOf(now).steps);
    const checked = checkPlan({ ...sound, steps: wrong(sound.steps) }, now);
    expect(checked.ok ? undefined : checked.refusal.code).toBe(code);
  });

  it('is refused when something was decided since, and when all is', () => {
    const meeting = floor();
    const sound = stated(meeting.plan());
    meeting.next('for');
    const refused = checkPlan(sound, meeting.now);
    expect(refused.ok ? undefined : refused.refusal.code).toBe('plan.stale');
    meeting.vote({ kind: 'text', of: ['text'] }, 'against');
    const late = checkPlan(sound, meeting.now);
    expect(late.ok ? undefined : late.refusal.code).toBe('plan.stale');
  });
});
