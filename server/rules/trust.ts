import type * as v from 'valibot';
import { clockTolerance } from './clock.ts';
import { EntityConfiguration, entityStatementType, SubordinateStatement } from './entity-statement.ts';
import { isSignedBy, jwsHeader, openJws, type PublicJwk, parseJson } from './jws.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/** The most statements that a chain may have. */
export const longestChain = 16;

/** A key that is trusted beforehand. */
export interface Anchor extends PublicJwk {
  /** RFC 3339: when another key took its place. What it signed later is not taken. */
  until?: string;
}

/** What a chain establishes, from the leaf up to the key that was trusted beforehand, the pin; of what is above it nothing. */
export interface Trusted {
  /** The branch at its lower end; name and level are the parent's word, its own where the pin is its own key. */
  leaf: { id: string; name: string; level: string; parent: string | null };
  leafKeys: readonly PublicJwk[];
  /** The branch whose key is the pin. */
  anchorId: string;
  /** Ids from the leaf up to the anchor. */
  ids: readonly string[];
  /**
   * The same with names, each as the branch above it says; the top of the chain says its own. An anchor below the top has no
   * name here but its id, since whoever trusts its key knows it.
   */
  path: readonly { id: string; name: string }[];
  /** The keys of every branch from the leaf up to the anchor, by id. */
  keys: ReadonlyMap<string, readonly PublicJwk[]>;
}

/**
 * Whether a trust chain (OpenID Federation 1.0, sections 4 and 10.2) leads from its leaf to one of the keys that are trusted, and was
 * valid at a time. The chain is the leaf's entity configuration, its parent's statement about it, and so on up, and
 * the top's entity configuration; the top's own chain is its configuration alone. ES256 only.
 *
 * A trusted key may be that of any branch in the chain; the lowest one counts. What stands above it must be well-formed
 * and hold together, but is not believed, and its time does not matter.
 * @param anchors the keys trusted beforehand.
 * @param at RFC 3339.
 */
export async function verifyTrustChain(
  chain: readonly string[],
  anchors: readonly Anchor[],
  at: string,
): Promise<Checked<Trusted>> {
  const read = readChain(chain);
  if (!read.ok) return read;
  const links = read.value;
  const linked = holdTogether(links);
  if (!linked.ok) return linked;
  const signed = await areSigned(links);
  if (!signed.ok) return signed;
  const pin = pinnedIn(links, anchors);
  if (!pin.ok) return pin;
  const timely = wereValid(links, pin.value, at);
  if (!timely.ok) return timely;
  return pass(trustedBy(links, pin.value));
}

/**
 * The first moment, from a time on, at which every statement of a chain had been issued: what a decision without a
 * receipt is judged as of, since a branch signs its configuration when it signs the decision, which is later.
 * A chain that cannot be read gives the time itself.
 * @param from RFC 3339.
 */
export function inForceFrom(chain: readonly string[], from: string): string {
  const read = readChain(chain);
  const issued = read.ok ? payloadsOf(read.value).map(({ iat }) => iat * 1000) : [];
  const moment = Math.max(Date.parse(from), ...issued);
  return Number.isNaN(moment) ? from : new Date(moment).toISOString();
}

/** The keys that a chain names for each branch in it, by id; none where it cannot be read. Nothing of it is verified. */
export function keysSaid(chain: readonly string[]): ReadonlyMap<string, readonly PublicJwk[]> {
  const read = readChain(chain);
  if (!read.ok) return new Map();
  const { statements, anchor } = read.value;
  return new Map([...statements, anchor].map(({ payload }) => [payload.sub, payload.jwks.keys]));
}

interface Statement<P> {
  jws: string;
  kid: string;
  payload: P;
}

/** A chain as it was read. `statements` go up from the one about the leaf; none for the anchor itself. */
interface Chain {
  leaf: Statement<EntityConfiguration>;
  statements: Statement<SubordinateStatement>[];
  anchor: Statement<EntityConfiguration>;
}

function readChain(chain: readonly string[]): Checked<Chain> {
  const [first, ...rest] = chain;
  if (first === undefined || chain.length === 2 || chain.length > longestChain) {
    return refuse('trust.chain', `the chain has ${chain.length} statements, expected 1, or 3 to ${longestChain}`);
  }
  const leaf = readStatement(first, EntityConfiguration, 'statement 1');
  if (!leaf.ok) return leaf;
  const last = rest.pop();
  if (last === undefined) return pass({ leaf: leaf.value, statements: [], anchor: leaf.value });
  const statements: Statement<SubordinateStatement>[] = [];
  for (const [i, jws] of rest.entries()) {
    const statement = readStatement(jws, SubordinateStatement, `statement ${i + 2}`);
    if (!statement.ok) return statement;
    statements.push(statement.value);
  }
  const anchor = readStatement(last, EntityConfiguration, `statement ${chain.length}`);
  return anchor.ok ? pass({ leaf: leaf.value, statements, anchor: anchor.value }) : anchor;
}

function readStatement<P>(jws: string, schema: v.GenericSchema<unknown, P>, what: string): Checked<Statement<P>> {
  const opened = openJws(jws, jwsHeader(entityStatementType), 'trust.chain');
  if (!opened.ok) return refuse('trust.chain', `${what}: ${opened.refusal.detail}`);
  const payload = parseJson(opened.value.bytes, schema, 'trust.chain', what);
  return payload.ok ? pass({ jws, kid: opened.value.header.kid, payload: payload.value }) : payload;
}

