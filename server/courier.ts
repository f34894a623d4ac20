import * as v from 'valibot';
import { findDelivery } from '../db/deliveries.ts';
import type { Writer } from '../db/engine.ts';
import type { Branch } from './branch.ts';
import { settle } from './delivery.ts';
import { takeInLetter } from './mail.ts';
import { Problem } from './problem.ts';
import { findReceiver } from './receivers.ts';
import { hashOf } from './rules/canonical.ts';
import { Courier, CourierReceipts, mediaOfFile, receiptsMedia } from './rules/courier.ts';
import { parseJson } from './rules/jws.ts';
import { readReceipt, verifyReceipt } from './rules/receipt.ts';

type Returned = CourierReceipts['receipts'][number];

/**
 * Takes in a file with several deliveries, one after the other; one that is refused does not keep out those after it.
 * @throws Problem file.format when it is no such file.
 */
export async function takeInCourier(branch: Branch, body: string): Promise<CourierReceipts> {
  const parsed = parseJson(new TextEncoder().encode(body), Courier, 'file.format', 'the file');
  if (!parsed.ok) throw new Problem(parsed.refusal.code, parsed.refusal.detail);
  const receipts: Returned[] = [];
  for (const item of parsed.value.items) {
    try {
      const { receipt } = await takeInLetter(branch, item);
      const read = readReceipt(receipt);
      receipts.push({ statement: read.ok ? read.value.receipt.resolution : null, receipt, code: null });
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      receipts.push({ statement: null, receipt: null, code: error.refusal.code });
    }
  }
  return { typ: 'vedtak/receipts/1', receipts };
}

/** What a file of receipts says of a delivery of ours. */
export interface ReceiptResult {
  /** Null where it is about nothing that we sent. */
  delivery: string | null;
  title: string;
  code: string | null;
}

/**
 * The receipts in a file that was brought back: one receipt (JWS), or several.
 * @throws Problem receipt.wrong.
 */
export function receiptsIn(file: string): Returned[] {
  const text = file.trim();
  if (mediaOfFile(text) !== receiptsMedia) return [{ statement: null, receipt: text, code: null }];
  const parsed = v.safeParse(CourierReceipts, JSON.parse(text));
  if (!parsed.success) throw new Problem('receipt.wrong', 'the file does not have the fields of its type');
  return parsed.output.receipts;
}

/** Verifies a receipt that was brought, and marks its delivery. What a file says was refused is told, and stays as it is. */
export async function takeReceipt(writer: Writer, branch: Branch, { receipt, code }: Returned): Promise<ReceiptResult> {
  if (receipt === null) return { delivery: null, title: '', code: code ?? 'receipt.wrong' };
  const read = readReceipt(receipt);
  if (!read.ok) throw new Problem(read.refusal.code, read.refusal.detail);
  const { branch: receiver, resolution: statement } = read.value.receipt;
  const row = await findDelivery(writer, hashOf({ statement, receiver }));
  if (row === undefined) return { delivery: null, title: '', code: 'delivery.unknown' };
  const { id: delivery, title } = row;
  const keys = (await findReceiver(writer, branch, receiver))?.keys ?? [];
  const verified = await verifyReceipt(receipt, { resolution: statement, receiver, keys });
  if (!verified.ok) return { delivery, title, code: verified.refusal.code };
  await settle(writer, branch, delivery, { kind: 'accepted', receipt, statement: verified.value });
  return { delivery, title, code: null };
}
