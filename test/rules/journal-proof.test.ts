import { describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import { ballotCode, fingerprintWords, wordsOf } from '../../server/rules/fingerprint.ts';
import {
  type CheckpointStatement,
  checkpointType,
  readSeen,
  verifyCheckpoint,
  verifyConsistency,
  verifySeen,
} from '../../server/rules/journal-proof.ts';
import { consistencyProof, leafHash, merkleRoot } from '../../server/rules/merkle.ts';
import { makeBranch } from '../support/branches.ts';
import { expectRefusal } from '../support/refused.ts';

const leaves = Array.from({ length: 12 }, (_, i) => leafHash(Buffer.from(`entry ${i}`)));
const stateOf = (size: number, of = leaves) => ({ size, root: merkleRoot(of.slice(0, size)) });
const branch = await makeBranch('bergen', 'Lokallag');
const other = await makeBranch('voss', 'Lokallag');
const by = { branch: branch.id, keys: [branch.key.publicJwk] };
const statement: CheckpointStatement = {
  typ: 'vedtak/checkpoint/1',
  branch: branch.id,
  ...stateOf(7),
  at: '2026-03-12T19:00:00.000Z',
};

describe('a signed checkpoint', () => {
  test('holds by a key of its branch', async () => {
    const jws = await signJws(branch.key, checkpointType, statement);
    expect(await verifyCheckpoint(jws, by)).toEqual({ ok: true, value: statement });
    const keys = [other.key.publicJwk, branch.key.publicJwk];
    expect(await verifyCheckpoint(jws, { branch: branch.id, keys })).toMatchObject({ ok: true });
  });

  test('is refused of another branch, by another key, of another type, or with a bit changed', async () => {
    const of = (parts: object, key = branch.key, typ = checkpointType) => signJws(key, typ, { ...statement, ...parts });
    const code = 'journal.checkpoint';
    expectRefusal(await verifyCheckpoint(await of({ branch: other.id }), by), code, other.id, branch.id);
    expectRefusal(await verifyCheckpoint(await of({}, other.key), by), code, 'not one of');
    expectRefusal(await verifyCheckpoint(await of({}, branch.key, 'vedtak-promise+jwt'), by), code, 'header');
    expectRefusal(await verifyCheckpoint(await of({ size: -1 }), by), code, 'size');
    expectRefusal(await verifyCheckpoint(await of({ more: 1 }), by), code);
    expectRefusal(await verifyCheckpoint('nothing', by), code, 'parts');
    const [head, , signature] = (await of({})).split('.');
    const bytes = Buffer.from(JSON.stringify({ ...statement, size: 8 })).toString('base64url');
    expectRefusal(await verifyCheckpoint([head, bytes, signature].join('.'), by), code, 'signature');
  });
});

test('a journal proves that it grew out of an earlier one, and no other does', () => {
  const path = consistencyProof(leaves, 7);
  expect(verifyConsistency(stateOf(7), stateOf(12), path)).toEqual({ ok: true, value: { from: 7, to: 12 } });
  const forged = leaves.with(3, leafHash(Buffer.from('forged')));
  const later = stateOf(12, forged);
  expectRefusal(verifyConsistency(stateOf(7), later, consistencyProof(forged, 7)), 'journal.consistency', '12', '7');
});

describe('what somebody saw on the big screen', () => {
  const { size, root } = stateOf(7);
  const words = wordsOf(root);

  test('is eight words of the list, one for each of the first bytes of the root', () => {
    expect(words.map((word) => fingerprintWords.indexOf(word))).toEqual(
      [...Buffer.from(root, 'base64url')].slice(0, 8),
    );
    expect(ballotCode(root)).toEqual(words.slice(0, 6));
  });

  test.each([
    `7:${words.join(' ')}`,
    ` 7 : ${words.join(', ').toUpperCase()}. `,
    `7: ${words.slice(0, 4).join(' ')}\n${words.slice(4).join(' ')}`,
    `7:${words.join('-')}`,
  ])('is read as people type it: %j', (typed) => {
    expect(readSeen(typed)).toEqual({ size, words });
  });

  test.each([
    words.join(' '),
    `7 ${words.join(' ')}`,
    `7: ${words.slice(1).join(' ')}`,
    `7: ${[...words, 'anker'].join(' ')}`,
    `7: ${words.with(2, 'ankeret').join(' ')}`,
    `-7: ${words.join(' ')}`,
    '7:',
    '',
  ])('is not read out of anything else: %j', (typed) => {
    expect(readSeen(typed)).toBeUndefined();
  });

  test('is that of one journal at one size', () => {
    expect(verifySeen({ size, words }, { size, root })).toMatchObject({ ok: true });
    expectRefusal(verifySeen({ size, words: words.with(7, 'anker') }, { size, root }), 'journal.checkpoint', 'anker');
    expectRefusal(verifySeen({ size: 8, words }, { size, root }), 'journal.checkpoint', 'at 8');
    const next = { size, root: hashOf('another') };
    expectRefusal(verifySeen({ size, words }, next), 'journal.checkpoint', wordsOf(next.root).join(' '));
  });
});
