import { describe, expect, it } from 'vitest';
import type { Change } from '../../server/rules/amendment.ts';
import { type BallotParts, buildBallot } from '../../server/rules/ballot.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { choiceOfAmendments, choiceOfPoints, choiceOfTexts, narrowed } from '../../server/rules/choice.ts';
import type { Rule } from '../../server/rules/formats.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { checkOpening, type Hall } from '../../server/rules/opening.ts';
import { contentHash } from '../../server/rules/proposal.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import { checkSubject, type Votable } from '../../server/rules/standing-subject.ts';
import type { BallotStatement, Method } from '../../server/rules/statements.ts';
import type { Subject } from '../../server/rules/subject.ts';
import { issuerOf } from '../support/secret-rules.ts';
import { at, branch, proposalOf } from '../support/statements.ts';

const content = proposalOf('At a', 'At b');
const text: Subject = { kind: 'text', content };
const replace: Change = { type: 'replace', at: 3, text: 'At c' };
const remove: Change = { type: 'delete', at: 3 };
const base = contentHash(content);
const amendment: Subject = { kind: 'amendment', base, number: 1, change: replace };
const choice = choiceOfAmendments('Punkt 1', base, [
  { number: 1, change: replace },
  { number: 2, change: remove },
]);

const publicKey = { kty: 'EC' as const, crv: 'P-256' as const, x: 'eA', y: 'eQ' };
const present = ['kari', 'ola', 'per'].map((delegate) => ({
  delegate,
  credentials: [{ id: `${delegate}-key`, publicKey }],
}));
const roll = buildRoll({ branch, meeting: 'm1', version: 1, present });
const hall: Hall = {
  branch,
  meeting: 'm1',
  quorum: { num: 1, den: 2 },
  members: 6,
  roll: { hash: hashOf(roll), statement: roll },
  ballots: [
    { number: 1, state: 'closed' },
    { number: 2, state: 'cancelled' },
  ],
  cancelled: [hashOf('two')],
  plans: [hashOf('plan')],
  issuers: [],
  secrecyDemands: 0,
};

function ballotOf(subject: Subject, parts: Partial<BallotParts> = {}): BallotStatement {
  const rest = { branch, meeting: 'm1', number: 3, mode: 'whole' as const, rule: ruleTemplates.simple };
  return buildBallot({ ...rest, subject, roll: hashOf(roll), openedAt: at, ...parts });
}

function codeOf(
  statement: BallotStatement,
  subject: Subject,
  change: Partial<Hall> = {},
  member = 'kari',
  credential = `${member}-key`,
): string {
  const checked = checkOpening(statement, { ...hall, ...change }, subject, { member, credential }, at);
  return checked.ok ? `opened for ${checked.value}` : checked.refusal.code;
}

const rule = (changes: Partial<Rule>): Rule => ({ ...ruleTemplates.simple, ...changes });

describe('a ballot opens', () => {
  it('on any subject, by any method that counts it, as a trial, again, and after a plan', () => {
    const methods: (Method | undefined)[] = [undefined, 'rollcall', 'hands', 'against', 'unanimity', 'acclamation'];
    for (const method of methods) {
      expect(codeOf(ballotOf(text, { method }), text)).toBe('opened for 3');
      expect(codeOf(ballotOf(text, { method, mode: 'points' }), text)).toBe('opened for 3');
      expect(codeOf(ballotOf(amendment, { method }), amendment)).toBe('opened for 3');
      const counted = method !== 'against' && method !== 'unanimity' && method !== 'acclamation';
      expect(codeOf(ballotOf(choice, { method }), choice)).toBe(counted ? 'opened for 3' : 'ballot.method');
    }
    const linked = { trial: true, retakes: hashOf('two'), plan: hashOf('plan') };
    expect(ballotOf(text, linked)).toMatchObject(linked);
    expect(codeOf(ballotOf(text, linked), text)).toBe('opened for 3');
  });

  it('with no field for what is as usual', () => {
    const { method, trial, retakes, plan } = ballotOf(text);
    expect([method, trial, retakes, plan]).toEqual([undefined, undefined, undefined, undefined]);
    expect(Object.keys(ballotOf(text, { trial: false }))).toEqual(Object.keys(ballotOf(text)));
  });
});

