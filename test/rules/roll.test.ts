import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Credential } from '../../server/rules/formats.ts';
import { buildRoll, byDelegate, checkRoll, isOn, type Present } from '../../server/rules/roll.ts';
import { RollStatement } from '../../server/rules/statements.ts';
import { branch } from '../support/statements.ts';

const number = 'A'.repeat(43);
const credential = (letter: string): Credential => ({
  id: `${letter}AAA`,
  publicKey: { kty: 'EC', crv: 'P-256', x: number, y: number },
});
const rollOf = (present: { delegate: string; credentials: Credential[] }[]): RollStatement =>
  buildRoll({ branch, meeting: 'm1', version: 2, present });

describe('the roll', () => {
  it('lists everybody with one vote and their passkeys, sorted by UTF-16 code unit', () => {
    const roll = rollOf([
      { delegate: 'åse', credentials: [credential('b'), credential('B'), credential('a')] },
      { delegate: 'Zahra', credentials: [] },
      { delegate: '\ufb33', credentials: [] },
      { delegate: '😀', credentials: [] },
      { delegate: 'kari', credentials: [credential('c')] },
    ]);
    expect(roll).toEqual({
      typ: 'vedtak/roll/1',
      branch,
      meeting: 'm1',
      version: 2,
      entries: [
        { delegate: 'Zahra', weight: 1, credentials: [] },
        { delegate: 'kari', weight: 1, credentials: [credential('c')] },
        { delegate: 'åse', weight: 1, credentials: [credential('B'), credential('a'), credential('b')] },
        { delegate: '😀', weight: 1, credentials: [] },
        { delegate: '\ufb33', weight: 1, credentials: [] },
      ],
    });
    expect(v.parse(RollStatement, roll)).toEqual(roll);
  });

  it('is the same whatever order people checked in and passkeys were made', () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 6 }), { maxLength: 8 });
    const person = fc.record({
      delegate: fc.string({ unit: 'grapheme', minLength: 1 }),
      credentials: ids.map((list) => list.map(credential)),
    });
    const people = fc.uniqueArray(person, { selector: ({ delegate }) => delegate });
    fc.assert(
      fc.property(people, (present) => {
        const turned = present
          .toReversed()
          .map(({ delegate, credentials }) => ({ delegate, credentials: credentials.toReversed() }));
        expect(rollOf(turned)).toEqual(rollOf(present));
        const sorted = rollOf(present).entries.map(({ delegate }) => delegate);
        expect(sorted.every((one, i) => i === 0 || (sorted[i - 1] as string) < one)).toBe(true);
      }),
    );
  });

  it('leaves out all else that is known of people, and the list that it was made of as it is', () => {
    const present = [
      { delegate: 'ola', name: 'Ola', credentials: [{ ...credential('b'), name: 'iPhone' }, credential('a')] },
      { delegate: 'kari', name: 'Kari', credentials: [] },
    ];
    const before = structuredClone(present);
    expect(v.is(RollStatement, rollOf(present))).toBe(true);
    expect(JSON.stringify(rollOf(present))).not.toMatch(/Ola|iPhone/u);
    expect(present).toEqual(before);
  });

  it('has another hash with every passkey, person and version', () => {
    const rolls = [
      rollOf([]),
      rollOf([{ delegate: 'ola', credentials: [] }]),
      rollOf([{ delegate: 'ola', credentials: [credential('a')] }]),
      { ...rollOf([]), version: 3 },
    ];
    expect(new Set(rolls.map(hashOf)).size).toBe(rolls.length);
  });

  it('orders equal delegates as equal', () => {
    expect(byDelegate({ delegate: 'a' }, { delegate: 'a' })).toBe(0);
    expect(byDelegate({ delegate: 'a' }, { delegate: 'b' })).toBe(-1);
    expect(byDelegate({ delegate: 'b' }, { delegate: 'a' })).toBe(1);
  });
});

describe('a roll that a secretary hands in', () => {
  const present: Present[] = [
    { delegate: 'ola', credentials: [credential('a')] },
    { delegate: 'kari', credentials: [credential('b'), credential('c')] },
  ];
  const now = { branch, meeting: 'm1', version: 2, present, secretary: 'kari' };
  const roll = buildRoll(now);
  const codeOf = (statement: RollStatement, at = now): string => {
    const checked = checkRoll(statement, at);
    return checked.ok ? 'taken' : checked.refusal.code;
  };

  it('is taken when it is the next version and lists those who are checked in', () => {
    expect(checkRoll(roll, now)).toEqual({ ok: true, value: roll });
    expect(codeOf(roll, { ...now, present: present.toReversed() })).toBe('taken');
  });

  it('is refused of another branch, another version, an empty hall, or a secretary who is not there', () => {
    expect(codeOf({ ...roll, branch: 'https://vedtak.example/lag/os' })).toBe('statement.branch');
    expect(codeOf({ ...roll, version: 1 })).toBe('roll.version');
    expect(codeOf({ ...roll, version: 3 })).toBe('roll.version');
    expect(codeOf({ ...roll, entries: [] }, { ...now, present: [] })).toBe('roll.empty');
    expect(codeOf(roll, { ...now, secretary: 'per' })).toBe('roll.officer');
  });

  it('is refused with anybody, a passkey or an order that is not so now', () => {
    const [first, second] = roll.entries as [RollStatement['entries'][number], RollStatement['entries'][number]];
    const wrong: RollStatement['entries'][] = [
      [first],
      [first, second, { ...second, delegate: 'per' }],
      [first, first, second],
      [second, first],
      [first, { ...second, credentials: [] }],
      [first, { ...second, credentials: [credential('z')] }],
      [],
    ];
    for (const entries of wrong) expect(codeOf({ ...roll, entries })).toBe('statement.wrong');
    expect(codeOf({ ...roll, meeting: 'm2' })).toBe('statement.wrong');
  });

  it('says who is on it', () => {
    expect(isOn(roll, 'ola')).toBe(true);
    expect(isOn(roll, 'Ola')).toBe(false);
    expect(isOn(rollOf([]), 'ola')).toBe(false);
  });
});
