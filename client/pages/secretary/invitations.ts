import { type Signal, signal } from '@preact/signals';
import type { Invitation } from '../../../server/api/secretary.ts';
import { call } from '../../api.ts';
import type { Result } from '../../problem.ts';

const made = new Map<string, Signal<readonly Invitation[]>>();

/** The invitations that were made on this page and not put away. The server keeps no token: they are gone with the page. */
export function invitationsOf(slug: string): Signal<readonly Invitation[]> {
  let held = made.get(slug);
  if (held === undefined) {
    held = signal([]);
    made.set(slug, held);
  }
  return held;
}

/** Makes invitations for members and keeps them on the page; an earlier one of the same member is replaced. */
export async function invite(slug: string, members: string[]): Promise<Result<readonly Invitation[]>> {
  const answer = await call('invite', { slug }, { members });
  if (!answer.ok) return answer;
  const { invitations } = answer.value;
  const held = invitationsOf(slug);
  held.value = [...held.value.filter(({ member }) => !members.includes(member)), ...invitations];
  return { ok: true, value: invitations };
}

/** The link of an invitation. The token stands after the #, so that it is never sent with a request for the page. */
export function linkOf(branch: string, { token }: Invitation): string {
  return `${branch}/inn#${token}`;
}
