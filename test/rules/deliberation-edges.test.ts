import { describe, expect, it, test } from 'vitest';
import type { Amendment } from '../../server/rules/amendment.ts';
import { checkCancelling } from '../../server/rules/cancelling.ts';
import type { DecidedBallot, Matter } from '../../server/rules/deliberation.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { add, amendment, Floor, inShort, recommend, replace, strike } from '../support/amendments.ts';
import { proposalOf } from '../support/statements.ts';

/** Heading, lead-in, and the points at the places 3, 4 and 5. */
const content = proposalOf('At a', 'At b', 'At c');
const base = contentHash(content);

const on = (...amendments: Amendment[]): Floor => new Floor(content, amendments);
const hold = (floor: Floor, subject: Subject, outcome: DecidedBallot['outcome']): void => {
  const id = `b${floor.matter.ballots.length + 1}`;
  const ballot = { id, subject, outcome, trial: false, cancelled: false };
  floor.matter = { ...floor.matter, ballots: [...floor.matter.ballots, ballot] };
};
const one = (number: number, change = strike(3)): Subject => ({ kind: 'amendment', base, number, change });

describe('what does not address the text', () => {
  it('lapses with a warning where the text has no such place', () => {
    const floor = on(amendment(1, strike(6)), amendment(2, add(9, 'At d')));
    expect(floor.fates).toEqual(['1 lapsed with the text', '2 lapsed with the text']);
    expect(floor.now.warnings).toEqual([
      { kind: 'misplaced', number: 1 },
      { kind: 'misplaced', number: 2 },
    ]);
    expect(inShort(floor.plan())).toEqual(['text: then-text']);
  });

  it('is covered by the text where that says so already', () => {
    expect(on(amendment(1, replace(3, 'At a'))).fates).toEqual(['1 covered by the text']);
  });
});

describe('what was joined', () => {
  const joined = (into: string | null): Partial<Amendment> => ({ state: 'joined', joinedInto: into });

  it('follows the one at the end of the joinings', () => {
    const floor = on(
      amendment(1, strike(3), joined('i2')),
      amendment(2, strike(4), joined('i3')),
      amendment(3, strike(5)),
    );
    expect(floor.fates).toEqual(['1 joined 3', '2 joined 3', '3 open']);
    expect(floor.now.warnings).toEqual([]);
  });

  test.each<[string, Amendment[]]>([
    ['nothing', [amendment(1, strike(3), joined(null))]],
    ['one that is not there', [amendment(1, strike(3), joined('i7'))]],
    ['itself', [amendment(1, strike(3), joined('i1'))]],
    ['a circle', [amendment(1, strike(3), joined('i2')), amendment(2, strike(4), joined('i1'))]],
  ])('into %s stands by itself, with a warning', (_, amendments) => {
    const floor = on(...amendments);
    expect(floor.fates).toEqual(amendments.map(({ number }) => `${number} open`));
    expect(floor.now.warnings).toEqual(amendments.map(({ number }) => ({ kind: 'astray', number })));
  });
});

describe('a text', () => {
  it('always keeps something: of deletions that would take all of it the last does not stand', () => {
    const floor = on(...[1, 2, 3, 4, 5].map((at) => amendment(at, strike(at))));
    for (let i = 0; i < 5; i += 1) floor.next('for');
    expect(floor.fates).toEqual(['1 adopted', '2 adopted', '3 adopted', '4 adopted', '5 lapsed 4']);
    expect(floor.now.warnings).toEqual([{ kind: 'empty', number: 5 }]);
    expect(floor.points).toEqual(['1. At c']);
  });

  it('may lose all that it had when something was added', () => {
    const floor = on(...[1, 2, 3, 4, 5].map((at) => amendment(at, strike(at))), amendment(6, add(0, 'At d')));
    for (let i = 0; i < 6; i += 1) floor.next('for');
    expect(floor.points).toEqual(['1. At d']);
    expect(floor.now.warnings).toEqual([]);
  });

  it('does not grow beyond what a proposal may hold: the last that was proposed does not stand', () => {
    const many = Array.from({ length: 198 }, (_, i) =>
      amendment(i + 1, add(5, `At ${i}`), { recommendation: recommend('adopt') }),
    );
    const floor = on(...many, amendment(199, strike(1)));
    floor.next('for');
    floor.next('for');
    expect(floor.points).toHaveLength(200);
    expect(floor.fates.slice(-3)).toEqual(['197 adopted', '198 lapsed with the text', '199 adopted']);
    expect(floor.now.warnings).toEqual([{ kind: 'too-long', number: 198 }]);
  });

  it('takes open amendments with it when it is adopted before them, with a warning', () => {
    const floor = on(amendment(1, strike(3)), amendment(2, strike(4), { state: 'withdrawn' }));
    floor.vote({ kind: 'text', of: ['text'] }, 'for');
    expect(floor.fates).toEqual(['1 lapsed with the text', '2 withdrawn']);
    expect(floor.now.warnings).toEqual([{ kind: 'passed-over', number: 1 }]);
  });

  it('is decided by the last ballot on it: the whole after the points', () => {
    const floor = on();
    floor.vote({ kind: 'text', of: ['text'] }, 'for', { outcome: { 1: 'adopted', 2: 'rejected' } });
    expect(floor.now.disposition).toEqual({ kind: 'adopted', ballot: 'b1' });
    const whole = floor.vote({ kind: 'text', of: ['text'] }, 'against');
    expect(floor.now.disposition).toEqual({ kind: 'rejected', ballot: whole });
    expect(floor.now.warnings).toEqual([]);
    floor.cancel(whole);
    expect(floor.now.disposition).toEqual({ kind: 'adopted', ballot: 'b1' });
  });

  it('is decided only as it stands: not when an amendment before it was cancelled since', () => {
    const floor = on(amendment(1, strike(3)));
    const ballot = floor.next('for');
    const text = floor.next('for');
    expect(floor.now.disposition).toEqual({ kind: 'adopted', ballot: text });
    floor.cancel(ballot);
    expect(floor.now.disposition).toEqual({ kind: 'open' });
    expect(floor.now.warnings).toEqual([{ kind: 'no-effect', ballot: text }]);
    expect(inShort(floor.plan())).toEqual(['1: excludes-nothing', 'text: then-text']);
  });
});

