import type { PublicKey } from '../server/rules/formats.ts';
import type { MeetingState } from '../server/rules/meeting.ts';
import type { MinutesStatement, Signed } from '../server/rules/statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

/** The minutes of a meeting: a draft until `jws` is there. */
export interface MinutesRow {
  hash: string;
  statement: MinutesStatement;
  jws: string | null;
}

export interface MinutesAttestationRow {
  member: string;
  role: 'chair' | 'signer';
  signed: Signed<MinutesStatement>;
  publicKey: PublicKey;
}

/** The states that a meeting came into, with the times of their journal entries, oldest first. */
export async function statesOf(reader: Reader, meeting: string): Promise<{ state: MeetingState; at: string }[]> {
  const rows = await reader
    .selectFrom('journal_entry')
    .select('entry')
    .where('type', '=', 'meeting.state')
    .orderBy('idx')
    .execute();
  return rows
    .map(({ entry }) => JSON.parse(entry) as { meeting: string; state: MeetingState; at: string })
    .filter((entry) => entry.meeting === meeting)
    .map(({ state, at }) => ({ state, at }));
}

/** The branch's meetings, newest first. */
export async function allMeetings(reader: Reader): Promise<{ id: string; title: string; startsAt: string }[]> {
  return reader
    .selectFrom('meeting')
    .select(['id', 'title', 'starts_at as startsAt'])
    .orderBy('ordinal', 'desc')
    .execute();
}

/** The remarks to a meeting's minutes, oldest first. */
export async function remarksOf(reader: Reader, meeting: string): Promise<Tables['remark'][]> {
  return reader.selectFrom('remark').selectAll().where('meeting', '=', meeting).orderBy('at').orderBy('id').execute();
}

export async function insertRemark(writer: Writer, remark: Tables['remark']): Promise<void> {
  await writer.insertInto('remark').values(remark).execute();
}

export async function findMinutes(reader: Reader, meeting: string): Promise<MinutesRow | undefined> {
  const row = await reader.selectFrom('minutes').selectAll().where('meeting', '=', meeting).executeTakeFirst();
  return row && { hash: row.hash, statement: JSON.parse(row.statement) as MinutesStatement, jws: row.jws };
}

/** The minutes of all meetings, drafts too. */
export async function allMinutes(reader: Reader): Promise<MinutesRow[]> {
  const rows = await reader.selectFrom('minutes').select(['hash', 'statement', 'jws']).execute();
  return rows.map(({ hash, statement, jws }) => ({ hash, statement: JSON.parse(statement) as MinutesStatement, jws }));
}

/** Stores a draft in the place of the one before, whose signatures go with it. */
export async function replaceMinutes(
  writer: Writer,
  { hash, statement }: Omit<MinutesRow, 'jws'>,
  at: string,
): Promise<void> {
  const { meeting } = statement;
  const before = await findMinutes(writer, meeting);
  if (before !== undefined) await writer.deleteFrom('minutes_attestation').where('minutes', '=', before.hash).execute();
  await writer.deleteFrom('minutes').where('meeting', '=', meeting).execute();
  await writer
    .insertInto('minutes')
    .values({ meeting, hash, statement: JSON.stringify(statement), jws: null, created_at: at, signed_at: null })
    .execute();
}

export async function setMinutesSigned(writer: Writer, hash: string, jws: string, at: string): Promise<void> {
  await writer.updateTable('minutes').set({ jws, signed_at: at }).where('hash', '=', hash).execute();
}

export async function minutesAttestationsOf(reader: Reader, minutes: string): Promise<MinutesAttestationRow[]> {
  const rows = await reader.selectFrom('minutes_attestation').selectAll().where('minutes', '=', minutes).execute();
  return rows.map(({ member, role, signed, public_key }) => ({
    member,
    role,
    signed: JSON.parse(signed) as Signed<MinutesStatement>,
    publicKey: JSON.parse(public_key) as PublicKey,
  }));
}

export async function insertMinutesAttestation(
  writer: Writer,
  minutes: string,
  { member, role, signed, publicKey }: MinutesAttestationRow,
): Promise<void> {
  await writer
    .insertInto('minutes_attestation')
    .values({ minutes, member, role, signed: JSON.stringify(signed), public_key: JSON.stringify(publicKey) })
    .execute();
}
