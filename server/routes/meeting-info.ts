import { itemsOf } from '../../db/agenda.ts';
import { attendanceOf, gatheringOf } from '../../db/attendance.ts';
import type { Reader } from '../../db/engine.ts';
import { countDoorCodes } from '../../db/journal.ts';
import { type MeetingRow, rolesIn } from '../../db/meetings.ts';
import { countMembers, credentialsByMember, findMember } from '../../db/members.ts';
import type { Role } from '../api/endpoint.ts';
import type { MeetingInfo } from '../api/meeting.ts';
import { quorumOf } from '../rules/majority.ts';
import { settingsOf } from '../rules/meeting.ts';
import { entitledIn } from '../rules/standing.ts';
import type { Quorum } from '../rules/statements.ts';

/** The meeting's quorum with the members as they are now. */
export async function quorumNow(reader: Reader, { quorum_num: num, quorum_den: den }: MeetingRow): Promise<Quorum> {
  const members = await countMembers(reader);
  return { num, den, members, required: quorumOf(num, den, members) };
}

/** The current meeting, for those who lead it. */
export async function meetingInfo(reader: Reader, meeting: MeetingRow): Promise<MeetingInfo> {
  const officers = { chair: [], secretary: [], signer: [], teller: [] } as MeetingInfo['officers'];
  for (const { member, role } of await rolesIn(reader, meeting.id)) {
    officers[role].push((await findMember(reader, member))?.name ?? '');
  }
  const counts = await countsOf(reader, meeting.id);
  return {
    id: meeting.id,
    title: meeting.title,
    place: meeting.place,
    startsAt: meeting.starts_at,
    state: meeting.state,
    quorum: await quorumNow(reader, meeting),
    settings: settingsOf(meeting.settings),
    officers,
    checkedIn: counts.present,
    counts,
    agenda: (await itemsOf(reader, meeting.id)).map(({ id, kind, title, minutes, state, note }, i) => ({
      id,
      number: i + 1,
      kind,
      title,
      minutes,
      state,
      note,
    })),
    item: meeting.item,
    listClosed: meeting.list_closed === 1,
    intakeClosedAt: meeting.intake_closed_at,
  };
}

/** The meeting as somebody with these roles is shown it: the password of the hall's network is for who leads it. */
export function meetingFor(meeting: MeetingInfo, roles: readonly Role[]): MeetingInfo {
  const { wifi } = meeting.settings;
  if (wifi === null || roles.some((role) => ['leader', 'chair', 'secretary'].includes(role))) return meeting;
  return { ...meeting, settings: { ...meeting.settings, wifi: { ...wifi, password: '' } } };
}

async function countsOf(reader: Reader, meeting: string): Promise<MeetingInfo['counts']> {
  const attendance = await attendanceOf(reader, meeting);
  const present = attendance.filter(({ presence }) => presence === 'in');
  const entitled = entitledIn(await gatheringOf(reader, meeting));
  const credentials = await credentialsByMember(reader);
  return {
    present: present.length,
    onLeave: attendance.length - present.length,
    entitled: entitled.length,
    withoutPasskey: entitled.filter((member) => !credentials.has(member)).length,
    byCode: present.filter(({ how }) => how === 'code').length,
    doorCodes: await countDoorCodes(reader, meeting),
  };
}
