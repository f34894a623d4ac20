import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type Counts, Rule } from '../../server/rules/formats.ts';
import { decide } from '../../server/rules/majority.ts';
import { type MajorityWord, organisationRules } from '../../server/rules/organisation-rules.ts';

/** An organisation's word, votes for, against and blank with how many are present, and whether its own text adopts them. */
type Example = [
  organisation: string,
  word: MajorityWord,
  votes: [number, number, number],
  present: number,
  adopted: boolean,
];

const examples: Example[] = [
  // Ung i Oslo: 10 for, 8 against, 3 who abstain: simpelt, but not alminnelig
  ['Ung i Oslo', 'simple', [10, 8, 0], 21, true],
  ['Ung i Oslo', 'ordinary', [10, 8, 0], 21, false],
  ['Ung i Oslo', 'ordinary', [11, 8, 0], 21, true],
  // Nortura: most votes need not be half, absolutt is more than half of the votes cast
  ['Nortura', 'ordinary', [9, 7, 4], 20, true],
  ['Nortura', 'absolute', [9, 7, 4], 20, false],
  ['Nortura', 'absolute', [11, 7, 2], 20, true],
  ['Nortura', 'qualified', [14, 7, 0], 30, true],
  ['Nortura', 'qualified', [13, 7, 0], 30, false],
  ['Parat', 'absolute', [10, 5, 5], 20, false],
  ['Parat', 'absolute', [11, 5, 4], 20, true],
  // Pedagogstudentene: alminnelig falls when more are blank than vote; absolutt is more than two thirds of those present
  ['Pedagogstudentene', 'simple', [3, 1, 6], 10, true],
  ['Pedagogstudentene', 'ordinary', [3, 1, 6], 10, false],
  ['Pedagogstudentene', 'ordinary', [3, 2, 5], 10, true],
  ['Pedagogstudentene', 'absolute', [20, 0, 0], 30, false],
  ['Pedagogstudentene', 'absolute', [21, 9, 0], 30, true],
  ['Pedagogstudentene', 'qualified', [22, 0, 0], 30, false],
  ['Pedagogstudentene', 'qualified', [23, 0, 0], 30, true],
  // KFUK-KFUM-speiderne: blank stands in the way
  ['KFUK-KFUM-speiderne', 'ordinary', [5, 4, 1], 10, false],
  ['KFUK-KFUM-speiderne', 'ordinary', [6, 4, 1], 11, true],
  // Rødt: two thirds of all who are there, those who abstain too
  ['Rødt', 'absolute', [6, 5, 9], 20, true],
  ['Rødt', 'qualified', [16, 2, 2], 24, true],
  ['Rødt', 'qualified', [15, 0, 0], 24, false],
  // borettslag: exactly two thirds of the votes given is enough
  ['Borettslag', 'ordinary', [1, 0, 8], 9, true],
  ['Borettslag', 'qualified', [2, 1, 5], 8, true],
  ['Borettslag', 'qualified', [5, 3, 0], 8, false],
  // Stortinget: 169 vote
  ['Stortinget', 'ordinary', [85, 84, 0], 169, true],
  ['Stortinget', 'qualified', [112, 57, 0], 169, false],
  ['Stortinget', 'qualified', [113, 56, 0], 169, true],
];

test.each(examples)('%s, %s, %o of %i', (organisation, word, [f, against, blank], present, adopted) => {
  const found = organisationRules.filter((one) => one.organisation === organisation && one.word === word);
  expect(found).toHaveLength(1);
  const { rule } = found[0] as (typeof found)[0];
  const counts: Counts = rule.blanks === 'forbidden' ? { for: f, against } : { for: f, against, blank };
  expect(decide(rule, counts, present).outcome).toBe(adopted ? 'adopted' : 'rejected');
});

test('every rule is one that a ballot takes, adopts nothing without votes, and stands once under its word', () => {
  for (const { rule } of organisationRules) {
    expect(v.is(Rule, rule)).toBe(true);
    expect(decide(rule, { for: 0, against: 0 }, 30).outcome).toBe('rejected');
  }
  const names = organisationRules.map(({ organisation, word }) => `${organisation} ${word}`);
  expect(new Set(names).size).toBe(names.length);
});

test('every rule has its worked examples, one that adopts', () => {
  for (const { organisation, word } of organisationRules.filter(({ word }) => word !== 'simple')) {
    const own = examples.filter(([name, said]) => name === organisation && said === word);
    expect(
      own.some(([, , , , adopted]) => adopted),
      `${organisation} ${word}`,
    ).toBe(true);
  }
});
