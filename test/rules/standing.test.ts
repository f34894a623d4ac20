import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AttendanceChange, checkChange, type Presence } from '../../server/rules/attendance.ts';
import type { StandingKind } from '../../server/rules/meeting.ts';
import {
  checkStanding,
  entitledIn,
  type Gathering,
  hasVote,
  presenceOf,
  roleOf,
  type Standing,
  standingOf,
  substituteFor,
} from '../../server/rules/standing.ts';
import { expectRefusal } from '../support/refused.ts';

/** A gathering out of lines `name: place [kind] [for name]`. */
function gathering(...lines: string[]): Gathering {
  const standings = new Map<string, Standing>();
  const presence = new Map<string, Presence>();
  for (const line of lines) {
    const [, name = '', place, kind, placeOf] = /^(\w+): (\w+)(?: (\w+))?(?: for (\w+))?$/u.exec(line) ?? [];
    presence.set(name, place as Presence);
    if (kind !== undefined) standings.set(name, { kind: kind as StandingKind, placeOf: placeOf ?? null });
  }
  return { standings, presence };
}

describe('who has a vote', () => {
  test('a delegate who is there; nobody on leave or gone', () => {
    const hall = gathering('ada: in', 'bo: leave', 'cato: out');
    expect(entitledIn(hall)).toEqual(['ada']);
    // the right itself is not lost by leave
    expect(['ada', 'bo', 'cato', 'dora'].map((one) => hasVote(hall, one))).toEqual([true, true, true, true]);
  });

  test('neither participants nor observers', () => {
    const hall = gathering('ada: in participant', 'bo: in observer', 'cato: in delegate');
    expect(entitledIn(hall)).toEqual(['cato']);
    expect(['ada', 'bo', 'cato'].map((one) => roleOf(hall, one))).toEqual(['participant', 'observer', 'delegate']);
  });

  test('a substitute in the place of a delegate who is on leave, gone, or never came', () => {
    for (const where of ['leave', 'out'] as const) {
      const hall = gathering(`ada: ${where}`, 'vera: in substitute for ada');
      expect(entitledIn(hall)).toEqual(['vera']);
      expect(roleOf(hall, 'vera')).toBe('delegate');
    }
    expect(entitledIn(gathering('vera: in substitute for ada'))).toEqual(['vera']);
  });

  test('no substitute who has no place, whose delegate is there, or who is not there', () => {
    for (const hall of [
      gathering('vera: in substitute'),
      gathering('ada: in observer', 'vera: in substitute for ada'),
      gathering('ada: out', 'vera: leave substitute for ada'),
    ]) {
      expect(entitledIn(hall)).toEqual([]);
    }
    const back = gathering('ada: in', 'vera: in substitute for ada');
    expect(entitledIn(back)).toEqual(['ada']);
    expect(roleOf(back, 'vera')).toBe('participant');
    expect(substituteFor(back, 'ada')).toBe('vera');
    expect(substituteFor(back, 'vera')).toBeUndefined();
  });
});

describe('taking a place', () => {
  const hall = gathering('ada: in', 'bo: leave', 'cato: out participant', 'dora: out', 'vera: in substitute for dora');
  const substitute = (placeOf: string | null): Standing => ({ kind: 'substitute', placeOf });

  test('a substitute may take that of a delegate who is away, once', () => {
    expect(checkStanding(hall, 'ulf', substitute('bo')).ok).toBe(true);
    expect(checkStanding(hall, 'ulf', substitute('eva')).ok).toBe(true);
    expect(checkStanding(hall, 'ulf', substitute(null)).ok).toBe(true);
    // again by the same
    expect(checkStanding(hall, 'vera', substitute('dora')).ok).toBe(true);
  });

  test.each([
    ['of a delegate who is there', 'ulf', substitute('ada'), 'in the meeting'],
    ['of somebody who has none', 'ulf', substitute('cato'), 'only a delegate'],
    ['of another substitute', 'ulf', substitute('vera'), 'only a delegate'],
    ['that another has', 'ulf', substitute('dora'), 'another substitute'],
    ['of their own', 'bo', substitute('bo'), 'their own'],
    ['as a delegate', 'ulf', { kind: 'delegate', placeOf: 'bo' } as const, 'delegate'],
    ['as a participant', 'ulf', { kind: 'participant', placeOf: 'bo' } as const, 'participant'],
    ['as an observer', 'ulf', { kind: 'observer', placeOf: 'bo' } as const, 'observer'],
  ])('nobody takes the place %s', (_, member, standing, why) => {
    expectRefusal(checkStanding(hall, member, standing), 'standing.place', why);
  });
});

