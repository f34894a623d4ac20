import type { Selectable } from 'kysely';
import type { BallotTally, Checkpoint, Decided } from '../server/rules/formats.ts';
import type {
  BallotStatement,
  CloseStatement,
  CountStatement,
  Signed,
  VoteStatement,
} from '../server/rules/statements.ts';
import type { Subject } from '../server/rules/subject.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** A ballot as it is stored, its JSON read. */
export interface BallotRow {
  id: string;
  meeting: string;
  proposal: string;
  number: number;
  /** Hash of its roll. */
  roll: string;
  entitled: number;
  voted: number;
  definition: Signed<BallotStatement>;
  state: 'open' | 'stopped' | 'closed';
  /** What was fixed when votes were no longer taken in. */
  stopped: { at: string; checkpoint: Checkpoint } | null;
  closed: {
    hash: string;
    close: Signed<CloseStatement>;
    tally: BallotTally;
    outcome: Record<string, Decided>;
  } | null;
  /** The journal's size when it was opened; null for ballots of before that was kept. */
  openedSize: number | null;
  /** What it puts to the vote. */
  subject: Subject;
  /** A cancelled ballot counts as closed, with a closing or without. */
  cancelled: { at: string; reason: string } | null;
}

export async function findBallot(reader: Reader, id: string): Promise<BallotRow | undefined> {
  const row = await reader.selectFrom('ballot').selectAll().where('id', '=', id).executeTakeFirst();
  return row && ballotOf(row);
}

/** Every ballot of the branch. */
export async function allBallots(reader: Reader): Promise<BallotRow[]> {
  return (await reader.selectFrom('ballot').selectAll().execute()).map(ballotOf);
}

/** The ballots of a meeting, oldest first. */
export async function ballotsOf(reader: Reader, meeting: string): Promise<BallotRow[]> {
  const rows = await reader.selectFrom('ballot').selectAll().where('meeting', '=', meeting).orderBy('number').execute();
  return rows.map(ballotOf);
}

export async function insertBallot(
  writer: Writer,
  {
    id,
    proposal,
    entitled,
    subject,
    definition,
    openedSize,
  }: Pick<BallotRow, 'id' | 'proposal' | 'entitled' | 'subject' | 'definition' | 'openedSize'>,
): Promise<void> {
  const { meeting, number, roll, method = 'phones', trial, retakes = null, plan = null } = definition.statement;
  await writer
    .insertInto('ballot')
    .values({
      id,
      meeting,
      proposal,
      number,
      roll,
      entitled,
      voted: 0,
      signed: JSON.stringify(definition),
      state: 'open',
      subject: JSON.stringify(subject),
      method,
      trial: trial === true ? 1 : 0,
      retakes,
      plan,
      opened_size: openedSize,
    })
    .execute();
}

/** Cancels a ballot: it is closed from now on, with the closing that it had or without one. */
export async function cancelBallot(writer: Writer, id: string, at: string, reason: string): Promise<void> {
  await writer
    .updateTable('ballot')
    .set({ state: 'closed', cancelled_at: at, cancel_reason: reason })
    .where('id', '=', id)
    .execute();
}

/** The tellers' counts in a ballot, each teller's last. */
export async function handCountsOf(reader: Reader, ballot: string): Promise<Signed<CountStatement>[]> {
  const rows = await reader.selectFrom('hand_count').select('signed').where('ballot', '=', ballot).execute();
  return rows.map(({ signed }) => JSON.parse(signed) as Signed<CountStatement>);
}

/** Stores a teller's count in the place of the one before. */
export async function setHandCount(writer: Writer, signed: Signed<CountStatement>): Promise<void> {
  const { ballot, teller } = signed.statement;
  const text = JSON.stringify(signed);
  await writer
    .insertInto('hand_count')
    .values({ ballot, teller, signed: text })
    .onConflict((on) => on.columns(['ballot', 'teller']).doUpdateSet({ signed: text }))
    .execute();
}

/** Who has asked for a ballot in the place of one by unanimity or acclamation. */
export async function demandsIn(reader: Reader, ballot: string): Promise<string[]> {
  const rows = await reader.selectFrom('demand').select('member').where('ballot', '=', ballot).execute();
  return rows.map(({ member }) => member);
}

export async function insertDemand(writer: Writer, ballot: string, member: string, at: string): Promise<void> {
  await writer.insertInto('demand').values({ ballot, member, at }).execute();
}

