import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { entityStatementsByOthers, findEntityStatement, putEntityStatement } from '../db/branch.ts';
import type { Reader, Writer } from '../db/engine.ts';
import type { Branch } from './branch.ts';
import { timeOf } from './branch.ts';
import { signJws } from './keys.ts';
import type { PublicJwk } from './rules/jws.ts';
import {
  EntityConfiguration,
  entityConfiguration,
  entityStatementType,
  SubordinateStatement,
  subordinateStatement,
  verifyTrustChain,
} from './rules/trust.ts';

/** How long an entity statement holds, in seconds; renewed in its last month. */
const statementLife = 2 * 365 * 24 * 60 * 60;
const renewBefore = 30 * 24 * 60 * 60;

/** The address at which a branch takes in resolutions. */
function inboxOf(id: string): string {
  return `${id}/inbox`;
}

function lifeFrom(branch: Branch): { iat: number; exp: number } {
  const iat = Math.floor(branch.surroundings.now() / 1000);
  return { iat, exp: iat + statementLife };
}

/** The branch's own entity configuration, signed now (JWS). */
export function ownConfiguration(branch: Branch): Promise<string> {
  const { id, name, level, key, parent } = branch;
  const payload = entityConfiguration({
    id,
    name,
    level,
    jwk: key.publicJwk,
    parent,
    inbox: inboxOf(id),
    ...lifeFrom(branch),
  });
  return signJws(key, entityStatementType, payload);
}

/** What a parent is told of a new child. */
export interface Child {
  id: string;
  name: string;
  level: string;
  jwk: PublicJwk;
}

/** Vouches for a child's key: signs the subordinate statement (JWS) and keeps it. */
export async function vouchFor(writer: Writer, branch: Branch, { id, name, level, jwk }: Child): Promise<string> {
  const payload = subordinateStatement({ issuer: branch.id, subject: id, name, level, jwk, ...lifeFrom(branch) });
  const jws = await signJws(branch.key, entityStatementType, payload);
  await putEntityStatement(writer, { issuer: branch.id, subject: id, jws, issued_at: timeOf(branch) });
  return jws;
}

/** The subordinate statement about a child, signed anew with the key that was vouched for; undefined for a stranger. */
export async function statementAbout(reader: Reader, branch: Branch, child: string): Promise<string | undefined> {
  if (child === branch.id) return undefined;
  const held = await findEntityStatement(reader, branch.id, child);
  if (held === undefined) return undefined;
  const { jwks, metadata } = v.parse(SubordinateStatement, decodeJwt(held));
  const [jwk] = jwks.keys;
  if (jwk === undefined) return undefined;
  const { name, level } = metadata.vedtak_branch;
  const payload = subordinateStatement({ issuer: branch.id, subject: child, name, level, jwk, ...lifeFrom(branch) });
  return signJws(branch.key, entityStatementType, payload);
}

/**
 * The trust chain from the branch up to its anchor: its own configuration, what each parent says of its child, and
 * the anchor's configuration (OpenID Federation 1.0, section 4).
 * @throws Error when a statement of a parent is not held.
 */
export async function trustChain(reader: Reader, branch: Branch): Promise<string[]> {
  const chain = [await ownConfiguration(branch)];
  let subject = branch.id;
  let parent = branch.parent ?? undefined;
  while (parent !== undefined) {
    chain.push(await mustHold(reader, parent, subject));
    const configuration = await mustHold(reader, parent, parent);
    subject = parent;
    parent = v.parse(EntityConfiguration, decodeJwt(configuration)).authority_hints?.[0];
    if (parent === undefined) chain.push(configuration);
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
  if (branch.parent === null) return undefined;
  const jws = await findEntityStatement(reader, branch.parent, branch.parent);
  return jws === undefined ? undefined : v.parse(EntityConfiguration, decodeJwt(jws));
}

/** The keys that a branch trusts: its own, and those of the branches above it. */
export async function trustedKeys(reader: Reader, branch: Branch): Promise<PublicJwk[]> {
  const above = await entityStatementsByOthers(reader, branch.id);
  const configurations = above.filter(({ issuer, subject }) => issuer === subject);
  return [
    branch.key.publicJwk,
    ...configurations.flatMap(({ jws }) => v.parse(EntityConfiguration, decodeJwt(jws)).jwks.keys),
  ];
}

/** An entity statement (JWS) with its issuer and its subject. */
interface Statement {
  issuer: string;
  subject: string;
  jws: string;
}

/** What a child holds of those above it: what each says of the one below, and of itself. */
export interface ParentStatements {
  statements: Statement[];
}

/** What a parent hands to a child: what it says of the child and of itself, and all that it holds of those above. */
export async function statementsFor(parent: Branch, child: string, about: string): Promise<ParentStatements> {
  const configuration = await ownConfiguration(parent);
  const above = await parent.engine.read((reader) => entityStatementsByOthers(reader, parent.id));
  return {
    statements: [
      { issuer: parent.id, subject: child, jws: about },
      { issuer: parent.id, subject: parent.id, jws: configuration },
      ...above,
    ],
  };
}

/** Keeps what those above say. */
export async function keepParentStatements(
  writer: Writer,
  { parent, surroundings }: Branch,
  { statements }: ParentStatements,
): Promise<void> {
  if (parent === null) return;
  const issued_at = new Date(surroundings.now()).toISOString();
  for (const statement of statements) await putEntityStatement(writer, { ...statement, issued_at });
}

/**
 * Fetches what those above say anew when the first of it ends within a month, and keeps it when it verifies under the
 * key of the anchor that is held. What cannot be fetched or verified leaves what is held in place. Gives the time at
 * which it is due, in milliseconds since 1970, when that is later.
 */
export async function renewParentStatements(branch: Branch): Promise<number | undefined> {
  if (branch.parent === null) return undefined;
  const chain = await branch.engine.read((reader) => trustChain(reader, branch));
  const held = chain.slice(1).map((jws) => v.parse(Held, decodeJwt(jws)));
  const anchor = held.at(-1);
  const [key] = anchor?.jwks.keys ?? [];
  const ends = Math.min(...held.map(({ exp }) => exp));
  if (key === undefined) return undefined;
  if (ends - branch.surroundings.now() / 1000 > renewBefore) return (ends - renewBefore) * 1000;
  const statements: Statement[] = [];
  for (const { iss, sub } of held) {
    if (iss === sub) continue;
    const about = await get(branch, `${iss}/federation/fetch?sub=${encodeURIComponent(sub)}`);
    const configuration = await get(branch, `${iss}/.well-known/openid-federation`);
    statements.push({ issuer: iss, subject: sub, jws: about }, { issuer: iss, subject: iss, jws: configuration });
  }
  const upwards = statements.filter(({ issuer, subject }) => issuer !== subject).map(({ jws }) => jws);
  const fresh = [await ownConfiguration(branch), ...upwards, statements.at(-1)?.jws ?? ''];
  const verified = await verifyTrustChain(fresh, [key], timeOf(branch));
  if (verified.ok) await branch.engine.transact((writer) => keepParentStatements(writer, branch, { statements }));
  return undefined;
}

const Held = v.union([EntityConfiguration, SubordinateStatement]);

async function get({ surroundings }: Branch, url: string): Promise<string> {
  const answer = await surroundings.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  return answer.text();
}
