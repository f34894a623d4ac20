import { findBallot } from '../../db/ballots.ts';
import { deliveryOf } from '../../db/deliveries.ts';
import type { Reader } from '../../db/engine.ts';
import { findReceived } from '../../db/received.ts';
import { allResolutions, type ResolutionRow } from '../../db/resolutions.ts';
import type { Published } from '../api/county.ts';
import { fileResponse } from '../file-response.ts';
import { query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { joseMedia } from '../rules/courier.ts';
import { readResolution } from '../rules/verify-resolution.ts';
import { mustFind } from './resolutions.ts';

/** What a branch shows of resolutions, its own and those it received. */
export function countyRoutes(routes: Routes): void {
  const { app, branch } = routes;

  query(routes, 'published', async (reader) => {
    const resolutions: Published[] = [];
    for (const row of await allResolutions(reader))
      if (row.jws !== null) resolutions.push(await publishedSeen(reader, row));
    return { resolutions: resolutions.reverse() };
  });

  query(routes, 'resolution', async (reader, { parameter }) => {
    const row = await mustFind(reader, parameter('number'));
    if (row.jws === null) throw new Problem('not_found', 'this resolution is not signed yet');
    return publishedSeen(reader, row);
  });

  app.get('/lag/:slug/resolutions/:file{[0-9]+\\.jws}', async (context) => {
    const number = context.req.param('file').slice(0, -4);
    const { jws } = await branch.engine.read((reader) => mustFind(reader, number));
    if (jws === null) throw new Problem('not_found', 'this resolution is not signed yet');
    return fileResponse(jws, joseMedia, { name: `${branch.slug}-${number}.jws` });
  });

  app.get('/lag/:slug/resolutions/:number/receipt.jws', async (context) => {
    const number = context.req.param('number');
    const receipt = await branch.engine.read(
      async (reader) => (await deliveryOf(reader, (await mustFind(reader, number)).hash))?.receipt,
    );
    if (receipt == null) throw new Problem('not_found', 'no receipt has come for this resolution');
    return fileResponse(receipt, joseMedia, { name: `${branch.slug}-${number}-receipt.jws` });
  });

  app.get('/lag/:slug/collection/:file{[A-Za-z0-9_-]+\\.jws}', async (context) => {
    const hash = context.req.param('file').slice(0, -4);
    const row = await branch.engine.read((reader) => findReceived(reader, hash));
    if (row === undefined) throw new Problem('not_found', 'no such resolution was received');
    return fileResponse(row.jws, joseMedia, { name: `${hash}.jws` });
  });
}

async function publishedSeen(reader: Reader, { hash, jws, ballot }: ResolutionRow): Promise<Published> {
  const { payload } = must(readResolution(jws ?? ''));
  const delivery = await deliveryOf(reader, hash);
  const decided = await findBallot(reader, ballot);
  if (decided === undefined) throw new Error('a resolution without its ballot');
  return {
    resolution: hash,
    payload,
    definitions: [decided.definition.statement],
    received: delivery?.received_at ?? null,
  };
}
