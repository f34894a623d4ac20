import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Writer } from '../db/engine.ts';
import { startSession } from '../db/sessions.ts';
import { type Branch, timeOf } from './branch.ts';
import { hashOfText } from './rules/canonical.ts';

/** How long a session lasts, in milliseconds: a long meeting day. */
const sessionLength = 16 * 60 * 60 * 1000;

/** A branch's cookie. The `__Host-` prefix (RFC 6265bis section 4.1.3.2) needs HTTPS, which http://localhost is not. */
function cookieName(branch: Pick<Branch, 'id' | 'slug'>): string {
  return `${isSecure(branch) ? '__Host-' : ''}vedtak-${branch.slug}`;
}

function isSecure({ id }: Pick<Branch, 'id'>): boolean {
  return new URL(id).protocol === 'https:';
}

/** The hash under which the request's session is stored; undefined when it carries no cookie of the branch. */
export function sessionHash(branch: Pick<Branch, 'id' | 'slug'>, context: Context): string | undefined {
  const token = getCookie(context, cookieName(branch));
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
  setCookie(context, cookieName(branch), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(branch),
    maxAge: sessionLength / 1000,
  });
}

/** Takes the session cookie away. */
export function takeSession(branch: Pick<Branch, 'id' | 'slug'>, context: Context): void {
  setCookie(context, cookieName(branch), '', {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure: isSecure(branch),
    maxAge: 0,
  });
}
