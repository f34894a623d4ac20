import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { inBoxOrder } from '../../server/rules/box.ts';
import { type BoxStatement, boxType, buildBox } from '../../server/rules/box-file.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { RefusalCode } from '../../server/rules/refusals.ts';
import { type BoxReport, verifyBox, verifyBoxFiles } from '../../server/rules/verify-box.ts';
import { chainOf, makeBranch, type TestBranch } from '../support/branches.ts';
import { expectFall } from '../support/refused.ts';
import { complainOf, makeSecretMeeting, type SecretMeeting } from '../support/secret-meeting.ts';

let meeting: SecretMeeting;
let box: BoxStatement;
beforeAll(async () => {
  meeting = await makeSecretMeeting({ delegates: 5, without: 2, dropped: 4, mark: 'for' });
  box = boxOf(meeting);
});

/** The box as the branch would sign it. */
function boxOf({ branch, definition, evidence, papers }: SecretMeeting): BoxStatement {
  const [held] = evidence.ballots;
  if (held === undefined) throw new Error('the evidence has no ballot');
  return buildBox({
    branch: branch.id,
    definition: definition.statement,
    close: held.close.statement,
    papers,
    counts: held.counts ?? [],
    keys: [],
  });
}

async function signed(payload: unknown, by: TestBranch = meeting.branch): Promise<string> {
  return signJws(by.key, boxType, payload, { trust_chain: await chainOf(by) });
}

async function judged(payload: unknown, by?: TestBranch): Promise<BoxReport> {
  return verifyBox(await signed(payload, by), { anchors: [meeting.county.key.publicJwk] });
}

describe('a box file', () => {
  test('holds as the branch signed it, with slips that tellers counted beside the papers', async () => {
    const seen: [number, number][] = [];
    const { refusal, box: report } = await verifyBoxFiles(
      { box: `${await signed(box)}\n`, anchor: meeting.county.key.publicJwk },
      (done, total) => void seen.push([done, total]),
    );
    expect(refusal).toBeUndefined();
    expect(box.counts).toHaveLength(2);
    expect(report.payload).toEqual(box);
    expect(report.trusted?.leaf.id).toBe(meeting.branch.id);
    expect(seen.at(-1)).toEqual([4, 4]);
    expect(report.steps.map(({ name }) => name)).toEqual(
      'format fields trust signature canonical issuer ballot papers count'.split(' '),
    );
  });

  test('names nobody', () => {
    const text = JSON.stringify(box);
    for (const { delegate } of meeting.people) expect(text).not.toContain(delegate);
  });

  const forged: [string, string, RefusalCode, (box: BoxStatement) => unknown][] = [
    ['of another type', 'fields', 'file.fields', (one) => ({ ...one, typ: 'vedtak/box/2' })],
    ['with something more in it', 'fields', 'file.fields', (one) => ({ ...one, more: 1 })],
    ['of another branch', 'issuer', 'trust.chain', (one) => ({ ...one, branch: `${one.branch}-sor` })],
    [
      'of a ballot of another branch',
      'ballot',
      'box.wrong',
      ({ definition, ...one }) => {
        const other = { ...definition, branch: `${one.branch}-sor` };
        return { ...one, definition: other, close: { ...one.close, ballot: hashOf(other) } };
      },
    ],
    [
      'of an open ballot',
      'ballot',
      'box.wrong',
      ({ definition: { issuer: _, ...open }, ...one }) => ({ ...one, definition: { ...open, secrecy: 'open' } }),
    ],
    [
      'whose key is named wrongly',
      'ballot',
      'box.wrong',
      ({ definition: { issuer, ...definition }, ...one }) => ({
        ...one,
        definition: { ...definition, issuer: { ...issuer, kid: hashOf('another') } },
      }),
    ],
    [
      'with the closing of another ballot',
      'ballot',
      'box.wrong',
      (one) => ({ ...one, close: { ...one.close, ballot: hashOf('another') } }),
    ],
    [
      'whose closing names no papers that were drawn',
      'ballot',
      'box.wrong',
      ({ close: { issues: _, ...close }, ...one }) => ({ ...one, close }),
    ],
    ['without a paper', 'count', 'box.wrong', (one) => ({ ...one, papers: one.papers.slice(1) })],
    [
      'without a paper, which the closing knows of',
      'count',
      'box.wrong',
      (one) => ({ ...one, papers: one.papers.slice(1), close: { ...one.close, votes: 3 } }),
    ],
    [
      'with a paper twice',
      'papers',
      'box.wrong',
      (one) => ({ ...one, papers: [...one.papers.slice(0, 1), ...one.papers] }),
    ],
    ['in another order', 'papers', 'box.wrong', (one) => ({ ...one, papers: one.papers.toReversed() })],
    [
      'with a paper that says something else',
      'papers',
      'box.wrong',
      ({ papers: [first, ...papers], ...one }) => {
        const paper = { ...first?.paper, marks: { ...first?.paper.marks, 1: 'against' } };
        return { ...one, papers: inBoxOrder([{ ...first, paper } as never, ...papers]) };
      },
    ],
    ['without the counts', 'count', 'box.wrong', ({ counts: _, ...one }) => one],
    [
      'with more papers than were drawn',
      'count',
      'box.wrong',
      (one) => ({ ...one, close: { ...one.close, issues: { ...one.close.issues, number: 3 } } }),
    ],
  ];
  test.for(forged)('is refused %s', async ([, step, code, change]) => {
    expectFall(await judged(change(box)), step, code);
  });

  test('is refused with a paper more that the ballot’s key signed, and the chair did not', async () => {
    const papers = inBoxOrder([...meeting.papers, await meeting.stamp(meeting.papers[0]?.paper.marks ?? {})]);
    expectFall(await judged({ ...box, papers }), 'count', 'box.wrong', '5 papers, the chair signed 4');
    const close = { ...box.close, votes: 5 };
    expectFall(await judged({ ...box, papers, close }), 'count', 'box.wrong', 'not those that the chair signed');
  });

  test('is refused by anybody else, or with another chain', async () => {
    const stranger = await makeBranch('fremmed', 'lokallag');
    expectFall(await judged(box, stranger), 'trust', 'trust.anchor');
    const sibling = await makeBranch('arna', 'lokallag', meeting.county);
    expectFall(await judged(box, sibling), 'issuer', 'trust.chain');
    const bare = await signJws(meeting.branch.key, boxType, box);
    expectFall(await verifyBox(bare, { anchors: [meeting.county.key.publicJwk] }), 'trust', 'trust.missing');
    expectFall(await verifyBox('a.b.c', { anchors: [] }), 'format', 'file.format');
  });
});

