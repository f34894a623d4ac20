import { type DeliveryRow, findDelivery, retryAfterGap, updateDelivery } from '../db/deliveries.ts';
import type { Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { type Branch, timeOf } from './branch.ts';
import { fromBase64url } from './rules/canonical.ts';
import type { ReceiptStatement } from './rules/statements.ts';

const firstWait = 2_000;
const longestWait = 60 * 60 * 1000;

/** What a receiver made of a delivery. */
export type Answer =
  | { kind: 'accepted'; receipt: string; statement: ReceiptStatement }
  /** With a code, which judges the delivery or not, and perhaps the milliseconds after which it may be tried again. */
  | { kind: 'turned_away'; code: string; retryAfter?: number }
  | { kind: 'failed'; code: string };

/** Writes down what became of a delivery; one that has arrived already stays so. */
export async function settle(writer: Writer, branch: Branch, id: string, answer: Answer): Promise<void> {
  const row = await findDelivery(writer, id);
  if (row === undefined || row.state === 'accepted') return;
  if (answer.kind === 'accepted') return accept(writer, branch, row, answer);
  const { kind, statement, receiver } = row;
  const attempts = row.attempts + 1;
  const { code } = answer;
  if (answer.kind === 'turned_away' && isJudgement(code)) {
    await updateDelivery(writer, id, { state: 'refused', attempts, reason: code });
    await appendEntry(writer, { type: 'message.refused', kind, statement, receiver, code }, timeOf(branch));
    return;
  }
  const asked = answer.kind === 'turned_away' ? answer.retryAfter : undefined;
  const wait = asked === undefined ? waitAfter(branch, attempts) : askedWait(branch, asked);
  await updateDelivery(writer, id, { attempts, reason: code, next_at: branch.surroundings.now() + wait });
}

async function accept(
  writer: Writer,
  branch: Branch,
  { id, kind, statement, receiver, attempts }: DeliveryRow,
  { receipt, statement: { receivedAt } }: Extract<Answer, { kind: 'accepted' }>,
): Promise<void> {
  await updateDelivery(writer, id, {
    state: 'accepted',
    attempts: attempts + 1,
    reason: null,
    receipt,
    received_at: receivedAt,
  });
  await appendEntry(writer, { type: 'message.accepted', kind, statement, receiver }, timeOf(branch));
  if (kind === 'resolution' || kind === 'custody') await retryAfterGap(writer, receiver);
}

/** Milliseconds until the next try: doubling, half of it random so that many senders do not come at once. */
function waitAfter(branch: Branch, attempts: number): number {
  return Math.round(Math.min(longestWait, firstWait * 2 ** (attempts - 1)) * (0.5 + chance(branch) / 2));
}

/** As long as the receiver asked, up to an hour, and up to half as long again. */
function askedWait(branch: Branch, asked: number): number {
  return Math.round(Math.min(longestWait, asked) * (1 + chance(branch) / 2));
}

/** A number from 0 to 1. */
function chance({ surroundings }: Branch): number {
  const [byte = 0] = fromBase64url(surroundings.random(1));
  return byte / 255;
}

/** Whether a receiver has judged what was sent, which no other try will change; all else may pass. */
function isJudgement(code: string): boolean {
  return judged.test(code) && !passing.has(code);
}

const judged =
  /^(?:(?:file|trust|attestation|sequence|message|join|child|parent|treatment|custody|hearing|answer)\.|(?:request\.too_large|request\.media_type|branch\.closed)$)/u;

/** A chain that begins later, and a treatment that came before its resolution or the one that it follows. */
const passing: ReadonlySet<string> = new Set(['trust.time', 'custody.order', 'custody.unknown']);
