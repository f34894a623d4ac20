import type { Writer } from '../db/engine.ts';
import { replaceInvitation } from '../db/members.ts';
import { type Branch, journalPeople } from './branch.ts';
import { hashOfText } from './rules/canonical.ts';

/** How long an invitation holds, in milliseconds. */
const invitationLife = 14 * 24 * 60 * 60 * 1000;

/** Invites a member: a token that is used once. An earlier invitation of theirs that was not used ends. */
export async function invite(
  writer: Writer,
  branch: Branch,
  member: string,
): Promise<{ token: string; expiresAt: string }> {
  const token = branch.surroundings.random(24);
  const expiresAt = new Date(branch.surroundings.now() + invitationLife).toISOString();
  await replaceInvitation(writer, { tokenHash: hashOfText(token), member, expiresAt });
  await journalPeople(writer, branch, { type: 'member.invited' }, { member, expiresAt });
  return { token, expiresAt };
}
