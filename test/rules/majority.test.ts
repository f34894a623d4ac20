import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Counts, Rule } from '../../server/rules/formats.ts';
import {
  baseOf,
  decide,
  exceedsCap,
  quorumOf,
  requiredOf,
  requirementOf,
  ruleTemplates,
} from '../../server/rules/majority.ts';

const { simple, absolute, twoThirds } = ruleTemplates;
const rule = (changes: Partial<Rule>): Rule => ({ ...simple, ...changes });
const presentTwoThirds = rule({ num: 2, den: 3, strict: false, base: 'present' });
const presentHalf = rule({ base: 'present' });
const entitledTwoThirds = rule({ num: 2, den: 3, strict: false, base: 'entitled', entitled: 30 });
const atLeastHalf = rule({ strict: false });
const threeQuarters = rule({ num: 3, den: 4, strict: false });

type Row = [
  what: string,
  rule: Rule,
  votes: [f: number, a: number, b?: number],
  present: number,
  base: number,
  required: number,
  adopted: boolean,
];

const table: Row[] = [
  // more for than against
  ['no votes', simple, [0, 0, 0], 40, 0, 1, false],
  ['only blanks', simple, [0, 0, 40], 40, 0, 1, false],
  ['one vote for', simple, [1, 0, 0], 40, 1, 1, true],
  ['one vote against', simple, [0, 1, 0], 40, 1, 1, false],
  ['one for among blanks', simple, [1, 0, 39], 40, 1, 1, true],
  ['a tie', simple, [5, 5, 0], 10, 10, 6, false],
  ['one more for than against', simple, [6, 5, 0], 11, 11, 6, true],
  ['one more against than for', simple, [5, 6, 0], 11, 11, 6, false],
  ['just over half of an even number', simple, [6, 4, 0], 10, 10, 6, true],
  // more than half of the votes cast, blanks among them
  ['no votes', absolute, [0, 0, 0], 40, 0, 1, false],
  ['more for than against, blanks in the way', absolute, [5, 3, 2], 10, 10, 6, false],
  ['more than half in spite of blanks', absolute, [6, 2, 2], 10, 10, 6, true],
  ['exactly half with blanks', absolute, [5, 0, 5], 10, 10, 6, false],
  ['more than half of an odd number', absolute, [6, 3, 2], 11, 11, 6, true],
  ['not quite half of an odd number', absolute, [5, 3, 3], 11, 11, 6, false],
  // at least two thirds of those for and against
  ['no votes', twoThirds, [0, 0, 0], 40, 0, 1, false],
  ['one of one', twoThirds, [1, 0, 0], 40, 1, 1, true],
  ['two of three, exactly two thirds', twoThirds, [2, 1, 0], 3, 3, 2, true],
  ['one of three', twoThirds, [1, 2, 0], 3, 3, 2, false],
  ['two of four', twoThirds, [2, 2, 0], 4, 4, 3, false],
  ['three of four', twoThirds, [3, 1, 0], 4, 4, 3, true],
  ['three of five, a bit less', twoThirds, [3, 2, 0], 5, 5, 4, false],
  ['twenty of thirty, exactly', twoThirds, [20, 10, 9], 39, 30, 20, true],
  ['nineteen of thirty', twoThirds, [19, 11, 9], 39, 30, 20, false],
  // shares of those present
  ['two thirds of those present, who did not all vote', presentTwoThirds, [16, 1, 0], 24, 24, 16, true],
  ['one too few of those present', presentTwoThirds, [15, 0, 0], 24, 24, 16, false],
  ['two thirds of 25 is 17', presentTwoThirds, [16, 9, 0], 25, 25, 17, false],
  ['nobody present', presentTwoThirds, [0, 0, 0], 0, 0, 1, false],
  ['half of those present', presentHalf, [12, 0, 0], 24, 24, 13, false],
  ['more than half of those present', presentHalf, [13, 11, 0], 24, 24, 13, true],
  // shares of all who are entitled, here or not
  ['twenty of thirty entitled, ten of them away', entitledTwoThirds, [20, 0, 0], 20, 30, 20, true],
  ['nineteen of thirty entitled', entitledTwoThirds, [19, 0, 1], 20, 30, 20, false],
  // others
  ['half where at least half is asked, which is a tie and falls', atLeastHalf, [5, 5, 0], 10, 10, 5, false],
  ['at least half', atLeastHalf, [6, 5, 0], 11, 11, 6, true],
  ['three quarters of four', threeQuarters, [3, 1, 0], 4, 4, 3, true],
  ['three quarters of five', threeQuarters, [3, 2, 0], 5, 5, 4, false],
  ['all of three', rule({ num: 1, den: 1, strict: false }), [3, 0, 0], 3, 3, 3, true],
  ['all but one of three', rule({ num: 1, den: 1, strict: false }), [2, 1, 0], 3, 3, 3, false],
];

