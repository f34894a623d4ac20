import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { questionsFor } from '../../server/rules/ballot.ts';
import {
  choiceOfAmendments,
  choiceOfPoints,
  choiceOfTexts,
  decideChoices,
  isChoices,
  narrowed,
  runOffOptions,
} from '../../server/rules/choice.ts';
import { type Choices, Question, type Rule } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { itemOf, Subject } from '../../server/rules/subject.ts';
import { proposalOf } from '../support/statements.ts';

const { simple } = ruleTemplates;
const rule = (changes: Partial<Rule>): Rule => ({ ...simple, ...changes });
const chair = rule({ tie: 'chair' });
const twoThirds = rule({ num: 2, den: 3, strict: false });
const presentHalf = rule({ base: 'present' });

type Row = [what: string, rule: Rule, votes: Record<string, number>, blank: number, outcome: string];

const table: Row[] = [
  ['no votes choose nothing', simple, { a: 0, b: 0 }, 0, 'undecided'],
  ['only blanks choose nothing', simple, { a: 0, b: 0 }, 9, 'undecided'],
  ['one vote chooses', simple, { a: 1, b: 0 }, 9, 'chosen:a'],
  ['more than half', simple, { a: 3, b: 2 }, 0, 'chosen:a'],
  ['exactly half is not more', simple, { a: 3, b: 2, c: 1 }, 0, 'undecided'],
  ['just over half', simple, { a: 4, b: 2, c: 1 }, 0, 'chosen:a'],
  ['the most but not half goes on', simple, { a: 4, b: 3, c: 3 }, 0, 'undecided'],
  ['two even of two', simple, { a: 5, b: 5 }, 0, 'undecided'],
  ['two even of two, the opener for b', chair, { a: 5, b: 5 }, 0, 'chosen:b'],
  ['two even of three, the opener for b', chair, { a: 5, b: 5, c: 0 }, 0, 'undecided'],
  ['not even of two, the opener for b', chair, { a: 6, b: 5 }, 0, 'chosen:a'],
  ['exactly two thirds', twoThirds, { a: 4, b: 2 }, 0, 'chosen:a'],
  ['not quite two thirds', twoThirds, { a: 5, b: 3 }, 0, 'undecided'],
  ['a casting vote does not make two thirds', rule({ ...twoThirds, tie: 'chair' }), { a: 5, b: 5 }, 0, 'undecided'],
  ['more than half of those present', presentHalf, { a: 6, b: 0 }, 0, 'chosen:a'],
  ['half of those present', presentHalf, { a: 5, b: 0 }, 0, 'undecided'],
  ['blanks stand in the way where they count', rule({ base: 'cast' }), { a: 5, b: 2 }, 3, 'undecided'],
  ['and do not where they do not', simple, { a: 5, b: 2 }, 3, 'chosen:a'],
  ['too many blanks', rule({ blankCap: { num: 1, den: 4 } }), { a: 5, b: 0 }, 2, 'undecided'],
  ['as many blanks as may be', rule({ blankCap: { num: 1, den: 4 } }), { a: 6, b: 0 }, 2, 'chosen:a'],
];

describe('of several alternatives', () => {
  it.each(table)('%s', (_, asked, options, blank, outcome) => {
    expect(decideChoices(asked, { options, blank }, 10, 'b').outcome).toBe(outcome);
  });

  it('the numbers are given for the sentence about it', () => {
    expect(decideChoices(simple, { options: { a: 4, b: 4, c: 1 }, blank: 2 }, 12)).toEqual({
      outcome: 'undecided',
      base: 9,
      required: 5,
      leading: ['a', 'b'],
      got: 4,
    });
    expect(decideChoices(simple, { options: { a: 0, b: 0 } }, 12)).toMatchObject({ leading: [], got: 0, required: 1 });
  });

  it('without a mark of the opener, or with a blank one, two even ones stay even', () => {
    for (const mark of [undefined, 'blank', 'c'])
      expect(decideChoices(chair, { options: { a: 2, b: 2 }, blank: 1 }, 9, mark).outcome).toBe('undecided');
  });
});

