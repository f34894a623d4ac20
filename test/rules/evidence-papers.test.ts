import { beforeAll, describe, expect, test } from 'vitest';
import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf, hashOfText, toBase64url } from '../../server/rules/canonical.ts';
import { ruleTemplates } from '../../server/rules/majority.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { BallotStatement, Signed } from '../../server/rules/statements.ts';
import { forge, signAt, verifyWritten, withBallot } from '../support/forgery.ts';
import { makeFile, makeMeeting, makePerson, officersOf, type Person } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';
import { makeKey, makeSecretMeeting, type SecretMeeting } from '../support/secret-meeting.ts';

let meeting: SecretMeeting;
let chair: Person;
let first: Person;
beforeAll(async () => {
  meeting = await makeSecretMeeting({ delegates: 6, drawn: 5 });
  [chair, , first] = officersOf(meeting.people);
});

const verify = (change: { papers?: BoxedPaper[]; issues?: Signed<IssueStatement>[] }) =>
  verifyWritten(withBallot(meeting, change), meeting.file);
const withPaper = (change: (paper: BoxedPaper, papers: BoxedPaper[]) => BoxedPaper) =>
  verify({ papers: meeting.papers.map((paper, i) => (i === 1 ? change(paper, meeting.papers) : paper)) });
const withIssue = (change: (issue: Signed<IssueStatement>) => Signed<IssueStatement>) =>
  verify({ issues: meeting.issues.map((issue, i) => (i === 4 ? change(issue) : issue)) });

describe('the papers of a secret ballot are refused', () => {
  const hash = (i = 1) => hashOf(meeting.papers[i]?.paper);

  test('when two have each the signature of the other', async () => {
    const report = await withPaper((paper, [other]) => ({ ...paper, signature: other?.signature ?? '' }));
    expectFall(report, 'papers', 'evidence.papers', hash(), 'not signed by the key');
  });

  test('when two have each the prefix of the other', async () => {
    const report = await withPaper((paper, [other]) => ({ ...paper, prefix: other?.prefix ?? '' }));
    expectFall(report, 'papers', 'evidence.papers', hash(), 'not signed by the key');
  });

  test('when one is of another ballot', async () => {
    const ballot = hashOfText('another');
    const papers = [...meeting.papers];
    papers[1] = { ...papers[1], paper: { ...papers[1]?.paper, ballot } } as BoxedPaper;
    const report = await verify({ papers: inBoxOrder(papers) });
    expectFall(report, 'papers', 'evidence.papers', ballot);
    expect(report.refusal?.data).toEqual({ reason: 'ballot.unknown' });
  });

  test('when one marks what the ballot does not allow, though its key signed it', async () => {
    const stamped = await meeting.stamp({ ...meeting.papers[0]?.paper.marks, 7: 'for' });
    const report = await verify({ papers: [stamped] });
    expectFall(report, 'papers', 'evidence.papers', hashOf(stamped.paper), 'no question 7');
  });

  test('when they stand in another order', async () => {
    expectFall(await verify({ papers: meeting.papers.toReversed() }), 'papers', 'evidence.papers', 'stands after');
  });

  test('when they are not there, or when the ballot was open', async () => {
    const { papers: _, ...held } = withBallot(meeting, {}).ballots[0] ?? {};
    const report = await verifyWritten({ ...meeting.evidence, ballots: [held] }, meeting.file);
    expectFall(report, 'papers', 'evidence.papers', 'is secret, and has no papers');
    const open = await makeMeeting();
    const stuffed = withBallot(open, { papers: [] });
    expectFall(await verifyWritten(stuffed, open.file), 'papers', 'evidence.papers', 'is open, and has papers');
  });

  test('when somebody voted beside them', async () => {
    const { ballot, marks } = meeting.papers[0]?.paper ?? { ballot: '', marks: {} };
    const vote = signAt(meeting, first, {
      typ: 'vedtak/vote/1',
      ballot,
      delegate: first.delegate,
      revision: 1,
      marks,
    });
    const report = await verifyWritten(withBallot(meeting, { votes: [vote] }), meeting.file);
    expectFall(report, 'votes', 'evidence.votes', first.delegate, 'secretly');
  });
});

