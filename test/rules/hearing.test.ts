import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkRecommendation, versionOf } from '../../server/rules/committee.ts';
import {
  asks,
  checkComments,
  daysLeft,
  emptyHearing,
  hearingOf,
  nextReminder,
  remindersDue,
  stateOf,
} from '../../server/rules/hearing.ts';
import { calendarOf } from '../../server/rules/ics.ts';
import { CommitteeMember, HearingStatement } from '../../server/rules/party-statements.ts';
import { committeeMembers, hearingStatement, initiatives } from '../support/hearing.ts';

const [os, hordaland, sentralt] = ['os', 'hordaland', 'sentralt'].map(
  (slug) => `https://vedtak.example/lag/${slug}`,
) as [string, string, string];
const { deadline } = hearingStatement();

describe('the committee of 2018', () => {
  it('has twelve members, one of whom leads it', () => {
    const members = committeeMembers();
    expect(members).toHaveLength(12);
    expect(members[0]).toMatchObject({ name: 'Masud Gharahkhani', place: 'Buskerud', role: 'leader' });
    expect(members.filter(({ role }) => role === 'leader')).toHaveLength(1);
    for (const { member: _, ...one } of members) expect(v.is(CommitteeMember, one)).toBe(true);
  });

  it('is unanimous or has dissents by its own members', () => {
    const names = committeeMembers().map(({ name }) => name);
    const dissent = { by: ['Sylo Taraku'], text: 'Uten punkt 3.' };
    expect(checkRecommendation({ unanimous: true, dissents: [] }, names).ok).toBe(true);
    expect(checkRecommendation({ unanimous: false, dissents: [dissent] }, names).ok).toBe(true);
    const wrong = [
      { unanimous: true, dissents: [dissent] },
      { unanimous: false, dissents: [] },
      { unanimous: false, dissents: [{ ...dissent, by: ['Kari Nordmann'] }] },
    ];
    for (const one of wrong)
      expect(checkRecommendation(one, names)).toMatchObject({ refusal: { code: 'statement.wrong' } });
  });

  it('knows one version of its draft from another', () => {
    const { title, blocks } = initiatives();
    expect(versionOf({ title, blocks })).toBe(versionOf({ title, blocks: [...blocks] }));
    expect(versionOf({ title, blocks })).not.toBe(versionOf({ title, blocks: blocks.slice(1) }));
  });
});

describe('a hearing', () => {
  const { title, blocks } = initiatives();
  const draft = { ...emptyHearing, title, blocks, opensAt: hearingStatement().opensAt, deadline };
  const parts = { branch: sentralt, committee: null, at: '2018-09-12T10:00:00.000Z' };

  it('is a statement once all is filled in, and not before', () => {
    const made = hearingOf(draft, parts);
    expect(made.ok && v.is(HearingStatement, made.value)).toBe(true);
    for (const missing of [{ opensAt: null }, { deadline: null }, { blocks: [] }, { title: '' }, { opensAt: deadline }])
      expect(hearingOf({ ...draft, ...missing }, parts)).toMatchObject({ refusal: { code: 'request.invalid' } });
    expect(hearingOf(draft, { ...parts, at: '2018-12-02T00:00:00.000Z' }).ok).toBe(false);
  });

  it('opens, runs out and is closed', () => {
    const at = (time: string, closed: string | null = null) => stateOf(hearingStatement(), closed, time);
    expect(at('2018-09-20T00:00:00.000Z')).toBe('coming');
    expect(at(deadline)).toBe('open');
    expect(at('2018-12-02T00:00:00.000Z')).toBe('late');
    expect(at(deadline, deadline)).toBe('closed');
    expect([daysLeft(deadline, '2018-11-30T22:59:59.000Z'), daysLeft(deadline, deadline)]).toEqual([1, 0]);
    expect(daysLeft(deadline, '2018-11-30T22:59:58.999Z')).toBe(2);
  });

  it('reminds 14, 3 and 1 days before its deadline, and then no more', () => {
    expect(remindersDue(deadline, '2018-11-17T22:59:58.999Z')).toEqual([]);
    expect(remindersDue(deadline, '2018-11-17T22:59:59.000Z')).toEqual([14]);
    expect(remindersDue(deadline, '2018-11-30T23:00:00.000Z')).toEqual([14, 3, 1]);
    expect(remindersDue(deadline, '2018-12-02T00:00:00.000Z')).toEqual([]);
    expect(nextReminder(deadline, '2018-11-20T00:00:00.000Z')).toBe(Date.parse('2018-11-28T22:59:59.000Z'));
    expect(nextReminder(deadline, '2018-12-01T12:00:00.000Z')).toBeUndefined();
  });

  it('asks those whom its sender named, and those below them where it says so', () => {
    const hearing = (branches: 'all' | string[], below: boolean) => ({ branch: sentralt, asked: { branches, below } });
    const line = [os, hordaland, sentralt];
    expect(asks(hearing('all', true), line)).toBe(true);
    expect(asks(hearing('all', false), line)).toBe(false);
    expect(asks(hearing([hordaland], true), line)).toBe(true);
    expect(asks(hearing([os], true), line)).toBe(false);
    expect(asks(hearing('all', false), line.slice(1))).toBe(true);
    expect(asks(hearing('all', true), [sentralt])).toBe(false);
    expect(asks(hearing('all', true), [os, hordaland])).toBe(false);
  });

  it('takes remarks on places that it has', () => {
    const remark = (place: number, type: 'comment' | 'delete', text = 'Bra.') =>
      checkComments(initiatives(), [{ place, type, text, reason: '' }]).ok;
    expect([remark(0, 'comment'), remark(6, 'comment'), remark(6, 'delete', '')]).toEqual([true, true, true]);
    expect([remark(7, 'comment'), remark(0, 'delete'), remark(1, 'comment', ' ')]).toEqual([false, false, false]);
  });
});

describe('the calendar of a hearing (RFC 5545)', () => {
  const statement = hearingStatement({
    ...initiatives(),
    title: `Asyl, bistand; rettferd \\ ${'årsmøte '.repeat(12)}`,
  });
  const calendar = calendarOf({ hash: 'h', statement, issuer: 'Sentralt', page: `${os}/horing/h` });
  const unfolded = calendar.replaceAll('\r\n ', '');

  it('has lines of at most 75 octets, each ended by CRLF, that unfold to what was written', () => {
    const lines = calendar.split('\r\n');
    expect(lines.at(-1)).toBe('');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(calendar.replaceAll('\r\n', '')).not.toContain('\n');
    expect(unfolded).toContain(
      `SUMMARY:Høringsfrist: Asyl\\, bistand\\; rettferd \\\\ ${'årsmøte '.repeat(12)} (Sentralt)`,
    );
  });

  it('has the opening, the deadline with its alarms, and the one later step that has a day', () => {
    expect(unfolded.match(/DTSTART.*/gu)?.map((line) => line.trim())).toEqual([
      'DTSTART:20180930T220000Z',
      'DTSTART:20181201T225959Z',
      'DTSTART;VALUE=DATE:20190404',
    ]);
    expect(unfolded.match(/TRIGGER:.*/gu)?.map((line) => line.trim())).toEqual([
      'TRIGGER:-P14D',
      'TRIGGER:-P3D',
      'TRIGGER:-P1D',
    ]);
    const uids = unfolded.match(/UID:.*/gu) ?? [];
    expect(new Set(uids).size).toBe(3);
  });
});
