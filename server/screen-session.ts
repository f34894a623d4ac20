import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import type { Reader } from '../db/engine.ts';
import { findScreen, type ScreenRow } from '../db/screens.ts';
import { type Branch, timeOf } from './branch.ts';
import { hashOfText } from './rules/canonical.ts';
import { cookieFor } from './session.ts';

/** How long a screen waits to be paired, in milliseconds. */
export const waitingLife = 60 * 60 * 1000;
/** How long a paired screen lasts, and the cookie of any. */
export const pairedLife = 12 * 60 * 60 * 1000;

/** The screen that the request's cookie names; undefined when it names none that lives. */
export async function screenOf(reader: Reader, branch: Branch, context: Context): Promise<ScreenRow | undefined> {
  const token = getCookie(context, cookieFor(branch, 'screen').name);
  return token === undefined ? undefined : findScreen(reader, hashOfText(token), timeOf(branch));
}

/** Sets the cookie that makes a browser a screen. */
export function giveScreen(branch: Branch, context: Context, token: string): void {
  const { name, options } = cookieFor(branch, 'screen');
  setCookie(context, name, token, { ...options, maxAge: pairedLife / 1000 });
}
