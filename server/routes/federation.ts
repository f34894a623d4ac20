import { activeChildren } from '../../db/children.ts';
import { historicalKeys, ownConfiguration, statementAbout } from '../federation.ts';
import { signAsBranch } from '../identity.ts';
import type { Routes } from '../mount.ts';

/** What a branch says as an entity of the federation (OpenID Federation 1.0, sections 8 and 9), at addresses below its id. */
export function federationRoutes({ app, branch }: Routes): void {
  app.get('/lag/:slug/jwks.json', (context) => {
    context.header('cache-control', 'public, max-age=300');
    return context.json({ keys: [branch.key.publicJwk] }, 200, { 'content-type': 'application/jwk-set+json' });
  });

  app.get('/lag/:slug/.well-known/openid-federation', async () => {
    const configuration = await branch.engine.read((reader) => ownConfiguration(reader, branch));
    return signed(configuration, 'application/entity-statement+jwt');
  });

  app.get('/lag/:slug/federation/fetch', async (context) => {
    const subject = context.req.query('sub');
    if (subject === undefined || subject === '') return refused('invalid_request', 'the parameter sub is missing');
    if (subject === branch.id)
      return refused('invalid_request', 'a branch says of itself what is in its configuration');
    const statement = await branch.engine.read((reader) => statementAbout(reader, branch, subject));
    if (statement === undefined) return refused('not_found', 'no branch below has this id');
    return signed(statement, 'application/entity-statement+jwt');
  });

  app.get('/lag/:slug/federation/list', async (context) => {
    const [unknown] = Object.keys(context.req.query()).filter((name) => filters.has(name));
    if (unknown !== undefined) return refused('unsupported_parameter', `the list is not filtered by ${unknown}`);
    const children = await branch.engine.read(activeChildren);
    context.header('cache-control', 'no-store');
    return context.json(children.map(({ id }) => id));
  });

  app.get('/lag/:slug/federation/keys', async () => {
    const iat = Math.floor(branch.surroundings.now() / 1000);
    const set = await branch.engine.read(async (reader) => {
      const keys = await historicalKeys(reader, branch);
      return signAsBranch(reader, branch, 'jwk-set+jwt', { iss: branch.id, iat, keys });
    });
    return signed(set, 'application/jwk-set+jwt');
  });
}

/** By what section 8.2.1 lets a list be filtered. */
const filters: ReadonlySet<string> = new Set(['entity_type', 'trust_marked', 'trust_mark_type', 'intermediate']);

/** The error codes of section 8.9 that are given here, with their status. */
const statuses = { invalid_request: 400, unsupported_parameter: 400, not_found: 404 } as const;

function refused(error: keyof typeof statuses, description: string): Response {
  return new Response(JSON.stringify({ error, error_description: description }), {
    status: statuses[error],
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  });
}

function signed(jws: string, type: string): Response {
  return new Response(jws, { headers: { 'content-type': type, 'cache-control': 'no-store' } });
}
