import type { Context, Hono } from 'hono';
import type { Endpoint } from '../api/endpoint.ts';
import { type BodyOf, endpoints } from '../api/endpoints.ts';
import { machine } from '../branch.ts';
import type { Directory } from '../directory.ts';
import { parseBody } from '../mount.ts';
import { Problem } from '../problem.ts';
import { registeredCredential, registrationOptions } from '../registration.ts';
import { hashOfText } from '../rules/canonical.ts';
import { siteOf } from '../rules/passkey.ts';
import { giveSession } from '../session.ts';

/** The one-time right to set the server up. */
export interface SetupToken {
  /** SHA-256 of the token in the link, as `hashOfText` gives it. */
  hash: string;
  /** The registration that is under way: the member it is for and its challenge. */
  pending?: { member: string; challenge: string };
}

/** The set-up page's endpoints, and the list of branches. */
export function setupRoutes(
  app: Hono,
  { directory, url, setup }: { directory: Directory; url: string; setup: SetupToken },
): void {
  const site = siteOf(url);

  app.get(endpoints.server.path, async (context) => {
    const branches = await directory.list();
    return context.json({ ready: branches.length > 0, branches });
  });

  on(app, 'setupOptions', async (context) => {
    const body = await parseBody(context, 'setupOptions');
    await mustBeOpen(directory, setup, body);
    const pending = { member: machine.random(16), challenge: machine.random(32) };
    setup.pending = pending;
    const registrant = { member: pending.member, name: body.administrator, branchName: body.branch.name, site };
    return context.json({ options: await registrationOptions(registrant, pending.challenge, []) });
  });

  on(app, 'setup', async (context) => {
    const body = await parseBody(context, 'setup');
    await mustBeOpen(directory, setup, body);
    const { pending } = setup;
    if (pending === undefined) throw new Problem('passkey.registration', 'its options were never asked for');
    const credential = await registeredCredential(body.registration, pending.challenge, site);
    delete setup.pending;
    const administrator = { member: pending.member, name: body.administrator, number: body.number, credential };
    const sessions = await directory.foundPair({ county: body.county, branch: body.branch, administrator });
    for (const { token, ...branch } of sessions) giveSession(branch, context, token);
    return context.json({ county: body.county.slug, branch: body.branch.slug });
  });
}

function on(app: Hono, name: 'setup' | 'setupOptions', answer: (context: Context) => Promise<Response>): void {
  const { method, path }: Endpoint = endpoints[name];
  app.on(method, path, answer);
}

/** @throws Problem setup.done, setup.token or setup.slug. */
async function mustBeOpen(directory: Directory, setup: SetupToken, body: BodyOf<'setupOptions'>): Promise<void> {
  if ((await directory.list()).length > 0) throw new Problem('setup.done', 'the server has its branches');
  if (hashOfText(body.token) !== setup.hash)
    throw new Problem('setup.token', 'the token is not the one in the printed link');
  if (body.county.slug === body.branch.slug)
    throw new Problem('setup.slug', `both would be at /lag/${body.branch.slug}`);
}
