import { findChild } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { appendEntry, checkpoint, inclusionPath } from '../db/journal.ts';
import { findReceived, insertReceived, lastReceivedFrom, type ReceivedPoint } from '../db/received.ts';
import { type Branch, timeOf } from './branch.ts';
import { childOf, trustedKeys } from './federation.ts';
import { noteAnswer } from './hearing-answers.ts';
import { signAsBranch } from './identity.ts';
import type { TakenIn } from './inbox.ts';
import { mustComeAsKnown } from './known-way.ts';
import { must, Problem } from './problem.ts';
import { wholeQuestion } from './rules/ballot.ts';
import { demandOf, fold } from './rules/demand.ts';
import { buildReceipt, receiptType } from './rules/receipt.ts';
import type { ResolutionPayload } from './rules/statements.ts';
import type { Trusted } from './rules/trust.ts';
import { checkSequence, readResolution, verifyResolution } from './rules/verify-resolution.ts';

/** A resolution that was verified, as it came in. */
export interface VerifiedResolution {
  hash: string;
  jws: string;
  payload: ResolutionPayload;
  trusted: Trusted;
  /** The branch below that it came through; null where it came from the branch that made it. */
  via: string | null;
}

/**
 * Takes a resolution file in from the branch that made it: verifies it under the branch's own key, stores it once, and gives
 * the receipt, the same one each time.
 * @throws Problem with the first check that does not hold; nothing of the file is kept then.
 */
export async function takeInResolution(branch: Branch, jws: string): Promise<TakenIn> {
  const file = must(readResolution(jws));
  const before = await branch.engine.read((reader) => findReceived(reader, file.hash));
  if (before?.jws === jws) return { receipt: before.receipt, known: true };
  const at = timeOf(branch);
  const anchors = await branch.engine.read((reader) => trustedKeys(reader, branch));
  const { refusal, trusted, payload, hash } = await verifyResolution(jws, { anchors, at });
  if (refusal !== undefined) throw new Problem(refusal.code, refusal.detail, refusal.data);
  if (trusted === undefined || payload === undefined || hash === undefined)
    throw new Error('a verified file without its contents');
  return branch.engine.transact(async (writer) => {
    const held = await findReceived(writer, hash);
    if (held !== undefined) return { receipt: held.receipt, known: true };
    await childOf(writer, branch, trusted, file.kid);
    await mustComeAsKnown(writer, branch, trusted);
    await mustFollow(writer, payload, hash);
    const receipt = await keepResolution(writer, branch, { hash, jws, payload, trusted, via: null }, at);
    await noteAnswer(writer, branch, { hash, payload, answer: undefined });
    return { receipt, known: false };
  });
}

/**
 * Whether a resolution is the next one of the branch that sends it itself, which may have begun before it came here.
 * @throws Problem sequence.gap or sequence.fork.
 */
export async function mustFollow(reader: Reader, payload: ResolutionPayload, hash: string): Promise<void> {
  const last = (await lastReceivedFrom(reader, payload.branch)) ?? null;
  const child = await findChild(reader, payload.branch);
  const since =
    child === undefined || child.since_hash === null ? null : { number: child.since_number, hash: child.since_hash };
  const held = since !== null && since.number > (last?.number ?? 0) ? since : last;
  must(checkSequence(payload, hash, held));
}

/** Keeps a verified resolution with its entry in the journal, and gives the receipt for it (JWS). */
export async function keepResolution(
  writer: Writer,
  branch: Branch,
  { hash, jws, payload, trusted, via }: VerifiedResolution,
  at: string,
): Promise<string> {
  const { number } = payload;
  const entry = await appendEntry(
    writer,
    { type: 'resolution.received', resolution: hash, from: via ?? payload.branch, number },
    at,
  );
  const now = await checkpoint(writer);
  const path = await inclusionPath(writer, entry.index, now.size);
  const statement = buildReceipt({ receiver: branch.id, resolution: hash, entry, path, checkpoint: now });
  const receipt = await signAsBranch(writer, branch, receiptType, statement);
  const { name, level } = trusted.leaf;
  await insertReceived(
    writer,
    {
      hash,
      branch: payload.branch,
      name,
      number,
      jws,
      payload,
      idx: entry.index,
      received_at: entry.at,
      receipt,
      via,
      level,
      path: belowOf(trusted, branch.id),
      hearing: payload.hearing ?? null,
      search: searchable(payload, name),
      title: payload.title,
      decided_at: payload.decidedAt,
      state: 'untreated',
    },
    pointsOf(payload),
  );
  return receipt;
}

/** The branches from the one that made it up to the one below the receiver. */
function belowOf({ path }: Trusted, receiver: string): Trusted['path'][number][] {
  const end = path.findIndex(({ id }) => id === receiver);
  return path.slice(0, end === -1 ? 1 : end);
}

/** What a search looks through: number, sender, title, text, and the points that fell and so are not in the text. */
function searchable({ number, title, text, points }: ResolutionPayload, name: string): string {
  const fallen = points.filter(({ outcome }) => outcome === 'rejected').map((point) => point.text);
  return fold([String(number), name, title, text, ...fallen].join('\n'));
}

/** The points with their votes; of a text that was voted on as a whole the votes on it. */
function pointsOf({ points, ballots }: ResolutionPayload): ReceivedPoint[] {
  const tally = ballots.at(-1)?.tally ?? {};
  return points.map(({ number, text, outcome }) => {
    const votes = tally[String(number)] ?? tally[wholeQuestion];
    return {
      number,
      text,
      outcome,
      demand: demandOf(text),
      search: fold(text),
      votes_for: votes?.for ?? 0,
      votes_against: votes?.against ?? 0,
      votes_blank: votes?.blank ?? 0,
    };
  });
}
