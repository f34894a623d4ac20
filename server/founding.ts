import { type BranchRow, insertBranch, otherKeys } from '../db/branch.ts';
import { type ChildRow, insertChild } from '../db/children.ts';
import type { Engine, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { insertCredential, insertMember } from '../db/members.ts';
import { keepFoundersWord, statementsFor } from './above.ts';
import type { NewBranch } from './api/setup.ts';
import { type Branch, journalPeople, type Surroundings, timeOf } from './branch.ts';
import type { Listed } from './directory.ts';
import { type Child, vouchFor } from './federation.ts';
import { askNewChild } from './hearing-relay.ts';
import { followed, identityIn } from './identity.ts';
import { invite } from './invitations.ts';
import { keyringOf, safeOf } from './keys.ts';
import { whileHere } from './moving/mark.ts';
import type { Credential } from './rules/formats.ts';

/** The first administrator: with a passkey, the same one in each branch of a set-up, or to be invited. */
export interface Administrator {
  member: string;
  name: string;
  number: string;
  credential: (Credential & { counter: number }) | null;
}

/** What a branch is founded with. */
export interface Founding extends NewBranch {
  id: string;
  parent: string | null;
  administrator: Administrator;
}

/** A branch that was founded, and the token of its administrator's invitation when they have no passkey yet. */
export interface Founded extends Child {
  invitation: string | null;
}

/** Makes a branch's key and its first rows, and gives the branch that now runs. */
async function found(
  engine: Engine,
  founding: Founding,
  secret: string,
  surroundings: Surroundings,
): Promise<{ branch: Branch; invitation: string | null }> {
  const { id, slug, name, level, parent } = founding;
  const keyring = await keyringOf([], secret, id);
  const { key, sealed } = await keyring.make();
  const safe = safeOf(secret, id);
  const changed = () => undefined;
  const branch: Branch = { id, slug, name, level, parent, engine, surroundings, key, keyring, safe, changed };
  const invitation = await engine.transact(async (writer) => {
    const at = timeOf(branch);
    const row: BranchRow = {
      id,
      slug,
      name,
      level,
      parent,
      kid: key.kid,
      public_key: JSON.stringify(key.publicJwk),
      secret_key: sealed,
      created_at: at,
      closed_at: null,
    };
    await insertBranch(writer, row);
    await appendEntry(writer, { type: 'branch.created' }, at);
    return addAdministrator(writer, branch, founding.administrator);
  });
  return { branch, invitation };
}

async function addAdministrator(
  writer: Writer,
  branch: Branch,
  { member, name, number, credential }: Administrator,
): Promise<string | null> {
  const at = timeOf(branch);
  await insertMember(writer, { id: member, name, number, leader: 1, created_at: at });
  await journalPeople(
    writer,
    branch,
    { type: 'members.imported', added: 1, updated: 0 },
    { members: [{ id: member, number }] },
  );
  if (credential === null) return (await invite(writer, branch, member)).token;
  await insertCredential(writer, member, credential, at);
  await journalPeople(writer, branch, { type: 'credential.registered' }, { member, credential: credential.id });
  return null;
}

/**
 * The branch of a database, its key opened. Once it has moved, its engine refuses every command.
 * @param relist tells the server's list of branches when name, level or parent have changed.
 * @throws SealError when the key does not open with the server's secret.
 */
export async function reopen(
  engine: Engine,
  row: BranchRow,
  secret: string,
  surroundings: Surroundings,
  relist: (listed: Listed) => Promise<void> = async () => undefined,
): Promise<Branch> {
  const { id, slug, name, level, parent } = row;
  const pending = await engine.read((reader) => otherKeys(reader, 'pending'));
  const sealed = [row.secret_key, ...pending.flatMap(({ secret_key }) => secret_key ?? [])];
  const keyring = await keyringOf(sealed, secret, id);
  const key = keyring.find(row.kid);
  if (key === undefined) throw new Error(`the key of ${id} is not the one in its database`);
  const follower = followed(whileHere(engine), async () => {
    const now = await engine.read((reader) => identityIn(reader, branch));
    Object.assign(branch, { name: now.name, level: now.level, parent: now.parent, key: now.key });
    await relist({ slug, name: now.name, level: now.level, parent: now.parent });
  });
  const branch: Branch = {
    id,
    slug,
    name,
    level,
    parent,
    engine: follower.engine,
    surroundings,
    key,
    keyring,
    safe: safeOf(secret, id),
    changed: follower.changed,
  };
  return branch;
}

/** What founding a pair asks of the engine on which one of the two is made. */
export interface Founder {
  /** Makes the branch; gives what its parent must know, and the administrator's invitation. */
  found(founding: Founding): Promise<Founded>;
  /** Takes a child in; gives what it must hold of those above it. */
  vouch(child: Child): Promise<string[]>;
  /** Keeps what the parent says. */
  keep(statements: string[]): Promise<void>;
}

/** Two branches to be made at set-up, the one above the other. */
export interface Pair {
  county: NewBranch;
  branch: NewBranch;
  administrator: Administrator;
}

/** Founds a county and a branch below it, the county vouching for the branch; gives their ids and slugs, county first. */
export async function foundPair(
  { county, branch, administrator }: Pair,
  url: string,
  founderOf: (slug: string) => Promise<Founder>,
): Promise<{ id: string; slug: string }[]> {
  const above = { ...county, id: `${url}/lag/${county.slug}`, parent: null, administrator };
  const below = { ...branch, id: `${url}/lag/${branch.slug}`, parent: above.id, administrator };
  const parent = await founderOf(county.slug);
  const child = await founderOf(branch.slug);
  await parent.found(above);
  await child.keep(await parent.vouch(await child.found(below)));
  return [above, below].map(({ id, slug }) => ({ id, slug }));
}

/** The founder of a branch on an engine. */
export function founderOn(engine: Engine, secret: string, surroundings: Surroundings): Founder {
  let branch: Branch | undefined;
  const founded = (): Branch => {
    if (branch === undefined) throw new Error('the branch is not founded yet');
    return branch;
  };
  return {
    async found(founding) {
      const made = await found(engine, founding, secret, surroundings);
      branch = made.branch;
      const { id, name, level, key } = branch;
      return { id, name, level, jwk: key.publicJwk, invitation: made.invitation };
    },
    vouch: (child) => takeIn(founded(), child),
    keep: (statements) => engine.transact((writer) => keepFoundersWord(writer, founded(), statements)),
  };
}

/** Takes a child in: its parent vouches for its key. Gives what the child must hold of those above it. */
export async function takeIn(parent: Branch, child: Child): Promise<string[]> {
  return parent.engine.transact(async (writer) => {
    const at = timeOf(parent);
    await appendEntry(writer, { type: 'child.added', child: child.id }, at);
    const { id, name, level, jwk } = child;
    const row: ChildRow = {
      id,
      name,
      level,
      state: 'active',
      kid: jwk.kid,
      public_key: JSON.stringify(jwk),
      since_number: 0,
      since_hash: null,
      joined_at: at,
      ended_at: null,
      reason: null,
    };
    await insertChild(writer, row);
    await vouchFor(writer, parent, child);
    await askNewChild(writer, parent, row);
    return statementsFor(writer, parent, child.id);
  });
}