describe('a ballot has no effect', () => {
  test.each<[string, (floor: Floor) => void]>([
    [
      'on what is decided',
      (floor) => {
        floor.next('for');
        hold(floor, one(1), { amendment: 'rejected' });
      },
    ],
    [
      'on what has lapsed',
      (floor) => {
        floor.next('for');
        hold(floor, one(2, replace(3, 'At x')), { amendment: 'adopted' });
      },
    ],
    [
      'on another text',
      (floor) => {
        floor.next('for');
        hold(floor, { ...one(3, strike(4)), base: 'x' } as Subject, { amendment: 'adopted' });
      },
    ],
    [
      'on other words',
      (floor) => {
        floor.next('for');
        hold(floor, one(3, strike(5)), { amendment: 'adopted' });
      },
    ],
    [
      'on what is not there',
      (floor) => {
        floor.next('for');
        hold(floor, one(9), { amendment: 'adopted' });
      },
    ],
    [
      'on a text that does not stand',
      (floor) => {
        floor.next('for');
        hold(floor, { kind: 'text', content }, { text: 'adopted' });
      },
    ],
  ])('%s', (_, happens) => {
    const floor = on(amendment(1, strike(3)), amendment(2, replace(3, 'At x')), amendment(3, strike(4)));
    happens(floor);
    expect(floor.fates).toEqual(['1 adopted', '2 lapsed 1', '3 open']);
    expect(floor.now.disposition).toEqual({ kind: 'open' });
    expect(floor.now.warnings).toEqual([{ kind: 'no-effect', ballot: 'b2' }]);
  });

  it('once the text is decided', () => {
    const floor = on(amendment(1, strike(3)));
    floor.vote({ kind: 'text', of: ['text'] }, 'against');
    hold(floor, one(1), { amendment: 'adopted' });
    expect(floor.fates).toEqual(['1 lapsed with the text']);
    expect(floor.now.warnings).toEqual([{ kind: 'no-effect', ballot: 'b2' }]);
  });

  it('nor a warning while it is not closed', () => {
    const floor = on(amendment(1, strike(3)));
    hold(floor, one(1), null);
    expect(floor.fates).toEqual(['1 open']);
    expect(floor.now.warnings).toEqual([]);
  });
});

