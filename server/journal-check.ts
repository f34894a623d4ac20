import { allBallots, type BallotRow } from '../db/ballots.ts';
import { findBranch, otherKeys } from '../db/branch.ts';
import type { Reader } from '../db/engine.ts';
import {
  checkpoint,
  checkpointAt,
  consistencyPath,
  detailsOf,
  entriesFrom,
  entriesOf,
  journalFault,
  receiptsGiven,
} from '../db/journal.ts';
import { rollByHash } from '../db/meetings.ts';
import { allMinutes } from '../db/minutes.ts';
import { allResolutions } from '../db/resolutions.ts';
import { hashOf } from './rules/canonical.ts';
import type { Checkpoint } from './rules/formats.ts';
import { commitmentOf } from './rules/journal.ts';
import { type SeenCheckpoint, verifyCheckpoint, verifyConsistency, verifySeen } from './rules/journal-proof.ts';
import { type PublicJwk, parseText } from './rules/jws.ts';
import { siteOf, verifyAssertion } from './rules/passkey.ts';
import { verifyReceipt } from './rules/receipt.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';
import { climb, type Report } from './rules/report.ts';

export type JournalStep =
  | 'entries'
  | 'details'
  | 'openings'
  | 'cancellings'
  | 'closings'
  | 'resolutions'
  | 'minutes'
  | 'receipts'
  | 'seen'
  | 'checkpoint';

/** The verification of a journal as far as it came; `now` is what it holds, once its tree is established. */
export interface JournalReport extends Report<JournalStep> {
  now?: Checkpoint;
}

/** Checkpoints that whoever verifies holds: as photographed, and as signed by the branch (JWS). */
export interface HeldCheckpoints {
  seen: readonly SeenCheckpoint[];
  signed: readonly string[];
}

/**
 * Verifies a journal with all that is stored beside it: every entry and node of its tree, the details that it is committed to,
 * and every checkpoint that somebody signed or that the hall was shown, first those that the branch stores itself, then those
 * that whoever verifies holds.
 */
export async function verifyJournal(reader: Reader, held: HeldCheckpoints): Promise<JournalReport> {
  let now: Checkpoint | undefined;
  const report = await climb<JournalStep>(async (step) => {
    const journal = await step('entries', entriesHold(reader), ({ size }) => `${size}, each the leaf of its place`);
    now = journal;
    const { id, keys } = await ownKeys(reader);
    await step('details', detailsHold(reader, journal), ({ kept, erased }) => `${kept} as committed, ${erased} erased`);
    const ballots = await allBallots(reader);
    await step('openings', openingsHold(reader, ballots), (n) => `${n} ballots, each opened at its place`);
    await step('cancellings', cancellingsHold(reader, ballots), (n) => `${n} ballots, as the journal says`);
    await step(
      'closings',
      closingsHold(reader, journal, ballots, id),
      (n) => `${n} checkpoints, as the chairs signed them`,
    );
    await step('resolutions', resolutionsHold(reader, journal), (n) => `${n} checkpoints`);
    await step('minutes', minutesHold(reader, journal), (n) => `${n} checkpoints`);
    await step(
      'receipts',
      receiptsHold(reader, journal, id, keys),
      (n) => `${n} checkpoints, as the branch signed them`,
    );
    for (const one of held.seen)
      await step('seen', isSeen(reader, journal, one), ({ size }) => `the journal of ${size} entries has these words`);
    for (const jws of held.signed)
      await step('checkpoint', isSigned(reader, journal, jws, { branch: id, keys }), heldDetail);
  });
  return now === undefined ? report : { ...report, now };
}

/** What is found of a checkpoint that the verifier holds. */
export function heldDetail({ size, at }: { size: number; at: string }): string {
  return `the journal of ${size} entries is the one that was signed at ${at}`;
}

async function ownKeys(reader: Reader): Promise<{ id: string; keys: PublicJwk[] }> {
  const branch = await findBranch(reader);
  if (branch === undefined) throw new Error('the database holds no branch');
  const texts = [branch.public_key, ...(await otherKeys(reader, 'past')).map(({ public_key: key }) => key)];
  return { id: branch.id, keys: texts.map((text) => JSON.parse(text) as PublicJwk) };
}

