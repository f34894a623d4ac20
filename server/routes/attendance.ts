import { attendanceOf, gatheringOf, insertChange, presenceIn, replaceStanding } from '../../db/attendance.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { insertRoll, latestRoll, type MeetingRow } from '../../db/meetings.ts';
import { credentialsByMember, findMember, type MemberRow, replaceInvitation } from '../../db/members.ts';
import type { Substitute } from '../api/attendance.ts';
import { journalPeople } from '../branch.ts';
import { isDoorCode, oneTimeCode, spaced } from '../door-code.ts';
import { command, type Routes } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { type AttendanceChange, changeTo, checkChange, type Presence } from '../rules/attendance.ts';
import { fromBase64url, hashOf, hashOfText } from '../rules/canonical.ts';
import type { Credential } from '../rules/formats.ts';
import { settingsOf } from '../rules/meeting.ts';
import { checkRoll } from '../rules/roll.ts';
import { checkStanding, entitledIn, hasVote, substituteFor } from '../rules/standing.ts';
import { mustBeAt, mustBeCurrent, mustBeSomebody, underWay } from './meetings.ts';

/** How long a one-time code from the door holds, in milliseconds. */
const doorCodeLife = 10 * 60 * 1000;

/** The door: who comes, goes, and has a vote; and the roll of them. */
export function attendanceRoutes(routes: Routes): void {
  const { branch } = routes;

  /** Brings people in or out, each once, where they are not there already; journals it as one entry. */
  async function bring(
    writer: Writer,
    meeting: MeetingRow,
    members: readonly string[],
    change: (now: Presence) => AttendanceChange | undefined,
    { how, at }: { how: 'door' | 'code'; at: string },
  ): Promise<void> {
    const made: { member: string; change: AttendanceChange }[] = [];
    for (const member of new Set(members)) {
      const now = await presenceIn(writer, meeting.id, member);
      const step = change(now);
      if (step === undefined) continue;
      const to = must(checkChange(now, step));
      await insertChange(writer, { meeting: meeting.id, member, change: step, how, at }, to);
      made.push({ member, change: step });
    }
    const present = (await attendanceOf(writer, meeting.id)).filter(({ presence }) => presence === 'in');
    const entry = { type: 'attendance.set', meeting: meeting.id, checkedIn: present.length } as const;
    await journalPeople(writer, branch, entry, { changes: made, how });
  }

  command(routes, 'checkIn', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    for (const member of body.members) await mustFindMember(writer, member);
    const wanted = body.present ? 'in' : 'out';
    await bring(writer, meeting, body.members, (now) => changeTo(now, wanted), { how: 'door', at });
    const present = (await attendanceOf(writer, meeting.id)).filter(({ presence }) => presence === 'in');
    return { checkedIn: present.length, ...(await votesAfter(writer, meeting.id, body.members)) };
  });

  command(routes, 'changeAttendance', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const { id } = await mustFindMember(writer, body.member);
    await bring(writer, meeting, [id], () => body.change, { how: 'door', at });
    const attendance = await presenceIn(writer, meeting.id, id);
    return { attendance, ...(await votesAfter(writer, meeting.id, [id])) };
  });

  command(routes, 'checkInByCode', async (writer, { body, parameter, at }, asker) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const { id } = mustBeSomebody(asker).member;
    const open = settingsOf(meeting.settings).selfCheckIn;
    if (!open) throw new Problem('door.code', 'members are checked in at the door in this meeting');
    if (!isDoorCode(meeting.door_secret, branch.surroundings.now(), body.code)) {
      throw new Problem('door.code', 'that is neither the code on the screen nor the one before it');
    }
    await bring(writer, meeting, [id], (now) => changeTo(now, 'in'), { how: 'code', at });
    return { entitled: hasVote(await gatheringOf(writer, meeting.id), id) };
  });

  command(routes, 'setStanding', async (writer, { body, parameter }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const { member, ...standing } = body;
    await mustFindMember(writer, member);
    if (standing.placeOf !== null) await mustFindMember(writer, standing.placeOf);
    must(checkStanding(await gatheringOf(writer, meeting.id), member, standing));
    await replaceStanding(writer, meeting.id, member, standing);
    await journalPeople(writer, branch, { type: 'standing.set', meeting: meeting.id }, body);
    const entitled = entitledIn(await gatheringOf(writer, meeting.id));
    return { entitled: entitled.length, mine: entitled.includes(member) };
  });

  command(routes, 'doorCodeFor', async (writer, { body, parameter }) => {
    const meeting = await mustBeAt(writer, parameter('meeting'), underWay);
    const { id: member, name } = await mustFindMember(writer, body.member);
    const code = oneTimeCode(fromBase64url(branch.surroundings.random(32)));
    const expiresAt = new Date(branch.surroundings.now() + doorCodeLife).toISOString();
    await replaceInvitation(writer, { tokenHash: hashOfText(code), member, expiresAt });
    await journalPeople(writer, branch, { type: 'door.code', meeting: meeting.id }, { member, expiresAt });
    return { member, name, code: spaced(code), expiresAt };
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
    const entry = { type: 'roll.signed', meeting: meeting.id, roll: hash, version, entitled: present.length } as const;
    await appendEntry(writer, entry, at);
    return { roll: hash };
  });
}

/** Those in a meeting who have a vote, with their passkeys, of which some have none: what the next roll lists. */
export async function presentWithPasskeys(
  reader: Reader,
  meeting: string,
): Promise<{ delegate: string; credentials: Credential[] }[]> {
  const credentials = await credentialsByMember(reader);
  return entitledIn(await gatheringOf(reader, meeting)).map((delegate) => ({
    delegate,
    credentials: credentials.get(delegate) ?? [],
  }));
}

async function mustFindMember(reader: Reader, id: string): Promise<MemberRow> {
  const member = await findMember(reader, id);
  if (member === undefined) throw new Problem('not_found', `there is no member ${id}`);
  return member;
}

/** How many have a vote after people came or went, and the substitutes in their places with or without one. */
async function votesAfter(
  reader: Reader,
  meeting: string,
  moved: readonly string[],
): Promise<{ entitled: number; substitutes: Substitute[] }> {
  const gathering = await gatheringOf(reader, meeting);
  const entitled = entitledIn(gathering);
  const substitutes: Substitute[] = [];
  for (const delegate of new Set(moved)) {
    const substitute = substituteFor(gathering, delegate);
    if (substitute === undefined) continue;
    const { id: member, name } = await mustFindMember(reader, substitute);
    substitutes.push({ member, name, entitled: entitled.includes(member) });
  }
  return { entitled: entitled.length, substitutes };
}
