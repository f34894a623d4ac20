import type { BallotRow } from '../db/ballots.ts';
import type { Reader } from '../db/engine.ts';
import { entriesOf } from '../db/journal.ts';
import { findRoll } from '../db/meetings.ts';
import { isState } from './journal-state.ts';
import { hashOf } from './rules/canonical.ts';
import type { Checkpoint } from './rules/formats.ts';
import type { JournalEntry } from './rules/journal.ts';
import { siteOf, verifyAssertion } from './rules/passkey.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';
import type { BallotStatement, CloseStatement, Signed } from './rules/statements.ts';

/** The entries of what happens to a ballot at most once, by their types. */
type Turns = {
  [T in 'ballot.opened' | 'ballot.cancelled' | 'drawing.closed' | 'ballot.stopped' | 'ballot.closed']: Extract<
    JournalEntry,
    { type: T }
  >;
};

/** The entries of a type by their ballots, of which none has two: the second one would take the place of the first. */
export async function entryOfEach<T extends keyof Turns>(
  reader: Reader,
  type: T,
): Promise<Checked<Map<string, Turns[T]>>> {
  const found = new Map<string, Turns[T]>();
  for (const entry of (await entriesOf(reader, [type])) as Turns[T][]) {
    const { ballot, index } = entry;
    const first = found.get(ballot);
    if (first !== undefined)
      return refuse('journal.checkpoint', `entry ${index} is a second ${type} of the ballot of entry ${first.index}`);
    found.set(ballot, entry);
  }
  return pass(found);
}

/**
 * Whether an entry opens each ballot for as many people, the chair signed its definition, and the big screen showed the journal
 * of which that entry is the last one.
 * @param branch the branch's id.
 */
export async function openingsHold(
  reader: Reader,
  ballots: readonly BallotRow[],
  branch: string,
): Promise<Checked<number>> {
  const opened = await entryOfEach(reader, 'ballot.opened');
  if (!opened.ok) return opened;
  const held = new Set(ballots.map(({ id }) => id));
  const missing = [...opened.value.keys()].find((id) => !held.has(id));
  if (missing !== undefined) return refuse('journal.checkpoint', `the ballot ${missing}, which was opened, is missing`);
  for (const ballot of ballots) {
    const { id, number, openedSize, definition, entitled } = ballot;
    if (hashOf(definition.statement) !== id)
      return refuse('journal.checkpoint', `ballot ${number}: its definition is not the one that was opened`);
    const entry = opened.value.get(id);
    if (entry === undefined) return refuse('journal.checkpoint', `ballot ${number}: no entry opens it`);
    if (openedSize !== null && openedSize !== entry.index + 1)
      return refuse('journal.checkpoint', `ballot ${number}: entry ${openedSize - 1} does not open it`);
    if (entitled !== entry.entitled)
      return refuse('journal.checkpoint', `ballot ${number}: it was opened for ${entry.entitled}, not for ${entitled}`);
    const by = await isSignedByChair(reader, ballot, definition, branch, 'definition');
    if (!by.ok) return by;
  }
  return pass(ballots.length);
}

/** Whether those ballots are cancelled, and for the reason, that the journal says, and no others. */
export async function cancellingsHold(reader: Reader, ballots: readonly BallotRow[]): Promise<Checked<number>> {
  const cancelled = await entryOfEach(reader, 'ballot.cancelled');
  if (!cancelled.ok) return cancelled;
  for (const ballot of ballots)
    if (cancelled.value.get(ballot.id)?.reason !== ballot.cancelled?.reason)
      return refuse('journal.checkpoint', `ballot ${ballot.number}: it was not cancelled as the journal says`);
  return pass(cancelled.value.size);
}

/**
 * Whether each ballot was stopped and closed as the journal says, the journal holds what was fixed when it was stopped and what
 * the chair signed of it, and the chair signed what was fixed.
 * @param now the journal's checkpoint now.
 * @param branch the branch's id.
 */