async function entriesHold(reader: Reader): Promise<Checked<Checkpoint>> {
  const fault = await journalFault(reader);
  if (fault === null) return pass(await checkpoint(reader));
  return refuse(
    'journal.consistency',
    `entry ${fault} is missing, is not the one that was hashed, is kept under another type, or a node above it is not the hash of what is below`,
  );
}

const atOnce = 1000;

async function detailsHold(reader: Reader, { size }: Checkpoint): Promise<Checked<{ kept: number; erased: number }>> {
  let kept = 0;
  let erased = 0;
  for (let from = 0; from < size; from += atOnce) {
    const details = await detailsOf(reader, from, from + atOnce);
    for (const entry of await entriesFrom(reader, from, atOnce)) {
      const detail = details.get(entry.index);
      if (detail === undefined) {
        erased += 'commitment' in entry ? 1 : 0;
        continue;
      }
      kept += 1;
      const read = parseText(detail.detail, 'journal.detail', 'the detail');
      if (!read.ok || !('commitment' in entry) || commitmentOf(detail.salt, read.value) !== entry.commitment)
        return refuse('journal.detail', `the detail of entry ${entry.index} (${entry.type}) is another`);
    }
  }
  return pass({ kept, erased });
}

/** Whether a checkpoint is a state of the journal. `what` names it in the detail. */
async function isState(
  reader: Reader,
  now: Checkpoint,
  earlier: Checkpoint,
  what: string,
): Promise<Checked<Checkpoint>> {
  if (earlier.size > now.size)
    return refuse('journal.checkpoint', `${what}: of ${earlier.size} entries, the journal has ${now.size}`);
  const path = await consistencyPath(reader, earlier.size, now.size);
  if (verifyConsistency(earlier, now, path).ok) return pass(earlier);
  const { root } = await checkpointAt(reader, earlier.size);
  return refuse('journal.checkpoint', `${what}: the root of ${earlier.size} entries is ${root}, not ${earlier.root}`);
}

/** Whether an entry opens each ballot, and the big screen showed the journal of which that is the last one. */
async function openingsHold(reader: Reader, ballots: readonly BallotRow[]): Promise<Checked<number>> {
  const opened = new Map((await entriesOf(reader, ['ballot.opened'])).map(({ ballot, index }) => [ballot, index + 1]));
  const held = new Set(ballots.map(({ id }) => id));
  const missing = [...opened.keys()].find((id) => !held.has(id));
  if (missing !== undefined) return refuse('journal.checkpoint', `the ballot ${missing}, which was opened, is missing`);
  for (const { id, number, openedSize, definition } of ballots) {
    if (hashOf(definition.statement) !== id)
      return refuse('journal.checkpoint', `ballot ${number}: its definition is not the one that was opened`);
    const size = opened.get(id);
    if (size === undefined) return refuse('journal.checkpoint', `ballot ${number}: no entry opens it`);
    if (openedSize !== null && openedSize !== size)
      return refuse('journal.checkpoint', `ballot ${number}: entry ${openedSize - 1} does not open it`);
  }
  return pass(ballots.length);
}

/** Whether those ballots are cancelled, and for the reason, that the journal says, and no others. */
async function cancellingsHold(reader: Reader, ballots: readonly BallotRow[]): Promise<Checked<number>> {
  const cancelled = new Map(
    (await entriesOf(reader, ['ballot.cancelled'])).map(({ ballot, reason }) => [ballot, reason]),
  );
  for (const ballot of ballots)
    if (cancelled.get(ballot.id) !== ballot.cancelled?.reason)
      return refuse('journal.checkpoint', `ballot ${ballot.number}: it was not cancelled as the journal says`);
  return pass(cancelled.size);
}

