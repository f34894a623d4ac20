import { decodeJwt } from 'jose';
import * as v from 'valibot';
import type { Branch } from './branch.ts';
import { timeOf } from './branch.ts';
import { invitationPage } from './children.ts';
import { textWithin } from './egress.ts';
import type { FoundParent } from './joining.ts';
import { Problem } from './problem.ts';
import { EntityConfiguration, longestEntityStatement } from './rules/entity-statement.ts';
import { thumbprintOf } from './rules/fingerprint.ts';
import { BranchId } from './rules/formats.ts';
import { verifyTrustChain } from './rules/trust.ts';

const patience = 20_000;

/** What stands in an invitation's link: who invites, and the token. @throws Problem join.token. */
function readLink(link: string): { parent: string; token: string } {
  const [page = '', token = '', ...more] = link.split('#');
  const parent = page.endsWith(invitationPage) ? page.slice(0, -invitationPage.length) : '';
  if (!v.is(BranchId, parent) || !/^[A-Za-z0-9_-]{20,100}$/u.test(token) || more.length > 0)
    throw new Problem('join.token', 'the link is not one of an invitation to a branch');
  return { parent, token };
}

/**
 * Who an invitation comes from, as that branch says at its own address: its name, level and key, which nobody has vouched for
 * until a person compares the key.
 * @throws Problem join.token, join.circle, address.unreachable, address.private.
 */
export async function lookUpParent(branch: Branch, link: string): Promise<FoundParent & { token: string }> {
  const { parent: id, token } = readLink(link);
  if (id === branch.id) throw new Problem('join.circle', 'the invitation is the own one of this branch');
  const configuration = await fetchConfiguration(branch, id);
  const { authority_hints, jwks, metadata } = await mustBeConfiguration(branch, id, configuration);
  if (authority_hints?.includes(branch.id) === true)
    throw new Problem('join.circle', `${id} stands below ${branch.id}`);
  const [key] = jwks.keys;
  if (key === undefined || thumbprintOf(key) !== key.kid)
    throw new Problem('address.unreachable', `${id} names a key by something else than its thumbprint`);
  const { name, level } = metadata.vedtak_branch;
  return { id, name, level, key, configuration, token };
}

async function fetchConfiguration({ surroundings }: Branch, id: string): Promise<string> {
  const url = `${id}/.well-known/openid-federation`;
  let text: string | undefined;
  try {
    const answer = await surroundings.fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(patience) });
    text = answer.ok ? await textWithin(answer, longestEntityStatement) : undefined;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('address.unreachable', `nobody answers at ${id}`);
  }
  if (text === undefined) throw new Problem('address.unreachable', `there is no branch at ${id}`);
  return text.trim();
}

/** @throws Problem address.unreachable unless it is the configuration of that branch, signed with the key in it, and holds now. */
async function mustBeConfiguration(branch: Branch, id: string, jws: string): Promise<EntityConfiguration> {
  let said: EntityConfiguration;
  try {
    said = v.parse(EntityConfiguration, decodeJwt(jws));
  } catch {
    throw new Problem('address.unreachable', `${id} does not answer as a branch does`);
  }
  const verified = await verifyTrustChain([jws], said.jwks.keys, timeOf(branch));
  if (!verified.ok || said.sub !== id) throw new Problem('address.unreachable', `${id} does not say who it is`);
  return said;
}
