import * as v from 'valibot';
import { findBranch, otherKeys } from '../../db/branch.ts';
import { allChildren, type ChildKeyRow, type ChildRow, childKeys, findChild } from '../../db/children.ts';
import { deliveryOf } from '../../db/deliveries.ts';
import type { Reader } from '../../db/engine.ts';
import { openInvitations, type RequestRow, waitingRequests } from '../../db/joining.ts';
import { askedParent, currentParent, formerParent, type ParentRow } from '../../db/parents.ts';
import type { ComparedKey, DatedKey, Described, Party, PartyChild, PartyParent, PartyRequest } from '../api/party.ts';
import type { Branch } from '../branch.ts';
import { askedIn } from '../children.ts';
import { pinnedKeys } from '../federation.ts';
import { requestedIn } from '../joining.ts';
import { fingerprintOf } from '../rules/fingerprint.ts';
import { PublicJwk } from '../rules/jws.ts';

/** A key with the words by which people compare it. */
export function comparedKey(key: PublicJwk): ComparedKey {
  return { kid: key.kid, words: fingerprintOf(key) };
}

function storedKey(key: string): ComparedKey {
  return comparedKey(v.parse(PublicJwk, JSON.parse(key)));
}

/** A branch's place in the party. */
export async function partyOf(reader: Reader, { id }: Branch, at: string): Promise<Party> {
  const row = await findBranch(reader);
  if (row === undefined) throw new Error('the database holds no branch');
  const { name, level, public_key, created_at, closed_at: closedAt } = row;
  const past = await otherKeys(reader, 'past');
  const pastKeys = past.map((key) => ({
    ...storedKey(key.public_key),
    from: key.created_at,
    until: key.ended_at,
    revoked: key.reason,
  }));
  const from = past[0]?.ended_at ?? created_at;
  const children: PartyChild[] = [];
  for (const child of await allChildren(reader)) children.push(childSeen(child, await childKeys(reader, child.id)));
  const requests: PartyRequest[] = [];
  for (const request of await waitingRequests(reader)) requests.push(await requestSeen(reader, request));
  return {
    id,
    name,
    level,
    closedAt,
    key: { ...storedKey(public_key), from, until: null, revoked: null },
    pastKeys,
    ...(await parentsSeen(reader)),
    children,
    requests,
    invitations: (await openInvitations(reader, at)).map((invitation) => ({
      invitation: invitation.token_hash,
      name: invitation.name,
      level: invitation.level,
      child: invitation.child,
      createdAt: invitation.created_at,
      expiresAt: invitation.expires_at,
    })),
  };
}

async function parentsSeen(reader: Reader): Promise<Pick<Party, 'parent' | 'formerParent' | 'asked' | 'change'>> {
  const parent = await currentParent(reader);
  const asked = await askedParent(reader);
  const refused = asked === undefined ? null : await refusalOf(reader, asked.request);
  return {
    parent: parent === undefined ? null : parentSeen(parent),
    formerParent: parent === undefined ? ((await formerParent(reader)) ?? null) : null,
    asked:
      asked === undefined
        ? null
        : {
            ...parentSeen(asked),
            state: asked.state === 'declined' || refused !== null ? 'declined' : 'asking',
            refused,
          },
    change: await changeSeen(reader, parent?.request ?? null),
  };
}

function parentSeen({ parent: id, name, level, keys, asked_at, confirmed_at }: ParentRow): PartyParent {
  const [key] = pinnedKeys(keys);
  if (key === undefined) throw new Error(`no key of ${id} is held`);
  return { id, name, level, key: comparedKey(key), askedAt: asked_at, confirmedAt: confirmed_at };
}

/** Why a request was refused by the one that it was sent to; null where it was not. */
async function refusalOf(reader: Reader, request: string | null): Promise<string | null> {
  const delivery = request === null ? undefined : await deliveryOf(reader, request);
  return delivery?.state === 'refused' ? delivery.reason : null;
}

async function changeSeen(reader: Reader, request: string | null): Promise<Party['change']> {
  if (request === null) return null;
  const statement = await requestedIn(reader, request);
  const { name, level, key } = askedIn(statement);
  const refused = await refusalOf(reader, request);
  return { name, level, key: comparedKey(key), askedAt: statement.at, refused };
}

function childSeen(child: ChildRow, keys: readonly ChildKeyRow[]): PartyChild {
  const dated = keys.map(
    ({ public_key, from_at, until_at, revoked_reason }): DatedKey => ({
      ...storedKey(public_key),
      from: from_at,
      until: until_at,
      revoked: revoked_reason,
    }),
  );
  return {
    id: child.id,
    ...described(child),
    state: child.state,
    since: child.joined_at,
    endedAt: child.ended_at,
    reason: child.reason ?? '',
    keys: dated,
  };
}

function described({ name, level, public_key }: Pick<ChildRow, 'name' | 'level' | 'public_key'>): Described {
  return { name, level, key: storedKey(public_key) };
}

async function requestSeen(
  reader: Reader,
  { hash, child, invitation, statement, received_at }: RequestRow,
): Promise<PartyRequest> {
  const { name, level, key } = askedIn(statement);
  const known = await findChild(reader, child);
  return {
    request: hash,
    child,
    join: invitation !== null,
    receivedAt: received_at,
    asks: { name, level, key: comparedKey(key) },
    known: known === undefined ? null : described(known),
    last: statement.last?.number ?? null,
  };
}
