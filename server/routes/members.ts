import { gatheringOf } from '../../db/attendance.ts';
import type { Reader } from '../../db/engine.ts';
import { currentMeeting, latestRoll, rolesIn } from '../../db/meetings.ts';
import {
  allMembers,
  credentialsByMember,
  currentInvitations,
  findMember,
  insertMember,
  renameMember,
} from '../../db/members.ts';
import type { Invitation, Member } from '../api/secretary.ts';
import { journalPeople } from '../branch.ts';
import { invite } from '../invitations.ts';
import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import type { ImportRow } from '../rules/import-rows.ts';
import { readMembers } from '../rules/members-import.ts';
import { entitledIn, type Gathering, presenceOf, roleOf, standingOf } from '../rules/standing.ts';

/** The member list: import, invitations, and what the secretary sees of each member. */
export function memberRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'members', async (reader, { at }) => ({ members: await membersSeen(reader, at) }));

  query(routes, 'importPreview', async (reader, { body }) => {
    const rows = readMembers(body.csv, await allMembers(reader));
    return { rows, ...countEffects(rows) };
  });

  command(routes, 'importMembers', async (writer, { body, at }) => {
    const rows = readMembers(body.csv, await allMembers(writer));
    const { added, updated, mistakes } = countEffects(rows);
    if (mistakes > 0) {
      const wrong = rows.filter(({ effect }) => effect === 'mistake');
      throw new Problem('import.mistakes', `${mistakes} rows have mistakes, the first in row ${wrong[0]?.row}`, {
        rows: wrong.map(({ row, mistakes: found }) => ({ row, mistakes: found })),
      });
    }
    const members: { id: string; number: string }[] = [];
    for (const { effect, name, number } of rows) {
      if (effect === 'add') {
        const id = branch.surroundings.random(16);
        await insertMember(writer, { id, name, number, leader: 0, created_at: at });
        members.push({ id, number });
      }
      if (effect === 'update') await renameMember(writer, number, name);
    }
    if (added + updated > 0)
      await journalPeople(writer, branch, { type: 'members.imported', added, updated }, { members });
    return { added, updated };
  });

  command(routes, 'invite', async (writer, { body }) => {
    const invitations: Invitation[] = [];
    for (const id of new Set(body.members)) {
      const member = await findMember(writer, id);
      if (member === undefined) throw new Problem('not_found', `there is no member ${id}`);
      invitations.push({ member: id, name: member.name, ...(await invite(writer, branch, id)) });
    }
    return { invitations };
  });
}

function countEffects(rows: readonly ImportRow[]): { added: number; updated: number; same: number; mistakes: number } {
  const count = (effect: ImportRow['effect']): number => rows.filter((row) => row.effect === effect).length;
  return { added: count('add'), updated: count('update'), same: count('same'), mistakes: count('mistake') };
}

/** Every member with what the secretary needs at the door. */
async function membersSeen(reader: Reader, at: string): Promise<Member[]> {
  const meeting = await currentMeeting(reader);
  const roles = meeting === undefined ? [] : await rolesIn(reader, meeting.id);
  const gathering = meeting && (await gatheringOf(reader, meeting.id));
  const entitled = new Set(gathering && entitledIn(gathering));
  const roll = meeting === undefined ? undefined : await latestRoll(reader, meeting.id);
  const rolled = new Map(roll?.signed.statement.entries.map((entry) => [entry.delegate, entry.credentials]));
  const credentials = await credentialsByMember(reader);
  const invitations = new Map<string, Member['invitation']>();
  for (const { member, used_at, expires_at } of await currentInvitations(reader)) {
    const state = used_at !== null ? 'used' : expires_at <= at ? 'expired' : 'open';
    if (state !== 'used' || !invitations.has(member)) invitations.set(member, state);
  }
  return (await allMembers(reader)).map(({ id, name, number, leader }) => ({
    member: id,
    name,
    number,
    credentials: credentials.get(id) ?? [],
    invitation: invitations.get(id) ?? 'none',
    roles: [
      ...(leader === 1 ? (['leader'] as const) : []),
      ...roles.filter(({ member }) => member === id).map(({ role }) => role),
      ...(gathering === undefined ? [] : [roleOf(gathering, id)]),
    ],
    ...placeIn(gathering, entitled, id),
    rolled: rolled.get(id)?.map((credential) => credential.id) ?? null,
  }));
}

/** What a member is in the meeting, and where. */
function placeIn(
  gathering: Gathering | undefined,
  entitled: ReadonlySet<string>,
  member: string,
): Pick<Member, 'checkedIn' | 'attendance' | 'standing' | 'placeOf' | 'entitled'> {
  const nobody = { standings: new Map(), presence: new Map() };
  const { kind, placeOf } = standingOf(gathering ?? nobody, member);
  const attendance = presenceOf(gathering ?? nobody, member);
  return { checkedIn: attendance === 'in', attendance, standing: kind, placeOf, entitled: entitled.has(member) };
}
