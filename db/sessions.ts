import type { Reader, Writer } from './engine.ts';

/** The member behind a session token's hash, or undefined when there is none or it has expired. */
export async function sessionMember(reader: Reader, tokenHash: string, now: string): Promise<string | undefined> {
  const row = await reader
    .selectFrom('session')
    .select('member')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.member;
}

/** Starts a session and clears away those that have expired. */
export async function startSession(
  writer: Writer,
  { tokenHash, member, expiresAt, now }: { tokenHash: string; member: string; expiresAt: string; now: string },
): Promise<void> {
  await writer.deleteFrom('session').where('expires_at', '<=', now).execute();
  await writer.insertInto('session').values({ token_hash: tokenHash, member, expires_at: expiresAt }).execute();
}

export async function endSession(writer: Writer, tokenHash: string): Promise<void> {
  await writer.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** Remembers a nonce for one sign-in and clears away those that have expired. */
export async function insertNonce(
  writer: Writer,
  { nonce, expiresAt, now }: { nonce: string; expiresAt: string; now: string },
): Promise<void> {
  await writer.deleteFrom('nonce').where('expires_at', '<=', now).execute();
  await writer.insertInto('nonce').values({ nonce, expires_at: expiresAt }).execute();
}

/** Uses a nonce up; false when it is unknown, used or expired. */
export async function useNonce(writer: Writer, nonce: string, now: string): Promise<boolean> {
  const used = await writer
    .deleteFrom('nonce')
    .where('nonce', '=', nonce)
    .where('expires_at', '>', now)
    .returning('nonce')
    .executeTakeFirst();
  return used !== undefined;
}
