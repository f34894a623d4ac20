import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { deleteEntityStatement, entityStatementsByOthers } from '../db/branch.ts';
import { changeChildKey, endChildKey, findChild, insertChild, updateChild } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import {
  decideRequest,
  findInvitation,
  findRequest,
  insertInvitation,
  insertRequest,
  type RequestRow,
  replaceRequestsOf,
  updateInvitation,
} from '../db/joining.ts';
import { appendEntry } from '../db/journal.ts';
import { sendStatements } from './above.ts';
import { type Branch, journalPeople, timeOf } from './branch.ts';
import { vouchFor } from './federation.ts';
import { askNewChild } from './hearing-relay.ts';
import { mustNotBeClosed } from './identity.ts';
import { Problem } from './problem.ts';
import { hashOfText } from './rules/canonical.ts';
import { EntityConfiguration } from './rules/entity-statement.ts';
import type { PublicJwk } from './rules/jws.ts';
import type { JoinStatement } from './rules/party-statements.ts';

/** How long an invitation to a branch can be used, in milliseconds. */
const invitationLife = 30 * 24 * 60 * 60 * 1000;

/** The page to which an invitation's link leads, below the inviting branch's id; the token is its fragment. */
export const invitationPage = '/organisasjon';

/** What a branch says of itself when it asks: its configuration, with the one key in it. */
export interface Asked {
  name: string;
  level: string;
  key: PublicJwk;
}

/** What a join asks to be vouched for. */
export function askedIn({ configuration }: Pick<JoinStatement, 'configuration'>): Asked {
  const { jwks, metadata } = v.parse(EntityConfiguration, decodeJwt(configuration));
  const [key] = jwks.keys;
  if (key === undefined) throw new TypeError('a configuration without a key');
  const { name, level } = metadata.vedtak_branch;
  return { name, level, key };
}

/**
 * Invites a branch to join below this one. Gives the link, which is nowhere else.
 * @param child a branch that is or was below, where the invitation is for it alone.
 * @throws Problem branch.closed or child.state.
 */
export async function inviteBranch(
  writer: Writer,
  branch: Branch,
  { name, level, child }: { name: string; level: string; child?: string },
): Promise<{ link: string; invitation: string; expiresAt: string }> {
  await mustNotBeClosed(writer);
  if (child !== undefined && (await findChild(writer, child)) === undefined)
    throw new Problem('child.state', `${child} neither is nor was below this branch`);
  const token = branch.surroundings.random(24);
  const invitation = hashOfText(token);
  const expiresAt = new Date(branch.surroundings.now() + invitationLife).toISOString();
  await insertInvitation(writer, {
    token_hash: invitation,
    name,
    level,
    created_at: timeOf(branch),
    expires_at: expiresAt,
    used_at: null,
    child: child ?? null,
  });
  await journalPeople(writer, branch, { type: 'branch.invited' }, { invitation, name, level });
  return { link: `${branch.id}${invitationPage}#${token}`, invitation, expiresAt };
}

/**
 * Takes down what a branch asks for, until somebody answers; a known child that asks for what it has gets its statements anew.
 * @throws Problem branch.closed, join.circle, join.token, trust.child.
 */
export async function takeDownRequest(
  writer: Writer,
  branch: Branch,
  { statement, hash, jws, at }: { statement: JoinStatement; hash: string; jws: string; at: string },
): Promise<void> {
  await mustNotBeClosed(writer);
  const { branch: child, token } = statement;
  const above = await entityStatementsByOthers(writer, branch.id);
  if (child === branch.id || above.some(({ issuer }) => issuer === child))
    throw new Problem('join.circle', `${child} stands above ${branch.id}`);
  const known = await findChild(writer, child);
  const invitation = token === undefined ? null : hashOfText(token);
  if (invitation !== null) await mustBeInvited(writer, invitation, child, at);
  else if (known?.state !== 'active') throw new Problem('trust.child', `${child} is not one of our branches`);
  await replaceRequestsOf(writer, child, at);
  const asked = askedIn(statement);
  const same = known?.name === asked.name && known.level === asked.level && known.kid === asked.key.kid;
  const waits = invitation !== null || !same;
  const row: RequestRow = {
    hash,
    child,
    invitation,
    jws,
    statement,
    state: waits ? 'waiting' : 'confirmed',
    received_at: at,
    decided_at: waits ? null : at,
  };
  await insertRequest(writer, row);
  if (waits) await appendEntry(writer, { type: 'child.requested', child }, at);
  else await sendStatements(writer, branch, child);
}