describe('a complaint by a box file', () => {
  const files = async (payload: BoxStatement, by: TestBranch, complaint: unknown) =>
    verifyBoxFiles({
      box: await signed(payload, by),
      anchor: meeting.county.key.publicJwk,
      complaint: JSON.stringify(complaint),
    });

  test('is refused where the paper is in the box', async () => {
    const complaint = await complainOf(meeting, meeting.papers[0] as never);
    const { ok, complaint: report } = await files(box, meeting.branch, complaint);
    expect({ ok, code: report?.refusal?.code }).toEqual({ ok: true, code: 'complaint.counted' });
  });

  test('is proven where the branch left the paper out, also by a key that it had before', async () => {
    const lost = await meeting.stamp(meeting.papers[0]?.paper.marks ?? {});
    const complaint = await complainOf(meeting, lost);
    const { complaint: report } = await files(box, meeting.branch, complaint);
    expect(report?.proves).toBe('promised');
    const { key } = await makeBranch('ny', 'lokallag');
    const rekeyed = { ...meeting.branch, key };
    const { complaint: unknown } = await files(box, rekeyed, complaint);
    expect(unknown).toMatchObject({ ok: true, proves: 'signed', unknownKey: meeting.branch.key.publicJwk.kid });
    const { complaint: later } = await files({ ...box, keys: [meeting.branch.key.publicJwk] }, rekeyed, complaint);
    expect(later?.proves).toBe('promised');
  });

  test('is not judged where the box does not hold, and about another ballot is refused', async () => {
    const complaint = await complainOf(meeting, meeting.papers[0] as never);
    const { ok, complaint: none } = await files({ ...box, papers: [] }, meeting.branch, complaint);
    expect({ ok, none }).toEqual({ ok: false, none: undefined });
    const other = { ...complaint, ballot: hashOf('another') };
    expect((await files(box, meeting.branch, other)).complaint?.refusal?.code).toBe('complaint.ballot');
  });
});

test('a resolution is no box', async () => {
  const { file, county } = meeting;
  expectFall(await verifyBox(file.jws, { anchors: [county.key.publicJwk] }), 'format', 'file.format');
});
