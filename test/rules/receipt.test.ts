import { beforeAll, describe, expect, test } from 'vitest';
import { signJws } from '../../server/keys.ts';
import { canonicalBytes, hashOfText } from '../../server/rules/canonical.ts';
import { readReceipt, receiptType, verifyReceipt } from '../../server/rules/receipt.ts';
import type { ReceiptStatement } from '../../server/rules/statements.ts';
import { makeBranch } from '../support/branches.ts';
import { type Meeting, makeMeeting, makeReceipt, receivedAt } from '../support/meeting.ts';
import { expectRefusal } from '../support/refused.ts';

let meeting: Meeting;
let jws: string;
let receipt: ReceiptStatement;
beforeAll(async () => {
  meeting = await makeMeeting();
  jws = await makeReceipt(meeting.county, meeting.file);
  const read = readReceipt(jws);
  if (!read.ok) throw new Error(read.refusal.detail);
  receipt = read.value.receipt;
});

function verify(text: string, resolution = meeting.file.hash) {
  const { id: receiver, key } = meeting.county;
  return verifyReceipt(text, { resolution, receiver, keys: [key.publicJwk] });
}

/** The receipt with something else in it, signed anew by the county. */
const signed = (change: object) => signJws(meeting.county.key, receiptType, { ...receipt, ...change });

describe('a receipt', () => {
  test('proves that the county has the resolution in its journal', async () => {
    expect(await verify(jws)).toEqual({ ok: true, value: receipt });
    expect(receipt).toMatchObject({ branch: meeting.county.id, resolution: meeting.file.hash, receivedAt, index: 3 });
  });

  test.for([
    [0, 1],
    [0, 2],
    [1, 2],
    [4, 5],
    [6, 7],
    [8, 9],
    [63, 64],
    [64, 100],
  ] as const)('proves it for entry %i of %i', async ([index, size]) => {
    expect((await verify(await makeReceipt(meeting.county, meeting.file, index, size))).ok).toBe(true);
  });

  test('is not one for another resolution', async () => {
    expectRefusal(await verify(jws, hashOfText('another')), 'receipt.wrong', meeting.file.hash, hashOfText('another'));
  });

  test('is not one by another receiver', async () => {
    const other = await makeBranch('fylket', 'Fylkeslag');
    expectRefusal(await verify(await makeReceipt(other, meeting.file)), 'receipt.wrong', other.key.kid);
    const named = await makeReceipt({ ...other, key: { ...other.key, kid: meeting.county.key.kid } }, meeting.file);
    expectRefusal(await verify(named), 'receipt.wrong', 'the signature');
    expectRefusal(
      await verify(await signed({ branch: other.id.replace('fylket', 'x') })),
      'receipt.wrong',
      'the receiver',
    );
  });

  test('does not say another time or place than the entry in the journal', async () => {
    expectRefusal(await verify(await signed({ receivedAt: '2026-03-12T18:00:00.000Z' })), 'receipt.wrong', receivedAt);
    expectRefusal(await verify(await signed({ index: 2 })), 'receipt.wrong', 'index');
  });

  test('is over the entry of this resolution and no other', async () => {
    const { entry, path } = receipt.proof;
    const withEntry = (change: object) => signed({ proof: { path, entry: { ...entry, ...change } } });
    expectRefusal(await verify(await withEntry({ resolution: hashOfText('another') })), 'receipt.wrong', 'resolution');
    expectRefusal(await verify(await withEntry({ number: 2 })), 'receipt.wrong', 'does not lead');
    const { typ, index, at } = entry;
    const refused = {
      typ,
      index,
      at,
      type: 'delivery.refused',
      resolution: meeting.file.hash,
      receiver: 'x',
      code: 'x',
    };
    expectRefusal(await verify(await signed({ proof: { path, entry: refused } })), 'receipt.wrong', 'delivery.refused');
  });

  test('has a path that leads to the root, all of it', async () => {
    const { entry, path } = receipt.proof;
    const paths = [path.slice(1), path.slice(0, -1), path.toReversed(), [...path, hashOfText('x')], []];
    for (const other of paths) {
      expectRefusal(await verify(await signed({ proof: { entry, path: other } })), 'receipt.wrong', 'does not lead');
    }
    const { size, root } = receipt.checkpoint;
    for (const checkpoint of [
      { size, root: hashOfText('x') },
      { size: 3, root },
      { size: 0, root },
    ]) {
      expectRefusal(await verify(await signed({ checkpoint })), 'receipt.wrong', 'does not lead');
    }
  });

  test('is not changed by one letter', async () => {
    for (let i = 0; i < jws.length; i += 29) {
      const changed = jws.slice(0, i) + (jws[i] === 'A' ? 'B' : 'A') + jws.slice(i + 1);
      expectRefusal(await verify(changed), 'receipt.wrong');
    }
  });

  test.for(['', 'a.b.c', '{}'])('is not made of anything else: %s', async (text) => {
    expectRefusal(await verify(text), 'receipt.wrong');
  });

  test('is not a resolution, nor a receipt with a field too many', async () => {
    expectRefusal(await verify(meeting.file.jws), 'receipt.wrong', receiptType);
    expectRefusal(await verify(await signed({ extra: 1 })), 'receipt.wrong', 'extra');
  });

  test('is written as canonical JSON', async () => {
    const [header = ''] = jws.split('.');
    const body = Buffer.from(JSON.stringify(Object.fromEntries(Object.entries(receipt).reverse()))).toString(
      'base64url',
    );
    expect(body).not.toBe(Buffer.from(canonicalBytes(receipt)).toString('base64url'));
    const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
    const data = new TextEncoder().encode(`${header}.${body}`);
    const signature = await crypto.subtle.sign(algorithm, meeting.county.key.privateKey, data);
    const text = `${header}.${body}.${Buffer.from(signature).toString('base64url')}`;
    expectRefusal(await verify(text), 'receipt.wrong', 'canonical');
  });
});
