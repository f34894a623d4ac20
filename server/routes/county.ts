import * as v from 'valibot';
import { findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import {
  allReceived,
  allResolutions,
  findReceived,
  outboxOf,
  type ReceivedRow,
  type ResolutionRow,
} from '../../db/resolutions.ts';
import type { Published, Received } from '../api/county.ts';
import { takeInMessage } from '../inbox.ts';
import { intakeFor } from '../messages/intakes.ts';
import { query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { takeInResolution } from '../received.ts';
import { openJws } from '../rules/jws.ts';
import { readResolution } from '../rules/verify-resolution.ts';
import { mustFind } from './resolutions.ts';

/** What a branch shows of resolutions, its own and those it received; and its inbox. */
export function countyRoutes(routes: Routes): void {
  const { app, branch } = routes;

  query(routes, 'collection', async (reader) => ({ received: (await allReceived(reader)).map(receivedSeen) }));

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
    return jose(jws, `${branch.slug}-${number}.jws`);
  });

  app.get('/lag/:slug/resolutions/:number/receipt.jws', async (context) => {
    const number = context.req.param('number');
    const receipt = await branch.engine.read(
      async (reader) => (await outboxOf(reader, (await mustFind(reader, number)).hash))?.receipt,
    );
    if (receipt == null) throw new Problem('not_found', 'no receipt has come for this resolution');
    return jose(receipt, `${branch.slug}-${number}-receipt.jws`);
  });

  app.get('/lag/:slug/collection/:file{[A-Za-z0-9_-]+\\.jws}', async (context) => {
    const hash = context.req.param('file').slice(0, -4);
    const row = await branch.engine.read((reader) => findReceived(reader, hash));
    if (row === undefined) throw new Problem('not_found', 'no such resolution was received');
    return jose(row.jws, `${hash}.jws`);
  });

  app.post('/lag/:slug/inbox', async (context) => {
    const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/jose') throw new Problem('request.media_type', 'the inbox takes application/jose');
    const body = (await context.req.text()).trim();
    const intake = intakeFor(typeOf(body));
    const { receipt, known } = await (intake === undefined
      ? takeInResolution(branch, body)
      : takeInMessage(branch, intake, body));
    return jose(receipt, undefined, known ? 200 : 201);
  });
}

/** The `typ` in the header of a JWS; empty where it has none. */
function typeOf(jws: string): string {
  const opened = openJws(jws, v.object({ typ: v.string() }), 'file.format');
  return opened.ok ? opened.value.header.typ : '';
}

function jose(jws: string, name?: string, status = 200): Response {
  const disposition = name === undefined ? {} : { 'content-disposition': `attachment; filename="${name}"` };
  return new Response(jws, {
    status,
    headers: { 'content-type': 'application/jose', 'cache-control': 'no-store', ...disposition },
  });
}

function receivedSeen({ hash, branch, name, idx, received_at, payload }: ReceivedRow): Received {
  return { resolution: hash, branch, name, index: idx, receivedAt: received_at, payload };
}

async function publishedSeen(reader: Reader, { hash, jws, ballot }: ResolutionRow): Promise<Published> {
  const { payload } = must(readResolution(jws ?? ''));
  const delivery = await outboxOf(reader, hash);
  const decided = await findBallot(reader, ballot);
  if (decided === undefined) throw new Error('a resolution without its ballot');
  return {
    resolution: hash,
    payload,
    definitions: [decided.definition.statement],
    received: delivery?.received_at ?? null,
  };
}
