import { allBallots } from '../db/ballots.ts';
import { findBranch, otherKeys } from '../db/branch.ts';
import type { Reader } from '../db/engine.ts';
import {
  checkpoint,
  checkpointAt,
  detailsOf,
  entriesFrom,
  entriesOf,
  journalFault,
  receiptsGiven,
} from '../db/journal.ts';
import { allMinutes } from '../db/minutes.ts';
import { allResolutions } from '../db/resolutions.ts';
import { cancellingsHold, closingsHold, openingsHold } from './journal-ballots.ts';
import { isState } from './journal-state.ts';
import { votesHold } from './journal-votes.ts';
import { hashOf } from './rules/canonical.ts';
import type { Checkpoint } from './rules/formats.ts';
import { commitmentOf } from './rules/journal.ts';
import { type SeenCheckpoint, verifyCheckpoint, verifySeen } from './rules/journal-proof.ts';
import { type PublicJwk, parseText } from './rules/jws.ts';
import { verifyReceipt } from './rules/receipt.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';
import { climb, type Report } from './rules/report.ts';

export type JournalStep =
  | 'entries'
  | 'details'
  | 'openings'
  | 'cancellings'
  | 'closings'
  | 'votes'
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
    await step('openings', openingsHold(reader, ballots, id), (n) => `${n} ballots, each opened at its place`);
    await step('cancellings', cancellingsHold(reader, ballots), (n) => `${n} ballots, as the journal says`);
    await step(
      'closings',
      closingsHold(reader, journal, ballots, id),
      (n) => `${n} checkpoints, as the chairs signed them`,
    );
    await step('votes', votesHold(reader, ballots), (n) => `${n} votes and papers, with the counts as they were fixed`);
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
    `entry ${fault} is missing, is not the one that was hashed, is kept under another type or in another text than it was written in, or a node above it is not the hash of what is below`,
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
