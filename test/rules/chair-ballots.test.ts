import { describe, expect, test } from 'vitest';
import { approval, choiceTitle, election, floorMotion, question } from '../../client/pages/chair/motions.ts';
import { moved, planFor, pulledOut } from '../../client/pages/chair/planning.ts';
import {
  isRunOff,
  isSecrecyDemanded,
  isVotable,
  retaken,
  subjectOf,
  usuallySecret,
  usualMethod,
} from '../../client/pages/chair/subject.ts';
import type { PlanStep } from '../../server/api/amendments.ts';
import { deliberate } from '../../server/rules/deliberation.ts';
import { effectFits } from '../../server/rules/motion.ts';
import { checkPlan, planStatement } from '../../server/rules/plan.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import { itemOf, type Subject } from '../../server/rules/subject.ts';
import { amendment, ballot, content, meeting, proposal, snapshot } from '../support/chairing.ts';

const title = (numbers: readonly number[]): string => choiceTitle(numbers, 'nb');
const step = (kind: PlanStep['kind'], of: PlanStep['of']): PlanStep => ({ kind, of, reason: 'addition', lapses: [] });
const first = { type: 'replace', at: 1, text: 'Mange flere avganger.' } as const;
const second = { type: 'replace', at: 1, text: 'Færre avganger.' } as const;
const third = { type: 'delete', at: 3 } as const;
const adopt = { recommended: { kind: 'adopt' as const }, dissents: [] };
const amended = proposal(1, {
  amendments: [
    amendment(1, first, { collidesWith: [2] }),
    amendment(2, second, { collidesWith: [1], recommendation: adopt }),
    amendment(3, third, { recommendation: adopt }),
  ],
});

describe('what a step puts to the vote', () => {
  test('the text as it stands, not as it was proposed', () => {
    const text = { title: 'Busser', blocks: content.blocks.slice(1) };
    const put = subjectOf({ ...amended, text }, step('text', ['text']), [], title);
    expect(itemOf(put)).toBe(contentHash(text));
  });

  test('one amendment, two against each other, a block with what is recommended of it', () => {
    const base = amended.hash;
    expect(subjectOf(amended, step('amendment', [3]), [], title)).toEqual({
      kind: 'amendment',
      base,
      number: 3,
      change: third,
    });
    expect(subjectOf(amended, step('choice', [1, 2]), [], title)).toMatchObject({
      kind: 'choice',
      base,
      title: 'Endringsforslag 1 mot endringsforslag 2',
      options: [{ id: 'a1' }, { id: 'a2' }],
    });
    expect(subjectOf(amended, step('block', [2, 3]), [], title)).toMatchObject({ recommendation: 'adopt' });
    expect(subjectOf(amended, step('block', [1, 3]), [], title)).toMatchObject({ recommendation: 'reject' });
  });

  test('a question with several answers, and a run-off between the two that led', () => {
    const motion = question('Hvem blir leder?', ['Kari', 'Ola', 'Per']);
    const asked = proposal(1, { kind: 'question', content: motion.content });
    const whole = subjectOf(asked, step('text', ['text']), [], title);
    expect(whole).toMatchObject({ kind: 'choice', options: [{ id: '1' }, { id: '2' }, { id: '3' }] });
    const undecided = {
      outcome: { choice: 'undecided' as const },
      tally: { choice: { options: { 1: 5, 2: 2, 3: 4 } } },
    };
    const before = [ballot(1, asked, whole, undecided)];
    expect(isRunOff(asked, before)).toBe(true);
    expect(subjectOf(asked, step('text', ['text']), before, title)).toMatchObject({
      options: [{ id: '1' }, { id: '3' }],
    });
    const trial = before.map((one) => ({ ...one, trial: true }));
    expect(isRunOff(asked, trial)).toBe(false);
  });
});

describe('how it is voted', () => {
  const text: Subject = { kind: 'text', content };

  test('approvals by unanimity, elections by acclamation, all else with the phones', () => {
    expect(usualMethod(proposal(1, { kind: 'approve' }), [], text)).toBe('unanimity');
    expect(usualMethod(proposal(1, { kind: 'elect' }), [], text)).toBe('acclamation');
    expect(usualMethod(proposal(1), [], text)).toBeUndefined();
  });

  test('once somebody has asked for a ballot it is voted with the phones, and takes the cancelled one again', () => {
    const motion = proposal(1, { kind: 'approve' });
    const asked = ballot(1, motion, text, null, { method: 'unanimity', state: 'cancelled', demands: 1 });
    expect(retaken([asked], text)?.id).toBe(asked.id);
    expect(usualMethod(motion, [asked], text)).toBeUndefined();
    const open = ballot(2, motion, text, null);
    expect(retaken([asked, open], text)).toBeUndefined();
  });

  test('between alternatives people are counted for each', () => {
    const choice = subjectOf(amended, step('choice', [1, 2]), [], title);
    const possible = ([undefined, 'rollcall', 'hands', 'against', 'unanimity', 'acclamation'] as const).filter(
      (method) => isVotable(choice, method),
    );
    expect(possible).toEqual([undefined, 'rollcall', 'hands']);
  });

  test('what takes a secret ballot again, or decides its run-off, is secret unless the chair says otherwise', () => {
    const motion = proposal(1);
    const secret = { drawn: 3, window: null, box: null, mine: null };
    const cancelled = ballot(1, motion, text, null, { state: 'cancelled', secret });
    expect(usuallySecret(motion, [], text)).toBe(false);
    expect(usuallySecret(motion, [cancelled], text)).toBe(true);
    expect(usuallySecret(motion, [{ ...cancelled, secret: null }], text)).toBe(false);
    expect(usuallySecret(motion, [{ ...cancelled, state: 'closed' }], text)).toBe(false);
    const asked = proposal(2, { kind: 'question' });
    const choice = subjectOf(asked, step('text', ['text']), [], title);
    const options = { p1: 4, p2: 4, p3: 1 };
    const decided = { outcome: { choice: 'undecided' as const }, tally: { choice: { options } } };
    const before = ballot(1, asked, choice, decided, { secret });
    expect(usuallySecret(asked, [before], subjectOf(asked, step('text', ['text']), [before], title))).toBe(true);
  });

  test('a demand for secrecy counts where the rules of the meeting let anyone make it', () => {
    const demanded = proposal(1, { secrecy: { demands: 2, mine: false } });
    const { settings } = meeting();
    expect(isSecrecyDemanded(demanded, { settings })).toBe(false);
    expect(isSecrecyDemanded(demanded, { settings: { ...settings, secretOnDemand: true } })).toBe(true);
    expect(isSecrecyDemanded(proposal(1), { settings: { ...settings, secretOnDemand: true } })).toBe(false);
  });
});

