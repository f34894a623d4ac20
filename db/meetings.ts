import type { Insertable, Selectable, Updateable } from 'kysely';
import type { RollStatement, Signed } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type MeetingRow = Omit<Selectable<Tables['meeting']>, 'ordinal'>;
export type MeetingRole = 'chair' | 'secretary' | 'signer' | 'teller';

/** The newest meeting, which is the current one, or undefined. */
export async function currentMeeting(reader: Reader): Promise<MeetingRow | undefined> {
  return reader.selectFrom('meeting').selectAll().orderBy('ordinal', 'desc').limit(1).executeTakeFirst();
}

export async function findMeeting(reader: Reader, id: string): Promise<MeetingRow | undefined> {
  return reader.selectFrom('meeting').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertMeeting(writer: Writer, row: Insertable<Tables['meeting']>): Promise<void> {
  await writer.insertInto('meeting').values(row).execute();
}

/** Sets columns of a meeting. */
export async function updateMeeting(
  writer: Writer,
  id: string,
  columns: Updateable<Omit<Tables['meeting'], 'id' | 'ordinal'>>,
): Promise<void> {
  await writer.updateTable('meeting').set(columns).where('id', '=', id).execute();
}

/** Who has which role in a meeting. */
export async function rolesIn(reader: Reader, meeting: string): Promise<{ member: string; role: MeetingRole }[]> {
  const rows = await reader.selectFrom('role').select(['member', 'role']).where('meeting', '=', meeting).execute();
  return rows as { member: string; role: MeetingRole }[];
}

/** Replaces all roles of a meeting. */
export async function replaceRoles(
  writer: Writer,
  meeting: string,
  roles: readonly { member: string; role: MeetingRole }[],
): Promise<void> {
  await writer.deleteFrom('role').where('meeting', '=', meeting).execute();
  for (const { member, role } of roles) {
    await writer
      .insertInto('role')
      .values({ meeting, member, role })
      .onConflict((on) => on.doNothing())
      .execute();
  }
}

/** The newest signed roll of a meeting, or undefined. */
export async function latestRoll(
  reader: Reader,
  meeting: string,
): Promise<{ hash: string; signed: Signed<RollStatement> } | undefined> {
  const row = await reader
    .selectFrom('roll')
    .select(['hash', 'signed'])
    .where('meeting', '=', meeting)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && { hash: row.hash, signed: JSON.parse(row.signed) as Signed<RollStatement> };
}

/** A signed roll by its hash. @throws when there is none. */
export async function rollByHash(reader: Reader, hash: string): Promise<Signed<RollStatement>> {
  const roll = await findRoll(reader, hash);
  if (roll === undefined) throw new Error(`there is no roll ${hash}`);
  return roll;
}

/** A roll by its hash, or undefined. */
export async function findRoll(reader: Reader, hash: string): Promise<Signed<RollStatement> | undefined> {
  const row = await reader.selectFrom('roll').select('signed').where('hash', '=', hash).executeTakeFirst();
  return row && (JSON.parse(row.signed) as Signed<RollStatement>);
}

export async function insertRoll(writer: Writer, hash: string, signed: Signed<RollStatement>): Promise<void> {
  const { meeting, version } = signed.statement;
  await writer
    .insertInto('roll')
    .values({ hash, meeting, version, signed: JSON.stringify(signed) })
    .execute();
}
