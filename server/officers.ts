import type { Writer } from '../db/engine.ts';
import { type MeetingRole, replaceRoles, rolesIn } from '../db/meetings.ts';
import { type Branch, journalPeople } from './branch.ts';

/** Says who serves a meeting, in the place of all who did before. */
export async function setRoles(
  writer: Writer,
  branch: Branch,
  meeting: string,
  roles: readonly { member: string; role: MeetingRole }[],
): Promise<void> {
  await replaceRoles(writer, meeting, roles);
  await journalPeople(writer, branch, { type: 'roles.set', meeting }, { roles });
}

/** Gives a role to those who were elected to it, in the place of those who had it; all other roles stay. */
export async function elect(
  writer: Writer,
  branch: Branch,
  meeting: string,
  role: MeetingRole,
  members: readonly string[],
): Promise<void> {
  const others = (await rolesIn(writer, meeting)).filter((given) => given.role !== role);
  await setRoles(writer, branch, meeting, [...others, ...members.map((member) => ({ member, role }))]);
}
