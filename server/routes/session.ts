import type { Reader } from '../../db/engine.ts';
import { currentMeeting } from '../../db/meetings.ts';
import {
  credentialsOf,
  findCredential,
  findInvitation,
  findMember,
  type InvitationRow,
  insertCredential,
  type MemberRow,
  setInvitationChallenge,
  useInvitation,
} from '../../db/members.ts';
import { endSession, insertNonce, useNonce } from '../../db/sessions.ts';
import type { Me } from '../api/session.ts';
import { journalPeople } from '../branch.ts';
import { tokenTyped } from '../door-code.ts';
import { command, type Routes, rolesOf, steps } from '../mount.ts';
import { meOf } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { registeredCredential, registrationOptions } from '../registration.ts';
import { hashOfText } from '../rules/canonical.ts';
import { siteOf, verifyAssertion } from '../rules/passkey.ts';
import { beginSession, giveSession, sessionHash, takeSession } from '../session.ts';

const nonceLife = 5 * 60 * 1000;

/** Signing in and out, and using an invitation. */
export function sessionRoutes(routes: Routes): void {
  const { branch } = routes;
  const site = siteOf(branch.id);

  command(routes, 'nonce', async (writer, { at }) => {
    const nonce = branch.surroundings.random(32);
    await insertNonce(writer, {
      nonce,
      expiresAt: new Date(branch.surroundings.now() + nonceLife).toISOString(),
      now: at,
    });
    return { nonce, at };
  });

  steps(routes, 'login', async ({ body, context, at }) => {
    if (body.statement.branch !== branch.id)
      throw new Problem('statement.branch', `this is ${branch.id}, not ${body.statement.branch}`);
    const held = await branch.engine.read((reader) => findCredential(reader, body.credential));
    if (held?.member !== body.signer) throw new Problem('passkey.unknown', 'the passkey is not known in this branch');
    must(await verifyAssertion(body, held.publicKey, site));
    const { me, token } = await branch.engine.transact(async (writer) => {
      if (!(await useNonce(writer, body.statement.nonce, at)))
        throw new Problem('login.expired', 'the nonce is unknown, used or expired');
      return { token: await beginSession(writer, branch, held.member), me: await meById(writer, held.member) };
    });
    giveSession(branch, context, token);
    return me;
  });

  steps(routes, 'logout', async ({ context }) => {
    const hash = sessionHash(branch, context);
    if (hash !== undefined) await branch.engine.transact((writer) => endSession(writer, hash));
    takeSession(branch, context);
    return {};
  });

  command(routes, 'enrolmentOptions', async (writer, { body, at }) => {
    const { invitation, member } = await openInvitation(writer, body.token, at);
    const challenge = branch.surroundings.random(32);
    await setInvitationChallenge(writer, invitation.token_hash, challenge);
    const known = (await credentialsOf(writer, member.id)).map(({ id }) => id);
    const registrant = { member: member.id, name: member.name, branchName: branch.name, site };
    return { name: member.name, options: await registrationOptions(registrant, challenge, known) };
  });

  steps(routes, 'enrol', async ({ body, context, at }) => {
    const { invitation } = await branch.engine.read((reader) => openInvitation(reader, body.token, at));
    if (invitation.challenge === null) throw new Problem('passkey.registration', 'its options were never asked for');
    const credential = await registeredCredential(body.registration, invitation.challenge, site);
    const { me, token } = await branch.engine.transact(async (writer) => {
      const { member } = await openInvitation(writer, body.token, at);
      if ((await findCredential(writer, credential.id)) !== undefined)
        throw new Problem('passkey.known', 'the passkey is registered already');
      await useInvitation(writer, invitation.token_hash, at);
      await insertCredential(writer, member.id, credential, at);
      await journalPeople(
        writer,
        branch,
        { type: 'credential.registered' },
        { member: member.id, credential: credential.id },
      );
      return { token: await beginSession(writer, branch, member.id), me: await meById(writer, member.id) };
    });
    giveSession(branch, context, token);
    return me;
  });
}

async function openInvitation(
  reader: Reader,
  token: string,
  at: string,
): Promise<{ invitation: InvitationRow; member: MemberRow }> {
  const invitation = await findInvitation(reader, hashOfText(tokenTyped(token)));
  const member = invitation === undefined ? undefined : await findMember(reader, invitation.member);
  if (invitation === undefined || member === undefined)
    throw new Problem('invitation.unknown', 'no invitation has this token');
  if (invitation.used_at !== null) throw new Problem('invitation.used', 'the invitation was used before');
  if (invitation.replaced === 1 || invitation.expires_at <= at) {
    throw new Problem('invitation.expired', 'the invitation has expired, or a newer one was made');
  }
  return { invitation, member };
}

async function meById(reader: Reader, id: string): Promise<Me> {
  const member = await findMember(reader, id);
  if (member === undefined) throw new Error('a member of a session is gone');
  return meOf(reader, { member, roles: await rolesOf(reader, member, await currentMeeting(reader)) });
}
