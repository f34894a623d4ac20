import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { entityStatementsByOthers, findBranch, replaceStatementsByOthers } from '../db/branch.ts';
import { activeChildren } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { currentParent, insertParent, updateParent } from '../db/parents.ts';
import { type Branch, timeOf } from './branch.ts';
import { textWithin } from './egress.ts';
import { ownConfiguration, pinnedKeys, statementAbout, trustChain } from './federation.ts';
import type { Identity } from './identity.ts';
import { signJws } from './keys.ts';
import { post, signMessage } from './post.ts';
import { hashOf } from './rules/canonical.ts';
import { EntityConfiguration, longestEntityStatement, SubordinateStatement } from './rules/entity-statement.ts';
import { messageType, type StatementsStatement } from './rules/party-statements.ts';
import { type Checked, pass, refuse } from './rules/refusals.ts';
import { type Anchor, type Trusted, verifyTrustChain } from './rules/trust.ts';

/** Statements from above are fetched anew in the last month of the first that ends, in seconds. */
const renewBefore = 30 * 24 * 60 * 60;

/** An entity statement (JWS) with its issuer and its subject. */
interface Statement {
  issuer: string;
  subject: string;
  jws: string;
}

const Ends = v.object({ iss: v.string(), sub: v.string() });

function withEnds(jws: string): Statement {
  const { iss: issuer, sub: subject } = v.parse(Ends, decodeJwt(jws));
  return { issuer, subject, jws };
}

/** What a parent hands to a child: what it says of the child and of itself, and all that it holds of those above (JWS). */
export async function statementsFor(reader: Reader, parent: Branch, child: string): Promise<string[]> {
  const about = await statementAbout(reader, parent, child);
  if (about === undefined) return [];
  const above = await entityStatementsByOthers(reader, parent.id);
  return [about, await ownConfiguration(reader, parent), ...above.map(({ jws }) => jws)];
}

/** What the parent says, found to hold. */
export interface Above {
  statements: Statement[];
  /** The parent's word on the branch itself. */
  about: SubordinateStatement;
  /** The parent's own configuration, and as it was signed. */
  parent: EntityConfiguration;
  configuration: string;
  trusted: Trusted;
}

/**
 * Whether what a parent hands down holds together with the branch below it: each says of the one below it what that one says of
 * itself, signed by keys that stand in the statement above, up to a branch that names no parent.
 * @param own who the branch says that it is: the parent's name and the key that is vouched for.
 * @param anchors the keys of which one must vouch for the branch; all that stands below it must be valid at `at`.
 */
export async function verifyAbove(
  reader: Reader,
  branch: Branch,
  { own, jwss, anchors, at }: { own: Identity; jwss: readonly string[]; anchors?: readonly Anchor[]; at: string },
): Promise<Checked<Above>> {
  let statements: Statement[];
  try {
    statements = jwss.map(withEnds);
  } catch {
    return refuse('trust.chain', 'what comes down is not made of entity statements');
  }
  const about = statements.find(({ issuer, subject }) => issuer === own.parent && subject === own.id);
  const configuration = statements.find(({ issuer, subject }) => issuer === own.parent && subject === own.parent);
  const said = v.safeParse(SubordinateStatement, about && decodeJwt(about.jws));
  const parent = v.safeParse(EntityConfiguration, configuration && decodeJwt(configuration.jws));
  if (configuration === undefined || !said.success || !parent.success)
    return refuse('trust.chain', `what ${own.parent} says of itself and of ${own.id} is not among the statements`);
  const chain = chainIn(statements, own.id, await ownConfiguration(reader, branch, own));
  const verified = await verifyTrustChain(chain, anchors ?? parent.output.jwks.keys, at);
  if (!verified.ok) return verified;
  for (const { issuer, subject, jws } of statements) {
    if (issuer !== subject) continue;
    const keys = v.safeParse(EntityConfiguration, decodeJwt(jws));
    if (!keys.success) return refuse('trust.chain', `the configuration of ${issuer} is not one`);
    const held = await verifyTrustChain(chainIn(statements, issuer, jws), keys.output.jwks.keys, at);
    if (!held.ok) return held;
  }
  return pass({
    statements,
    about: said.output,
    parent: parent.output,
    configuration: configuration.jws,
    trusted: verified.value,
  });
}

/** The chain from a branch up, as far as the statements lead; no branch comes twice. */
function chainIn(statements: readonly Statement[], leaf: string, configuration: string): string[] {
  const chain = [configuration];
  const passed = new Set<string>();
  let below = leaf;
  for (;;) {
    passed.add(below);
    const up = statements.find(({ issuer, subject }) => subject === below && issuer !== below && !passed.has(issuer));
    if (up === undefined) break;
    chain.push(up.jws);
    below = up.issuer;
  }
  const top = statements.find(({ issuer, subject }) => issuer === below && subject === below);
  if (below !== leaf && top !== undefined) chain.push(top.jws);
  return chain;
}