describe('the voting plan as the chair makes it', () => {
  const now = snapshot(meeting());
  const holds = (steps: ReturnType<typeof planFor>): boolean => {
    const statement = planStatement({ meeting: 'meeting', item: 'p1', version: 1, steps });
    const amendments = amended.amendments.map((one) => ({ ...one, joinedInto: null }));
    return checkPlan(statement, deliberate({ proposal: amended, amendments, seconds: 0, ballots: [], effects: [] })).ok;
  };

  test('by the rules: two against each other, then the deletion, then the text', () => {
    const steps = planFor(now, amended);
    expect(steps.map(({ of }) => of)).toEqual([[1, 2], [3], ['text']]);
    expect(holds(steps)).toBe(true);
  });

  test('a step moved up keeps the others in order, and the server takes the plan that follows', () => {
    const steps = planFor(now, amended);
    const order = moved(steps, 1, -1);
    expect(order.map(({ of }) => of)).toEqual([[3], [1, 2], ['text']]);
    expect(holds(planFor(now, amended, order))).toBe(true);
  });

  test('nothing goes past the ends, and the text stays last', () => {
    const steps = planFor(now, amended);
    expect(moved(steps, 0, -1)).toEqual(steps);
    expect(moved(steps, 1, 1)).toEqual(steps);
    expect(moved(steps, 2, -1)).toEqual(steps);
  });

  test('one that is pulled out of its block is voted on by itself, just after it', () => {
    const beside = proposal(1, {
      amendments: [1, 2, 3]
        .map((at) => amendment(at, { type: 'delete', at }, { recommendation: adopt }))
        .slice(0, 2)
        .concat(amendment(3, { type: 'replace', at: 3, text: 'Felt.' }, { recommendation: adopt })),
    });
    const steps = planFor(now, beside);
    expect(steps.map(({ of }) => of)).toEqual([[1, 2, 3], ['text']]);
    const order = pulledOut(steps, 2);
    expect(order.map(({ of }) => of)).toEqual([[1, 3], [2], ['text']]);
    expect(planFor(now, beside, order).map(({ of }) => of)).toEqual([[1, 3], [2], ['text']]);
  });
});

describe('motions', () => {
  const people = [
    { member: 'm1', name: 'Ola Berge' },
    { member: 'm2', name: 'Ingrid Lie' },
  ];

  test('they are written in the language of the minutes', () => {
    expect(approval('notice', 'nb').content.title).toBe('Innkallingen godkjennes');
    expect(approval('agenda', 'nn').content.title).toBe('Dagsordenen blir godkjend');
    expect(election('teller', people, 'nb').content.title).toBe('Ola Berge og Ingrid Lie velges til tellekorps');
  });

  test('each has the effect that its kind may have', () => {
    const motions = [
      approval('notice', 'nb'),
      election('signer', people, 'nb'),
      floorMotion({ kind: 'postpone', target: 'p1' }, 'Busser', 'nb'),
      floorMotion({ kind: 'forward', target: 'p1', to: 'styret' }, 'Busser', 'nb'),
      floorMotion({ kind: 'close-list' }, '', 'nb'),
      floorMotion({ kind: 'close-intake' }, '', 'nn'),
      floorMotion({ kind: 'speech-time', seconds: 90 }, '', 'nb'),
      question('Hvor?', ['Bergen', 'Oslo']),
    ];
    for (const { kind, effect } of motions) expect([kind, effectFits(kind, effect)]).toEqual([kind, true]);
    expect(motions[3]?.content.title).toBe('«Busser» oversendes styret');
    expect(motions[6]?.content.title).toBe('Taletiden settes til 90 sekunder');
    expect(floorMotion({ kind: 'speech-time', seconds: 120 }, '', 'nb').content.title).toBe(
      'Taletiden settes til 2 minutter',
    );
  });
});
