import { insertItem } from '../../db/agenda.ts';
import { ballotsOf } from '../../db/ballots.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import {
  currentMeeting,
  findMeeting,
  insertMeeting,
  type MeetingRow,
  rolesIn,
  updateMeeting,
} from '../../db/meetings.ts';
import { findMember } from '../../db/members.ts';
import { deleteFreeIssuers } from '../../db/secret.ts';
import { mustNotBeClosed } from '../identity.ts';
import { type Asker, command, type Routes } from '../mount.ts';
import { setRoles } from '../officers.ts';
import { must, Problem } from '../problem.ts';
import { constitutingItems } from '../rules/agenda.ts';
import { type MeetingSettings, type MeetingState, settingsOf } from '../rules/meeting.ts';
import { checkSigned, checkStage, checkState } from '../rules/meeting-state.ts';

/** The meeting itself: how it is planned, held and led. */
export function meetingRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'createMeeting', async (writer, { body, at }, asker) => {
    await mustNotBeClosed(writer);
    const before = await currentMeeting(writer);
    if (before !== undefined && (await ballotIsOpen(writer, before.id))) {
      throw new Problem('ballot.running', 'close the open ballot of the meeting before this one first');
    }
    await deleteFreeIssuers(writer);
    const id = branch.surroundings.random(16);
    const settings = before === undefined ? {} : inherited(settingsOf(before.settings));
    await insertMeeting(writer, {
      id,
      ...columnsOf(body),
      created_at: at,
      state: 'planned',
      settings: JSON.stringify(settings),
      door_secret: branch.surroundings.random(32),
    });
    await appendEntry(writer, { type: 'meeting.created', meeting: id }, at);
    if (body.constitute !== false) {
      for (const item of constitutingItems(settingsOf(JSON.stringify(settings)).language)) {
        await insertItem(writer, { id: branch.surroundings.random(16), meeting: id, ...item, minutes: null });
      }
      await appendEntry(writer, { type: 'agenda.changed', meeting: id }, at);
    }
    // Whoever makes the meeting can lead it at once; the roles are changed when the meeting has chosen others.
    const first = mustBeSomebody(asker).member.id;
    await setRoles(writer, branch, id, [
      { member: first, role: 'chair' },
      { member: first, role: 'secretary' },
    ]);
    return { meeting: id };
  });

  command(routes, 'editMeeting', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), ['planned', 'called']);
    await updateMeeting(writer, meeting.id, columnsOf(body));
    await appendEntry(writer, { type: 'meeting.settings', meeting: meeting.id }, at);
    return {};
  });

  command(routes, 'setMeetingState', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    const state = must(checkState(meeting.state, body.to, await ballotIsOpen(writer, meeting.id)));
    await setState(writer, meeting.id, state, at);
    return { state };
  });

  command(routes, 'setMeetingSettings', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), unsigned);
    await updateMeeting(writer, meeting.id, { settings: JSON.stringify(body) });
    await appendEntry(writer, { type: 'meeting.settings', meeting: meeting.id }, at);
    return {};
  });

  command(routes, 'setRoles', async (writer, { body, parameter }) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    const tellers = (await rolesIn(writer, meeting.id)).filter(({ role }) => role === 'teller');
    const teller = body.teller ?? tellers.map(({ member }) => member);
    const roles = (['chair', 'secretary', 'signer', 'teller'] as const).flatMap((role) =>
      ({ ...body, teller })[role].map((member) => ({ member, role })),
    );
    for (const { member } of roles) {
      if ((await findMember(writer, member)) === undefined)
        throw new Problem('not_found', `there is no member ${member}`);
    }
    await setRoles(writer, branch, meeting.id, roles);
    return {};
  });
}

/** The stages of a meeting whose agenda and attendance still change. */
export const underWay: readonly MeetingState[] = ['planned', 'called', 'open', 'adjourned'];
/** The stages of a meeting whose minutes are not signed. */
export const unsigned: readonly MeetingState[] = [...underWay, 'closed'];

/** The asker of an endpoint that lets only members in. */
export function mustBeSomebody(asker: Asker | undefined): Asker {
  if (asker === undefined) throw new Problem('session.missing', 'the request carries no session of this branch');
  return asker;
}

/** The current meeting, by its id. @throws Problem not_found, or meeting.missing when there is a newer one. */
export async function mustBeCurrent(reader: Reader, id: string): Promise<MeetingRow> {
  const meeting = await findMeeting(reader, id);
  if (meeting === undefined) throw new Problem('not_found', 'there is no such meeting');
  if ((await currentMeeting(reader))?.id !== id)
    throw new Problem('meeting.missing', 'that meeting is over; there is a newer one');
  return meeting;
}

/** The current meeting, by its id, at one of some stages. @throws Problem as `mustBeCurrent`, or meeting.state. */
export async function mustBeAt(reader: Reader, id: string, stages: readonly MeetingState[]): Promise<MeetingRow> {
  const meeting = await mustBeCurrent(reader, id);
  must(checkStage(meeting.state, stages));
  return meeting;
}

/** The current meeting, by its id, while it is open. @throws Problem as `mustBeAt`. */
export function mustBeOpen(reader: Reader, id: string): Promise<MeetingRow> {
  return mustBeAt(reader, id, ['open']);
}

/** Says that the minutes of a closed meeting are signed. @throws Problem meeting.state for one that is not closed. */
export async function markSigned(writer: Writer, meeting: MeetingRow, at: string): Promise<void> {
  await setState(writer, meeting.id, must(checkSigned(meeting.state)), at);
}

async function setState(writer: Writer, meeting: string, state: MeetingState, at: string): Promise<void> {
  await updateMeeting(writer, meeting, { state });
  if (state !== 'open') await deleteFreeIssuers(writer);
  await appendEntry(writer, { type: 'meeting.state', meeting, state }, at);
}

async function ballotIsOpen(reader: Reader, meeting: string): Promise<boolean> {
  return (await ballotsOf(reader, meeting)).some(({ state }) => state !== 'closed');
}

/** What a meeting takes over from the one before: all but its dates. */
function inherited(settings: MeetingSettings): MeetingSettings {
  return { ...settings, proposalDeadline: null, amendmentDeadline: null };
}

function columnsOf({
  title,
  place,
  startsAt,
  quorum,
}: {
  title: string;
  place: string;
  startsAt: string;
  quorum: { num: number; den: number };
}): Pick<MeetingRow, 'title' | 'place' | 'starts_at' | 'quorum_num' | 'quorum_den'> {
  return { title, place, starts_at: startsAt, quorum_num: quorum.num, quorum_den: quorum.den };
}