/** Keeps what those above say, in the place of what was held. */
export async function keepAbove(
  writer: Writer,
  branch: Branch,
  statements: readonly Statement[],
  at: string,
): Promise<void> {
  const rows = statements.map((statement) => ({ ...statement, issued_at: at }));
  await replaceStatementsByOthers(writer, branch.id, rows);
}

/** Keeps what the parent says of a branch that it has founded on the same server, whose key needs no comparing. */
export async function keepFoundersWord(writer: Writer, branch: Branch, jwss: readonly string[]): Promise<void> {
  const { parent } = branch;
  const statements = jwss.map(withEnds);
  const configuration = statements.find(({ issuer, subject }) => issuer === parent && subject === parent)?.jws;
  if (parent === null || configuration === undefined) throw new Error('the parent says nothing of itself');
  const at = timeOf(branch);
  const { jwks, metadata } = v.parse(EntityConfiguration, decodeJwt(configuration));
  const { name, level } = metadata.vedtak_branch;
  await keepAbove(writer, branch, statements, at);
  await insertParent(writer, {
    parent,
    name,
    level,
    keys: JSON.stringify(jwks.keys),
    configuration,
    state: 'current',
    request: null,
    asked_at: at,
    confirmed_at: at,
    ended_at: null,
  });
}

/** Who signs what goes down, where that is not the branch as it stands: the key that those below know, with its chain. */
export interface Before {
  key: Identity['key'];
  chain: string[];
}

/**
 * Sends the branches below all that their chains need above them, anew: called whenever the branch's own chain, name or key
 * has changed.
 * @param before with the key that those below know, where the branch has just taken another.
 */
export async function sendDown(writer: Writer, branch: Branch, before?: Before): Promise<void> {
  for (const { id } of await activeChildren(writer)) await sendStatements(writer, branch, id, {}, before);
}

/** Sends one branch below what its chain needs above it; nothing where it is vouched for no longer. */
export async function sendStatements(
  writer: Writer,
  branch: Branch,
  child: string,
  { ended }: Pick<StatementsStatement, 'ended'> = {},
  before?: Before,
): Promise<void> {
  const payload: StatementsStatement = {
    typ: 'vedtak/statements/1',
    branch: branch.id,
    child,
    statements: await statementsFor(writer, branch, child),
    ...(ended === undefined ? {} : { ended }),
    at: timeOf(branch),
  };
  const message =
    before === undefined
      ? await signMessage(writer, branch, 'statements', payload)
      : {
          jws: await signJws(before.key, messageType('statements'), payload, { trust_chain: before.chain }),
          hash: hashOf(payload),
        };
  const name = (await findBranch(writer))?.name ?? branch.name;
  await post(writer, branch, {
    kind: 'statements',
    statement: message.hash,
    receiver: child,
    body: message.jws,
    title: name,
  });
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
  const ends = Math.min(...held.map(({ exp }) => exp));
  if (anchor === undefined) return undefined;
  if (ends - branch.surroundings.now() / 1000 > renewBefore) return (ends - renewBefore) * 1000;
  const jwss: string[] = [];
  for (const { iss, sub } of held) {
    if (iss === sub) continue;
    jwss.push(await get(branch, `${iss}/federation/fetch?sub=${encodeURIComponent(sub)}`));
    jwss.push(await get(branch, `${iss}/.well-known/openid-federation`));
  }
  await branch.engine.transact((writer) => keepRenewed(writer, branch, jwss, anchor.jwks.keys));
  return undefined;
}

const Held = v.union([EntityConfiguration, SubordinateStatement]);

async function keepRenewed(writer: Writer, branch: Branch, jwss: string[], anchors: Anchor[]): Promise<void> {
  const row = await findBranch(writer);
  const link = await currentParent(writer);
  const key = row === undefined ? undefined : branch.keyring.find(row.kid);
  if (row === undefined || key === undefined || link === undefined) return;
  const at = timeOf(branch);
  const checked = await verifyAbove(writer, branch, { own: { ...row, key }, jwss, anchors, at });
  if (!checked.ok) return;
  const { statements, parent, configuration } = checked.value;
  await keepAbove(writer, branch, statements, at);
  const fresh = parent.jwks.keys.filter(({ x }) => !pinnedKeys(link.keys).some((pinned) => pinned.x === x));
  await updateParent(writer, link, {
    configuration,
    name: parent.metadata.vedtak_branch.name,
    level: parent.metadata.vedtak_branch.level,
    keys: JSON.stringify([...fresh, ...pinnedKeys(link.keys)]),
  });
  await sendDown(writer, branch);
}

async function get({ surroundings }: Branch, url: string): Promise<string> {
  const answer = await surroundings.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const text = await textWithin(answer, longestEntityStatement);
  if (text === undefined) throw new Error(`${url} answers with more than ${longestEntityStatement} bytes`);
  return text.trim();
}