/** Each statement is about the issuer of the one below it, the ends are about themselves, and nobody comes twice. */
function holdTogether({ leaf, statements, anchor }: Chain): Checked<true> {
  for (const { payload } of [leaf, anchor]) {
    if (payload.iss !== payload.sub) {
      return refuse('trust.chain', `a configuration of ${payload.sub} is issued by ${payload.iss}, expected by itself`);
    }
  }
  let below = leaf.payload.iss;
  for (const { payload } of statements) {
    if (payload.sub !== below)
      return refuse('trust.chain', `${payload.iss} vouches for ${payload.sub}, expected ${below}`);
    below = payload.iss;
  }
  if (below !== anchor.payload.iss) {
    return refuse('trust.chain', `the last configuration is that of ${anchor.payload.iss}, expected ${below}`);
  }
  const parent = statements[0]?.payload.iss;
  if (parent !== undefined && leaf.payload.authority_hints?.includes(parent) !== true) {
    return refuse('trust.chain', `${leaf.payload.iss} does not name ${parent} as its parent`);
  }
  const ids = idsOf({ leaf, statements, anchor });
  if (new Set(ids).size !== ids.length) return refuse('trust.chain', 'a branch stands twice in the chain');
  return pass(true);
}

function idsOf({ leaf, statements }: Chain): string[] {
  return [leaf.payload.iss, ...statements.map(({ payload }) => payload.iss)];
}

/** Each statement is signed by a key that the one above it vouches for, and the ends by one of their own as well. */
async function areSigned({ leaf, statements, anchor }: Chain): Promise<Checked<true>> {
  const up = [leaf, ...statements, anchor];
  for (const [i, statement] of up.entries()) {
    const above = up[i + 1] ?? anchor;
    const issuers = statement === leaf ? [leaf, above] : [above];
    for (const { payload } of issuers) {
      const key = payload.jwks.keys.find(({ kid }) => kid === statement.kid);
      if (key === undefined)
        return refuse('trust.chain', `the key ${statement.kid} is not one that ${payload.iss} names`);
      if (!(await isSignedBy(statement.jws, key))) {
        return refuse(
          'trust.chain',
          `the statement about ${statement.payload.sub} is not signed by the key ${key.kid}`,
        );
      }
    }
  }
  return pass(true);
}

/** The place of the lowest branch that signed with a trusted key: 0 is the leaf. */
function pinnedIn(chain: Chain, anchors: readonly Anchor[]): Checked<number> {
  for (const [place, { kid, keys, iat }] of signersOf(chain).entries()) {
    const key = keys.find((candidate) => candidate.kid === kid);
    const anchor = anchors.find(({ x, y }) => key?.x === x && key.y === y);
    if (anchor === undefined) continue;
    if (anchor.until === undefined || iat * 1000 <= Date.parse(anchor.until)) return pass(place);
  }
  const { iss } = chain.anchor.payload;
  return refuse(
    'trust.anchor',
    `the chain ends at ${iss} with the key ${chain.anchor.kid}, trusted is ${anchors.map(({ kid }) => kid).join(', ')}`,
  );
}

/** Each branch of the chain, from the leaf up: the key with which it signed what stands lowest of its own, and when. */
function signersOf({ leaf, statements, anchor }: Chain): { kid: string; keys: readonly PublicJwk[]; iat: number }[] {
  const above = statements.map(({ kid, payload }, i) => ({
    kid,
    keys: (statements[i + 1] ?? anchor).payload.jwks.keys,
    iat: payload.iat,
  }));
  return [{ kid: leaf.kid, keys: leaf.payload.jwks.keys, iat: leaf.payload.iat }, ...above];
}

/** Whether what stands up to the pin was valid; the top's own configuration where the pin is the top. */
function wereValid({ leaf, statements, anchor }: Chain, pin: number, at: string): Checked<true> {
  const seconds = Date.parse(at) / 1000;
  const believed = [leaf, ...statements.slice(0, pin), ...(pin === statements.length ? [anchor] : [])];
  for (const { iss, sub, iat, exp } of believed.map(({ payload }) => payload)) {
    if (iat <= seconds + clockTolerance / 1000 && seconds < exp) continue;
    const [from, to] = [iat, exp].map((time) => new Date(time * 1000).toISOString());
    return refuse('trust.time', `what ${iss} says of ${sub} holds from ${from} to ${to}, asked was ${at}`);
  }
  return pass(true);
}

function payloadsOf({ leaf, statements, anchor }: Chain): (EntityConfiguration | SubordinateStatement)[] {
  return [leaf, ...statements, anchor].map(({ payload }) => payload);
}

function trustedBy(chain: Chain, pin: number): Trusted {
  const { leaf, statements, anchor } = chain;
  const ids = idsOf(chain).slice(0, pin + 1);
  const said = statements.slice(0, pin).map(({ payload }) => payload);
  const own = pin === statements.length ? anchor.payload : pin === 0 ? leaf.payload : undefined;
  const keys = new Map<string, readonly PublicJwk[]>();
  for (const payload of own === undefined ? said : [...said, own]) keys.set(payload.sub, payload.jwks.keys);
  const anchorId = ids.at(-1) ?? leaf.payload.iss;
  if (own === undefined) {
    const pinned = signersOf(chain)[pin];
    keys.set(anchorId, pinned?.keys.filter(({ kid }) => kid === pinned.kid) ?? []);
  }
  const vouched = said[0] ?? leaf.payload;
  const { name, level } = vouched.metadata.vedtak_branch;
  const names = said.map(({ metadata }) => metadata.vedtak_branch.name);
  return {
    leaf: { id: leaf.payload.iss, name, level, parent: said[0]?.iss ?? null },
    leafKeys: vouched.jwks.keys,
    anchorId,
    ids,
    path: ids.map((id, i) => ({ id, name: names[i] ?? own?.metadata.vedtak_branch.name ?? id })),
    keys,
  };
}
