import { type Context, Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Machine } from './branch.ts';
import { largestAt, refusing } from './branch-app.ts';
import type { Directory } from './directory.ts';
import { limiting } from './limits.ts';
import { openApiDocument } from './openapi.ts';
import { Problem } from './problem.ts';
import { isImport, largestImport, operatorRoutes } from './routes/operator.ts';
import { setupRoutes } from './routes/setup.ts';

/** What the host is made of. */
export interface HostParts {
  directory: Directory;
  /** The server's public origin. */
  url: string;
  /** SHA-256 of the token in the set-up link, as `hashOfText` gives it. */
  setupHash: string;
  /** The server's secret, which its operator has. */
  secret: string;
  /** The clock and the randomness. */
  machine: Machine;
  /** The address that a request comes from; undefined where it comes from the server's own machine. */
  addressOf(context: Context): string | undefined;
  /** Answers with a file of the built client, the page itself for an address of the client's, or undefined. */
  asset(path: string, acceptsGzip: boolean): Promise<Response | undefined>;
}

/** The host application: it finds the branch and hands it the request; all else here is the server's own. */
export function hostApp({ directory, url, setupHash, secret, machine, addressOf, asset }: HostParts): Hono {
  const app = new Hono();
  const { origin, protocol } = new URL(url);
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      permissionsPolicy: { publickeyCredentialsGet: ['self'], camera: [], microphone: [], geolocation: [] },
      referrerPolicy: 'no-referrer',
      strictTransportSecurity: protocol === 'https:' ? 'max-age=31536000' : false,
      xFrameOptions: 'DENY',
    }),
  );
  refusing(app, (path) => (isImport(path) ? largestImport : largestAt(path)));
  app.use(async (context, next) => {
    const from = context.req.header('origin');
    const safe = context.req.method === 'GET' || context.req.method === 'HEAD';
    if (!safe && from !== undefined && from !== origin)
      throw new Problem('request.cross_site', `it comes from ${from}, this is ${origin}`);
    await next();
  });
  limiting(app, machine, addressOf);
  app.get('/healthz', (context) => context.json({ status: 'ok' }));
  app.get('/readyz', async (context) => {
    if (!(await directory.ready())) throw new Problem('not_ready', 'a database does not answer');
    return context.json({ status: 'ok' });
  });
  app.get('/openapi.json', (context) => context.json(openApiDocument(url)));
  setupRoutes(app, { directory, url, setupHash });
  operatorRoutes(app, { directory, secret });
  app.all('/lag/:slug/*', async (context, next) => {
    const { method, path } = context.req;
    if ((method === 'GET' || method === 'HEAD') && !isBranchAddress(path)) return next();
    const answer = await directory.handle(context.req.param('slug'), context.req.raw);
    if (answer === undefined) throw new Problem('not_found', 'there is no branch at this address');
    const { status, headers, body } = answer;
    return new Response(body, { status, headers });
  });
  app.get('*', async (context, next) => {
    if (context.req.path.startsWith('/api/')) return next();
    const acceptsGzip = /\bgzip\b/u.test(context.req.header('accept-encoding') ?? '');
    return (await asset(context.req.path, acceptsGzip)) ?? next();
  });
  return app;
}

/** Addresses below a branch that its application answers; the rest are pages of the client. */
function isBranchAddress(path: string): boolean {
  return /^\/lag\/[^/]+\/(?:api\/|jwks\.json$|\.well-known\/|federation\/|collection\/|resolutions\/|ballots\/|moter\/|hearings\/|popolo\/|akn\/|atom\.xml$|inbox$)/u.test(
    path,
  );
}
