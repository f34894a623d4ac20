import { type BranchRow, insertBranch } from '../db/branch.ts';
import type { Engine, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { insertCredential, insertMember } from '../db/members.ts';
import type { NewBranch } from './api/setup.ts';
import { type Branch, journalPeople, type Surroundings, timeOf } from './branch.ts';
import { type BranchKey, makeBranchKey, openKey, sealKey } from './keys.ts';
import type { Credential } from './rules/formats.ts';

/** The first administrator, the same person and passkey in each branch of a set-up. */
export interface Administrator {
  member: string;
  name: string;
  number: string;
  credential: Credential & { counter: number };
}

/** What a branch is founded with. */
export interface Founding extends NewBranch {
  id: string;
  parent: string | null;
  administrator: Administrator;
}

/** Makes a branch's key and its first rows, and gives the branch that now runs. */
export async function found(
  engine: Engine,
  founding: Founding,
  secret: string,
  surroundings: Surroundings,
): Promise<Branch> {
  const key = await makeBranchKey();
  const sealed = await sealKey(key, secret, founding.id);
  const { id, slug, name, level, parent } = founding;
  const branch: Branch = { id, slug, name, level, parent, engine, surroundings, key };
  await engine.transact(async (writer) => {
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
    };
    await insertBranch(writer, row);
    await appendEntry(writer, { type: 'branch.created' }, at);
    await addAdministrator(writer, branch, founding.administrator);
  });
  return branch;
}

async function addAdministrator(
  writer: Writer,
  branch: Branch,
  { member, name, number, credential }: Administrator,
): Promise<void> {
  const at = timeOf(branch);
  await insertMember(writer, { id: member, name, number, leader: 1, created_at: at });
  await insertCredential(writer, member, credential, at);
  await journalPeople(
    writer,
    branch,
    { type: 'members.imported', added: 1, updated: 0 },
    { members: [{ id: member, number }] },
  );
  await journalPeople(writer, branch, { type: 'credential.registered' }, { member, credential: credential.id });
}

/**
 * The branch of a database, its key opened.
 * @throws SealError when the key does not open with the server's secret.
 */
export async function reopen(
  engine: Engine,
  row: BranchRow,
  secret: string,
  surroundings: Surroundings,
): Promise<Branch> {
  const { id, slug, name, level, parent } = row;
  const key: BranchKey = await openKey(row.secret_key, secret, id);
  if (key.kid !== row.kid) throw new Error(`the key of ${id} is not the one in its database`);
  return { id, slug, name, level, parent, engine, surroundings, key };
}
