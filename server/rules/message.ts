import type * as v from 'valibot';
import { hashOf } from './canonical.ts';
import type { PublicJwk } from './jws.ts';
import { parseJson } from './jws.ts';
import { type MessageName, type MessageOf, messages, messageType } from './party-statements.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { checkDate, isCanonical, isSignedByLeaf, isTrusted, openFile } from './signed-file.ts';
import type { Trusted } from './trust.ts';

/** A message that was read; nothing of it is verified. */
export interface ReadMessage<N extends MessageName> {
  kid: string;
  chain: readonly string[] | undefined;
  bytes: Uint8Array;
  payload: MessageOf<N>;
  hash: string;
}

/** A message that holds, and who said it. */
export interface VerifiedMessage<N extends MessageName> {
  payload: MessageOf<N>;
  hash: string;
  trusted: Trusted;
}

/** Reads a message of a kind without verifying anything: file.format, file.fields. */
export function readMessage<N extends MessageName>(name: N, jws: string): Checked<ReadMessage<N>> {
  const opened = openFile(jws, messageType(name));
  if (!opened.ok) return opened;
  const schema = messages[name] as v.GenericSchema<unknown, MessageOf<N>>;
  const payload = parseJson(opened.value.bytes, schema, 'file.fields', `the ${name}`);
  if (!payload.ok) return payload;
  return pass({ ...opened.value, payload: payload.value, hash: hashOf(payload.value) });
}

/**
 * Whether a message holds: signed by the branch that it names, which a trusted key vouches for, and not dated in the future.
 * @param trust `anchors` are the keys trusted beforehand, one of which must stand in the chain; `at` (RFC 3339) is the
 * receiver's clock.
 */
export async function verifyMessage<N extends MessageName>(
  name: N,
  jws: string,
  trust: { anchors: readonly PublicJwk[]; at: string },
): Promise<Checked<VerifiedMessage<N>>> {
  const read = readMessage(name, jws);
  if (!read.ok) return read;
  const { kid, chain, bytes, payload, hash } = read.value;
  const trusted = await isTrusted(chain, trust.anchors, trust.at);
  if (!trusted.ok) return trusted;
  const signed = await isSignedByLeaf(jws, kid, trusted.value);
  if (!signed.ok) return signed;
  const canonical = isCanonical(bytes, payload);
  if (!canonical.ok) return canonical;
  const { leaf } = trusted.value;
  if (payload.branch !== leaf.id)
    return refuse('trust.chain', `the ${name} is one of ${payload.branch}, the trust chain is that of ${leaf.id}`);
  const dated = checkDate(payload.at, trust.at);
  return dated.ok ? pass({ payload, hash, trusted: trusted.value }) : dated;
}
