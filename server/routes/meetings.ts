import { ballotsOf } from '../../db/ballots.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import {
  checkedIn,
  currentMeeting,
  findMeeting,
  insertMeeting,
  insertRoll,
  latestRoll,
  type MeetingRole,
  type MeetingRow,
  replaceRoles,
  setAttendance,
} from '../../db/meetings.ts';
import { credentialsByMember, findMember } from '../../db/members.ts';
import { type Branch, journalPeople } from '../branch.ts';
import { type Asker, command, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { hashOf } from '../rules/canonical.ts';
import type { Credential } from '../rules/formats.ts';
import { checkRoll } from '../rules/roll.ts';

/** The meeting, its roles, the door and the roll. */
export function meetingRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'createMeeting', async (writer, { body, at }, asker) => {
    const before = await currentMeeting(writer);
    if (before !== undefined && (await ballotsOf(writer, before.id)).some(({ state }) => state !== 'closed')) {
      throw new Problem('ballot.running', 'close the open ballot of the meeting before this one first');
    }
    const { title, place, startsAt, quorum } = body;
    const id = branch.surroundings.random(16);
    const row = {
      id,
      title,
      place,
      starts_at: startsAt,
      quorum_num: quorum.num,
      quorum_den: quorum.den,
      created_at: at,
    };
    await insertMeeting(writer, row);
    await appendEntry(writer, { type: 'meeting.created', meeting: id }, at);
    // Whoever makes the meeting can lead it at once; the roles are changed when the meeting has chosen others.
    const first = mustBeSomebody(asker).member.id;
    await setRoles(writer, branch, id, [
      { member: first, role: 'chair' },
      { member: first, role: 'secretary' },
    ]);
    return { meeting: id };
  });

  command(routes, 'setRoles', async (writer, { body, parameter }) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    const roles = (['chair', 'secretary', 'signer'] as const).flatMap((role) =>
      body[role].map((member) => ({ member, role })),
    );
    for (const { member } of roles) {
      if ((await findMember(writer, member)) === undefined)
        throw new Problem('not_found', `there is no member ${member}`);
    }
    await setRoles(writer, branch, meeting.id, roles);
    return {};
  });

  command(routes, 'checkIn', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    for (const member of body.members) {
      if ((await findMember(writer, member)) === undefined)
        throw new Problem('not_found', `there is no member ${member}`);
      await setAttendance(writer, { meeting: meeting.id, member, present: body.present, at });
    }
    const count = (await checkedIn(writer, meeting.id)).length;
    const detail = { members: body.members, present: body.present };
    await journalPeople(writer, branch, { type: 'attendance.set', meeting: meeting.id, checkedIn: count }, detail);
    return { checkedIn: count };
  });

  command(routes, 'signRoll', async (writer, { body, parameter, at }, asker) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    const { member } = mustBeSomebody(asker);
    const version = ((await latestRoll(writer, meeting.id))?.signed.statement.version ?? 0) + 1;
    const present = await presentWithPasskeys(writer, meeting.id);
    const now = { branch: branch.id, meeting: meeting.id, version, present, secretary: member.id };
    const hash = hashOf(must(checkRoll(body.statement, now)));
    await mustBeSignedBy(writer, branch, member.id, body);
    await insertRoll(writer, hash, body);
    await appendEntry(
      writer,
      { type: 'roll.signed', meeting: meeting.id, roll: hash, version, entitled: present.length },
      at,
    );
    return { roll: hash };
  });
}

/** Those checked in to a meeting with their passkeys: what the next roll lists. */
export async function presentWithPasskeys(
  reader: Reader,
  meeting: string,
): Promise<{ delegate: string; credentials: Credential[] }[]> {
  const credentials = await credentialsByMember(reader);
  return (await checkedIn(reader, meeting)).map((delegate) => ({
    delegate,
    credentials: credentials.get(delegate) ?? [],
  }));
}

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

async function setRoles(
  writer: Writer,
  branch: Branch,
  meeting: string,
  roles: readonly { member: string; role: MeetingRole }[],
): Promise<void> {
  await replaceRoles(writer, meeting, roles);
  await journalPeople(writer, branch, { type: 'roles.set', meeting }, { roles });
}