describe('a rule decides', () => {
  it.each(table)('%s (%o: %o of %i present)', (_, rule, [f, a, b], present, base, required, adopted) => {
    const counts: Counts = b === undefined ? { for: f, against: a } : { for: f, against: a, blank: b };
    expect(decide(rule, counts, present)).toEqual({
      outcome: adopted ? 'adopted' : 'rejected',
      base,
      required,
      got: f,
      tied: f === a,
      unanimous: f > 0 && a === 0,
    });
  });

  it('without blanks where they are not allowed', () => {
    const forbidden: Rule = { ...absolute, blanks: 'forbidden' };
    expect(baseOf(forbidden, { for: 3, against: 2 }, 10)).toBe(5);
    expect(decide(forbidden, { for: 3, against: 2 }, 10).outcome).toBe('adopted');
  });

  it('nothing when all entitled are the base and nobody says how many they are', () => {
    expect(() => decide(rule({ base: 'entitled' }), { for: 1, against: 0 }, 1)).toThrow(RangeError);
  });

  it('by whole votes: the fewest that are enough, exactly', () => {
    const numbers = fc.tuple(
      fc.integer({ min: 1, max: 1000 }),
      fc.integer({ min: 1, max: 1000 }),
      fc.nat({ max: 5000 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(numbers, ([num, den, base, strict]) => {
        const asked = rule({ num, den, strict });
        const enough = (votes: number): boolean => (strict ? votes * den > base * num : votes * den >= base * num);
        const required = requiredOf(asked, base);
        expect(enough(required)).toBe(true);
        expect(required === 1 || !enough(required - 1)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('exactly also where numbers are too large for floating point', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(requiredOf(rule({ num: huge - 1, den: huge, strict: false }), huge)).toBe(huge - 1);
    expect(requiredOf(rule({ num: huge - 1, den: huge, strict: true }), huge)).toBe(huge);
  });

  it('adopted more easily with a vote more for, never with one more against', () => {
    const rules = fc.constantFrom(simple, absolute, twoThirds, presentTwoThirds, entitledTwoThirds, threeQuarters);
    const votes = fc.record({ for: fc.nat({ max: 15 }), against: fc.nat({ max: 7 }), blank: fc.nat({ max: 7 }) });
    fc.assert(
      fc.property(rules, votes, (asked, counts) => {
        const adopted = (changes: Partial<Counts>): boolean =>
          decide(asked, { ...counts, ...changes }, 30).outcome === 'adopted';
        if (adopted({})) expect(adopted({ for: counts.for + 1 })).toBe(true);
        if (!adopted({})) expect(adopted({ against: counts.against + 1 })).toBe(false);
        if (adopted({})) expect(counts.for).toBeGreaterThan(counts.against);
      }),
    );
  });
});

describe('a casting vote', () => {
  const chair = rule({ tie: 'chair' });
  type Case = [
    what: string,
    rule: Rule,
    votes: [number, number, number],
    own: 'for' | 'against' | 'blank' | undefined,
    adopted: boolean,
    cast: boolean,
  ];
  const cases: Case[] = [
    ['for decides a tie', chair, [5, 5, 0], 'for', true, true],
    ['for decides the smallest tie', chair, [1, 1, 0], 'for', true, true],
    ['against decides a tie', chair, [5, 5, 0], 'against', false, true],
    ['that is blank decides nothing', chair, [5, 5, 1], 'blank', false, false],
    ['that was not given decides nothing', chair, [5, 5, 0], undefined, false, false],
    ['decides nothing without votes', chair, [0, 0, 3], 'for', false, false],
    ['decides nothing where there is no tie', chair, [4, 5, 0], 'for', false, false],
    ['is not there where a tie falls', simple, [5, 5, 0], 'for', false, false],
    [
      'must still reach more than half of all cast',
      rule({ tie: 'chair', base: 'cast' }),
      [4, 4, 2],
      'for',
      false,
      true,
    ],
    [
      'reaches more than half of all cast without blanks',
      rule({ tie: 'chair', base: 'cast' }),
      [4, 4, 0],
      'for',
      true,
      true,
    ],
    [
      'does not make half two thirds',
      rule({ tie: 'chair', num: 2, den: 3, strict: false }),
      [5, 5, 0],
      'for',
      false,
      true,
    ],
    ['is one vote more of those present', rule({ tie: 'chair', base: 'present' }), [5, 5, 0], 'for', true, true],
    [
      'does not adopt against itself where less than half is asked',
      rule({ tie: 'chair', num: 1, den: 3 }),
      [5, 5, 0],
      'against',
      false,
      true,
    ],
  ];
  it.each(cases)('%s', (_, asked, [f, against, blank], own, adopted, cast) => {
    const decision = decide(asked, { for: f, against, blank }, 10, own);
    expect(decision.outcome).toBe(adopted ? 'adopted' : 'rejected');
    expect(decision.casting).toBe(cast ? own : undefined);
    // what is said of the numbers is what was counted
    expect(decision).toMatchObject({
      got: f,
      tied: f === against,
      base: baseOf(asked, { for: f, against, blank }, 10),
    });
  });
});

describe('a cap on blank votes', () => {
  const capped = rule({ blankCap: { num: 1, den: 3 } });
  it.each([
    ['no votes', [0, 0, 0], false, false],
    ['none blank', [2, 1, 0], false, true],
    ['exactly a third', [2, 0, 1], false, true],
    ['just over a third', [3, 0, 2], true, false],
    ['a third of many', [6, 0, 3], false, true],
    ['all blank', [0, 0, 1], true, false],
  ] as const)('%s', (_, [f, against, blank], over, adopted) => {
    const counts = { for: f, against, blank };
    expect(exceedsCap(capped, counts)).toBe(over);
    const { outcome, capped: fell } = decide(capped, counts, 9);
    expect(outcome).toBe(adopted ? 'adopted' : 'rejected');
    expect(fell).toBe(over ? true : undefined);
  });

  it('allows none where it is nought', () => {
    const none = rule({ blankCap: { num: 0, den: 1 } });
    expect(decide(none, { for: 9, against: 0, blank: 0 }, 9).outcome).toBe('adopted');
    expect(decide(none, { for: 9, against: 0, blank: 1 }, 10).outcome).toBe('rejected');
    expect(decide(none, { for: 9, against: 0 }, 9).outcome).toBe('adopted');
  });
});

describe('before a ballot', () => {
  it.each([
    [
      'with 30 entitled, 20 are needed',
      entitledTwoThirds,
      22,
      { base: 'entitled', of: 30, required: 20, certain: true },
    ],
    ['with 24 present, 16 are needed', presentTwoThirds, 24, { base: 'present', of: 24, required: 16, certain: true }],
    ['if all 24 vote, 13 are needed', simple, 24, { base: 'for-against', of: 24, required: 13, certain: false }],
    ['if all 25 vote, 13 are needed', absolute, 25, { base: 'cast', of: 25, required: 13, certain: false }],
    ['with nobody there, one is needed', simple, 0, { base: 'for-against', of: 0, required: 1, certain: false }],
  ] as const)('%s', (_, asked, present, expected) => {
    expect(requirementOf(asked, present)).toEqual(expected);
  });
});

describe('a quorum', () => {
  it.each([
    [0, 1, 30, 0],
    [1, 2, 0, 0],
    [1, 2, 1, 1],
    [1, 2, 30, 15],
    [1, 2, 31, 16],
    [1, 3, 30, 10],
    [1, 3, 31, 11],
    [2, 3, 3, 2],
    [1, 1, 30, 30],
    [1, 10, 5, 1],
  ])('of %i/%i of %i members is %i', (num, den, members, required) => {
    expect(quorumOf(num, den, members)).toBe(required);
  });
});
