import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Credential } from '../../server/rules/formats.ts';
import { buildRoll, byDelegate } from '../../server/rules/roll.ts';
import { RollStatement } from '../../server/rules/statements.ts';
import { branch } from '../support/statements.ts';

const credential = (id: string): Credential => ({ id, publicKey: { kty: 'EC', crv: 'P-256', x: 'eA', y: 'eQ' } });
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