describe('a ballot does not open', () => {
  it.each([
    ['while another is open', {}, { ballots: [{ number: 2, state: 'open' }] }, 'ballot.running'],
    ['while another is stopped', {}, { ballots: [{ number: 2, state: 'stopped' }] }, 'ballot.running'],
    ['under a number that was cancelled', { number: 2 }, {}, 'ballot.number'],
    ['without a roll', {}, { roll: undefined }, 'roll.missing'],
    ['by another roll', { roll: hashOf('old') }, {}, 'roll.version'],
    ['one short of the quorum', {}, { members: 7 }, 'quorum.missing'],
    ['in another branch', { branch: 'https://vedtak.example/lag/os' }, {}, 'statement.branch'],
    ['in another meeting', { meeting: 'm2' }, {}, 'statement.wrong'],
    ['again for one that was not cancelled', { retakes: hashOf('one') }, {}, 'statement.wrong'],
    ['by another plan', { plan: hashOf('older') }, {}, 'statement.wrong'],
    ['by a rule above all votes', { rule: rule({ num: 3, den: 2 }) }, {}, 'statement.wrong'],
    ['by a rule nobody can say', { rule: rule({ num: 1, den: 1001 }) }, {}, 'statement.wrong'],
    ['with a cap above all votes', { rule: rule({ blankCap: { num: 3, den: 2 } }) }, {}, 'statement.wrong'],
    ['at another time', { openedAt: '2026-03-12T18:36:00.000Z' }, {}, 'statement.clock'],
  ] as const)('%s', (_, parts, change, code) => {
    expect(codeOf(ballotOf(text, parts as Partial<BallotParts>), text, change as Partial<Hall>)).toBe(code);
  });

  it('by a chair who is not on the roll, or not with the passkey that signs', () => {
    expect(codeOf(ballotOf(text), text, {}, 'liv')).toBe('roll.officer');
    expect(codeOf(ballotOf(text), text, {}, 'kari', 'ola-key')).toBe('roll.officer');
  });

  it('on another subject than is shown, or on several questions of one', () => {
    expect(codeOf(ballotOf(amendment), text)).toBe('statement.wrong');
    expect(codeOf(ballotOf(text), amendment)).toBe('statement.wrong');
    expect(codeOf(ballotOf(choice), narrowed(choice, ['a1']))).toBe('statement.wrong');
    const asked = ballotOf(choice);
    const doubled = { ...asked, questions: [...asked.questions, ...asked.questions] };
    expect(codeOf(doubled, choice)).toBe('statement.wrong');
    const [question] = asked.questions;
    const open = { ...asked, questions: question === undefined ? [] : [{ ...question, options: ['a1', 'blank'] }] };
    expect(codeOf(open, choice)).toBe('statement.wrong');
  });

  it('between alternatives that cannot be told from each other or from blank', () => {
    const [first, second] = choice.options;
    for (const id of ['a1', 'blank', 'for', 'against']) {
      const alike: Subject = { ...choice, options: [first, { ...second, id }] as typeof choice.options };
      expect(codeOf(ballotOf(alike), alike)).toBe('statement.wrong');
    }
  });
});

