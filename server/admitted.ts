import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { deletePendingKeys, otherKeys, updateBranch } from '../db/branch.ts';
import type { Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { currentParent, type ParentRow, updateParent } from '../db/parents.ts';
import { allResolutions, replaceFile } from '../db/resolutions.ts';
import { type Above, keepAbove, sendDown, verifyAbove } from './above.ts';
import type { Branch } from './branch.ts';
import { askedIn } from './children.ts';
import { pinnedKeys, trustChain } from './federation.ts';
import { type Identity, identityIn, signAsBranch } from './identity.ts';
import type { Arrived } from './inbox.ts';
import { become, requestedIn, sendLeave } from './joining.ts';
import { post } from './post.ts';
import { must, Problem } from './problem.ts';
import { SubordinateStatement } from './rules/entity-statement.ts';
import type { StatementsStatement } from './rules/party-statements.ts';
import type { Anchor } from './rules/trust.ts';
import { readResolution, resolutionType } from './rules/verify-resolution.ts';

/**
 * Takes in what a parent vouches for: the branch becomes what its parent says that it is, with the key that is vouched for, under
 * the statements of all above, in one transaction; those below are told.
 * @throws Problem trust.chain, trust.time, join.key.
 */
export async function readmitted(
  writer: Writer,
  branch: Branch,
  link: ParentRow,
  { payload, at }: Arrived<'statements'>,
): Promise<void> {
  const own = await vouchedFor(writer, branch, payload);
  const above = must(await verifyAbove(writer, branch, { own, jwss: payload.statements, at }));
  const joins = link.state === 'asking';
  const asked = link.request === null ? undefined : await requestedIn(writer, link.request);
  // what is said to those who know the old name and place comes first
  if (joins) await leaveFormer(writer, branch, link, at);
  const before = await become(writer, branch, own);
  branch.changed();
  await updateBranch(writer, { parent: link.parent });
  await keepAbove(writer, branch, above.statements, payload.at);
  const answered = payload.ended === 'declined' || asked === undefined || isAsAsked(own, askedIn(asked));
  if (payload.ended === 'declined') await deletePendingKeys(writer);
  await updateParent(writer, link, {
    state: 'current',
    ...nowOf(above, link, payload.at),
    ...(joins ? { confirmed_at: at } : {}),
    ...(joins || answered ? { request: null } : {}),
  });
  const type = joins ? 'parent.confirmed' : 'parent.renewed';
  await appendEntry(writer, { type, parent: link.parent }, at);
  await sendDown(writer, branch, before);
  if (joins) await sendSince(writer, branch, link.parent, asked?.last?.number ?? 0);
}

/** Who the branch is as its parent says. @throws Problem join.key where that is a key that it does not have. */
async function vouchedFor(
  writer: Writer,
  branch: Branch,
  { branch: parent, statements }: StatementsStatement,
): Promise<Identity> {
  for (const jws of statements) {
    const said = v.safeParse(SubordinateStatement, decoded(jws));
    if (!said.success || said.output.iss !== parent || said.output.sub !== branch.id) continue;
    const [{ kid } = { kid: '' }] = said.output.jwks.keys;
    const own = await identityIn(writer, branch);
    const mine = [own.key.kid, ...(await otherKeys(writer, 'pending')).map((key) => key.kid)].includes(kid);
    const key = mine ? branch.keyring.find(kid) : undefined;
    if (key === undefined) throw new Problem('join.key', `${parent} vouches for the key ${kid}, which is not here`);
    const { name, level } = said.output.metadata.vedtak_branch;
    return { id: branch.id, name, level, parent, key };
  }
  throw new Problem('trust.chain', `${parent} says nothing of ${branch.id}`);
}

function decoded(jws: string): unknown {
  try {
    return decodeJwt(jws);
  } catch {
    return undefined;
  }
}

function isAsAsked(
  { name, level, key }: Identity,
  asked: { name: string; level: string; key: { kid: string } },
): boolean {
  return name === asked.name && level === asked.level && key.kid === asked.key.kid;
}

/** A branch has one parent: the one before is told that it was left, where it is another. */
async function leaveFormer(writer: Writer, branch: Branch, link: ParentRow, at: string): Promise<void> {
  const former = await currentParent(writer);
  if (former === undefined) return;
  if (former.parent !== link.parent) await sendLeave(writer, branch, former.parent, 'moved');
  await updateParent(writer, former, { state: 'past', request: null, ended_at: at });
}

/** The parent as it is now. A key that it names no longer was good until then. */
function nowOf({ parent, configuration }: Above, { keys }: ParentRow, at: string) {
  const pinned = pinnedKeys(keys);
  const now: Anchor[] = parent.jwks.keys;
  const past = pinned
    .filter(({ kid }) => !now.some((key) => key.kid === kid))
    .map((key) => (key.until === undefined ? { ...key, until: at } : key));
  const { name, level } = parent.metadata.vedtak_branch;
  return { name, level, configuration, keys: JSON.stringify([...now, ...past]) };
}

/**
 * Sends a new parent the resolutions that were signed after the branch asked it. Their files were signed while nobody, or somebody
 * else, vouched for the branch: they are signed again under the chain that holds now, and say what they said.
 */
async function sendSince(writer: Writer, branch: Branch, parent: string, last: number): Promise<void> {
  const header = { trust_chain: await trustChain(writer, branch) };
  for (const { number, hash: statement, jws } of await allResolutions(writer)) {
    if (jws === null || number <= last) continue;
    const { payload } = must(readResolution(jws));
    const body = await signAsBranch(writer, branch, resolutionType, payload, header);
    await replaceFile(writer, number, body);
    await post(writer, branch, { kind: 'resolution', statement, receiver: parent, body, title: payload.title });
  }
}
