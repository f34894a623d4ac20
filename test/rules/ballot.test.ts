import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkVote, modeOf, questionsFor } from '../../server/rules/ballot.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import { type Marks, type Rule, Rule as RuleSchema } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { contentHash, toMarkdown } from '../../server/rules/proposal.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import { BallotStatement, type VoteStatement } from '../../server/rules/statements.ts';
import { at, branch, definitionOf, proposalOf, voteOf } from '../support/statements.ts';

const content = proposalOf('At a', 'At b');
const noBlanks: Rule = { ...ruleTemplates.simple, blanks: 'forbidden' };
const points = definitionOf(content, 'points');
const roll = buildRoll({
  branch,
  meeting: 'm1',
  version: 1,
  present: [
    { delegate: 'ola', credentials: [] },
    { delegate: 'kari', credentials: [] },
  ],
});

const vote = (delegate: string, marks: Marks, definition = points): VoteStatement =>
  voteOf(definition, delegate, 1, marks).statement;
const codeOf = (one: VoteStatement, definition = points): string => {
  const checked = checkVote(definition, roll, one);
  return checked.ok ? 'taken' : checked.refusal.code;
};

describe("a ballot's questions", () => {
  it('are one for each point, under its number, over its text', () => {
    expect(questionsFor({ kind: 'text', content }, 'points', ruleTemplates.simple)).toEqual([
      { id: '1', title: '1', text: hashOfText('At a'), options: ['for', 'against', 'blank'] },
      { id: '2', title: '2', text: hashOfText('At b'), options: ['for', 'against', 'blank'] },
    ]);
  });

  it('are one over all of the text when it is voted on as a whole', () => {
    expect(questionsFor({ kind: 'text', content }, 'whole', noBlanks)).toEqual([
      {
        id: 'text',
        title: 'Kvoteflyktninger',
        text: hashOfText(toMarkdown(content.blocks)),
        options: ['for', 'against'],
      },
    ]);
  });

  it('are none when there are no points, and such a ballot is not taken', () => {
    const empty = definitionOf(proposalOf(), 'points');
    expect(empty.questions).toEqual([]);
    expect(v.is(BallotStatement, empty)).toBe(false);
    expect(v.is(BallotStatement, definitionOf(proposalOf(), 'whole'))).toBe(true);
  });
});

describe('a definition', () => {
  it('names what is voted on, how, and by whom', () => {
    expect(points).toEqual({
      typ: 'vedtak/ballot/1',
      branch,
      meeting: 'm1',
      item: contentHash(content),
      number: 1,
      secrecy: 'open',
      questions: questionsFor({ kind: 'text', content }, 'points', ruleTemplates.simple),
      rule: ruleTemplates.simple,
      roll: hashOf('roll'),
      openedAt: at,
    });
    expect(v.parse(BallotStatement, points)).toEqual(points);
  });

  it('says by its questions whether the text is voted on as a whole', () => {
    expect(modeOf(points)).toBe('points');
    expect(modeOf(definitionOf(content, 'whole'))).toBe('whole');
  });

  it('has another id when anything in it changes', () => {
    const others = [
      definitionOf(proposalOf('At a', 'At B'), 'points'),
      definitionOf(content, 'whole'),
      definitionOf(content, 'points', noBlanks),
      { ...points, number: 2 },
      { ...points, roll: hashOf('another roll') },
      { ...points, branch: 'https://vedtak.example/lag/os' },
      { ...points, openedAt: '2026-03-12T18:30:00.001Z' },
    ];
    expect(new Set([points, ...others].map(hashOf)).size).toBe(others.length + 1);
  });

  it('takes every rule that a template has', () => {
    for (const rule of Object.values(ruleTemplates)) expect(v.is(RuleSchema, rule)).toBe(true);
  });
});

describe('a vote is taken', () => {
  it('from the roll, with one allowed mark for each question', () => {
    expect(checkVote(points, roll, vote('ola', { 1: 'for', 2: 'blank' }))).toEqual({
      ok: true,
      value: vote('ola', { 1: 'for', 2: 'blank' }),
    });
    expect(codeOf(vote('kari', { text: 'for' }, definitionOf(content, 'whole')), definitionOf(content, 'whole'))).toBe(
      'taken',
    );
  });

  it('exactly when it marks all questions and nothing else', () => {
    const ids = fc.subarray(['1', '2', '3', 'text', 'constructor', 'toString']);
    fc.assert(
      fc.property(ids, fc.constantFrom('for' as const, 'against' as const, 'blank' as const), (marked, mark) => {
        const marks = Object.fromEntries(marked.map((id) => [id, mark]));
        expect(codeOf(vote('ola', marks))).toBe(marked.join() === '1,2' ? 'taken' : 'vote.marks');
      }),
    );
  });
});

describe('a vote is refused', () => {
  const marks: Marks = { 1: 'for', 2: 'for' };

  it('when it names another ballot', () => {
    expect(codeOf(vote('ola', marks, { ...points, number: 2 }))).toBe('ballot.unknown');
    expect(codeOf({ ...vote('ola', marks), ballot: hashOf('') })).toBe('ballot.unknown');
  });

  it('from somebody who is not on the roll', () => {
    for (const delegate of ['per', 'Ola', 'ola ', '']) expect(codeOf(vote(delegate, marks))).toBe('vote.not_on_roll');
  });

  it('when a question is not marked, or there is no such question', () => {
    for (const wrong of [{}, { 1: 'for' }, { 2: 'for' }, { ...marks, 3: 'for' }, { text: 'for' }] satisfies Marks[]) {
      expect(codeOf(vote('ola', wrong))).toBe('vote.marks');
    }
  });

  it('with the question that is wrong and how', () => {
    const detailOf = (wrong: Marks): string => {
      const checked = checkVote(points, roll, vote('ola', wrong));
      return checked.ok ? '' : checked.refusal.detail;
    };
    expect(detailOf({ 1: 'for' })).toBe('question 2 is not marked');
    expect(detailOf({ ...marks, 3: 'for' })).toBe('there is no question 3');
  });

  it('when it is blank and everybody must say for or against', () => {
    const must = definitionOf(content, 'points', noBlanks);
    expect(codeOf(vote('ola', { 1: 'for', 2: 'blank' }, must), must)).toBe('vote.marks');
    expect(codeOf(vote('ola', { 1: 'for', 2: 'against' }, must), must)).toBe('taken');
  });
});
