import type { Listed } from '../directory.ts';
import { type Founder, takeIn } from '../founding.ts';
import { admit, type Routes, steps } from '../mount.ts';
import { mustBeHere } from '../moving/mark.ts';

/** What a branch asks of its server to have another one made beside it. */
export interface FoundingServer {
  /** The founder at an address. @throws Problem branch.taken. */
  founderAt(slug: string): Promise<Founder>;
  /** Lets a founded branch answer; until then it is not there, and the address can be tried again. */
  open(listed: Listed): Promise<void>;
}

/** A parent makes a branch below itself. */
export function branchRoutes(routes: Routes, server: FoundingServer): void {
  const { branch } = routes;
  steps(routes, 'addBranch', async ({ body, context }) => {
    await branch.engine.read(async (reader) => {
      await mustBeHere(reader);
      await admit(reader, branch, context, 'addBranch');
    });
    const { slug, name, level, administrator, number } = body;
    const { origin } = new URL(branch.id);
    const founder = await server.founderAt(slug);
    const { invitation, ...child } = await founder.found({
      id: `${origin}/lag/${slug}`,
      slug,
      name,
      level,
      parent: branch.id,
      administrator: { member: branch.surroundings.random(16), name: administrator, number, credential: null },
    });
    await founder.keep(await takeIn(branch, child));
    await server.open({ slug, name, level, parent: branch.id });
    return { slug, invitation: invitation ?? '' };
  });
}