describe('the papers that were drawn are refused', () => {
  test('when one was signed by somebody else', async () => {
    expectFall(
      await withIssue(({ statement }) => signAt(meeting, first, statement)),
      'issues',
      'evidence.person',
      'the issue of d0004 is signed by d0002',
    );
    const impostor = makePerson('d0004', siteOf(meeting.branch.id));
    const report = await withIssue(({ statement }) => signAt(meeting, impostor, statement));
    expectFall(report, 'issues', 'evidence.person', 'd0004', 'does not stand on the roll');
  });

  test.for([
    ['another ballot', () => ({ ballot: hashOfText('another') }), 'ballot.unknown'],
    ['somebody who is not on the roll', () => ({ delegate: 'fremmed' }), 'vote.not_on_roll'],
    ['no number', () => ({ blinded: toBase64url(new Uint8Array(256)) }), 'paper.blinded'],
    ['the modulus', () => ({ blinded: meeting.secret.issuer.n }), 'paper.blinded'],
  ] as const)('when one is for %s', async ([, change, reason]) => {
    const report = await withIssue((issue) => ({ ...issue, statement: { ...issue.statement, ...change() } }));
    expectFall(report, 'issues', 'evidence.issues', 'the issue of');
    expect(report.refusal?.data).toEqual({ reason });
  });

  test('when they stand in another order', async () => {
    const report = await verify({ issues: meeting.issues.toReversed() });
    expectFall(report, 'issues', 'evidence.issues', 'stands after');
  });

  test('when they are not there, or when the ballot was open', async () => {
    const { issues: _, ...held } = withBallot(meeting, {}).ballots[0] ?? {};
    const report = await verifyWritten({ ...meeting.evidence, ballots: [held] }, meeting.file);
    expectFall(report, 'issues', 'evidence.issues', 'is secret, and nobody drew a paper');
    const open = await makeMeeting();
    const drawn = withBallot(open, { issues: [] });
    expectFall(await verifyWritten(drawn, open.file), 'issues', 'evidence.issues', 'is open, and papers were drawn');
  });
});

describe('a secret ballot is refused', () => {
  const box = () => ({ papers: meeting.papers, issues: meeting.issues });
  const forged = async (ballot: Partial<BallotStatement>, ...texts: string[]) => {
    const { file, evidence } = await forge(meeting, { ballot, box: box() });
    expectFall(await verifyWritten(evidence, file), 'ballots', 'evidence.ballot', ...texts);
  };

  test('when its key is another than the one that signed the papers', async () => {
    const { issuer } = await makeKey();
    const changed = { ...meeting.definition.statement, issuer };
    const evidence = withBallot(meeting, { definition: signAt(meeting, chair, changed) });
    expectFall(await verifyWritten(evidence, meeting.file), 'ballots', 'evidence.ballot', 'there is no ballot');
    const anew = await forge(meeting, { ballot: { issuer }, box: box() });
    expectFall(await verifyWritten(anew.evidence, anew.file), 'issues', 'evidence.issues', 'names ballot');
  });

  test('when its key is named as another one', () => {
    const kid = hashOfText('another');
    return forged({ issuer: { ...meeting.secret.issuer, kid } }, meeting.secret.issuer.kid, kid);
  });

  test('when the chair decides its ties', () =>
    forged({ rule: { ...ruleTemplates.simple, tie: 'chair' } }, 'the vote of the chair decides a tie'));

  test('when it is not voted on papers', () => forged({ method: 'rollcall' }, 'voted by rollcall'));

  test('when it has no key, and an open one when it has', async () => {
    await forged({ secrecy: 'open' }, 'it is open, and names a key');
    const { issuer: _, ...statement } = meeting.definition.statement;
    const keyless = { ...meeting, definition: { ...meeting.definition, statement } };
    const { file, evidence } = await forge(keyless, { box: box() });
    expectFall(await verifyWritten(evidence, file), 'ballots', 'evidence.ballot', 'names no key');
  });

  test('when the resolution says that it was open', async () => {
    const ballots = meeting.statement.ballots.map(({ secrecy: _, ...open }) => open);
    const file = await makeFile(meeting, { ...meeting.statement, ballots });
    const report = await verifyWritten({ ...meeting.evidence, resolution: file.hash }, file);
    expectFall(report, 'ballots', 'evidence.ballot', 'the secrecy is secret, expected open');
  });

  test('when its closing does not say what was drawn, and an open one when it does', async () => {
    const { issues, ...statement } = meeting.close.statement;
    const ballots = meeting.statement.ballots.map((one) => ({ ...one, close: hashOf(statement) }));
    const file = await makeFile(meeting, { ...meeting.statement, ballots });
    const held = withBallot(meeting, { close: signAt(meeting, chair, statement) });
    const report = await verifyWritten({ ...held, resolution: file.hash }, file);
    expectFall(report, 'ballots', 'evidence.ballot', 'names no papers that were drawn');
    const open = await makeMeeting();
    const drawn = await forge(open, { close: issues === undefined ? {} : { issues } });
    expectFall(
      await verifyWritten(drawn.evidence, drawn.file),
      'ballots',
      'evidence.ballot',
      'it is open, and its closing',
    );
  });
});
