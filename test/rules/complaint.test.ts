import { beforeAll, describe, expect, test } from 'vitest';
import { signPromise } from '../../server/keys.ts';
import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf, hashOfText } from '../../server/rules/canonical.ts';
import { type Box, verifyComplaint } from '../../server/rules/complaint.ts';
import type { BoxedPaper, Complaint } from '../../server/rules/secret-statements.ts';
import { verifyFiles } from '../../server/rules/verify.ts';
import { makeBranch, type TestBranch } from '../support/branches.ts';
import { forge, verifyWritten } from '../support/forgery.ts';
import { expectFall } from '../support/refused.ts';
import { complainOf, makeSecretMeeting, type SecretMeeting } from '../support/secret-meeting.ts';

/** Six drew a paper; the branch promised to count the last one of the box, and left it out. */
let meeting: SecretMeeting;
let box: Box;
let lost: BoxedPaper;
let complaint: Complaint;
let stranger: TestBranch;
beforeAll(async () => {
  meeting = await makeSecretMeeting({ delegates: 6, mark: 'for' });
  lost = meeting.papers.at(-1) as BoxedPaper;
  box = { definition: meeting.definition.statement, papers: meeting.papers.slice(0, -1) };
  complaint = await complainOf(meeting, lost);
  stranger = await makeBranch('fremmed', 'Lokallag');
});

const verify = (value: unknown, boxes = [box]) => verifyComplaint(value, boxes, [meeting.branch.key.publicJwk]);
const at = '2026-03-12T18:38:00.000Z';
/** A promise for the paper by a key that the branch's server names, and nobody else. */
const byStranger = (change: { ballot?: string; statement?: string } = {}) =>
  signPromise(stranger.key, { ballot: meeting.secret.ballot, statement: hashOf(lost.paper), at, ...change });

describe('a complaint', () => {
  test('proves that the branch promised to count a paper and did not', async () => {
    const report = await verify(complaint);
    expect(report.refusal).toBeUndefined();
    expect(report.proves).toBe('promised');
    expect(report.steps.map(({ name }) => name)).toEqual(['format', 'ballot', 'paper', 'promise', 'missing']);
    expect(report.steps.at(-1)?.detail).toContain('5 papers');
  });

  test('without a promise proves no more than that a signed paper is missing', async () => {
    const report = await verify({ ...complaint, promise: null });
    expect(report.refusal).toBeUndefined();
    expect(report.proves).toBe('signed');
    expect(report.steps.map(({ name }) => name)).toEqual(['format', 'ballot', 'paper', 'missing']);
  });

  test('proves nothing where the paper is in the box', async () => {
    const report = await verify(complaint, [{ ...box, papers: meeting.papers }]);
    expectFall(report, 'missing', 'complaint.counted', hashOf(lost.paper));
    expect(report.proves).toBeUndefined();
  });

  test.for([null, 7, [], {}, { typ: 'vedtak/complaint/2' }])('is refused when it is %j', async (value) => {
    expectFall(await verify(value), 'format', 'complaint.format');
  });

  test('is refused when it is about another ballot', async () => {
    const ballot = hashOfText('another');
    expectFall(await verify({ ...complaint, ballot }), 'ballot', 'complaint.ballot', ballot);
    const paper = { ...lost, paper: { ...lost.paper, ballot } };
    expectFall(await verify({ ...complaint, paper }), 'paper', 'complaint.ballot', ballot);
  });

  test('is refused when the ballot was open', async () => {
    const { issuer: _, ...definition } = box.definition;
    const open = { ...complaint, ballot: hashOf(definition) };
    expectFall(await verify(open, [{ definition, papers: [] }]), 'ballot', 'complaint.ballot', 'not secret');
  });

  test('is refused when the key of the ballot did not sign its paper', async () => {
    const [other] = meeting.papers;
    const paper = { ...lost, signature: other?.signature };
    expectFall(await verify({ ...complaint, paper }), 'paper', 'complaint.paper', hashOf(lost.paper));
  });

  test('is refused when its paper has marks that the ballot does not allow', async () => {
    const paper = await meeting.stamp({ 7: 'for' });
    expectFall(await verify({ ...complaint, paper }), 'paper', 'complaint.paper', 'no question 7');
  });

  test('is refused when its promise is for something else', async () => {
    const { ballot } = meeting.secret;
    const other = hashOf(meeting.papers[0]?.paper);
    for (const promised of [
      { ballot, statement: other, at },
      { ballot: hashOfText('another'), statement: hashOf(lost.paper), at },
    ]) {
      const promise = await signPromise(meeting.branch.key, promised);
      expectFall(await verify({ ...complaint, promise }), 'promise', 'complaint.promise', promised.statement);
    }
  });

  test('is refused when its promise is not the one that a key of the branch signed', async () => {
    const promise = await byStranger();
    const [head, body] = (complaint.promise ?? '').split('.');
    const forged = [head, body, promise.split('.')[2]].join('.');
    expectFall(await verify({ ...complaint, promise: forged }), 'promise', 'complaint.promise', 'is not signed');
    expectFall(await verify({ ...complaint, promise: 'a.b' }), 'promise', 'complaint.promise');
    for (const promised of [{ statement: hashOf('another') }, { ballot: hashOfText('another') }]) {
      const other = await byStranger(promised);
      expectFall(await verify({ ...complaint, promise: other }), 'promise', 'complaint.promise', 'expected');
    }
  });

  test('with a promise by a key that is not known as the branch’s proves what it proves without', async () => {
    const promise = await byStranger();
    const { kid } = stranger.key.publicJwk;
    // nor does it help to list another key of the branch under the name of that one
    for (const keys of [[], [{ ...meeting.branch.key.publicJwk, kid }]]) {
      const known = [meeting.branch.key.publicJwk, ...keys];
      const { refusal, proves, unknownKey, steps } = await verifyComplaint({ ...complaint, promise }, [box], known);
      expect({ refusal, proves, unknownKey }).toEqual({ refusal: undefined, proves: 'signed', unknownKey: kid });
      expect(steps.map(({ name }) => name)).toEqual(['format', 'ballot', 'paper', 'missing']);
    }
    expect((await verify(complaint)).unknownKey).toBeUndefined();
    const counted = await verify({ ...complaint, promise }, [{ ...box, papers: meeting.papers }]);
    expectFall(counted, 'missing', 'complaint.counted', hashOf(lost.paper));
  });
});