describe('a subject stands in the meeting', () => {
  const votable: Votable = {
    base,
    text: content,
    amendments: [
      { number: 1, change: replace, recommended: 'adopt' },
      { number: 2, change: remove, recommended: 'reject' },
      { number: 3, change: { type: 'delete', at: 4 }, recommended: 'covered' },
      { number: 4, change: { type: 'delete', at: 1 }, recommended: null },
    ],
    proposals: [
      { number: 1, content },
      { number: 2, content: proposalOf('At x') },
    ],
  };
  const stands = (subject: Subject): boolean => checkSubject(subject, votable).ok;
  const block = (recommendation: 'adopt' | 'reject', ...numbers: number[]): Subject => ({
    kind: 'block',
    base,
    recommendation,
    amendments: votable.amendments
      .filter(({ number }) => numbers.includes(number))
      .map(({ number, change }) => ({ number, change })),
  });

  it('when it is the text as it stands', () => {
    expect(stands(text)).toBe(true);
    expect(stands({ kind: 'text', content: proposalOf('At a', 'At b', 'At c') })).toBe(false);
    expect(stands({ kind: 'text', content: { ...content, title: 'Annet' } })).toBe(false);
  });

  it('when it is an open amendment, word for word', () => {
    expect(stands(amendment)).toBe(true);
    expect(stands({ ...amendment, number: 2 })).toBe(false);
    expect(stands({ ...amendment, number: 9 })).toBe(false);
    expect(stands({ ...amendment, change: { ...replace, text: 'At d' } })).toBe(false);
    expect(stands({ ...amendment, base: hashOf('another text') })).toBe(false);
  });

  it('when it is a block of different open amendments with the same recommendation', () => {
    expect(stands(block('reject', 2, 3))).toBe(true);
    expect(stands(block('adopt', 1, 2))).toBe(false);
    expect(stands(block('reject', 1, 2))).toBe(false);
    expect(stands(block('reject', 2, 4))).toBe(false);
    const { amendments } = block('reject', 2) as Extract<Subject, { kind: 'block' }>;
    expect(stands({ kind: 'block', base, recommendation: 'reject', amendments: [...amendments, ...amendments] })).toBe(
      false,
    );
    expect(stands({ ...block('reject', 2, 3), base: hashOf('another') } as Subject)).toBe(false);
  });

  it('when it is a choice between what stands, and not between anything else', () => {
    expect(stands(choice)).toBe(true);
    expect(stands(choiceOfAmendments('Et annet ord', base, votable.amendments.slice(1, 3)))).toBe(true);
    expect(stands({ ...choice, base: hashOf('another') })).toBe(false);
    expect(stands(choiceOfTexts('Hvilken', votable.proposals))).toBe(true);
    expect(stands(choiceOfPoints(content))).toBe(true);
    expect(
      stands(choiceOfTexts('Hvilken', [{ number: 1, content: proposalOf('At z') }, ...votable.proposals.slice(1)])),
    ).toBe(false);
    // amendments take part under the text that they address alone
    const { base: _, ...loose } = choice;
    expect(stands(loose)).toBe(false);
  });
});

describe('a secret ballot', () => {
  const issuer = issuerOf(`${'B'.repeat(341)}Q`);
  const known = { issuers: [issuer.kid] };
  const opened = (parts: Partial<BallotParts>, change: Partial<Hall> = known): string =>
    codeOf(ballotOf(text, { issuer, ...parts }), text, change);

  it('opens with a key that was made for one, on any subject, as a trial and again', () => {
    expect(opened({})).toBe('opened for 3');
    for (const subject of [amendment, choice])
      expect(codeOf(ballotOf(subject, { issuer }), subject, known)).toBe('opened for 3');
    expect(opened({ mode: 'points', trial: true, retakes: hashOf('two'), plan: hashOf('plan') })).toBe('opened for 3');
  });

  it('does not open with a key that was not made here, or that only bears the id of one that was', () => {
    expect(opened({}, { issuers: [] })).toBe('issuer.unknown');
    expect(opened({ issuer: { ...issuer, n: `${'C'.repeat(341)}Q` } })).toBe('issuer.unknown');
  });

  it('does not open by another method than papers, or with a casting vote', () => {
    const methods: Method[] = ['rollcall', 'hands', 'against', 'unanimity', 'acclamation'];
    for (const method of methods) expect(opened({ method })).toBe('ballot.method');
    expect(opened({ rule: rule({ tie: 'chair' }) })).toBe('ballot.method');
  });

  it('is the only one that opens where somebody has asked for it', () => {
    const asked = { ...known, secrecyDemands: 1 };
    expect(opened({}, asked)).toBe('opened for 3');
    expect(codeOf(ballotOf(text), text, asked)).toBe('ballot.secret');
    expect(codeOf(ballotOf(text, { trial: true }), text, asked)).toBe('ballot.secret');
    expect(codeOf(ballotOf(text, { method: 'unanimity' }), text, asked)).toBe('ballot.secret');
  });

  it('says that it is secret, which one without a key does not', () => {
    const secret = ballotOf(text, { issuer });
    expect(secret.secrecy).toBe('secret');
    expect(codeOf({ ...secret, secrecy: 'open' }, text, known)).toBe('statement.wrong');
    expect(codeOf({ ...ballotOf(text), secrecy: 'secret' }, text, known)).toBe('statement.wrong');
  });
});