/** Fixes the checkpoint of a ballot that takes in no more votes. */
export async function stopBallot(writer: Writer, id: string, at: string, checkpoint: Checkpoint): Promise<void> {
  await writer
    .updateTable('ballot')
    .set({ state: 'stopped', stopped_at: at, checkpoint: JSON.stringify(checkpoint) })
    .where('id', '=', id)
    .execute();
}

export async function closeBallot(writer: Writer, id: string, closed: NonNullable<BallotRow['closed']>): Promise<void> {
  await writer
    .updateTable('ballot')
    .set({
      state: 'closed',
      close_hash: closed.hash,
      close_signed: JSON.stringify(closed.close),
      tally: JSON.stringify(closed.tally),
      outcome: JSON.stringify(closed.outcome),
    })
    .where('id', '=', id)
    .execute();
}

/** A vote that was taken in. */
export interface VoteRow {
  revision: number;
  statementHash: string;
  signed: Signed<VoteStatement>;
  takenAt: string;
}

/** A delegate's newest vote in a ballot, or undefined. */
export async function latestVote(reader: Reader, ballot: string, delegate: string): Promise<VoteRow | undefined> {
  const row = await reader
    .selectFrom('vote')
    .selectAll()
    .where('ballot', '=', ballot)
    .where('delegate', '=', delegate)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { ...voteOf(row) };
}

/** What a new vote must follow: the ballot's state and the delegate's newest vote in it; undefined without such a ballot. */
export async function standingFor(
  reader: Reader,
  ballot: string,
  delegate: string,
): Promise<{ state: BallotRow['state']; last: Omit<VoteRow, 'signed'> | undefined } | undefined> {
  const row = await reader
    .selectFrom('ballot')
    .leftJoin('vote', (on) => on.onRef('vote.ballot', '=', 'ballot.id').on('vote.delegate', '=', delegate))
    .select(['ballot.state', 'vote.revision', 'vote.statement_hash', 'vote.taken_at'])
    .where('ballot.id', '=', ballot)
    .orderBy('vote.revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { state, revision, statement_hash: statementHash, taken_at: takenAt } = row;
  const voted = revision !== null && statementHash !== null && takenAt !== null;
  return { state, last: voted ? { revision, statementHash, takenAt } : undefined };
}

/** Every revision of every vote in a ballot. */
export async function votesOf(reader: Reader, ballot: string): Promise<VoteRow[]> {
  const rows = await reader.selectFrom('vote').selectAll().where('ballot', '=', ballot).execute();
  return rows.map(voteOf);
}

/** Stores a vote; the first of a delegate counts one more who has voted. Returns how many have. */
export async function insertVote(
  writer: Writer,
  { revision, statementHash, signed, takenAt }: VoteRow,
): Promise<number> {
  const { ballot, delegate } = signed.statement;
  await writer
    .insertInto('vote')
    .values({
      ballot,
      delegate,
      revision,
      statement_hash: statementHash,
      signed: JSON.stringify(signed),
      taken_at: takenAt,
    })
    .execute();
  const { voted } = await writer
    .updateTable('ballot')
    .set((eb) => ({ voted: eb('voted', '+', revision === 1 ? 1 : 0) }))
    .where('id', '=', ballot)
    .returning('voted')
    .executeTakeFirstOrThrow();
  return voted;
}

function voteOf(row: Tables['vote']): VoteRow {
  return {
    revision: row.revision,
    statementHash: row.statement_hash,
    signed: JSON.parse(row.signed) as Signed<VoteStatement>,
    takenAt: row.taken_at,
  };
}

function ballotOf(row: Selectable<Tables['ballot']>): BallotRow {
  const { id, meeting, proposal, number, roll, entitled, voted, state } = row;
  return {
    id,
    meeting,
    proposal,
    number,
    roll,
    entitled,
    voted,
    state,
    definition: JSON.parse(row.signed) as Signed<BallotStatement>,
    stopped:
      row.stopped_at === null || row.checkpoint === null
        ? null
        : { at: row.stopped_at, checkpoint: JSON.parse(row.checkpoint) as Checkpoint },
    closed:
      row.close_hash === null || row.close_signed === null || row.tally === null || row.outcome === null
        ? null
        : {
            hash: row.close_hash,
            close: JSON.parse(row.close_signed) as Signed<CloseStatement>,
            tally: JSON.parse(row.tally) as BallotTally,
            outcome: JSON.parse(row.outcome) as Record<string, Decided>,
          },
    openedSize: row.opened_size,
    subject: JSON.parse(row.subject) as Subject,
    cancelled: row.cancelled_at === null ? null : { at: row.cancelled_at, reason: row.cancel_reason ?? '' },
  };
}
