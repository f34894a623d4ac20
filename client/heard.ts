import * as v from 'valibot';
import type { Snapshot } from '../server/api/snapshot.ts';
import { JournalEntry } from '../server/rules/journal.ts';

/**
 * The snapshot after an entry of the journal, as the stream of events brings it: that one more has voted or drawn a paper is
 * counted without asking the server, and what the snapshot has already changes nothing. Undefined where the snapshot must be
 * fetched anew.
 * @param data the JSON of the entry.
 */
export function withEntry(shown: Snapshot | null, data: string): Snapshot | undefined {
  const parsed = v.safeParse(JournalEntry, parse(data));
  if (!parsed.success || shown === null) return undefined;
  if (parsed.output.index < shown.index) return shown;
  const ballots = withCount(shown.ballots, parsed.output);
  return ballots === undefined ? undefined : { ...shown, ballots };
}

/** A new snapshot with the counts that were heard while it was on its way: how many have voted only grows. */
export function withSeen(fresh: Snapshot, shown: Snapshot | null): Snapshot {
  const seen = new Map(shown?.ballots.map(({ id, voted }) => [id, voted]));
  return { ...fresh, ballots: fresh.ballots.map((ballot) => counted(ballot, seen.get(ballot.id) ?? 0)) };
}

function counted(ballot: Snapshot['ballots'][number], count: number): Snapshot['ballots'][number] {
  if (count <= ballot.voted) return ballot;
  return { ...ballot, voted: count, secret: ballot.secret === null ? null : { ...ballot.secret, drawn: count } };
}

/** The ballots with one more who has voted or drawn a paper; undefined where the entry tells of something else. */
function withCount(ballots: Snapshot['ballots'], entry: JournalEntry): Snapshot['ballots'] | undefined {
  const count = entry.type === 'vote.cast' ? entry.voted : entry.type === 'paper.drawn' ? entry.drawn : undefined;
  if (count === undefined || !('ballot' in entry) || !ballots.some(({ id }) => id === entry.ballot)) return undefined;
  return ballots.map((ballot) => (ballot.id === entry.ballot ? counted(ballot, count) : ballot));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
