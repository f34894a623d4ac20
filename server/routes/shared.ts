import type { Reader } from '../../db/engine.ts';
import { currentMeeting, latestRoll } from '../../db/meetings.ts';
import type { ScreensInfo } from '../api/show.ts';
import type { Snapshot } from '../api/snapshot.ts';
import { withoutPasskey } from '../rules/hands.ts';
import type { RollStatement } from '../rules/statements.ts';
import { presentWithPasskeys } from './attendance.ts';
import { type SharedBallot, sharedBallots } from './ballot-info.ts';
import { meetingInfo } from './meeting-info.ts';
import { screensNow } from './screens.ts';
import { type SharedSpeakers, sharedSpeakers } from './speakers.ts';
import { type SharedProposal, sharedProposals } from './texts.ts';

/** What every member sees of the current meeting. It changes only with the journal. */
export interface Shared {
  meeting: NonNullable<Snapshot['meeting']>;
  roll: { info: Omit<NonNullable<Snapshot['roll']>, 'mine'>; entitled: ReadonlySet<string> } | null;
  proposals: SharedProposal[];
  ballots: SharedBallot[];
  speakers: SharedSpeakers;
  screens: ScreensInfo;
}

/** What every member sees now; undefined where there is no meeting. */
export async function sharedOf(reader: Reader, at: string): Promise<Shared | undefined> {
  const meeting = await currentMeeting(reader);
  if (meeting === undefined) return undefined;
  return {
    meeting: await meetingInfo(reader, meeting),
    roll: await rollInfo(reader, meeting.id),
    proposals: await sharedProposals(reader, meeting.id),
    ballots: await sharedBallots(reader, meeting.id),
    speakers: await sharedSpeakers(reader, meeting),
    screens: await screensNow(reader, at),
  };
}

/** The same when votes alone have been cast since: all but the ballots is as it was. */
export async function withVotes(reader: Reader, shared: Shared): Promise<Shared> {
  return { ...shared, ballots: await sharedBallots(reader, shared.meeting.id) };
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
      withoutPasskey: withoutPasskey(roll.signed.statement),
      came: [...now.keys()].filter((delegate) => !signed.has(delegate)).length,
    },
    entitled: new Set(signed.keys()),
  };
}
