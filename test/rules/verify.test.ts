import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { readAnchor, verifyFiles } from '../../server/rules/verify.ts';
import { resolutionType } from '../../server/rules/verify-resolution.ts';
import { chainOf, configurationOf, makeBranch, vouch } from '../support/branches.ts';
import { closedAt, type Meeting, makeFile, makeMeeting, makeReceipt, receivedAt } from '../support/meeting.ts';
import { expectFall, expectRefusal } from '../support/refused.ts';

let meeting: Meeting;
let receipt: string;
let evidence: string;
beforeAll(async () => {
  meeting = await makeMeeting();
  receipt = await makeReceipt(meeting.county, meeting.file);
  evidence = JSON.stringify(meeting.evidence);
});

const verify = (files: { resolution?: string; evidence?: string; receipt?: string }) =>
  verifyFiles({ resolution: meeting.file.jws, anchor: meeting.county.key.publicJwk, ...files });

describe('the files of a resolution', () => {
  test('hold alone, and with what lies beside them', async () => {
    expect(await verify({})).toMatchObject({ ok: true, resolution: { ok: true } });
    const all = await verify({ evidence, receipt });
    expect(all).toMatchObject({ ok: true, receipt: { ok: true }, evidence: { ok: true } });
    expect(all.receipt?.receipt?.receivedAt).toBe(receivedAt);
    expect(all.refusal).toBeUndefined();
  });

  test('may end with a line break', async () => {
    const files = { resolution: `${meeting.file.jws}\n`, receipt: `${receipt}\r\n`, evidence: `${evidence}\n` };
    expect((await verify(files)).ok).toBe(true);
  });

  test('are judged as of the time of the receipt', async () => {
    const { branch, county } = meeting;
    const iat = Math.floor(Date.parse(receivedAt) / 1000) - 60;
    const chain = [
      await configurationOf(branch, { iat, exp: iat + 90 }),
      await vouch(county, branch),
      await configurationOf(county),
    ];
    const resolution = await signJws(branch.key, resolutionType, meeting.file.payload, { trust_chain: chain });
    expect((await verify({ resolution, receipt })).ok).toBe(true);
    const at = new Date(Date.parse(receivedAt) + 31_000).toISOString();
    const late = await makeReceipt(county, meeting.file, 3, 6, at);
    const report = await verify({ resolution, receipt: late });
    expectFall(report.resolution, 'trust', 'trust.time', at);
  });

  test('do not hold when the receipt is older than the decision', async () => {
    const early = await makeReceipt(meeting.county, meeting.file, 3, 6, '2026-03-12T18:00:00.000Z');
    expectFall((await verify({ receipt: early })).resolution, 'date', 'time.future', closedAt);
  });

  test('hold with a receipt from further up', async () => {
    const national = await makeBranch('sentralt', 'Sentralt');
    const county = await makeBranch('fylket', 'Fylkeslag', national);
    const branch = { ...meeting.branch, parent: county };
    const header = { trust_chain: await chainOf(branch) };
    const resolution = await signJws(branch.key, resolutionType, meeting.file.payload, header);
    for (const receiver of [county, national]) {
      const files = { resolution, anchor: national.key.publicJwk, receipt: await makeReceipt(receiver, meeting.file) };
      expect((await verifyFiles(files)).ok).toBe(true);
    }
  });

  test('do not hold with a receipt that the branch gave itself, or a stranger', async () => {
    const stranger = await makeBranch('oslo', 'Lokallag');
    for (const receiver of [meeting.branch, stranger]) {
      const report = await verify({ receipt: await makeReceipt(receiver, meeting.file), evidence });
      expect(report.refusal?.code).toBe('receipt.wrong');
      expect(report.refusal?.detail).toContain(`one of ${receiver.id}, expected one of ${meeting.county.id}`);
      expect(report.evidence).toBeUndefined();
    }
  });

  test('do not hold with something else as receipt or evidence', async () => {
    const noReceipt = await verify({ receipt: 'receipt' });
    if (noReceipt.receipt === undefined) throw new Error('the receipt was not judged');
    expectFall(noReceipt.receipt, 'receipt', 'receipt.wrong');
    const noEvidence = await verify({ evidence: '{' });
    if (noEvidence.evidence === undefined) throw new Error('the evidence was not judged');
    expectFall(noEvidence.evidence, 'format', 'evidence.format', 'not JSON');
  });

  test('are judged in order: resolution, receipt, evidence', async () => {
    const file = await makeFile(meeting, { ...meeting.statement, present: 1 });
    const report = await verify({ resolution: file.jws, receipt: 'receipt', evidence: '{' });
    expect(report).toMatchObject({ ok: false, refusal: { code: 'file.sums' } });
    expect([report.receipt, report.evidence]).toEqual([undefined, undefined]);
  });
});

describe('the key that is trusted', () => {
  const jwk = () => meeting.county.key.publicJwk;

  test('is a JWK, or the only one in a set, and gets its name from its numbers', async () => {
    const { kty, crv, x, y, kid } = jwk();
    const expected = { ok: true, value: { kty, crv, x, y, kid } };
    expect(await readAnchor(JSON.stringify(jwk()))).toEqual(expected);
    expect(await readAnchor(JSON.stringify({ kty, crv, x, y }))).toEqual(expected);
    expect(await readAnchor(JSON.stringify({ kty, crv, x, y, kid: 'another' }))).toEqual(expected);
    expect(await readAnchor(JSON.stringify({ keys: [jwk()] }))).toEqual(expected);
  });

  test('is not one of several, nor of another type, nor anything else', async () => {
    const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
    for (const value of [{ keys: [jwk(), jwk()] }, { keys: [] }, rsa, {}, null, [], 1]) {
      expectRefusal(await readAnchor(JSON.stringify(value)), 'trust.anchor', 'the anchor');
    }
    expectRefusal(await readAnchor(''), 'trust.anchor', 'not JSON');
  });

  test('is not a private one', async () => {
    expectRefusal(await readAnchor(JSON.stringify({ ...jwk(), d: 'AQAB' })), 'trust.anchor', 'private key');
  });
});
