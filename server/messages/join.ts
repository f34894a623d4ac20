import { decodeJwt } from 'jose';
import * as v from 'valibot';
import { childKeys, findChild } from '../../db/children.ts';
import type { Reader } from '../../db/engine.ts';
import { takeDownRequest } from '../children.ts';
import type { Intake } from '../inbox.ts';
import { EntityConfiguration } from '../rules/entity-statement.ts';
import { thumbprintOf } from '../rules/fingerprint.ts';
import { isSignedBy, PublicJwk } from '../rules/jws.ts';
import { readMessage } from '../rules/message.ts';
import type { JoinStatement } from '../rules/party-statements.ts';
import { type Checked, pass, refuse } from '../rules/refusals.ts';
import { checkDate, isCanonical } from '../rules/signed-file.ts';
import { type Trusted, verifyTrustChain } from '../rules/trust.ts';

/**
 * A branch asks to be vouched for. Whoever comes by an invitation is known by nothing but the key in its configuration, which a
 * person compares; a child that is known signs with the key that is known.
 */
export const joinIntake: Intake<'join'> = {
  name: 'join',
  async verify(branch, jws, at) {
    const read = readMessage('join', jws);
    if (!read.ok) return read;
    const { payload, kid, bytes, hash } = read.value;
    if (payload.parent !== branch.id)
      return refuse('message.addressee', `the join is meant for ${payload.parent}, this is ${branch.id}`);
    const canonical = isCanonical(bytes, payload);
    if (!canonical.ok) return canonical;
    const configured = await checkConfiguration(payload, at);
    if (!configured.ok) return configured;
    const keys =
      payload.token === undefined
        ? await branch.engine.read((reader) => knownKeys(reader, payload.branch))
        : configured.value.leafKeys;
    const key = keys.find((candidate) => candidate.kid === kid);
    if (key === undefined || !(await isSignedBy(jws, key)))
      return refuse('file.signature', `the join is not signed by a key of ${payload.branch} that is known here`);
    const dated = checkDate(payload.at, at);
    return dated.ok ? pass({ payload, hash, trusted: configured.value }) : dated;
  },
  take: (writer, branch, { payload, hash, jws, at }) =>
    takeDownRequest(writer, branch, { statement: payload, hash, jws, at }),
};

/** Whether the configuration is one of the branch with one key, signed by that, and names the parent. */
async function checkConfiguration(
  { branch, parent, configuration }: JoinStatement,
  at: string,
): Promise<Checked<Trusted>> {
  const read = v.safeParse(EntityConfiguration, safeDecode(configuration));
  if (!read.success) return refuse('trust.chain', 'the configuration in the join is not one');
  const { jwks, authority_hints } = read.output;
  const [key, ...more] = jwks.keys;
  if (key === undefined || more.length > 0 || thumbprintOf(key) !== key.kid)
    return refuse('join.key', 'the configuration does not have one key, named by its thumbprint');
  const verified = await verifyTrustChain([configuration], [key], at);
  if (!verified.ok) return verified;
  if (verified.value.leaf.id !== branch || authority_hints?.includes(parent) !== true)
    return refuse('trust.chain', `the configuration is not one of ${branch} below ${parent}`);
  return verified;
}

function safeDecode(jws: string): unknown {
  try {
    return decodeJwt(jws);
  } catch {
    return undefined;
  }
}

/** The keys of an active child that are not revoked. */
async function knownKeys(reader: Reader, id: string): Promise<PublicJwk[]> {
  if ((await findChild(reader, id))?.state !== 'active') return [];
  const keys = (await childKeys(reader, id)).filter(({ until_at }) => until_at === null);
  return keys.map(({ public_key }) => v.parse(PublicJwk, JSON.parse(public_key)));
}
