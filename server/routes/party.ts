import { deleteInvitation, findInvitation } from '../../db/joining.ts';
import { currentParent } from '../../db/parents.ts';
import { confirmRequest, declineRequest, inviteBranch, revokeChild } from '../children.ts';
import { closeBranch } from '../closing.ts';
import { identityIn, mustNotBeClosed } from '../identity.ts';
import { addKey, askParent, change, leaveParent, withdrawAsking } from '../joining.ts';
import { lookUpParent } from '../look-up.ts';
import { admit, command, query, type Routes, steps } from '../mount.ts';
import { mustBeHere } from '../moving/mark.ts';
import { Problem } from '../problem.ts';
import { comparedKey, partyOf } from './party-info.ts';

/** A leader gives the branch its place in the party. */
export function partyRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'party', (reader, { at }) => partyOf(reader, branch, at));

  command(routes, 'inviteBranch', (writer, { body }) => inviteBranch(writer, branch, body));

  command(routes, 'withdrawInvitation', async (writer, { parameter }) => {
    const invitation = await findInvitation(writer, parameter('invitation'));
    if (invitation === undefined || invitation.used_at !== null)
      throw new Problem('not_found', 'there is no such invitation that could be taken back');
    await deleteInvitation(writer, invitation.token_hash);
    return {};
  });

  steps(routes, 'lookUpParent', async ({ body, context }) => {
    await branch.engine.read((reader) => admit(reader, branch, context, 'lookUpParent'));
    const { id, name, level, key } = await lookUpParent(branch, body.link);
    return { id, name, level, key: comparedKey(key) };
  });

  steps(routes, 'askParent', async ({ body, context }) => {
    await branch.engine.read(async (reader) => {
      await mustBeHere(reader);
      await admit(reader, branch, context, 'askParent');
      await mustNotBeClosed(reader);
    });
    const found = await lookUpParent(branch, body.link);
    if (found.key.kid !== body.kid)
      throw new Problem('join.key', `${found.id} has the key ${found.key.kid}, compared was ${body.kid}`);
    await branch.engine.transact(async (writer) => {
      await admit(writer, branch, context, 'askParent');
      await mustNotBeClosed(writer);
      await askParent(writer, branch, found, found.token);
    });
    return {};
  });

  command(routes, 'withdrawAsking', async (writer) => {
    await withdrawAsking(writer, branch);
    return {};
  });

  command(routes, 'leaveParent', async (writer, { body }) => {
    const parent = await currentParent(writer);
    if (parent?.parent !== body.parent) throw new Problem('parent.missing', `${body.parent} is not the parent`);
    await leaveParent(writer, branch, parent, body.reason);
    return {};
  });

  command(routes, 'confirmChild', async (writer, { parameter, body }) => {
    await confirmRequest(writer, branch, parameter('request'), body.kid);
    return {};
  });

  command(routes, 'declineChild', async (writer, { parameter }) => {
    await declineRequest(writer, branch, parameter('request'));
    return {};
  });

  command(routes, 'revokeChild', async (writer, { body }) => {
    await revokeChild(writer, branch, body.child, body.reason);
    return {};
  });

  command(routes, 'renameBranch', async (writer, { body: { name, level } }) => {
    await mustNotBeClosed(writer);
    const own = await identityIn(writer, branch);
    if (own.name === name && own.level === level) return { waiting: false };
    return { waiting: await change(writer, branch, { name, level }) };
  });

  command(routes, 'rekeyBranch', async (writer, { body }) => {
    await mustNotBeClosed(writer);
    const own = await identityIn(writer, branch);
    if (own.key.kid !== body.kid) throw new Problem('join.key', `the key is ${own.key.kid}, not ${body.kid}`);
    const key = await addKey(writer, branch);
    const waiting = await change(writer, branch, { key });
    return { key: comparedKey(key.publicJwk), waiting };
  });

  command(routes, 'closeBranch', async (writer, { body }) => {
    const { name } = await identityIn(writer, branch);
    if (body.name !== name) throw new Problem('statement.wrong', `the branch is called ${name}`);
    await closeBranch(writer, branch);
    return {};
  });
}