describe('what the branch can do with the chair, the signers and the key of the ballot', () => {
  const tampered: [string, (papers: BoxedPaper[]) => Promise<BoxedPaper[]>][] = [
    ['leave a paper out', async (papers) => papers.slice(0, -1)],
    [
      'put another paper in the place of one',
      async (papers) => [...papers.slice(0, -1), await meeting.stamp(lost.paper.marks)],
    ],
  ];

  test.for(tampered)('is %s: the evidence holds, and the complaint of its owner proves it', async ([, tamper]) => {
    const papers = inBoxOrder(await tamper(meeting.papers));
    const { file, evidence } = await forge(meeting, { box: { papers, issues: meeting.issues } });
    expect((await verifyWritten(evidence, file)).refusal).toBeUndefined();
    const { ok, complaint: report } = await verifyFiles({
      resolution: file.jws,
      anchor: meeting.county.key.publicJwk,
      evidence: JSON.stringify(evidence),
      complaint: JSON.stringify(complaint),
    });
    expect({ ok, proves: report?.proves }).toEqual({ ok: true, proves: 'promised' });
  });
});

describe('a complaint among the files of a resolution', () => {
  const files = (complaintText: string) => ({
    resolution: meeting.file.jws,
    anchor: meeting.county.key.publicJwk,
    evidence: JSON.stringify(meeting.evidence),
    complaint: complaintText,
  });

  test('is judged by the box of the evidence, and leaves the resolution its own verdict', async () => {
    const { ok, complaint: report } = await verifyFiles(files(JSON.stringify(complaint)));
    expect({ ok, code: report?.refusal?.code }).toEqual({ ok: true, code: 'complaint.counted' });
    const broken = await verifyFiles(files('{'));
    expect(broken.complaint?.refusal?.code).toBe('complaint.format');
  });

  test('is not judged where there is no evidence that holds', async () => {
    const { evidence: _, ...without } = files(JSON.stringify(complaint));
    expect((await verifyFiles(without)).complaint).toBeUndefined();
    const { complaint: unjudged } = await verifyFiles({ ...files(JSON.stringify(complaint)), evidence: '{}' });
    expect(unjudged).toBeUndefined();
  });
});