describe('a run-off', () => {
  it.each([
    ['keeps the two leading', { a: 5, b: 4, c: 3 }, ['a', 'b']],
    ['in the order in which they stood', { a: 1, b: 4, c: 5 }, ['b', 'c']],
    ['keeps all that are even in the second place', { a: 5, b: 4, c: 4, d: 1 }, ['a', 'b', 'c']],
    ['keeps the two that lead evenly', { a: 5, b: 5, c: 4 }, ['a', 'b']],
    ['keeps all that lead evenly, and no others', { a: 5, b: 5, c: 5, d: 4 }, ['a', 'b', 'c']],
    ['keeps everything where nobody voted', { a: 0, b: 0, c: 0 }, ['a', 'b', 'c']],
    ['keeps the two there are', { a: 2, b: 2 }, ['a', 'b']],
  ] as const)('%s', (_, options, kept) => {
    expect(runOffOptions({ options: { ...options } })).toEqual(kept);
  });

  it('keeps at least two, and never one with fewer votes than one that is left out', () => {
    const votes = fc.dictionary(fc.stringMatching(/^[a-f]$/u), fc.nat({ max: 6 }), { minKeys: 2, maxKeys: 6 });
    fc.assert(
      fc.property(votes, (options) => {
        const choices: Choices = { options };
        const kept = new Set(runOffOptions(choices));
        expect(kept.size).toBeGreaterThanOrEqual(2);
        const [inside, outside] = [true, false].map((side) =>
          Object.entries(options).flatMap(([id, n]) => (kept.has(id) === side ? [n] : [])),
        ) as [number[], number[]];
        for (const out of outside) for (const within of inside) expect(within).toBeGreaterThan(out);
      }),
    );
  });
});

describe('a choice', () => {
  const replace = { number: 2, change: { type: 'replace' as const, at: 3, text: 'Ny ordlyd' } };
  const remove = { number: 5, change: { type: 'delete' as const, at: 3 } };
  const add = {
    number: 11,
    change: { type: 'add' as const, after: 0, block: { kind: 'point' as const, text: 'Nytt' } },
  };
  const between = choiceOfAmendments('Punkt 1', 'A'.repeat(43), [replace, remove, add]);

  it('between amendments has them under their numbers, with what they put in', () => {
    expect(between.options).toEqual([
      { id: 'a2', title: '2', text: 'Ny ordlyd' },
      { id: 'a5', title: '5', text: '' },
      { id: 'a11', title: '11', text: 'Nytt' },
    ]);
    expect(v.is(Subject, between)).toBe(true);
  });

  it('between texts or the points of one is a subject too', () => {
    const texts = choiceOfTexts('Hvilken', [
      { number: 1, content: proposalOf('At a') },
      { number: 3, content: proposalOf('At b') },
    ]);
    expect(texts.options.map(({ id }) => id)).toEqual(['t1', 't3']);
    const points = choiceOfPoints(proposalOf('Anne', 'Bjarne'));
    expect(points).toMatchObject({
      title: 'Kvoteflyktninger',
      options: [
        { id: '1', text: 'Anne' },
        { id: '2', text: 'Bjarne' },
      ],
    });
    for (const subject of [texts, points]) expect(v.is(Subject, subject)).toBe(true);
  });

  it('has one question over the whole subject, with blank where it is allowed', () => {
    const [question, ...others] = questionsFor(between, 'whole', simple);
    expect(others).toEqual([]);
    expect(question).toEqual({
      id: 'choice',
      title: 'Punkt 1',
      text: itemOf(between),
      options: ['a2', 'a5', 'a11', 'blank'],
    });
    expect(v.is(Question, question)).toBe(true);
    expect(questionsFor(between, 'whole', rule({ blanks: 'forbidden' }))[0]?.options).toEqual(['a2', 'a5', 'a11']);
  });

  it('is another subject when it is narrowed', () => {
    const last = narrowed(between, ['a5', 'a11']);
    expect(last.options.map(({ id }) => id)).toEqual(['a5', 'a11']);
    expect(itemOf(last)).not.toBe(itemOf(between));
  });

  it('has sums that are told from those for and against', () => {
    expect(isChoices({ options: { a: 1 } })).toBe(true);
    expect(isChoices({ for: 1, against: 0 })).toBe(false);
  });
});
