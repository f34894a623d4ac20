import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { entityStatementsByOthers, findEntityStatement, otherKeys, putEntityStatement } from '../db/branch.ts';
import { activeChildren, childKeys, findChild } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { currentParent } from '../db/parents.ts';
import type { Branch } from './branch.ts';
import { timeOf } from './branch.ts';
import { type Identity, identityIn } from './identity.ts';
import { signJws } from './keys.ts';
import { Problem } from './problem.ts';
import {
  EntityConfiguration,
  entityConfiguration,
  entityStatementType,
  SubordinateStatement,
  subordinateStatement,
} from './rules/entity-statement.ts';
import { PublicJwk } from './rules/jws.ts';
import type { Anchor, Trusted } from './rules/trust.ts';

/** How long an entity statement holds, in seconds. */
const statementLife = 2 * 365 * 24 * 60 * 60;

function lifeFrom(branch: Branch): { iat: number; exp: number } {
  const iat = Math.floor(branch.surroundings.now() / 1000);
  return { iat, exp: iat + statementLife };
}

/** The branch's own entity configuration, signed now (JWS). @param as who it says that it is, where that is not as it stands. */
export async function ownConfiguration(reader: Reader, branch: Branch, as?: Identity): Promise<string> {
  const { id, name, level, parent, key } = as ?? (await identityIn(reader, branch));
  const above = (await activeChildren(reader)).length > 0;
  const inbox = `${id}/inbox`;
  const payload = entityConfiguration({
    id,
    name,
    level,
    jwk: key.publicJwk,
    parent,
    inbox,
    above,
    ...lifeFrom(branch),
  });
  return signJws(key, entityStatementType, payload);
}

/** What a parent says of a child. */
export interface Child {
  id: string;
  name: string;
  level: string;
  jwk: PublicJwk;
}

/** Vouches for a child's key: signs the subordinate statement (JWS) and keeps it. */
export async function vouchFor(writer: Writer, branch: Branch, child: Child): Promise<string> {
  const jws = await sayOf(writer, branch, child);
  await putEntityStatement(writer, { issuer: branch.id, subject: child.id, jws, issued_at: timeOf(branch) });
  return jws;
}

/** The subordinate statement about an active child, signed anew; undefined for anybody else. */
export async function statementAbout(reader: Reader, branch: Branch, id: string): Promise<string | undefined> {
  const child = await findChild(reader, id);
  if (child?.state !== 'active') return undefined;
  const { name, level, public_key } = child;
  return sayOf(reader, branch, { id, name, level, jwk: v.parse(PublicJwk, JSON.parse(public_key)) });
}

async function sayOf(reader: Reader, branch: Branch, { id, name, level, jwk }: Child): Promise<string> {
  const { key } = await identityIn(reader, branch);
  const payload = subordinateStatement({ issuer: branch.id, subject: id, name, level, jwk, ...lifeFrom(branch) });
  return signJws(key, entityStatementType, payload);
}

/**
 * The trust chain from the branch up to its anchor: its own configuration, what each parent says of its child, and
 * the anchor's configuration (OpenID Federation 1.0, section 4).
 * @throws Error when a statement of a parent is not held.
 */
export async function trustChain(reader: Reader, branch: Branch): Promise<string[]> {
  const own = await identityIn(reader, branch);
  return [await ownConfiguration(reader, branch, own), ...(await chainAbove(reader, own))];
}

/**
 * The part of a branch's trust chain that others have signed, from its parent up, as it is held.
 * @throws Error when a statement is not held, is none, or the chain comes back to where it was.
 */
export async function chainAbove(reader: Reader, { id, parent }: Pick<Identity, 'id' | 'parent'>): Promise<string[]> {
  const chain: string[] = [];
  const passed = new Set<string>();
  let subject = id;
  let above = parent ?? undefined;
  while (above !== undefined) {
    passed.add(subject);
    if (passed.has(above)) throw new Error(`${above} stands above itself`);
    const said = await mustHold(reader, above, subject);
    v.parse(SubordinateStatement, decodeJwt(said));
    chain.push(said);
    const configuration = await mustHold(reader, above, above);
    subject = above;
    above = v.parse(EntityConfiguration, decodeJwt(configuration)).authority_hints?.[0];
    if (above === undefined) chain.push(configuration);
  }
  return chain;
}