export async function closingsHold(
  reader: Reader,
  now: Checkpoint,
  ballots: readonly BallotRow[],
  branch: string,
): Promise<Checked<number>> {
  const drawn = await entryOfEach(reader, 'drawing.closed');
  if (!drawn.ok) return drawn;
  const stopped = await entryOfEach(reader, 'ballot.stopped');
  if (!stopped.ok) return stopped;
  const closed = await entryOfEach(reader, 'ballot.closed');
  if (!closed.ok) return closed;
  let checkpoints = 0;
  for (const ballot of ballots) {
    const { id, number } = ballot;
    if (ballot.stopped !== null) {
      const fixed = await isState(reader, now, ballot.stopped.checkpoint, `ballot ${number}, stopped`);
      if (!fixed.ok) return fixed;
      checkpoints += 1;
    }
    const fixed = { drawn: drawn.value.get(id), stopped: stopped.value.get(id), closed: closed.value.get(id) };
    const other = otherThan(fixed, ballot);
    if (other !== undefined) return refuse('journal.checkpoint', `ballot ${number}: ${other}`);
    if (ballot.closed === null) continue;
    const { close } = ballot.closed;
    const signed = await isState(reader, now, close.statement.journal, `ballot ${number}, closing`);
    if (!signed.ok) return signed;
    const by = await isSignedByChair(reader, ballot, close, branch, 'closing');
    if (!by.ok) return by;
    checkpoints += 1;
  }
  return pass(checkpoints);
}

/** What the journal says of the end of a ballot. */
interface Fixed {
  drawn: Turns['drawing.closed'] | undefined;
  stopped: Turns['ballot.stopped'] | undefined;
  closed: Turns['ballot.closed'] | undefined;
}

/** How a ballot was stopped or closed otherwise than the journal says; undefined where it was not. */
function otherThan(fixed: Fixed, ballot: BallotRow): string | undefined {
  if (ballot.stopped?.checkpoint.size !== (fixed.stopped && fixed.stopped.index + 1))
    return 'it was not stopped as the journal says';
  const entry = fixed.closed && { close: fixed.closed.close, outcome: fixed.closed.outcome };
  const row = ballot.closed && { close: hashOf(ballot.closed.close.statement), outcome: ballot.closed.outcome };
  if (hashOf(row) !== hashOf(entry ?? null) || row?.close !== ballot.closed?.hash)
    return 'its closing is not the one in the journal';
  return ballot.closed === null ? undefined : closedOtherwise(fixed, ballot, ballot.closed.close.statement);
}

/** The same of what a closing says, tellers' counts and all: nothing is taken in once a ballot is stopped. */
function closedOtherwise({ drawn, stopped }: Fixed, { id, definition }: BallotRow, close: CloseStatement) {
  if (close.ballot !== id) return 'its closing is that of another ballot';
  if (stopped === undefined || close.journal.size !== stopped.index + 1)
    return 'its closing does not name the journal at which it was stopped';
  if (close.votes !== stopped.votes || close.evidence !== stopped.evidence)
    return 'its closing does not count what was taken in when it was stopped';
  const before = drawn !== undefined && drawn.index < stopped.index;
  if (before !== (definition.statement.secrecy === 'secret'))
    return 'its drawing was not closed before it was stopped, or there was nothing to draw';
  if (close.issues?.number !== drawn?.issues || close.issues?.root !== drawn?.root)
    return 'its closing does not name the papers that were drawn when its drawing was closed';
  return undefined;
}

async function isSignedByChair<T extends BallotStatement | CloseStatement>(
  reader: Reader,
  { number, roll: hash, definition }: BallotRow,
  signed: Signed<T>,
  branch: string,
  what: 'definition' | 'closing',
): Promise<Checked<true>> {
  const roll = await findRoll(reader, hash);
  if (roll === undefined) return refuse('journal.checkpoint', `ballot ${number}: its roll is missing`);
  // whose passkeys they are is known from what was hashed alone
  if (hash !== definition.statement.roll || hashOf(roll.statement) !== hash)
    return refuse('journal.checkpoint', `ballot ${number}: its roll is not the one that its definition names`);
  const key = roll.statement.entries
    .find(({ delegate }) => delegate === signed.signer)
    ?.credentials.find(({ id }) => id === signed.credential)?.publicKey;
  if (key === undefined)
    return refuse('journal.checkpoint', `ballot ${number}: the ${what} is signed with no passkey of its roll`);
  const verified = await verifyAssertion(signed, key, siteOf(branch));
  return verified.ok
    ? verified
    : refuse(
        'journal.checkpoint',
        `ballot ${number}, the chair's signature of the ${what}: ${verified.refusal.detail}`,
      );
}
