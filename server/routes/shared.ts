import { type BallotRow, ballotsOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { currentMeeting, latestRoll, rollByHash } from '../../db/meetings.ts';
import type { ScreensInfo } from '../api/screens.ts';
import type { BallotInfo, Snapshot } from '../api/snapshot.ts';
import type { RollStatement } from '../rules/statements.ts';
import { presentWithPasskeys } from './attendance.ts';
import { meetingInfo } from './meeting-info.ts';
import { screensNow } from './screens.ts';
import { type SharedSpeakers, sharedSpeakers } from './speakers.ts';
import { type SharedProposal, sharedProposals } from './texts.ts';

/** What every member sees of the current meeting. It changes only with the journal. */
export interface Shared {
  meeting: NonNullable<Snapshot['meeting']>;
  roll: { info: Omit<NonNullable<Snapshot['roll']>, 'mine'>; entitled: ReadonlySet<string> } | null;
  proposals: SharedProposal[];
  ballots: { info: Omit<BallotInfo, 'mine' | 'vote'>; entitled: ReadonlySet<string> }[];
  speakers: SharedSpeakers;
  screens: ScreensInfo;
}

/** What every member sees now; undefined where there is no meeting. */
export async function sharedOf(reader: Reader, at: string): Promise<Shared | undefined> {
  const meeting = await currentMeeting(reader);
  if (meeting === undefined) return undefined;
  const rows = await ballotsOf(reader, meeting.id);
  const rolls = new Map<string, ReadonlySet<string>>();
  const ballots: Shared['ballots'] = [];
  for (const row of rows) ballots.push(await ballotInfo(reader, row, rolls));
  return {
    meeting: await meetingInfo(reader, meeting),
    roll: await rollInfo(reader, meeting.id),
    proposals: await sharedProposals(reader, meeting.id),
    ballots,
    speakers: await sharedSpeakers(reader, meeting),
    screens: await screensNow(reader, at),
  };
}

async function rollInfo(reader: Reader, meeting: string): Promise<Shared['roll']> {
  const roll = await latestRoll(reader, meeting);
  if (roll === undefined) return null;
  const { entries, version } = roll.signed.statement;
  const keyed = (
    list: readonly Pick<RollStatement['entries'][number], 'delegate' | 'credentials'>[],
  ): Map<string, string> =>
    new Map(
      list.map(({ delegate, credentials }) => [
        delegate,
        credentials
          .map(({ id }) => id)
          .sort()
          .join(),
      ]),
    );
  const signed = keyed(entries);
  const now = keyed(await presentWithPasskeys(reader, meeting));
  const everybody = new Set([...signed.keys(), ...now.keys()]);
  return {
    info: {
      roll: roll.hash,
      version,
      entitled: entries.length,
      changes: [...everybody].filter((delegate) => signed.get(delegate) !== now.get(delegate)).length,
      came: [...now.keys()].filter((delegate) => !signed.has(delegate)).length,
    },
    entitled: new Set(signed.keys()),
  };
}

async function ballotInfo(
  reader: Reader,
  ballot: BallotRow,
  rolls: Map<string, ReadonlySet<string>>,
): Promise<Shared['ballots'][number]> {
  const entitled =
    rolls.get(ballot.roll) ??
    new Set((await rollByHash(reader, ballot.roll)).statement.entries.map(({ delegate }) => delegate));
  rolls.set(ballot.roll, entitled);
  const { id, proposal, state, closed } = ballot;
  return {
    info: {
      id,
      proposal,
      definition: ballot.definition.statement,
      state,
      entitled: ballot.entitled,
      voted: ballot.voted,
      result: closed === null ? null : { close: closed.close.statement, tally: closed.tally, outcome: closed.outcome },
    },
    entitled,
  };
}
