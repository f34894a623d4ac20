import type { Selectable } from 'kysely';
import type { AttendanceChange, Presence } from '../server/rules/attendance.ts';
import type { StandingKind } from '../server/rules/meeting.ts';
import type { Gathering, Standing } from '../server/rules/standing.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** How somebody came in: checked in at the door, or by themselves with the code on the screen. */
export type How = Tables['attendance_change']['how'];
export type ChangeRow = Omit<Selectable<Tables['attendance_change']>, 'ordinal'>;

/** Who is there or on leave, in the order in which they first came, and how. */
export async function attendanceOf(
  reader: Reader,
  meeting: string,
): Promise<{ member: string; presence: 'in' | 'leave'; how: How }[]> {
  const rows = await reader
    .selectFrom('attendance')
    .select(['member', 'state', 'how'])
    .where('meeting', '=', meeting)
    .orderBy('checked_in_at')
    .execute();
  return rows.map(({ member, state, how }) => ({ member, presence: state === 'leave' ? 'leave' : 'in', how }));
}

/** Who is what and where in a meeting. */
export async function gatheringOf(reader: Reader, meeting: string): Promise<Gathering> {
  const rows = await reader
    .selectFrom('standing')
    .select(['member', 'kind', 'place_of'])
    .where('meeting', '=', meeting)
    .execute();
  const presence = await attendanceOf(reader, meeting);
  return {
    standings: new Map(rows.map((row) => [row.member, standing(row)])),
    presence: new Map(presence.map(({ member, presence: where }) => [member, where])),
  };
}

/** As much of a meeting's gathering as says what one member is and where. */
export async function gatheringAround(reader: Reader, meeting: string, member: string): Promise<Gathering> {
  const standings = new Map<string, Standing>();
  const presence = new Map<string, Presence>();
  const read = async (id: string): Promise<Standing | undefined> => {
    const row = await reader
      .selectFrom('standing')
      .select(['kind', 'place_of'])
      .where('meeting', '=', meeting)
      .where('member', '=', id)
      .executeTakeFirst();
    if (row !== undefined) standings.set(id, standing(row));
    presence.set(id, await presenceIn(reader, meeting, id));
    return row && standing(row);
  };
  const own = await read(member);
  if (own?.placeOf) await read(own.placeOf);
  return { standings, presence };
}

/** Where a member is. */
export async function presenceIn(reader: Reader, meeting: string, member: string): Promise<Presence> {
  const row = await reader
    .selectFrom('attendance')
    .select('state')
    .where('meeting', '=', meeting)
    .where('member', '=', member)
    .executeTakeFirst();
  return row === undefined ? 'out' : row.state === 'leave' ? 'leave' : 'in';
}

/** Writes a change of attendance, and where the member is after it. */
export async function insertChange(writer: Writer, change: ChangeRow, to: Presence): Promise<void> {
  const { meeting, member, how, at } = change;
  await writer.insertInto('attendance_change').values(change).execute();
  if (to === 'out') {
    await writer.deleteFrom('attendance').where('meeting', '=', meeting).where('member', '=', member).execute();
    return;
  }
  const state = to === 'leave' ? ('leave' as const) : ('present' as const);
  const columns = change.change === 'leave' ? { state } : { state, how };
  await writer
    .insertInto('attendance')
    .values({ meeting, member, checked_in_at: at, state, how })
    .onConflict((on) => on.columns(['meeting', 'member']).doUpdateSet(columns))
    .execute();
}

/** The changes of attendance in a meeting, oldest first. */
export async function changesOf(
  reader: Reader,
  meeting: string,
): Promise<{ member: string; change: AttendanceChange; how: How; at: string }[]> {
  return reader
    .selectFrom('attendance_change')
    .select(['member', 'change', 'how', 'at'])
    .where('meeting', '=', meeting)
    .orderBy('ordinal')
    .execute();
}

/** Gives a member a standing in a meeting, in the place of the one before. */
export async function replaceStanding(
  writer: Writer,
  meeting: string,
  member: string,
  { kind, placeOf: place_of }: Standing,
): Promise<void> {
  await writer
    .insertInto('standing')
    .values({ meeting, member, kind, place_of })
    .onConflict((on) => on.columns(['meeting', 'member']).doUpdateSet({ kind, place_of }))
    .execute();
}

function standing({ kind, place_of }: { kind: string; place_of: string | null }): Standing {
  return { kind: kind as StandingKind, placeOf: place_of };
}
