import type { Credential, PublicKey } from '../server/rules/formats.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type MemberRow = Tables['member'];
export type InvitationRow = Tables['invitation'];

/** A member by id, or undefined. */
export async function findMember(reader: Reader, id: string): Promise<MemberRow | undefined> {
  return reader.selectFrom('member').selectAll().where('id', '=', id).executeTakeFirst();
}

/** All members, by number then name. */
export async function allMembers(reader: Reader): Promise<MemberRow[]> {
  return reader.selectFrom('member').selectAll().orderBy('number').orderBy('name').execute();
}

/** How many members the branch has. */
export async function countMembers(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('member')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

export async function insertMember(writer: Writer, row: MemberRow): Promise<void> {
  await writer.insertInto('member').values(row).execute();
}

/** Gives the member with a number another name. */
export async function renameMember(writer: Writer, number: string, name: string): Promise<void> {
  await writer.updateTable('member').set({ name }).where('number', '=', number).execute();
}

/** A member's passkeys, oldest first. */
export async function credentialsOf(reader: Reader, member: string): Promise<Credential[]> {
  const rows = await reader
    .selectFrom('credential')
    .select(['id', 'public_key'])
    .where('member', '=', member)
    .orderBy('created_at')
    .execute();
  return rows.map(({ id, public_key }) => ({ id, publicKey: JSON.parse(public_key) as PublicKey }));
}

/** Every member's passkeys, by member. */
export async function credentialsByMember(reader: Reader): Promise<Map<string, Credential[]>> {
  const rows = await reader
    .selectFrom('credential')
    .select(['id', 'member', 'public_key'])
    .orderBy('created_at')
    .execute();
  const found = new Map<string, Credential[]>();
  for (const { id, member, public_key } of rows) {
    const held = found.get(member) ?? [];
    held.push({ id, publicKey: JSON.parse(public_key) as PublicKey });
    found.set(member, held);
  }
  return found;
}

/** A passkey and whose it is, or undefined. */
export async function findCredential(
  reader: Reader,
  id: string,
): Promise<{ member: string; publicKey: PublicKey } | undefined> {
  const row = await reader
    .selectFrom('credential')
    .select(['member', 'public_key'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { member: row.member, publicKey: JSON.parse(row.public_key) as PublicKey };
}

export async function insertCredential(
  writer: Writer,
  member: string,
  { id, publicKey, counter }: Credential & { counter: number },
  at: string,
): Promise<void> {
  await writer
    .insertInto('credential')
    .values({ id, member, public_key: JSON.stringify(publicKey), counter, created_at: at })
    .execute();
}

/** Ends the member's unused invitations and makes a new one. */
export async function replaceInvitation(
  writer: Writer,
  { tokenHash, member, expiresAt }: { tokenHash: string; member: string; expiresAt: string },
): Promise<void> {
  await writer
    .updateTable('invitation')
    .set({ replaced: 1 })
    .where('member', '=', member)
    .where('used_at', 'is', null)
    .execute();
  await writer
    .insertInto('invitation')
    .values({ token_hash: tokenHash, member, challenge: null, expires_at: expiresAt, used_at: null, replaced: 0 })
    .execute();
}

export async function findInvitation(reader: Reader, tokenHash: string): Promise<InvitationRow | undefined> {
  return reader.selectFrom('invitation').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** All invitations that were not replaced. */
export async function currentInvitations(reader: Reader): Promise<InvitationRow[]> {
  return reader.selectFrom('invitation').selectAll().where('replaced', '=', 0).execute();
}

/** Remembers the challenge that a registration under this invitation must answer. */
export async function setInvitationChallenge(writer: Writer, tokenHash: string, challenge: string): Promise<void> {
  await writer.updateTable('invitation').set({ challenge }).where('token_hash', '=', tokenHash).execute();
}

export async function useInvitation(writer: Writer, tokenHash: string, at: string): Promise<void> {
  await writer
    .updateTable('invitation')
    .set({ used_at: at, challenge: null })
    .where('token_hash', '=', tokenHash)
    .execute();
}
