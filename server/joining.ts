import {
  deletePendingKeys,
  findBranch,
  insertBranchKey,
  otherKeys,
  replaceStatementsByOthers,
  updateBranch,
} from '../db/branch.ts';
import { deliveryOf } from '../db/deliveries.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { askedParent, currentParent, deleteAsked, insertParent, type ParentRow, updateParent } from '../db/parents.ts';
import { allResolutions } from '../db/resolutions.ts';
import { type Before, sendDown } from './above.ts';
import { type Branch, timeOf } from './branch.ts';
import { ownConfiguration, trustChain } from './federation.ts';
import { type Identity, identityIn } from './identity.ts';
import { post, signMessage } from './post.ts';
import { must, Problem } from './problem.ts';
import type { PublicJwk } from './rules/jws.ts';
import { readMessage } from './rules/message.ts';
import type { JoinStatement } from './rules/party-statements.ts';

/** A parent as it was looked up, with the key that was compared. */
export interface FoundParent {
  id: string;
  name: string;
  level: string;
  key: PublicJwk;
  /** Its entity configuration (JWS). */
  configuration: string;
}

/** What a branch asks to be vouched for: what differs from what it is. */
export type Wanted = Partial<Pick<Identity, 'name' | 'level' | 'key'>>;

/**
 * Asks a parent by its invitation to take the branch in.
 * @throws Problem join.waiting while another parent has not answered.
 */
export async function askParent(writer: Writer, branch: Branch, parent: FoundParent, token: string): Promise<void> {
  const asked = await askedParent(writer);
  if (asked?.state === 'asking' && (await waits(writer, asked.request)))
    throw new Problem('join.waiting', `${asked.parent} was asked and has not answered`);
  await deleteAsked(writer);
  const at = timeOf(branch);
  const { id, name, level, key, configuration } = parent;
  const request = await sendJoin(writer, branch, id, {}, token);
  await insertParent(writer, {
    parent: id,
    name,
    level,
    keys: JSON.stringify([key]),
    configuration,
    state: 'asking',
    request,
    asked_at: at,
    confirmed_at: null,
    ended_at: null,
  });
  await appendEntry(writer, { type: 'parent.asked', parent: id }, at);
}

/** Signs a join with the branch's current key, the configuration in it with the key that is wanted, and posts it; gives its hash. */
async function sendJoin(
  writer: Writer,
  branch: Branch,
  parent: string,
  wanted: Wanted,
  token?: string,
): Promise<string> {
  const own = await identityIn(writer, branch);
  const statement: JoinStatement = {
    typ: 'vedtak/join/1',
    branch: branch.id,
    parent,
    ...(token === undefined ? {} : { token }),
    configuration: await ownConfiguration(writer, branch, { ...own, ...wanted, parent }),
    last: await lastSigned(writer),
    at: timeOf(branch),
  };
  const { jws, hash } = await signMessage(writer, branch, 'join', statement);
  await post(writer, branch, { kind: 'join', statement: hash, receiver: parent, body: jws, title: own.name });
  return hash;
}

async function lastSigned(reader: Reader): Promise<JoinStatement['last']> {
  const last = (await allResolutions(reader)).findLast(({ jws }) => jws !== null);
  return last === undefined ? null : { number: last.number, hash: last.hash };
}

/** Whether a request is on its way or lies with the parent: it was not refused. */
async function waits(reader: Reader, request: string | null): Promise<boolean> {
  return request !== null && (await deliveryOf(reader, request))?.state !== 'refused';
}

/** What was asked for in a request of the branch's own, as it lies in the outbox. @throws Error when it does not. */
export async function requestedIn(reader: Reader, request: string): Promise<JoinStatement> {
  const delivery = await deliveryOf(reader, request);
  return must(readMessage('join', delivery?.body ?? '')).payload;
}

/**
 * Gives the branch another name, level or key: at once where it has no parent, else its parent is asked. Gives whether it was.
 * @throws Problem join.waiting while something else was asked of the parent.
 */
export async function change(writer: Writer, branch: Branch, wanted: Wanted): Promise<boolean> {
  const parent = await currentParent(writer);
  if (parent === undefined) {
    const before = await become(writer, branch, wanted);
    await sendDown(writer, branch, before);
    return false;
  }
  if (await waits(writer, parent.request))
    throw new Problem('join.waiting', `${parent.parent} was asked for another change and has not answered`);
  await updateParent(writer, parent, { request: await sendJoin(writer, branch, parent.parent, wanted) });
  return true;
}

