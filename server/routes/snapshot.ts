import { type BallotRow, ballotsOf, latestVote } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { journalSize } from '../../db/journal.ts';
import {
  checkedIn,
  currentMeeting,
  latestRoll,
  type MeetingRow,
  proposalsOf,
  rolesIn,
  rollByHash,
} from '../../db/meetings.ts';
import { countMembers, findMember } from '../../db/members.ts';
import { allResolutions, attestationsOf, outboxOf, type ResolutionRow } from '../../db/resolutions.ts';
import type { BallotInfo, ResolutionInfo, Snapshot } from '../api/snapshot.ts';
import type { Branch } from '../branch.ts';
import { parentName } from '../federation.ts';
import { type Asker, query, type Routes } from '../mount.ts';
import { meOf } from '../people.ts';
import { quorumOf } from '../rules/majority.ts';
import type { Quorum, RollStatement } from '../rules/statements.ts';
import { presentWithPasskeys } from './meetings.ts';

/** The one snapshot that drives a page. */
export function snapshotRoutes(routes: Routes): void {
  query(routes, 'snapshot', (reader, { branch, at }, asker) => snapshotFor(reader, branch, at, asker));
}

/** What the asker's page shows now. The meeting is for members; who is not signed in sees which branch it is. */
async function snapshotFor(reader: Reader, branch: Branch, at: string, asker: Asker | undefined): Promise<Snapshot> {
  const { id, slug, name, level, parent } = branch;
  const shown: Snapshot = {
    index: await journalSize(reader),
    at,
    branch: {
      id,
      slug,
      name,
      level,
      parent: parent === null ? null : { id: parent, name: (await parentName(reader, branch)) ?? parent },
    },
    me: null,
    meeting: null,
    roll: null,
    proposals: [],
    ballots: [],
    resolutions: [],
  };
  if (asker === undefined) return shown;
  shown.me = await meOf(reader, asker);
  const meeting = await currentMeeting(reader);
  if (meeting === undefined) return shown;
  const me = asker.member.id;
  const ballots = await ballotsOf(reader, meeting.id);
  shown.meeting = await meetingInfo(reader, meeting);
  shown.roll = await rollInfo(reader, meeting.id, me);
  shown.proposals = (await proposalsOf(reader, meeting.id)).map(({ id: proposal, number, content, hash }) => ({
    id: proposal,
    number,
    content,
    hash,
    locked: ballots.some((ballot) => ballot.proposal === proposal),
  }));
  const rolls = new Map<string, ReadonlySet<string>>();
  for (const ballot of ballots) shown.ballots.push(await ballotInfo(reader, ballot, me, rolls));
  for (const resolution of await allResolutions(reader)) {
    if (resolution.statement.meeting === meeting.id)
      shown.resolutions.push(await resolutionInfo(reader, resolution, me));
  }
  return shown;
}

/** The meeting's quorum with the members as they are now. */
export async function quorumNow(reader: Reader, { quorum_num: num, quorum_den: den }: MeetingRow): Promise<Quorum> {
  const members = await countMembers(reader);
  return { num, den, members, required: quorumOf(num, den, members) };
}

async function meetingInfo(reader: Reader, meeting: MeetingRow): Promise<NonNullable<Snapshot['meeting']>> {
  const officers = { chair: [] as string[], secretary: [] as string[], signer: [] as string[] };
  for (const { member, role } of await rolesIn(reader, meeting.id)) {
    officers[role].push((await findMember(reader, member))?.name ?? '');
  }
  return {
    id: meeting.id,
    title: meeting.title,
    place: meeting.place,
    startsAt: meeting.starts_at,
    quorum: await quorumNow(reader, meeting),
    officers,
    checkedIn: (await checkedIn(reader, meeting.id)).length,
  };
}

async function rollInfo(reader: Reader, meeting: string, me: string): Promise<Snapshot['roll']> {
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
    roll: roll.hash,
    version,
    entitled: entries.length,
    changes: [...everybody].filter((delegate) => signed.get(delegate) !== now.get(delegate)).length,
    came: [...now.keys()].filter((delegate) => !signed.has(delegate)).length,
    mine: signed.has(me),
  };
}

async function ballotInfo(
  reader: Reader,
  ballot: BallotRow,
  me: string,
  rolls: Map<string, ReadonlySet<string>>,
): Promise<BallotInfo> {
  const roll =
    rolls.get(ballot.roll) ??
    new Set((await rollByHash(reader, ballot.roll)).statement.entries.map(({ delegate }) => delegate));
  rolls.set(ballot.roll, roll);
  const vote = await latestVote(reader, ballot.id, me);
  return {
    id: ballot.id,
    proposal: ballot.proposal,
    definition: ballot.definition.statement,
    state: ballot.state,
    entitled: ballot.entitled,
    voted: ballot.voted,
    mine: roll.has(me),
    vote:
      vote === undefined
        ? null
        : { revision: vote.revision, statement: vote.statementHash, marks: vote.signed.statement.marks },
    result:
      ballot.closed === null
        ? null
        : { close: ballot.closed.close.statement, tally: ballot.closed.tally, outcome: ballot.closed.outcome },
  };
}

async function resolutionInfo(
  reader: Reader,
  { number, hash, ballot, statement, jws }: ResolutionRow,
  me: string,
): Promise<ResolutionInfo> {
  const attestations = await attestationsOf(reader, hash);
  const named: ResolutionInfo['attestations'] = [];
  for (const { member, role } of attestations)
    named.push({ role, name: (await findMember(reader, member))?.name ?? '' });
  const delivery = await outboxOf(reader, hash);
  return {
    number,
    hash,
    ballot,
    statement,
    attestations: named,
    mine: attestations.some(({ member }) => member === me),
    signed: jws !== null,
    delivery:
      delivery === undefined
        ? null
        : {
            state: delivery.state,
            attempts: delivery.attempts,
            reason: delivery.reason,
            receivedAt: delivery.received_at,
          },
  };
}