async function mustBeInvited(writer: Writer, hash: string, child: string, at: string): Promise<void> {
  const invitation = await findInvitation(writer, hash);
  const fits = invitation?.child === null || invitation?.child === child;
  if (invitation === undefined || !fits || invitation.used_at !== null || invitation.expires_at <= at)
    throw new Problem('join.token', 'there is no such invitation for this branch, or it can no longer be used');
  await updateInvitation(writer, hash, { child });
}

/** A request that waits. @throws Problem not_found or child.state. */
async function mustWait(reader: Reader, hash: string): Promise<RequestRow> {
  const request = await findRequest(reader, hash);
  if (request === undefined) throw new Problem('not_found', 'there is no such request');
  if (request.state !== 'waiting') throw new Problem('child.state', `the request is ${request.state}`);
  return request;
}

/**
 * Vouches for a branch as it asks.
 * @param kid the key whose words were compared.
 * @throws Problem not_found, branch.closed, child.state or join.key.
 */
export async function confirmRequest(writer: Writer, branch: Branch, hash: string, kid: string): Promise<void> {
  await mustNotBeClosed(writer);
  const { child, invitation, statement } = await mustWait(writer, hash);
  const { name, level, key } = askedIn(statement);
  if (key.kid !== kid) throw new Problem('join.key', `the request is for the key ${key.kid}, compared was ${kid}`);
  const at = timeOf(branch);
  const known = await findChild(writer, child);
  const described = { name, level, kid, public_key: JSON.stringify(key) };
  if (known?.state === 'active') {
    await updateChild(writer, child, described);
    // a branch that comes by an invitation with another key has lost the one before
    await changeChildKey(writer, { id: child, ...described }, at, invitation === null ? null : 'lost');
  } else {
    const { last } = statement;
    await insertChild(writer, {
      id: child,
      ...described,
      state: 'active',
      since_number: last?.number ?? 0,
      since_hash: last?.hash ?? null,
      joined_at: at,
      ended_at: null,
      reason: null,
    });
  }
  await decide(writer, { hash, invitation }, 'confirmed', at);
  await appendEntry(writer, { type: 'child.confirmed', child, key: kid }, at);
  await vouchFor(writer, branch, { id: child, name, level, jwk: key });
  await sendStatements(writer, branch, child);
  if (known?.state !== 'active') await askNewChild(writer, branch, { id: child, name, level });
}

async function decide(
  writer: Writer,
  { hash, invitation }: Pick<RequestRow, 'hash' | 'invitation'>,
  state: 'confirmed' | 'declined',
  at: string,
): Promise<void> {
  await decideRequest(writer, hash, state, at);
  if (invitation !== null) await updateInvitation(writer, invitation, { used_at: at });
}

/** Says no to what a branch asks for; what held before goes on. @throws Problem not_found or child.state. */
export async function declineRequest(writer: Writer, branch: Branch, hash: string): Promise<void> {
  const { child, invitation } = await mustWait(writer, hash);
  const at = timeOf(branch);
  await decide(writer, { hash, invitation }, 'declined', at);
  await appendEntry(writer, { type: 'child.declined', child }, at);
  await sendStatements(writer, branch, child, { ended: 'declined' });
}

/** Vouches for a branch below no longer, and trusts its key no longer. @throws Problem child.state. */
export async function revokeChild(writer: Writer, branch: Branch, child: string, reason: string): Promise<void> {
  const known = await findChild(writer, child);
  if (known?.state !== 'active') throw new Problem('child.state', `${child} is not one of our branches`);
  const at = timeOf(branch);
  await endChild(writer, branch, child, 'revoked', { at, reason });
  await sendStatements(writer, branch, child, { ended: 'revoked' });
}

/** A branch below is so no more: its parent says nothing of it from now on. */
export async function endChild(
  writer: Writer,
  branch: Branch,
  child: string,
  state: 'revoked' | 'left' | 'closed',
  { at, reason }: { at: string; reason: string | null },
): Promise<void> {
  await updateChild(writer, child, { state, ended_at: at, reason });
  await endChildKey(writer, child, at, state === 'revoked' ? (reason ?? '') : null);
  await replaceRequestsOf(writer, child, at);
  await deleteEntityStatement(writer, branch.id, child);
  await appendEntry(writer, { type: 'child.ended', child, reason: state === 'left' ? 'moved' : state }, at);
}