describe('what the hall has decided stands', () => {
  test.each<[string, Partial<Matter>, Partial<Amendment>]>([
    ['withdrawn', {}, { state: 'withdrawn' }],
    ['joined', {}, { state: 'joined', joinedInto: 'i2' }],
    ['left without support', { seconds: 1 }, {}],
  ])('also when it is %s since', (_, matter, change) => {
    const floor = on(amendment(1, strike(3)), amendment(2, replace(3, 'At x'), { seconds: 5 }));
    floor.next('for');
    floor.matter = { ...floor.matter, ...matter };
    floor.change(1, change);
    expect(floor.fates).toEqual(['1 adopted', '2 lapsed 1']);
    expect(floor.points).toHaveLength(2);
  });

  it('of a choice: the loser is back when the winner is withdrawn before the vote on it, and gone again with it', () => {
    const floor = on(
      amendment(1, replace(3, 'At x')),
      amendment(2, replace(3, 'At y')),
      amendment(3, replace(3, 'At y')),
    );
    floor.next(1);
    expect(floor.fates).toEqual(['1 open', '2 lapsed 1', '3 lapsed 1']);
    floor.change(1, { state: 'withdrawn' });
    expect(floor.fates).toEqual(['1 withdrawn', '2 open', '3 open']);
    floor.change(1, { state: 'upheld' });
    expect(floor.fates).toEqual(['1 open', '2 lapsed 1', '3 lapsed 1']);
    floor.change(1, { state: 'withdrawn' });
    floor.next('for');
    floor.change(1, { state: 'upheld' });
    expect(floor.fates).toEqual(['1 lapsed 2', '2 adopted', '3 covered 2']);
    expect(floor.now.warnings).toEqual([]);
  });

  it('of a choice that is made again: the last one', () => {
    const floor = on(amendment(1, replace(3, 'At x')), amendment(2, replace(3, 'At y')));
    floor.vote({ kind: 'choice', of: [1, 2] }, 1);
    floor.vote({ kind: 'choice', of: [1, 2] }, 2);
    expect(floor.fates).toEqual(['1 lapsed 2', '2 open']);
  });

  it('of a choice between the same words twice: nothing', () => {
    const floor = on(amendment(1, replace(3, 'At x')), amendment(2, replace(3, 'At x')));
    floor.vote({ kind: 'choice', of: [1, 2] }, 1);
    expect(floor.fates).toEqual(['1 open', '2 open']);
  });

  it('of a recommendation: what was forwarded or covered by a block', () => {
    const recommendation = recommend({ kind: 'covered', by: 3 });
    const floor = on(
      amendment(1, strike(3), { recommendation }),
      amendment(2, strike(4), { recommendation: recommend('reject') }),
      amendment(3, strike(5)),
    );
    floor.vote({ kind: 'block', of: [1, 2] }, 'for');
    expect(floor.fates).toEqual(['1 covered 3', '2 rejected', '3 open']);
    floor.next('against');
    expect(floor.now.amendments[0]?.disposition).toEqual({ kind: 'rejected', ballot: 'b1' });
  });
});

describe('a question with alternatives', () => {
  const question: Subject = {
    kind: 'choice',
    title: 'Hvem skal lede møtet?',
    options: [
      { id: 'm1', title: 'Kari', text: '' },
      { id: 'm2', title: 'Ola', text: '' },
    ],
  };
  const asked = (kind: Matter['proposal']['kind']): Floor =>
    new Floor(content, [], { proposal: { id: 'p1', kind, content, state: 'upheld' } });

  test.each([
    ['chosen:m2', 'adopted'],
    ['rejected', 'rejected'],
    ['undecided', 'open'],
  ] as const)('that is %s is %s', (result, kind) => {
    const floor = asked('elect');
    hold(floor, question, { choice: result });
    expect(floor.now.disposition.kind).toBe(kind);
    expect(floor.now.warnings).toEqual([]);
  });

  it('is decided by a run-off', () => {
    const floor = asked('question');
    hold(floor, question, { choice: 'undecided' });
    hold(floor, question, { choice: 'chosen:m1' });
    expect(floor.now.disposition).toEqual({ kind: 'adopted', ballot: 'b2' });
  });

  it('between texts does not adopt the one that was chosen: it is then voted for or against', () => {
    const floor = asked('text');
    hold(floor, question, { choice: 'chosen:m1' });
    expect(floor.now.disposition).toEqual({ kind: 'open' });
    expect(floor.now.warnings).toEqual([]);
  });
});

describe('a ballot may be cancelled', () => {
  const code = (floor: Floor, at: number): string | undefined => {
    const ballot = floor.matter.ballots[at] as DecidedBallot;
    const checked = checkCancelling(ballot, floor.now);
    return checked.ok ? undefined : checked.refusal.code;
  };

  it('on an amendment until the text is decided, and again once the ballot on the text is cancelled', () => {
    const floor = on(amendment(1, strike(3)));
    floor.vote({ kind: 'amendment', of: [1] }, 'for', { trial: true });
    floor.next('against');
    expect(code(floor, 1)).toBeUndefined();
    const text = floor.next('for');
    expect([0, 1, 2].map((at) => code(floor, at))).toEqual([undefined, 'ballot.used', undefined]);
    floor.cancel(text);
    expect(code(floor, 1)).toBeUndefined();
  });

  it('while it is open, and on the points after the whole was voted on', () => {
    const floor = on(amendment(1, strike(3)));
    floor.next('against');
    floor.vote({ kind: 'text', of: ['text'] }, 'for', { outcome: { 1: 'adopted', 2: 'rejected' } });
    floor.vote({ kind: 'text', of: ['text'] }, 'for');
    hold(floor, one(1), null);
    expect([0, 1, 2, 3].map((at) => code(floor, at))).toEqual(['ballot.used', undefined, undefined, undefined]);
  });
});
