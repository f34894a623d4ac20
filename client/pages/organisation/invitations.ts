import { type Signal, signal } from '@preact/signals';
import { call } from '../../api.ts';
import type { Result } from '../../problem.ts';

/** An invitation to a branch as it was made: its link is shown once. */
export interface MadeInvitation {
  name: string;
  link: string;
  expiresAt: string;
}

const made = new Map<string, Signal<MadeInvitation | null>>();

/** The invitation that was made last on this page and is not put away. The server keeps no link: it is gone with the page. */
export function madeInvitation(slug: string): Signal<MadeInvitation | null> {
  let held = made.get(slug);
  if (held === undefined) {
    held = signal(null);
    made.set(slug, held);
  }
  return held;
}

/** Invites a branch, and holds the link until it is put away. `child` is one that is or was below, with its key lost. */
export async function inviteBranch(
  slug: string,
  asked: { name: string; level: string; child?: string },
): Promise<Result<unknown>> {
  const answer = await call('inviteBranch', { slug }, asked);
  if (answer.ok) {
    const { link, expiresAt } = answer.value;
    madeInvitation(slug).value = { name: asked.name, link, expiresAt };
  }
  return answer;
}
