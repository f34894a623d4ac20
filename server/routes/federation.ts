import { ownConfiguration, statementAbout } from '../federation.ts';
import type { Routes } from '../mount.ts';
import { Problem } from '../problem.ts';

/** What a branch says as an entity of the federation (OpenID Federation 1.0), at addresses below its id. */
export function federationRoutes({ app, branch }: Routes): void {
  app.get('/lag/:slug/jwks.json', (context) => {
    context.header('cache-control', 'public, max-age=300');
    return context.json({ keys: [branch.key.publicJwk] }, 200, { 'content-type': 'application/jwk-set+json' });
  });

  app.get('/lag/:slug/.well-known/openid-federation', async () =>
    entityStatement(await branch.engine.read((reader) => ownConfiguration(reader, branch))),
  );

  app.get('/lag/:slug/federation/fetch', async (context) => {
    const child = context.req.query('sub') ?? '';
    const statement = await branch.engine.read((reader) => statementAbout(reader, branch, child));
    if (statement === undefined) throw new Problem('not_found', 'no branch of ours has this id');
    return entityStatement(statement);
  });
}

function entityStatement(jws: string): Response {
  return new Response(jws, {
    headers: { 'content-type': 'application/entity-statement+jwt', 'cache-control': 'no-store' },
  });
}
