import * as v from 'valibot';
import { appendEntry } from '../db/journal.ts';
import { nextDelivery, type OutboxRow, updateOutbox } from '../db/resolutions.ts';
import { type Branch, timeOf } from './branch.ts';
import { parentConfiguration } from './federation.ts';
import { fromBase64url } from './rules/canonical.ts';
import { verifyReceipt } from './rules/receipt.ts';
import type { RefusalCode } from './rules/refusals.ts';
import type { ReceiptStatement } from './rules/statements.ts';

const firstWait = 2_000;
const longestWait = 60 * 60 * 1000;
const patience = 20_000;
const longestAnswer = 64 * 1024;

/** What a receiver made of a delivery. */
type Answer =
  | { kind: 'accepted'; receipt: string; statement: ReceiptStatement }
  | { kind: 'refused'; code: string }
  | { kind: 'failed'; code: string };

/**
 * Delivers what waits in the branch's outbox, the lowest number first, since a receiver refuses gaps. What fails is
 * tried again after a wait that doubles, up to an hour; what the receiver finds wrong with the file is not.
 * Gives the time of the next try, in milliseconds since 1970, when something waits for one.
 */
export async function deliver(branch: Branch): Promise<number | undefined> {
  for (;;) {
    const next = await branch.engine.read(nextDelivery);
    if (next === undefined) return undefined;
    if (next.next_at > branch.surroundings.now()) return next.next_at;
    const answer = await send(branch, next);
    await branch.engine.transact(async (writer) => {
      const { resolution, receiver } = next;
      const attempts = next.attempts + 1;
      switch (answer.kind) {
        case 'accepted': {
          const { receipt, statement } = answer;
          await updateOutbox(writer, next, {
            state: 'accepted',
            attempts,
            reason: null,
            receipt,
            received_at: statement.receivedAt,
          });
          await appendEntry(writer, { type: 'delivery.accepted', resolution, receiver }, timeOf(branch));
          return;
        }
        case 'refused':
          await updateOutbox(writer, next, { state: 'refused', attempts, reason: answer.code });
          await appendEntry(
            writer,
            { type: 'delivery.refused', resolution, receiver, code: answer.code },
            timeOf(branch),
          );
          return;
        case 'failed':
          await updateOutbox(writer, next, {
            attempts,
            reason: answer.code,
            next_at: branch.surroundings.now() + waitAfter(branch, attempts),
          });
      }
    });
  }
}

/** Milliseconds until the next try: doubling, half of it random so that many senders do not come at once. */
function waitAfter({ surroundings }: Branch, attempts: number): number {
  const [byte = 0] = fromBase64url(surroundings.random(1));
  return Math.round(Math.min(longestWait, firstWait * 2 ** (attempts - 1)) * (0.5 + byte / 510));
}

async function send(branch: Branch, { jws, resolution, receiver }: OutboxRow & { jws: string }): Promise<Answer> {
  const parent = await branch.engine.read((reader) => parentConfiguration(reader, branch));
  if (parent === undefined || parent.sub !== receiver) return { kind: 'failed', code: 'receiver.unknown' };
  let answer: globalThis.Response;
  let text: string;
  try {
    answer = await branch.surroundings.fetch(parent.metadata.vedtak_branch.inbox, {
      method: 'POST',
      headers: { 'content-type': 'application/jose' },
      body: jws,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    text = await answer.text();
  } catch {
    return { kind: 'failed', code: 'network' };
  }
  if (text.length > longestAnswer) return { kind: 'failed', code: 'receipt.wrong' };
  if (answer.ok) {
    const verified = await verifyReceipt(text.trim(), { resolution, receiver, keys: parent.jwks.keys });
    return verified.ok
      ? { kind: 'accepted', receipt: text.trim(), statement: verified.value }
      : { kind: 'failed', code: verified.refusal.code };
  }
  const code = codeOf(text) ?? `http.${answer.status}`;
  return { kind: isJudgement(code) ? 'refused' : 'failed', code };
}

/** Whether a receiver has judged the file itself, which no other try will change; all else may pass. */
function isJudgement(code: string): boolean {
  return /^(?:file|trust|attestation|sequence)\./u.test(code) && code !== ('trust.time' satisfies RefusalCode);
}

const ProblemBody = v.object({ code: v.pipe(v.string(), v.regex(/^[a-z._]{1,64}$/u)) });

function codeOf(text: string): string | undefined {
  try {
    const parsed = v.safeParse(ProblemBody, JSON.parse(text));
    return parsed.success ? parsed.output.code : undefined;
  } catch {
    return undefined;
  }
}
