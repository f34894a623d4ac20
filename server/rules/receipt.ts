import { canonicalBytes, toBase64url } from './canonical.ts';
import type { Checkpoint } from './formats.ts';
import { entryLeaf, type JournalEntry } from './journal.ts';
import { isSignedBy, jwsHeader, openJws, type PublicJwk, parseJson } from './jws.ts';
import { includes } from './merkle.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { ReceiptStatement } from './statements.ts';

/** The `typ` of a receipt. */
export const receiptType = 'vedtak-receipt+jwt';

/** The receiver's word that a resolution is in its journal, to be signed as a JWS of `receiptType`. */
export function buildReceipt(parts: {
  receiver: string;
  resolution: string;
  /** The entry resolution.received, or message.received, in the receiver's journal; its time is that of the receipt. */
  entry: JournalEntry;
  /** Its inclusion proof under the checkpoint. */
  path: readonly string[];
  checkpoint: Checkpoint;
}): ReceiptStatement {
  const { receiver, resolution, entry, path, checkpoint } = parts;
  return {
    typ: 'vedtak/receipt/1',
    branch: receiver,
    resolution,
    index: entry.index,
    receivedAt: entry.at,
    proof: { entry, path: [...path] },
    checkpoint,
  };
}

/** A receipt that was read; nothing of it is verified. */
export interface ReadReceipt {
  kid: string;
  bytes: Uint8Array;
  receipt: ReceiptStatement;
}

/** Reads a receipt without verifying anything. */
export function readReceipt(jws: string): Checked<ReadReceipt> {
  const opened = openJws(jws, jwsHeader(receiptType), 'receipt.wrong');
  if (!opened.ok) return opened;
  const { header, bytes } = opened.value;
  const receipt = parseJson(bytes, ReceiptStatement, 'receipt.wrong', 'the receipt');
  return receipt.ok ? pass({ kid: header.kid, bytes, receipt: receipt.value }) : receipt;
}

/**
 * Whether a receipt proves that the receiver has the resolution in its journal.
 * @param expected `resolution` is its hash, `receiver` the id of the branch that gave the receipt, `keys` that branch's.
 */
export async function verifyReceipt(
  jws: string,
  expected: { resolution: string; receiver: string; keys: readonly PublicJwk[] },
): Promise<Checked<ReceiptStatement>> {
  const read = readReceipt(jws);
  if (!read.ok) return read;
  const { kid, bytes, receipt } = read.value;
  const key = expected.keys.find((candidate) => candidate.kid === kid);
  if (key === undefined)
    return refuse('receipt.wrong', `the receipt names the key ${kid}, which is not one of ${expected.receiver}`);
  if (!(await isSignedBy(jws, key)))
    return refuse('receipt.wrong', `the signature is not one over this receipt by the key ${kid}`);
  if (toBase64url(canonicalBytes(receipt)) !== toBase64url(bytes)) {
    return refuse('receipt.wrong', 'the receipt is not written as canonical JSON (RFC 8785)');
  }
  return saysWhatIsExpected(receipt, expected);
}

/** The hash of what an entry says was received; undefined where it says nothing of the kind. */
function receivedIn(entry: JournalEntry): string | undefined {
  if (entry.type === 'resolution.received') return entry.resolution;
  return entry.type === 'message.received' ? entry.statement : undefined;
}

function saysWhatIsExpected(
  receipt: ReceiptStatement,
  expected: { resolution: string; receiver: string },
): Checked<ReceiptStatement> {
  const { entry, path } = receipt.proof;
  const { size, root } = receipt.checkpoint;
  const pairs: [what: string, found: unknown, expected: unknown][] = [
    ['the receiver', receipt.branch, expected.receiver],
    ['the resolution', receipt.resolution, expected.resolution],
    [`the statement of the entry ${entry.type}`, receivedIn(entry), expected.resolution],
    ["the entry's index", entry.index, receipt.index],
    ["the entry's time", entry.at, receipt.receivedAt],
  ];
  for (const [what, found, wanted] of pairs) {
    if (found !== wanted) return refuse('receipt.wrong', `${what} is ${found}, expected ${wanted}`);
  }
  if (includes(entryLeaf(entry), receipt.index, size, path, root)) return pass(receipt);
  return refuse(
    'receipt.wrong',
    `the path does not lead from entry ${receipt.index} to the root ${root} of ${size} entries`,
  );
}