/** Whether the journal holds what was fixed when each ballot was stopped, and what the chair signed of it. */
async function closingsHold(
  reader: Reader,
  now: Checkpoint,
  ballots: readonly BallotRow[],
  branch: string,
): Promise<Checked<number>> {
  const closed = new Map((await entriesOf(reader, ['ballot.closed'])).map(({ ballot, close }) => [ballot, close]));
  const stopped = new Map(
    (await entriesOf(reader, ['ballot.stopped'])).map(({ ballot, index }) => [ballot, index + 1]),
  );
  let checkpoints = 0;
  for (const ballot of ballots) {
    const { id, number } = ballot;
    if (ballot.stopped !== null) {
      const fixed = await isState(reader, now, ballot.stopped.checkpoint, `ballot ${number}, stopped`);
      if (!fixed.ok) return fixed;
      checkpoints += 1;
    }
    if (stopped.get(id) !== ballot.stopped?.checkpoint.size)
      return refuse('journal.checkpoint', `ballot ${number}: it was not stopped as the journal says`);
    if (closed.get(id) !== (ballot.closed === null ? undefined : hashOf(ballot.closed.close.statement)))
      return refuse('journal.checkpoint', `ballot ${number}: its closing is not the one in the journal`);
    if (ballot.closed === null) continue;
    const signed = await isState(reader, now, ballot.closed.close.statement.journal, `ballot ${number}, closing`);
    if (!signed.ok) return signed;
    const by = await isSignedByChair(reader, ballot, ballot.closed.close, branch);
    if (!by.ok) return by;
    checkpoints += 1;
  }
  return pass(checkpoints);
}

async function isSignedByChair(
  reader: Reader,
  { number, roll }: BallotRow,
  close: NonNullable<BallotRow['closed']>['close'],
  branch: string,
): Promise<Checked<true>> {
  const { entries } = (await rollByHash(reader, roll)).statement;
  const key = entries
    .find(({ delegate }) => delegate === close.signer)
    ?.credentials.find(({ id }) => id === close.credential)?.publicKey;
  if (key === undefined)
    return refuse('journal.checkpoint', `ballot ${number}: the closing is signed with no passkey of its roll`);
  const verified = await verifyAssertion(close, key, siteOf(branch));
  return verified.ok
    ? verified
    : refuse('journal.checkpoint', `ballot ${number}, the chair's signature: ${verified.refusal.detail}`);
}

async function resolutionsHold(reader: Reader, now: Checkpoint): Promise<Checked<number>> {
  const drafted = new Set((await entriesOf(reader, ['resolution.drafted'])).map(({ resolution }) => resolution));
  const resolutions = await allResolutions(reader);
  for (const { number, hash, statement } of resolutions) {
    if (hashOf(statement) !== hash || !drafted.has(hash))
      return refuse('journal.checkpoint', `resolution ${number} is not one of those in the journal`);
    const held = await isState(reader, now, statement.journal, `resolution ${number}`);
    if (!held.ok) return held;
  }
  return pass(resolutions.length);
}

async function minutesHold(reader: Reader, now: Checkpoint): Promise<Checked<number>> {
  const drafted = new Set((await entriesOf(reader, ['minutes.drafted'])).map(({ minutes }) => minutes));
  const minutes = await allMinutes(reader);
  for (const { hash, statement } of minutes) {
    if (hashOf(statement) !== hash || !drafted.has(hash))
      return refuse('journal.checkpoint', `the minutes ${hash} are not one of those in the journal`);
    const held = await isState(reader, now, statement.journal, `the minutes of ${statement.title}`);
    if (!held.ok) return held;
  }
  return pass(minutes.length);
}

async function receiptsHold(
  reader: Reader,
  now: Checkpoint,
  receiver: string,
  keys: readonly PublicJwk[],
): Promise<Checked<number>> {
  const given = await receiptsGiven(reader);
  for (const { statement: resolution, jws } of given) {
    const receipt = await verifyReceipt(jws, { resolution, receiver, keys });
    if (!receipt.ok) return refuse('journal.checkpoint', `the receipt for ${resolution}: ${receipt.refusal.detail}`);
    const held = await isState(reader, now, receipt.value.checkpoint, `the receipt for ${resolution}`);
    if (!held.ok) return held;
  }
  return pass(given.length);
}

async function isSeen(reader: Reader, now: Checkpoint, seen: SeenCheckpoint): Promise<Checked<Checkpoint>> {
  if (seen.size <= now.size) return verifySeen(seen, await checkpointAt(reader, seen.size));
  return refuse('journal.checkpoint', `seen were ${seen.size} entries, the journal has ${now.size}`);
}

async function isSigned(
  reader: Reader,
  now: Checkpoint,
  jws: string,
  by: { branch: string; keys: readonly PublicJwk[] },
): Promise<Checked<{ size: number; at: string }>> {
  const signed = await verifyCheckpoint(jws, by);
  if (!signed.ok) return signed;
  const { size, root } = signed.value;
  const held = await isState(reader, now, { size, root }, 'the signed checkpoint');
  return held.ok ? signed : held;
}
