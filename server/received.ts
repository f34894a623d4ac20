import { appendEntry, checkpoint, inclusionPath } from '../db/journal.ts';
import { findReceived, insertReceived, lastReceivedFrom } from '../db/resolutions.ts';
import { type Branch, timeOf } from './branch.ts';
import type { TakenIn } from './inbox.ts';
import { signJws } from './keys.ts';
import { must, Problem } from './problem.ts';
import { buildReceipt, receiptType } from './rules/receipt.ts';
import { checkSequence, readResolution, verifyResolution } from './rules/verify-resolution.ts';

/**
 * Takes a resolution file in: verifies it under the branch's own key, stores it once, and gives the receipt, the
 * same one each time.
 * @throws Problem with the first check that does not hold; nothing of the file is kept then.
 */
export async function takeInResolution(branch: Branch, jws: string): Promise<TakenIn> {
  const file = must(readResolution(jws));
  const before = await branch.engine.read((reader) => findReceived(reader, file.hash));
  if (before?.jws === jws) return { receipt: before.receipt, known: true };
  const at = timeOf(branch);
  const { refusal, trusted, payload, hash } = await verifyResolution(jws, { anchors: [branch.key.publicJwk], at });
  if (refusal !== undefined) throw new Problem(refusal.code, refusal.detail, refusal.data);
  if (trusted === undefined || payload === undefined || hash === undefined)
    throw new Error('a verified file without its contents');
  if (trusted.leaf.parent !== branch.id)
    throw new Problem('trust.child', `${trusted.leaf.id} is not one of our branches`);
  return branch.engine.transact(async (writer) => {
    const held = await findReceived(writer, hash);
    if (held !== undefined) return { receipt: held.receipt, known: true };
    must(checkSequence(payload, hash, (await lastReceivedFrom(writer, payload.branch)) ?? null));
    const { number } = payload;
    const entry = await appendEntry(
      writer,
      { type: 'resolution.received', resolution: hash, from: payload.branch, number },
      at,
    );
    const now = await checkpoint(writer);
    const path = await inclusionPath(writer, entry.index, now.size);
    const statement = buildReceipt({ receiver: branch.id, resolution: hash, entry, path, checkpoint: now });
    const receipt = await signJws(branch.key, receiptType, statement);
    const { name } = trusted.leaf;
    await insertReceived(writer, {
      hash,
      branch: payload.branch,
      name,
      number,
      jws,
      payload,
      idx: entry.index,
      received_at: entry.at,
      receipt,
      via: null,
      level: trusted.leaf.level,
      path: '[]',
      hearing: payload.hearing ?? null,
      search: '',
    });
    return { receipt, known: false };
  });
}
