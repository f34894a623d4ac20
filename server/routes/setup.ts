import type { Context, Hono } from 'hono';
import type { Endpoint } from '../api/endpoint.ts';
import { type BodyOf, endpoints } from '../api/endpoints.ts';
import type { Directory } from '../directory.ts';
import { parseBody } from '../mount.ts';
import { Problem } from '../problem.ts';
import { registeredCredential, registrationOptions } from '../registration.ts';
import { hashOf, hashOfText } from '../rules/canonical.ts';
import { siteOf } from '../rules/passkey.ts';
import { giveSession } from '../session.ts';

/** The set-up page's endpoints, and the list of branches. */
export function setupRoutes(
  app: Hono,
  { directory, url, setupHash }: { directory: Directory; url: string; setupHash: string },
): void {
  const site = siteOf(url);

  app.use('/api/:address{.+}', async (context, next) => {
    await next();
    context.header('cache-control', 'no-store');
  });

  app.get(endpoints.server.path, async (context) => {
    const branches = await directory.list();
    return context.json({ ready: branches.length > 0, branches });
  });

  on(app, 'setupOptions', async (context) => {
    const body = await parseBody(context, 'setupOptions');
    await mustBeOpen(directory, setupHash, body);
    const pending = registrationUnder(body.token);
    const registrant = { member: pending.member, name: body.administrator, branchName: body.branch.name, site };
    return context.json({ options: await registrationOptions(registrant, pending.challenge, []) });
  });

  on(app, 'setup', async (context) => {
    const body = await parseBody(context, 'setup');
    await mustBeOpen(directory, setupHash, body);
    const pending = registrationUnder(body.token);
    const credential = await registeredCredential(body.registration, pending.challenge, site);
    const administrator = { member: pending.member, name: body.administrator, number: body.number, credential };
    const sessions = await directory.foundPair({ county: body.county, branch: body.branch, administrator });
    for (const { token, ...branch } of sessions) giveSession(branch, context, token);
    return context.json({ county: body.county.slug, branch: body.branch.slug });
  });
}

/** The member and the challenge of the one registration that a set-up token allows; whoever lacks the token cannot know them. */
function registrationUnder(token: string): { member: string; challenge: string } {
  return {
    member: hashOf({ typ: 'vedtak/setup-member/1', token }),
    challenge: hashOf({ typ: 'vedtak/setup-challenge/1', token }),
  };
}

function on(app: Hono, name: 'setup' | 'setupOptions', answer: (context: Context) => Promise<Response>): void {
  const { method, path }: Endpoint = endpoints[name];
  app.on(method, path, answer);
}

/** @throws Problem setup.done, setup.token or setup.slug. */
async function mustBeOpen(directory: Directory, setupHash: string, body: BodyOf<'setupOptions'>): Promise<void> {
  if ((await directory.list()).length > 0) throw new Problem('setup.done', 'the server has its branches');
  if (hashOfText(body.token) !== setupHash)
    throw new Problem('setup.token', 'the token is not the one in the printed link');
  if (body.county.slug === body.branch.slug)
    throw new Problem('setup.slug', `both would be at /lag/${body.branch.slug}`);
}
