import { type BranchKey, makeBranchKey, signJws } from '../../server/keys.ts';
import { entityConfiguration, entityStatementType, subordinateStatement } from '../../server/rules/entity-statement.ts';

/** A branch with its key, as its server holds it. */
export interface TestBranch {
  id: string;
  name: string;
  level: string;
  key: BranchKey;
  parent: TestBranch | null;
}

const site = 'https://vedtak.example';

/** A branch with a new key. Its id is made of the slug. */
export async function makeBranch(slug: string, level: string, parent: TestBranch | null = null): Promise<TestBranch> {
  return { id: `${site}/lag/${slug}`, name: `Laget ${slug}`, level, key: await makeBranchKey(), parent };
}

/** When entity statements hold, in seconds since 1970: all of 2026 unless said otherwise. */
export const year2026 = { iat: Date.UTC(2026, 0, 1) / 1000, exp: Date.UTC(2027, 0, 1) / 1000 };

/** A branch's own configuration, signed. */
export function configurationOf(branch: TestBranch, life = year2026): Promise<string> {
  const { id, name, level, key, parent } = branch;
  const parts = { id, name, level, jwk: key.publicJwk, parent: parent?.id ?? null, inbox: `${id}/inbox`, ...life };
  return signJws(key, entityStatementType, entityConfiguration(parts));
}

/** What a parent says of a child, signed. */
export function vouch(parent: TestBranch, child: TestBranch, life = year2026): Promise<string> {
  const { id: subject, name, level, key } = child;
  const parts = { issuer: parent.id, subject, name, level, jwk: key.publicJwk, ...life };
  return signJws(parent.key, entityStatementType, subordinateStatement(parts));
}

/** The trust chain from a branch up to its anchor. */
export async function chainOf(branch: TestBranch, life = year2026): Promise<string[]> {
  const chain = [await configurationOf(branch, life)];
  let child = branch;
  while (child.parent !== null) {
    chain.push(await vouch(child.parent, child, life));
    child = child.parent;
  }
  if (child !== branch) chain.push(await configurationOf(child, life));
  return chain;
}
