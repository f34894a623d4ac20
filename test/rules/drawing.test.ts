import * as v from 'valibot';
import { expect, test } from 'vitest';
import { buildBallot } from '../../server/rules/ballot.ts';
import { fromBase64url, hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import { checkIssue, decideIssue, type Stage, stageOf } from '../../server/rules/drawing.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { buildRoll } from '../../server/rules/roll.ts';
import { IssueStatement } from '../../server/rules/secret-statements.ts';
import type { BallotStatement } from '../../server/rules/statements.ts';
import { issuerOf } from '../support/secret-rules.ts';
import { at, branch, definitionOf, proposalOf } from '../support/statements.ts';

const roll = buildRoll({
  branch,
  meeting: 'm1',
  version: 1,
  present: ['p1', 'p2'].map((delegate) => ({ delegate, credentials: [] })),
});
const issuer = issuerOf(`${'B'.repeat(341)}Q`);
const secret = buildBallot({
  branch,
  meeting: 'm1',
  number: 1,
  subject: { kind: 'text', content: proposalOf('At a') },
  mode: 'whole',
  rule: ruleTemplates.simple,
  roll: hashOf(roll),
  issuer,
  openedAt: at,
});

function issue(parts: Partial<IssueStatement> = {}): IssueStatement {
  const blinded = `${'A'.repeat(341)}Q`;
  return { typ: 'vedtak/issue/1', ballot: hashOf(secret), delegate: 'p1', blinded, ...parts };
}

function codeOf(statement: IssueStatement, definition: BallotStatement = secret): string {
  const checked = checkIssue(definition, roll, statement);
  return checked.ok ? 'taken' : checked.refusal.code;
}

test('a ballot is drawn while it is open, dropped into when the drawing is closed, and then stopped and closed', () => {
  expect(stageOf('open', false)).toBe('drawing');
  expect(stageOf('open', true)).toBe('dropping');
  for (const drawn of [false, true]) {
    expect(stageOf('stopped', drawn)).toBe('stopped');
    expect(stageOf('closed', drawn)).toBe('closed');
    expect(stageOf('cancelled', drawn)).toBe('closed');
  }
});

test('an issue belongs to a secret ballot and comes from its roll', () => {
  expect(codeOf(issue())).toBe('taken');
  expect(codeOf(issue({ ballot: hashOfText('another') }))).toBe('ballot.unknown');
  expect(codeOf(issue({ delegate: 'p3' }))).toBe('vote.not_on_roll');
  const open = definitionOf(proposalOf('At a'), 'whole');
  expect(codeOf(issue({ ballot: hashOf(open) }), open)).toBe('ballot.method');
});

test('a blinded paper is a number between zero and the modulus, both left out', () => {
  const modulus = fromBase64url(issuer.n);
  const moved = (by: -1 | 1): string => {
    const bytes = modulus.slice();
    bytes[255] = (bytes[255] ?? 0) + by;
    return toBase64url(bytes);
  };
  const high = modulus.slice();
  high[0] = (high[0] ?? 0) + 1;
  high[255] = 0;
  expect(codeOf(issue({ blinded: toBase64url(new Uint8Array(256)) }))).toBe('paper.blinded');
  expect(codeOf(issue({ blinded: moved(-1) }))).toBe('taken');
  expect(codeOf(issue({ blinded: issuer.n }))).toBe('paper.blinded');
  expect(codeOf(issue({ blinded: moved(1) }))).toBe('paper.blinded');
  expect(codeOf(issue({ blinded: toBase64url(high) }))).toBe('paper.blinded');
});

test('a blinded paper is 256 bytes in their one spelling', () => {
  const parses = (blinded: string): boolean => v.is(IssueStatement, issue({ blinded }));
  expect(parses(`${'A'.repeat(341)}g`)).toBe(true);
  for (const odd of ['A'.repeat(341), `${'A'.repeat(341)}B`, 'A'.repeat(343), `${'A'.repeat(340)}=Q`])
    expect(parses(odd)).toBe(false);
});

test('a delegate has one issue, which is answered at any time', () => {
  const decided = (stage: Stage, held: string | undefined): string => {
    const checked = decideIssue(stage, held, 'one');
    return checked.ok ? checked.value : checked.refusal.code;
  };
  const stages: Stage[] = ['drawing', 'dropping', 'stopped', 'closed'];
  expect(stages.map((stage) => decided(stage, undefined))).toEqual([
    'new',
    ...stages.slice(1).map(() => 'drawing.closed'),
  ]);
  expect(stages.map((stage) => decided(stage, 'one'))).toEqual(stages.map(() => 'same'));
  expect(stages.map((stage) => decided(stage, 'two'))).toEqual(stages.map(() => 'paper.drawn'));
});
