import { hasChildren } from '../../db/children.ts';
import { deliveryOf } from '../../db/deliveries.ts';
import type { Reader } from '../../db/engine.ts';
import { areAll, journalSize } from '../../db/journal.ts';
import { findMember } from '../../db/members.ts';
import { allResolutions, attestationsOf, type ResolutionRow } from '../../db/resolutions.ts';
import type { ResolutionInfo, Snapshot } from '../api/snapshot.ts';
import type { Branch } from '../branch.ts';
import { branchesAbove } from '../lineage.ts';
import { type Asker, query, type Routes } from '../mount.ts';
import { meOf } from '../people.ts';
import { ballotsFor } from './ballot-info.ts';
import { intakeOf } from './intake.ts';
import { meetingFor } from './meeting-info.ts';
import { type Shared, sharedOf, withVotes } from './shared.ts';
import { speakersFor } from './speakers.ts';
import { proposalsFor } from './texts.ts';

/** The one snapshot that drives a page. */
export function snapshotRoutes(routes: Routes): void {
  // Hundreds of phones ask at once when a ballot opens; what is the same for all of them is read once for each entry,
  // and of it nothing but the ballots while entries tell of votes and drawn papers alone.
  let held: { index: number; shared: Shared | undefined } | undefined;
  async function sharedAt(reader: Reader, index: number, at: string): Promise<Shared | undefined> {
    if (held?.index === index) return held.shared;
    const before = held?.shared;
    if (held === undefined || before === undefined || held.index > index) return sharedOf(reader, at);
    return (await areAll(reader, held.index, ['vote.cast', 'paper.drawn']))
      ? withVotes(reader, before)
      : sharedOf(reader, at);
  }
  query(routes, 'snapshot', async (reader, { branch, at }, asker) => {
    const shown = await frontOf(reader, branch, at);
    if (asker === undefined) return shown;
    const { index } = shown;
    const shared = await sharedAt(reader, index, at);
    held = { index, shared };
    shown.me = await meOf(reader, asker);
    return shared === undefined ? shown : withMeeting(reader, shown, shared, asker);
  });
}

/** What anybody is shown: which branch it is. */
async function frontOf(reader: Reader, branch: Branch, at: string): Promise<Snapshot> {
  const { id, slug, name, level, parent } = branch;
  const above = await branchesAbove(reader, branch);
  return {
    index: await journalSize(reader),
    at,
    branch: {
      id,
      slug,
      name,
      level,
      parent: parent === null ? null : { id: parent, name: above.at(-1)?.name ?? parent },
      above,
      below: await hasChildren(reader),
    },
    me: null,
    meeting: null,
    roll: null,
    proposals: [],
    intake: null,
    ballots: [],
    resolutions: [],
    speakers: null,
    screens: null,
  };
}

/** The meeting, for members alone, as one of them sees it. */
async function withMeeting(
  reader: Reader,
  shown: Snapshot,
  { meeting, roll, proposals, ballots, speakers, screens }: Shared,
  { member: { id: me }, roles }: Asker,
): Promise<Snapshot> {
  const resolutions: ResolutionInfo[] = [];
  for (const resolution of await allResolutions(reader)) {
    if (resolution.statement.meeting === meeting.id) resolutions.push(await resolutionInfo(reader, resolution, me));
  }
  const own = roll === null ? null : { ...roll.info, mine: roll.entitled.has(me) };
  return {
    ...shown,
    meeting: meetingFor(meeting, roles),
    roll: own,
    proposals: proposalsFor(proposals, me),
    intake: intakeOf(meeting, shown.at),
    ballots: await ballotsFor(reader, ballots, me),
    resolutions,
    speakers: speakersFor(speakers, me),
    screens,
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
  const delivery = await deliveryOf(reader, hash);
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
