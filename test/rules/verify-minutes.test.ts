import { beforeAll, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import type { MinutesStatement } from '../../server/rules/statements.ts';
import { minutesType, verifyMinutes } from '../../server/rules/verify-minutes.ts';
import { verifyResolution } from '../../server/rules/verify-resolution.ts';
import { chainOf, makeBranch } from '../support/branches.ts';
import { type Meeting, makeMeeting, officersOf } from '../support/meeting.ts';
import { expectFall } from '../support/refused.ts';
import { minutesOf, signMinutes } from '../support/signed-minutes.ts';

let meeting: Meeting;
let statement: MinutesStatement;
let file: Awaited<ReturnType<typeof signMinutes>>;

beforeAll(async () => {
  meeting = await makeMeeting();
  statement = minutesOf(meeting);
  file = await signMinutes(meeting, statement);
});

const verify = (jws: string, at?: string) =>
  verifyMinutes(jws, { anchors: [meeting.county.key.publicJwk], ...(at === undefined ? {} : { at }) });

const withPayload = async (payload: unknown, type = minutesType) =>
  signJws(meeting.branch.key, type, payload as object, { trust_chain: await chainOf(meeting.branch) });

test('minutes that chair, two signers and the branch signed hold', async () => {
  const report = await verify(file.jws, '2026-03-12T19:00:00.000Z');
  expect(report).toMatchObject({ ok: true, hash: file.hash, payload: file.payload });
  expect(report.steps.at(-2)).toMatchObject({ name: 'date', detail: `the meeting closed at ${statement.closedAt}` });
});

test('a word that was changed after the people signed is found', async () => {
  const changed = { ...file.payload, text: file.payload.text.replace('Enstemmig vedtatt.', 'Falt.') };
  expectFall(await verify(await withPayload(changed)), 'attestations', 'attestation.wrong', 'chair d0000');
});

test('a letter that was changed after the branch signed is found', async () => {
  const [head, payload = '', signature] = file.jws.split('.');
  const text = Buffer.from(payload, 'base64url').toString().replace('Enstemmig', 'Énstemmig');
  const jws = [head, Buffer.from(text).toString('base64url'), signature].join('.');
  expectFall(await verify(jws), 'signature', 'file.signature', 'not one over this file');
});

test('three people sign, the chair first', async () => {
  const [chair, secretary, first] = officersOf(meeting.people);
  const twice = await signMinutes(meeting, statement, [chair, first, first]);
  expectFall(await verify(twice.jws), 'attestations', 'attestation.people', 'one person signed twice');
  expect((await verify((await signMinutes(meeting, statement, [chair, first, secretary])).jws)).ok).toBe(true);
});

test('minutes are no resolution, and a resolution no minutes', async () => {
  const anchor = meeting.county.key.publicJwk;
  expectFall(await verify(meeting.file.jws), 'format', 'file.format', 'header');
  expectFall(await verifyResolution(file.jws, { anchors: [anchor] }), 'format', 'file.format', 'header');
  expectFall(await verify(await withPayload(meeting.file.payload)), 'fields', 'file.fields', 'typ');
});

test('minutes of another branch, without a chain, or dated ahead do not hold', async () => {
  const other = await makeBranch('os', 'Lokallag', meeting.county);
  const strange = await signMinutes(meeting, { ...statement, branch: other.id });
  expectFall(await verify(strange.jws), 'issuer', 'trust.chain', other.id);
  const bare = await signJws(meeting.branch.key, minutesType, file.payload, {});
  expectFall(await verify(bare), 'trust', 'trust.missing', 'no trust_chain');
  expectFall(await verify(file.jws, '2026-03-12T18:00:00.000Z'), 'date', 'time.future', statement.closedAt);
});