const people = ['ada', 'bo', 'cato', 'dora', 'eva', 'finn'];

/** What the commands are checked against, kept in other words: who sits where, each with the chair that is theirs. */
interface Model {
  where: Record<string, Presence>;
  kind: Record<string, StandingKind>;
  borrowed: Record<string, string | null>;
}

interface Real {
  standings: Map<string, Standing>;
  presence: Map<string, Presence>;
}

/** Chairs with a vote and who sits on each: the owner where they are there, else whoever borrowed it and is there. */
function seated({ where, kind, borrowed }: Model): string[] {
  return people
    .filter((owner) => kind[owner] === 'delegate')
    .flatMap((owner) => {
      if (where[owner] === 'in') return [owner];
      return people.filter((one) => kind[one] === 'substitute' && borrowed[one] === owner && where[one] === 'in');
    });
}

function expectAgreement(model: Model, real: Real): void {
  const entitled = entitledIn(real);
  expect(entitled.toSorted()).toEqual(seated(model).toSorted());
  expect(new Set(entitled).size).toBe(entitled.length);
  // each vote stands for one place, and no place for two votes
  const places = entitled.map((one) => standingOf(real, one).placeOf ?? one);
  expect(new Set(places).size).toBe(places.length);
  for (const one of people) expect(presenceOf(real, one)).toBe(model.where[one]);
}

class Move implements fc.Command<Model, Real> {
  readonly member: string;
  readonly change: AttendanceChange;

  constructor(member: string, change: AttendanceChange) {
    this.member = member;
    this.change = change;
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const now = model.where[this.member] as Presence;
    const to: Partial<Record<AttendanceChange, Presence>> =
      now === 'out' ? { in: 'in' } : now === 'in' ? { leave: 'leave', out: 'out' } : { return: 'in', out: 'out' };
    const checked = checkChange(presenceOf(real, this.member), this.change);
    expect(checked.ok ? checked.value : undefined).toBe(to[this.change]);
    if (!checked.ok) return;
    model.where[this.member] = checked.value;
    real.presence.set(this.member, checked.value);
    expectAgreement(model, real);
  }

  toString(): string {
    return `${this.member} ${this.change}`;
  }
}

class Stand implements fc.Command<Model, Real> {
  readonly member: string;
  readonly standing: Standing;

  constructor(member: string, kind: StandingKind, placeOf: string | null) {
    this.member = member;
    this.standing = { kind, placeOf };
  }

  check(): boolean {
    return true;
  }

  run(model: Model, real: Real): void {
    const { kind, placeOf } = this.standing;
    const taken = people.some(
      (one) => one !== this.member && model.kind[one] === 'substitute' && model.borrowed[one] === placeOf,
    );
    const free =
      placeOf === null ||
      (kind === 'substitute' &&
        placeOf !== this.member &&
        model.kind[placeOf] === 'delegate' &&
        model.where[placeOf] !== 'in' &&
        !taken);
    const checked = checkStanding(real, this.member, this.standing);
    expect(checked.ok).toBe(free);
    if (!checked.ok) return;
    model.kind[this.member] = kind;
    model.borrowed[this.member] = placeOf;
    real.standings.set(this.member, checked.value);
    expectAgreement(model, real);
  }

  toString(): string {
    return `${this.member} is ${this.standing.kind} for ${this.standing.placeOf}`;
  }
}

test('in no order of coming, going and standing in do two votes stand for one place', () => {
  const person = fc.constantFrom(...people);
  const kinds = fc.constantFrom<StandingKind>('delegate', 'substitute', 'substitute', 'participant', 'observer');
  const commands = fc.commands(
    [
      fc
        .tuple(person, fc.constantFrom<AttendanceChange>('in', 'leave', 'return', 'out'))
        .map(([who, change]) => new Move(who, change)),
      fc.tuple(person, kinds, fc.option(person)).map(([who, kind, of]) => new Stand(who, kind, of)),
    ],
    { maxCommands: 60 },
  );
  const every = <T>(value: T): Record<string, T> => Object.fromEntries(people.map((one) => [one, value]));
  fc.assert(
    fc.property(commands, (list) => {
      fc.modelRun(
        () => ({
          model: { where: every<Presence>('out'), kind: every<StandingKind>('delegate'), borrowed: every(null) },
          real: { standings: new Map(), presence: new Map() },
        }),
        list,
      );
    }),
    { numRuns: 500 },
  );
});
