import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type ScreenRow = Tables['screen'];

/** A screen by the hash of its token, unless it has expired. */
export async function findScreen(reader: Reader, tokenHash: string, now: string): Promise<ScreenRow | undefined> {
  return reader
    .selectFrom('screen')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
}

/** The paired screens that have not expired. */
export async function pairedScreens(reader: Reader, now: string): Promise<ScreenRow[]> {
  return reader
    .selectFrom('screen')
    .selectAll()
    .where('paired_at', 'is not', null)
    .where('expires_at', '>', now)
    .execute();
}

/**
 * Stores a screen that waits to be paired, and clears away those that have expired. Of those that wait at most `most`
 * stay: the ones that came first go.
 */
export async function insertScreen(
  writer: Writer,
  { tokenHash, code, expiresAt, now }: { tokenHash: string; code: string; expiresAt: string; now: string },
  most: number,
): Promise<void> {
  await writer.deleteFrom('screen').where('expires_at', '<=', now).execute();
  const waiting = await writer
    .selectFrom('screen')
    .select('token_hash')
    .where('paired_at', 'is', null)
    .orderBy('expires_at', 'desc')
    .execute();
  const surplus = waiting.slice(most - 1).map(({ token_hash }) => token_hash);
  if (surplus.length > 0) await writer.deleteFrom('screen').where('token_hash', 'in', surplus).execute();
  await writer
    .insertInto('screen')
    .values({ token_hash: tokenHash, code, paired_at: null, show: null, expires_at: expiresAt })
    .execute();
}

/** Pairs the screen that shows a code; false when none does. */
export async function pairScreen(
  writer: Writer,
  code: string,
  { now, expiresAt, show }: { now: string; expiresAt: string; show: string | null },
): Promise<boolean> {
  const paired = await writer
    .updateTable('screen')
    .set({ code: null, paired_at: now, expires_at: expiresAt, show })
    .where('code', '=', code)
    .where('expires_at', '>', now)
    .returning('token_hash')
    .executeTakeFirst();
  return paired !== undefined;
}

/** Lets go of all paired screens; gives how many there were. */
export async function removePaired(writer: Writer): Promise<number> {
  const gone = await writer.deleteFrom('screen').where('paired_at', 'is not', null).returning('token_hash').execute();
  return gone.length;
}

/** Tells all paired screens what to show, null for what the meeting is at; gives how many there are. */
export async function setShow(writer: Writer, show: string | null): Promise<number> {
  const told = await writer
    .updateTable('screen')
    .set({ show })
    .where('paired_at', 'is not', null)
    .returning('token_hash')
    .execute();
  return told.length;
}
