import { describe, expect, it } from 'vitest';
import { choiceOfAmendments, choiceOfPoints } from '../../server/rules/choice.ts';
import { type PlanOptions, planOf } from '../../server/rules/plan.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { checkTurn } from '../../server/rules/turn.ts';
import { add, amendment, Floor, kvoteflyktninger, recommend, replace, strike } from '../support/amendments.ts';
import { expectRefusal } from '../support/refused.ts';

const content = kvoteflyktninger();
const base = contentHash(content);
const changes = [replace(9, 'Ni.'), replace(9, 'Nitten.'), strike(10), replace(11, 'Elleve.'), add(16, 'Nytt.')];
const adopt = { recommendation: recommend('adopt') };

/** The first two are against each other; the rest exclude nothing, and are recommended. */
function floor(): Floor {
  return new Floor(
    content,
    changes.map((change, i) => amendment(i + 1, change, i < 2 ? {} : adopt)),
  );
}

const text = (floor: Floor): Subject => ({ kind: 'text', content: floor.now.content });
const single = (number: number): Subject => {
  const change = changes[number - 1];
  if (change === undefined) throw new RangeError(`there is no amendment ${number}`);
  return { kind: 'amendment', base, number, change };
};
const numbered = (numbers: readonly number[]) =>
  numbers.map((number) => ({ number, change: changes[number - 1] ?? strike(1) }));
const block = (...numbers: number[]): Subject => ({
  kind: 'block',
  base,
  recommendation: 'adopt',
  amendments: numbered(numbers),
});
const against = (...numbers: number[]): Subject => choiceOfAmendments('Mot', base, numbered(numbers));
const planned = (on: Floor, options: PlanOptions = {}) => planOf(on.now, options).steps;

describe('without a plan', () => {
  it('amendments go in any order, each by itself or together', () => {
    for (const subject of [single(4), single(1), block(3, 4, 5), block(3, 5), against(1, 2)]) {
      expect(checkTurn(subject, floor().now, null).ok).toBe(true);
    }
  });

  it('the text waits for all of them', () => {
    const on = floor();
    expectRefusal(checkTurn(text(on), on.now, null), 'plan.order');
    for (const number of [1, 3, 4]) on.vote({ kind: 'amendment', of: [number] }, 'for');
    expectRefusal(checkTurn(text(on), on.now, null), 'plan.order');
    on.vote({ kind: 'amendment', of: [5] }, 'against');
    expect(checkTurn(text(on), on.now, null).ok).toBe(true);
  });

  it('so does a choice that decides the proposal', () => {
    expectRefusal(checkTurn(choiceOfPoints(content), floor().now, null), 'plan.order');
    const none = new Floor(content, []);
    expect(checkTurn(choiceOfPoints(content), none.now, null).ok).toBe(true);
  });
});

describe('by an accepted plan', () => {
  it('each step is next in its turn, and nothing else is', () => {
    const on = floor();
    const order = planned(on);
    const all = [text(on), block(3, 4, 5), against(1, 2), ...[1, 2, 3, 4, 5].map(single)];
    const turns: string[] = [];
    for (;;) {
      const [step] = planned(on, { order });
      if (step === undefined) break;
      turns.push(`${step.kind} ${step.of.join(' ')}`);
      const next = [...all.slice(1), text(on)].filter((subject) => checkTurn(subject, on.now, order).ok);
      const kinds = step.kind === 'block' ? ['block', 'amendment', 'amendment', 'amendment'] : [step.kind];
      expect(next.map(({ kind }) => kind)).toEqual(kinds);
      on.vote(step, step.kind === 'choice' ? 1 : 'for');
    }
    expect(turns).toEqual(['block 3 4 5', 'choice 1 2', 'amendment 1', 'text text']);
  });

  it('one that is pulled out of a block goes before the rest, two do not', () => {
    const on = floor();
    const order = planned(on);
    on.vote({ kind: 'choice', of: [1, 2] }, 2);
    on.vote({ kind: 'amendment', of: [2] }, 'for');
    expect(checkTurn(single(4), on.now, order).ok).toBe(true);
    expectRefusal(checkTurn(block(3, 4), on.now, order), 'plan.order');
    on.vote({ kind: 'amendment', of: [4] }, 'against');
    expect(checkTurn(block(3, 5), on.now, order).ok).toBe(true);
    expectRefusal(checkTurn(block(3, 4, 5), on.now, order), 'plan.order');
  });

  it('one of two against each other is not voted on before both', () => {
    const on = floor();
    expectRefusal(checkTurn(single(1), on.now, planned(on)), 'plan.order');
    expectRefusal(checkTurn(block(1, 2), on.now, planned(on)), 'plan.order');
  });

  it('what came in later is voted on after what the plan has, before the text', () => {
    const on = floor();
    const order = planned(on);
    const late = amendment(6, replace(12, 'Tolv.'));
    on.matter = { ...on.matter, amendments: [...on.matter.amendments, late] };
    for (const said of ['for', 1, 'for'] as const) on.next(said, { order });
    expectRefusal(checkTurn(text(on), on.now, order), 'plan.order');
    const subject: Subject = { kind: 'amendment', base, number: 6, change: late.change };
    expect(checkTurn(subject, on.now, order).ok).toBe(true);
  });

  it('a text that is decided may be voted on again, which decides nothing', () => {
    const on = new Floor(content, []);
    const order = planned(on);
    on.next('against');
    expect(checkTurn(text(on), on.now, order).ok).toBe(true);
  });
});
