import type { Selectable } from 'kysely';
import type { JoinStatement } from '../server/rules/party-statements.ts';
import type { Reader, Writer } from './engine.ts';
import type { Tables } from './schema.ts';

export type InvitationRow = Selectable<Tables['branch_invitation']>;
type StoredRequest = Selectable<Tables['join_request']>;
export type RequestRow = Omit<StoredRequest, 'statement'> & { statement: JoinStatement };

/** The invitations to branches that nobody has used up, the newest first. @param at RFC 3339; what has expired then is left out. */
export async function openInvitations(reader: Reader, at: string): Promise<InvitationRow[]> {
  return reader
    .selectFrom('branch_invitation')
    .selectAll()
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .orderBy('created_at', 'desc')
    .execute();
}

/** An invitation by the hash of its token, or undefined. */
export async function findInvitation(reader: Reader, hash: string): Promise<InvitationRow | undefined> {
  return reader.selectFrom('branch_invitation').selectAll().where('token_hash', '=', hash).executeTakeFirst();
}

export async function insertInvitation(writer: Writer, row: InvitationRow): Promise<void> {
  await writer.insertInto('branch_invitation').values(row).execute();
}

export async function updateInvitation(
  writer: Writer,
  hash: string,
  values: Partial<Pick<InvitationRow, 'used_at' | 'child'>>,
): Promise<void> {
  await writer.updateTable('branch_invitation').set(values).where('token_hash', '=', hash).execute();
}

export async function deleteInvitation(writer: Writer, hash: string): Promise<void> {
  await writer.deleteFrom('branch_invitation').where('token_hash', '=', hash).execute();
}

/** What branches ask for and nobody has answered, the oldest first. */
export async function waitingRequests(reader: Reader): Promise<RequestRow[]> {
  const rows = await reader
    .selectFrom('join_request')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('received_at')
    .execute();
  return rows.map(requestOf);
}

export async function findRequest(reader: Reader, hash: string): Promise<RequestRow | undefined> {
  const row = await reader.selectFrom('join_request').selectAll().where('hash', '=', hash).executeTakeFirst();
  return row && requestOf(row);
}

/** The newest that a branch has asked for, answered or not, or undefined. */
export async function lastRequestOf(reader: Reader, child: string): Promise<RequestRow | undefined> {
  const row = await reader
    .selectFrom('join_request')
    .selectAll()
    .where('child', '=', child)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && requestOf(row);
}

export async function insertRequest(writer: Writer, { statement, ...row }: RequestRow): Promise<void> {
  await writer
    .insertInto('join_request')
    .values({ ...row, statement: JSON.stringify(statement) })
    .execute();
}

export async function decideRequest(
  writer: Writer,
  hash: string,
  state: RequestRow['state'],
  at: string,
): Promise<void> {
  await writer.updateTable('join_request').set({ state, decided_at: at }).where('hash', '=', hash).execute();
}

/** What a branch asked for before and is still waiting counts no longer. */
export async function replaceRequestsOf(writer: Writer, child: string, at: string): Promise<void> {
  await writer
    .updateTable('join_request')
    .set({ state: 'replaced', decided_at: at })
    .where('child', '=', child)
    .where('state', '=', 'waiting')
    .execute();
}

function requestOf({ statement, ...row }: StoredRequest): RequestRow {
  return { ...row, statement: JSON.parse(statement) as JoinStatement };
}
