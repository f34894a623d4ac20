import type { Writer } from '../db/engine.ts';
import { appendEntry, checkpoint, inclusionPath } from '../db/journal.ts';
import { findMessage, insertMessage } from '../db/messages.ts';
import { type Branch, timeOf } from './branch.ts';
import { trustedKeys } from './federation.ts';
import { signAsBranch } from './identity.ts';
import { mustComeAsKnown } from './known-way.ts';
import { must } from './problem.ts';
import { readMessage, type VerifiedMessage, verifyMessage } from './rules/message.ts';
import type { MessageName } from './rules/party-statements.ts';
import { buildReceipt, receiptType } from './rules/receipt.ts';
import type { Checked } from './rules/refusals.ts';

/** A message that came in, verified, as it was written. */
export type Arrived<N extends MessageName> = VerifiedMessage<N> & { jws: string; at: string };

/** How a branch takes in one kind of message. */
export interface Intake<N extends MessageName> {
  name: N;
  /** Where a message is not verified under the keys that the branch trusts: whoever asks to join is not known yet. */
  verify?(branch: Branch, jws: string, at: string): Promise<Checked<VerifiedMessage<N>>>;
  /**
   * Judges whether the sender may send this, and writes what comes of it; called once a message, in the transaction of its
   * receipt.
   * @throws Problem when it is refused: nothing of it is kept then.
   */
  take(writer: Writer, branch: Branch, message: Arrived<N>): Promise<void>;
}

/** What a sender gets: the receipt (JWS), the same each time, and whether the message was known before. */
export interface TakenIn {
  receipt: string;
  known: boolean;
}

/**
 * Takes a message in: verifies it, keeps it once, and gives the receipt, the same one each time.
 * @throws Problem with the first check that does not hold; nothing of it is kept then.
 */
export async function takeInMessage<N extends MessageName>(
  branch: Branch,
  intake: Intake<N>,
  jws: string,
): Promise<TakenIn> {
  const { hash } = must(readMessage(intake.name, jws));
  const before = await branch.engine.read((reader) => findMessage(reader, hash));
  if (before !== undefined) return { receipt: before.receipt, known: true };
  const at = timeOf(branch);
  const verified = must(await (intake.verify?.(branch, jws, at) ?? verifyOurs(branch, intake.name, jws, at)));
  return branch.engine.transact(async (writer) => {
    const held = await findMessage(writer, hash);
    if (held !== undefined) return { receipt: held.receipt, known: true };
    const { payload } = verified;
    const sender = payload.branch ?? '';
    await mustComeAsKnown(writer, branch, verified.trusted);
    await intake.take(writer, branch, { ...verified, jws, at });
    const entry = await appendEntry(
      writer,
      { type: 'message.received', kind: intake.name, statement: hash, from: sender },
      at,
    );
    const now = await checkpoint(writer);
    const path = await inclusionPath(writer, entry.index, now.size);
    const statement = buildReceipt({ receiver: branch.id, resolution: hash, entry, path, checkpoint: now });
    const receipt = await signAsBranch(writer, branch, receiptType, statement);
    await insertMessage(writer, { hash, kind: intake.name, sender, idx: entry.index, received_at: entry.at, receipt });
    return { receipt, known: false };
  });
}

async function verifyOurs<N extends MessageName>(
  branch: Branch,
  name: N,
  jws: string,
  at: string,
): Promise<Checked<VerifiedMessage<N>>> {
  const anchors = await branch.engine.read((reader) => trustedKeys(reader, branch));
  return verifyMessage(name, jws, { anchors, at });
}