/** A new key for the branch, sealed in its database until it takes the place of the current one. */
export async function addKey(writer: Writer, branch: Branch): Promise<Identity['key']> {
  const { key, sealed } = await branch.keyring.make();
  await insertBranchKey(writer, {
    kid: key.kid,
    public_key: JSON.stringify(key.publicJwk),
    secret_key: sealed,
    state: 'pending',
    created_at: timeOf(branch),
    ended_at: null,
    reason: null,
  });
  return key;
}

/**
 * Makes the branch what is wanted. A key that takes the place of the current one must wait in the database; the secret of the
 * one before goes. Gives the key before with its chain, where the key has changed, so that those below can be told with it.
 */
export async function become(writer: Writer, branch: Branch, wanted: Wanted): Promise<Before | undefined> {
  const own = await identityIn(writer, branch);
  const { name, level, key } = { ...own, ...wanted };
  const at = timeOf(branch);
  branch.changed();
  if (name !== own.name || level !== own.level) {
    await updateBranch(writer, { name, level });
    await appendEntry(writer, { type: 'branch.renamed' }, at);
  }
  if (key.kid === own.key.kid) return undefined;
  const before = { key: own.key, chain: await trustChain(writer, branch) };
  const pending = (await otherKeys(writer, 'pending')).find(({ kid }) => kid === key.kid);
  if (pending?.secret_key == null) throw new Error(`the key ${key.kid} does not wait`);
  const [newest] = await otherKeys(writer, 'past');
  const created_at = newest?.ended_at ?? (await findBranch(writer))?.created_at ?? at;
  await updateBranch(writer, { kid: key.kid, public_key: pending.public_key, secret_key: pending.secret_key });
  await deletePendingKeys(writer);
  await insertBranchKey(writer, {
    kid: own.key.kid,
    public_key: JSON.stringify(own.key.publicJwk),
    secret_key: null,
    state: 'past',
    created_at,
    ended_at: at,
    reason: null,
  });
  await appendEntry(writer, { type: 'branch.key', key: key.kid }, at);
  return before;
}

/**
 * Asks a parent no longer, or puts its refusal away; where nothing of that stands, asks the parent for no change any more.
 * @throws Problem parent.missing.
 */
export async function withdrawAsking(writer: Writer, branch: Branch): Promise<void> {
  const asked = await askedParent(writer);
  if (asked !== undefined) {
    await deleteAsked(writer);
    if (asked.state === 'asking') await sendLeave(writer, branch, asked.parent, 'moved');
    return;
  }
  const parent = await currentParent(writer);
  if (parent === undefined || parent.request === null)
    throw new Problem('parent.missing', 'no parent was asked for anything');
  await updateParent(writer, parent, { request: null });
  // the key that was to come is kept: the parent may have vouched for it already
  if (await waits(writer, parent.request)) await sendJoin(writer, branch, parent.parent, {});
}

/** Leaves the parent, and tells it why. */
export async function leaveParent(
  writer: Writer,
  branch: Branch,
  parent: ParentRow,
  reason: 'moved' | 'closed',
): Promise<void> {
  await sendLeave(writer, branch, parent.parent, reason);
  await endParent(writer, branch, parent);
}

export async function sendLeave(
  writer: Writer,
  branch: Branch,
  parent: string,
  reason: 'moved' | 'closed',
): Promise<void> {
  const at = timeOf(branch);
  const payload = { typ: 'vedtak/leave/1' as const, branch: branch.id, parent, reason, at };
  const { jws, hash } = await signMessage(writer, branch, 'leave', payload);
  const { name: title } = await identityIn(writer, branch);
  await post(writer, branch, { kind: 'leave', statement: hash, receiver: parent, body: jws, title });
}

/** Nobody vouches for the branch from now on: it is its own anchor, and those below are told. */
export async function endParent(writer: Writer, branch: Branch, parent: ParentRow): Promise<void> {
  const at = timeOf(branch);
  branch.changed();
  await updateParent(writer, parent, { state: 'past', request: null, ended_at: at });
  await updateBranch(writer, { parent: null });
  await replaceStatementsByOthers(writer, branch.id, []);
  await deletePendingKeys(writer);
  await appendEntry(writer, { type: 'parent.left', parent: parent.parent }, at);
  await sendDown(writer, branch);
}