async function mustHold(reader: Reader, issuer: string, subject: string): Promise<string> {
  const jws = await findEntityStatement(reader, issuer, subject);
  if (jws === undefined) throw new Error(`no statement of ${issuer} about ${subject} is held`);
  return jws;
}

/** The parent's own configuration as it is held, or undefined. */
export async function parentConfiguration(reader: Reader, branch: Branch): Promise<EntityConfiguration | undefined> {
  const { parent } = await identityIn(reader, branch);
  if (parent === null) return undefined;
  const jws = await findEntityStatement(reader, parent, parent);
  return jws === undefined ? undefined : v.parse(EntityConfiguration, decodeJwt(jws));
}

const Anchors = v.array(v.object({ ...PublicJwk.entries, until: v.exactOptional(v.string()) }));

/** The keys of a parent as they are stored: those that a person compared, and those that it put in their place, the newest first. */
export function pinnedKeys(keys: string): Anchor[] {
  return v.parse(Anchors, JSON.parse(keys));
}

/**
 * The keys that a branch trusts: its own, the pinned ones of its parent, and those of the branches above that, which its
 * parent has vouched for. Keys that others have replaced are there for what was signed while they were current.
 */
export async function trustedKeys(reader: Reader, branch: Branch): Promise<Anchor[]> {
  const { key } = await identityIn(reader, branch);
  const past = await keysBefore(reader);
  const parent = await currentParent(reader);
  const above = (await entityStatementsByOthers(reader, branch.id)).filter(
    ({ issuer, subject }) => issuer === subject && issuer !== parent?.parent,
  );
  return [
    key.publicJwk,
    ...past,
    ...(parent === undefined ? [] : pinnedKeys(parent.keys)),
    ...above.flatMap(({ jws }) => v.parse(EntityConfiguration, decodeJwt(jws)).jwks.keys),
  ];
}

/** The keys that the branch had before its current one, until another took their place; none that was given up as lost. */
export async function keysBefore(reader: Reader): Promise<Anchor[]> {
  return (await otherKeys(reader, 'past'))
    .filter(({ reason }) => reason === null)
    .map(({ public_key, ended_at }) => ({
      ...v.parse(PublicJwk, JSON.parse(public_key)),
      ...(ended_at === null ? {} : { until: ended_at }),
    }));
}

/**
 * The branch below from which something verified comes.
 * @param kid the key that signed it.
 * @throws Problem trust.child for somebody who is not below, child.revoked where the parent trusts it or this key no longer,
 * message.sender for a key that is not one of the branch's here.
 */
export async function childOf(reader: Reader, branch: Branch, { leaf }: Trusted, kid: string) {
  const child = await findChild(reader, leaf.id);
  if (child?.state === 'revoked') throw new Problem('child.revoked', `${leaf.id} was revoked at ${child.ended_at}`);
  if (child === undefined || child.state !== 'active' || leaf.parent !== branch.id)
    throw new Problem('trust.child', `${leaf.id} is not one of our branches`);
  const known = (await childKeys(reader, child.id)).find((key) => key.kid === kid);
  if (known === undefined) throw new Problem('message.sender', `the key ${kid} is not one of ${leaf.id} here`);
  if (known.revoked_reason !== null) throw new Problem('child.revoked', `the key ${kid} of ${leaf.id} is revoked`);
  return child;
}

/** The keys of the branch before its current one, as OpenID Federation 1.0, section 8.7.2, lists them. Times are seconds since 1970. */
export async function historicalKeys(reader: Reader, branch: Branch): Promise<object[]> {
  const seconds = (time: string): number => Math.floor(Date.parse(time) / 1000);
  return (await otherKeys(reader, 'past')).map(({ public_key, created_at, ended_at, reason }) => {
    const exp = seconds(ended_at ?? timeOf(branch));
    const revoked = { revoked_at: exp, reason: reason ?? 'superseded' };
    return { ...v.parse(PublicJwk, JSON.parse(public_key)), iat: seconds(created_at), exp, revoked };
  });
}
