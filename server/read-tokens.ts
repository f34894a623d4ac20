import type { Context } from 'hono';
import type { Reader } from '../db/engine.ts';
import { findReadToken, type ReadTokenRow, updateReadToken } from '../db/tokens.ts';
import type { Scope } from './api/endpoint.ts';
import { type Branch, timeOf } from './branch.ts';
import { Problem } from './problem.ts';
import { hashOfText } from './rules/canonical.ts';

/** The token of a request (RFC 6750, section 2.1); undefined when it carries none. */
export function bearerOf(context: Context): string | undefined {
  return /^Bearer +(\S+) *$/iu.exec(context.req.header('authorization') ?? '')?.[1];
}

/**
 * Checks that a token reads something, and notes the day on which it did. It is tied to no person and writes nothing.
 * @param scope what it must name; undefined for what no token reaches.
 * @throws Problem reading.token when it is unknown, revoked or over; reading.scope when it names something else.
 */
export async function mustReach(
  reader: Reader,
  branch: Branch,
  bearer: string,
  scope: Scope | undefined,
): Promise<void> {
  const token = await findReadToken(reader, hashOfText(bearer));
  const at = timeOf(branch);
  if (token === undefined || token.revoked_at !== null || (token.expires_at !== null && token.expires_at <= at))
    throw new Problem('reading.token', 'the token is unknown, revoked or over');
  if (scope === undefined) throw new Problem('reading.scope', 'this takes the session of a person');
  if (!(JSON.parse(token.scopes) as Scope[]).includes(scope))
    throw new Problem('reading.scope', `this takes a token with the scope ${scope}`, { scope });
  noteUse(branch, token, at.slice(0, 10));
}

/** Once a day; a branch that has moved notes nothing. */
function noteUse({ engine }: Branch, { token_hash, used_on }: ReadTokenRow, day: string): void {
  if (used_on !== day)
    void engine.transact((writer) => updateReadToken(writer, token_hash, { used_on: day })).catch(() => undefined);
}
