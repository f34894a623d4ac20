import * as v from 'valibot';
import { childKeys, findChild } from '../../db/children.ts';
import type { Reader } from '../../db/engine.ts';
import { lastRequestOf, replaceRequestsOf } from '../../db/joining.ts';
import { askedIn, endChild } from '../children.ts';
import type { Intake } from '../inbox.ts';
import { isSignedBy, PublicJwk } from '../rules/jws.ts';
import { readMessage } from '../rules/message.ts';
import { pass, refuse } from '../rules/refusals.ts';
import { checkDate, isCanonical } from '../rules/signed-file.ts';
import type { Trusted } from '../rules/trust.ts';

/**
 * A branch leaves, or asks to join no longer. It may stand under another parent by now, so that no chain says who it is: it
 * signs with a key that is known here.
 */
export const leaveIntake: Intake<'leave'> = {
  name: 'leave',
  async verify(branch, jws, at) {
    const read = readMessage('leave', jws);
    if (!read.ok) return read;
    const { payload, kid, bytes, hash } = read.value;
    if (payload.parent !== branch.id)
      return refuse('message.addressee', `${payload.branch} leaves ${payload.parent}, this is ${branch.id}`);
    const canonical = isCanonical(bytes, payload);
    if (!canonical.ok) return canonical;
    const keys = await branch.engine.read((reader) => knownKeys(reader, payload.branch));
    if (keys.length === 0) return refuse('trust.child', `${payload.branch} is not one of our branches`);
    const key = keys.find((candidate) => candidate.kid === kid);
    if (key === undefined || !(await isSignedBy(jws, key)))
      return refuse('file.signature', `it is not signed by a key of ${payload.branch} that is known here`);
    const dated = checkDate(payload.at, at);
    return dated.ok ? pass({ payload, hash, trusted: known(payload.branch, key) }) : dated;
  },
  async take(writer, branch, { payload, at }) {
    const child = await findChild(writer, payload.branch);
    if (child?.state !== 'active' || payload.at < child.joined_at) return replaceRequestsOf(writer, payload.branch, at);
    const state = payload.reason === 'closed' ? 'closed' : 'left';
    await endChild(writer, branch, child.id, state, { at, reason: null });
  },
};

/** The keys of somebody who is below, was it, or has asked to be, without those that were revoked. */
async function knownKeys(reader: Reader, id: string): Promise<PublicJwk[]> {
  const keys = (await childKeys(reader, id)).filter(({ revoked_reason }) => revoked_reason === null);
  const request = await lastRequestOf(reader, id);
  const asked = request === undefined || request.invitation === null ? [] : [askedIn(request.statement).key];
  return [...keys.map(({ public_key }) => v.parse(PublicJwk, JSON.parse(public_key))), ...asked];
}

function known(id: string, key: PublicJwk): Trusted {
  return {
    leaf: { id, name: id, level: '', parent: null },
    leafKeys: [key],
    anchorId: id,
    ids: [id],
    path: [{ id, name: id }],
    keys: new Map([[id, [key]]]),
  };
}
