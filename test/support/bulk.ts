import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine } from '../../db/engine.ts';
import { openNodeEngine } from '../../db/node.ts';
import { machine } from '../../server/branch.ts';
import { type Founder, founderOn } from '../../server/founding.ts';
import type { BranchKey } from '../../server/keys.ts';
import type { TestServer } from './server.ts';

/** A branch that was founded, and the token with which its leader enrols. */
export interface BulkBranch {
  server: TestServer;
  slug: string;
  id: string;
  parent: BulkParent | null;
  invitation: string;
}

/** A branch that takes others in while its server stands still. */
export interface BulkParent extends BulkBranch {
  founder: Founder;
}

/** Founds branches in the data of servers that stand still, as the servers themselves would. */
export class Bulk {
  readonly #engines: Engine[] = [];

  /** Founds a branch that may take others in until `close`. */
  async found(server: TestServer, slug: string, level: string, parent: BulkParent | null): Promise<BulkParent> {
    const { engine, ...made } = await makeBranch(server, slug, level, parent);
    this.#engines.push(engine);
    return made;
  }

  /** Founds one that takes nobody in. */
  async leaf(server: TestServer, slug: string, level: string, parent: BulkParent): Promise<BulkBranch> {
    const { engine, founder: _, ...made } = await makeBranch(server, slug, level, parent);
    await engine.close();
    return made;
  }

  /** Lets a parent vouch for a branch at an address where none of our servers is. */
  async strange(id: string, parent: BulkParent, key: BranchKey): Promise<void> {
    await parent.founder.vouch({ id, name: `Laget ${id.split('/').at(-1)}`, level: 'lokallag', jwk: key.publicJwk });
  }

  async close(): Promise<void> {
    for (const engine of this.#engines) await engine.close();
  }
}

async function makeBranch(
  server: TestServer,
  slug: string,
  level: string,
  parent: BulkParent | null,
): Promise<BulkParent & { engine: Engine }> {
  const folder = join(server.data, 'branches');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const engine = await openNodeEngine(join(folder, `${slug}.sqlite`), () => undefined);
  const founder = founderOn(engine, await server.secret(), { ...machine, fetch });
  const id = `${server.address}/lag/${slug}`;
  const administrator = { member: machine.random(16), name: `Leder ${slug}`, number: '1', credential: null };
  const above = parent?.id ?? null;
  const founded = await founder.found({ id, slug, name: `Laget ${slug}`, level, parent: above, administrator });
  if (parent !== null) await founder.keep(await parent.founder.vouch(founded));
  return { server, slug, id, parent, invitation: founded.invitation ?? '', founder, engine };
}
