import { keysBefore, trustChain } from '../federation.ts';
import { fileResponse } from '../file-response.ts';
import { signAsBranch } from '../identity.ts';
import { memberIn, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { boxType, buildBox } from '../rules/box-file.ts';
import { castIn } from '../taken-in.ts';
import { mustBeSecret } from './secret-ballot.ts';

/** The box of a closed secret ballot as a file that the branch signs, for whoever keeps it or tries a complaint by it. */
export function boxFileRoutes({ app, branch }: Routes): void {
  app.get('/lag/:slug/ballots/:ballot/box.jws', async (context) => {
    const jws = await branch.engine.read(async (reader) => {
      await memberIn(reader, branch, context);
      const { ballot } = await mustBeSecret(reader, context.req.param('ballot'));
      if (ballot.closed === null || ballot.cancelled !== null)
        throw new Problem('box.shut', 'the ballot is not closed, or was cancelled');
      const { papers = [], counts } = await castIn(reader, ballot);
      const box = buildBox({
        branch: branch.id,
        definition: ballot.definition.statement,
        close: ballot.closed.close.statement,
        papers,
        counts,
        keys: (await keysBefore(reader)).map(({ until: _, ...key }) => key),
      });
      return signAsBranch(reader, branch, boxType, box, { trust_chain: await trustChain(reader, branch) });
    });
    return fileResponse(jws, 'application/jose', { name: `${branch.slug}-${context.req.param('ballot')}.jws` });
  });
}
