import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { hashOf } from '../../server/rules/canonical.ts';
import { commitmentOf, entryLeaf, JournalEntry } from '../../server/rules/journal.ts';
import { at } from '../support/statements.ts';

const opened: JournalEntry = {
  typ: 'vedtak/entry/1',
  index: 7,
  at,
  type: 'ballot.opened',
  ballot: hashOf('ballot'),
  number: 1,
  entitled: 40,
};

describe("an entry's leaf", () => {
  it('is the RFC 9162 leaf hash of its canonical JSON', () => {
    const json = `{"at":"${at}","ballot":"${hashOf('ballot')}","entitled":40,"index":7,"number":1,"typ":"vedtak/entry/1","type":"ballot.opened"}`;
    const expected = createHash('sha256')
      .update(Buffer.concat([Buffer.of(0), Buffer.from(json)]))
      .digest('base64url');
    expect(entryLeaf(opened)).toBe(expected);
  });

  it('changes with every field', () => {
    const others: JournalEntry[] = [
      { ...opened, index: 8 },
      { ...opened, at: '2026-03-12T18:30:00.001Z' },
      { ...opened, ballot: hashOf('another') },
      { ...opened, number: 2 },
      { ...opened, entitled: 41 },
    ];
    expect(new Set([opened, ...others].map(entryLeaf)).size).toBe(others.length + 1);
  });
});

describe('an entry', () => {
  it('has the fields of its type and no others', () => {
    expect(v.parse(JournalEntry, opened)).toEqual(opened);
    expect(v.is(JournalEntry, { ...opened, name: 'Ola Nordmann' })).toBe(false);
    expect(v.is(JournalEntry, { ...opened, type: 'ballot.stopped' })).toBe(false);
    expect(v.is(JournalEntry, { ...opened, type: 'ballot.lost' })).toBe(false);
    expect(v.is(JournalEntry, { ...opened, typ: 'vedtak/entry/2' })).toBe(false);
    expect(v.is(JournalEntry, { ...opened, at: '2026-03-12T18:30:00Z' })).toBe(false);
    expect(v.is(JournalEntry, { ...opened, index: -1 })).toBe(false);
  });
});

describe('a commitment', () => {
  it('is the same for the same salt and detail only', () => {
    const one = commitmentOf('c2FsdA', { member: 'ola', present: true });
    expect(commitmentOf('c2FsdA', { present: true, member: 'ola' })).toBe(one);
    expect(commitmentOf('c2FsdB', { member: 'ola', present: true })).not.toBe(one);
    expect(commitmentOf('c2FsdA', { member: 'ola', present: false })).not.toBe(one);
  });
});
