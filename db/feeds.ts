import type { ResolutionPayload } from '../server/rules/statements.ts';
import type { Reader } from './engine.ts';

/** One of the branch's own signed resolutions. */
export interface PublishedRow {
  number: number;
  hash: string;
  jws: string;
  ballot: string;
  signedAt: string;
}

/** The branch's own signed resolutions, newest first, at most `limit`. */
export async function newestPublished(reader: Reader, limit: number): Promise<PublishedRow[]> {
  const rows = await reader
    .selectFrom('resolution')
    .select(['number', 'hash', 'jws', 'ballot', 'signed_at'])
    .where('jws', 'is not', null)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.flatMap(({ jws, signed_at, ...row }) =>
    jws === null || signed_at === null ? [] : [{ ...row, jws, signedAt: signed_at }],
  );
}

/** What was received, newest first, at most `limit`. */
export async function newestReceived(
  reader: Reader,
  limit: number,
): Promise<{ hash: string; name: string; receivedAt: string; payload: ResolutionPayload }[]> {
  const rows = await reader
    .selectFrom('received')
    .select(['hash', 'name', 'received_at as receivedAt', 'payload'])
    .orderBy('idx', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.payload) as ResolutionPayload }));
}
