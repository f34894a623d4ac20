import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Writer } from '../db/engine.ts';
import { startSession } from '../db/sessions.ts';
import { type Branch, timeOf } from './branch.ts';
import { hashOfText } from './rules/canonical.ts';

/** How long a session lasts, in milliseconds: a long meeting day. */
const sessionLength = 16 * 60 * 60 * 1000;

/**
 * A branch's cookie for a session of a person, or of a screen. The `__Host-` prefix (RFC 6265bis section 4.1.3.2) needs
 * HTTPS, which http://localhost is not.
 */
export function cookieFor({ id, slug }: Pick<Branch, 'id' | 'slug'>, whose: 'person' | 'screen') {
  const secure = new URL(id).protocol === 'https:';
  // a slug has no dot, so neither is taken for the other branch's
  const name = `${secure ? '__Host-' : ''}vedtak-${slug}${whose === 'screen' ? '.screen' : ''}`;
  return { name, options: { path: '/', httpOnly: true, sameSite: 'Strict', secure } as const };
}

/** The hash under which the request's session is stored; undefined when it carries no cookie of the branch. */
export function sessionHash(branch: Pick<Branch, 'id' | 'slug'>, context: Context): string | undefined {
  const token = getCookie(context, cookieFor(branch, 'person').name);
  return token === undefined ? undefined : hashOfText(token);
}

/** Starts a session for a member; returns the token to hand to `giveSession` once the command is durable. */
export async function beginSession(writer: Writer, branch: Branch, member: string): Promise<string> {
  const token = branch.surroundings.random(32);
  await startSession(writer, {
    tokenHash: hashOfText(token),
    member,
    now: timeOf(branch),
    expiresAt: new Date(branch.surroundings.now() + sessionLength).toISOString(),
  });
  return token;
}

/** Sets the session cookie. */
export function giveSession(branch: Pick<Branch, 'id' | 'slug'>, context: Context, token: string): void {
  const { name, options } = cookieFor(branch, 'person');
  setCookie(context, name, token, { ...options, maxAge: sessionLength / 1000 });
}

/** Takes the session cookie away. */
export function takeSession(branch: Pick<Branch, 'id' | 'slug'>, context: Context): void {
  const { name, options } = cookieFor(branch, 'person');
  setCookie(context, name, '', { ...options, maxAge: 0 });
}
