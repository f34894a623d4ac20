import * as v from 'valibot';
import { canonicalBytes, hashOf, toBase64url } from './canonical.ts';
import { clockTolerance } from './clock.ts';
import { isSignedBy, jwsHeader, openJws, type PublicJwk } from './jws.ts';
import { siteOf, verifyAssertion } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { Attestation, PersonStatement } from './statements.ts';
import { longestChain, type Trusted, verifyTrustChain } from './trust.ts';

/** A file that a branch signed, opened; nothing of it is verified. */
export interface OpenedFile {
  kid: string;
  chain: readonly string[] | undefined;
  bytes: Uint8Array;
}

/** Opens a file of a type (the `typ` of its header) without verifying anything: file.format. */
export function openFile(jws: string, typ: string): Checked<OpenedFile> {
  const header = v.object({
    ...jwsHeader(typ).entries,
    trust_chain: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(longestChain))),
  });
  const opened = openJws(jws, header, 'file.format');
  if (!opened.ok) return opened;
  const { kid, trust_chain: chain } = opened.value.header;
  return pass({ kid, chain, bytes: opened.value.bytes });
}

/** Whether the chain in a file's header leads to one of the keys that are trusted, as of a time (RFC 3339). */
export async function isTrusted(
  chain: readonly string[] | undefined,
  anchors: readonly PublicJwk[],
  at: string,
): Promise<Checked<Trusted>> {
  if (chain === undefined) return refuse('trust.missing', 'the header has no trust_chain');
  return verifyTrustChain(chain, anchors, at);
}

/**
 * The same for what a branch decides: the key must be that of a branch above it, since nobody vouches for themselves. The top
 * of the party, whose chain is its own configuration, has nobody above it.
 */
export async function isVouchedFor(
  chain: readonly string[] | undefined,
  anchors: readonly PublicJwk[],
  at: string,
): Promise<Checked<Trusted>> {
  const trusted = await isTrusted(chain, anchors, at);
  if (!trusted.ok || chain?.length === 1) return trusted;
  const { anchorId, leaf } = trusted.value;
  if (anchorId !== leaf.id) return trusted;
  return refuse(
    'trust.anchor',
    `the key that is trusted is that of ${leaf.id} itself, expected one of a branch above it`,
  );
}

/** Whether a file is signed by the key of the chain's leaf that it names. */
export async function isSignedByLeaf(
  jws: string,
  kid: string,
  { leaf, leafKeys }: Trusted,
): Promise<Checked<PublicJwk>> {
  const key = leafKeys.find((candidate) => candidate.kid === kid);
  if (key === undefined)
    return refuse('file.signature', `the file names the key ${kid}, which is not one of ${leaf.id}`);
  if (await isSignedBy(jws, key)) return pass(key);
  return refuse('file.signature', `the signature is not one over this file by the key ${kid}`);
}

/** Whether a payload's bytes are its canonical ones. */
export function isCanonical(bytes: Uint8Array, payload: unknown): Checked<true> {
  if (toBase64url(canonicalBytes(payload)) === toBase64url(bytes)) return pass(true);
  return refuse('file.format', 'the payload is not written as canonical JSON (RFC 8785)');
}

/** Whether a payload is one of the branch that its chain is of. `what` names it in the detail. */
export function isIssuer({ branch }: { branch: string }, { leaf }: Trusted, what: string): Checked<string> {
  if (branch === leaf.id) return pass(branch);
  return refuse('trust.chain', `the ${what} is one of ${branch}, the trust chain is that of ${leaf.id}`);
}

/** Whether a file's own time is at most five minutes after `at` (RFC 3339). */
export function checkDate(decidedAt: string, at: string): Checked<string> {
  if (Date.parse(decidedAt) <= Date.parse(at) + clockTolerance) return pass(decidedAt);
  return refuse('time.future', `decided at ${decidedAt}, it is ${at}`);
}

/** Whether a statement is signed by a chair and two signers, with passkeys of the branch's site. */
export async function areAttestations(
  { branch, attestations }: { branch: string; attestations: readonly Attestation[] },
  statement: PersonStatement,
): Promise<Checked<number>> {
  const people = areThreePeople(attestations);
  if (!people.ok) return people;
  const site = siteOf(branch);
  for (const { role, publicKey, ...assertion } of attestations) {
    const verified = await verifyAssertion({ statement, ...assertion }, publicKey, site);
    if (!verified.ok) {
      const { code, detail } = verified.refusal;
      return refuse('attestation.wrong', `${role} ${assertion.signer}: ${detail}`, { reason: code });
    }
  }
  return pass(attestations.length);
}

/** A chair and two signers, no person and no passkey twice. */
function areThreePeople(attestations: readonly Attestation[]): Checked<true> {
  const roles = attestations.map(({ role }) => role).join(', ');
  if (roles !== 'chair, signer, signer')
    return refuse('attestation.people', `signed as ${roles}, expected chair, signer, signer`);
  const different = (values: string[]) => new Set(values).size === values.length;
  if (!different(attestations.map(({ signer }) => signer)))
    return refuse('attestation.people', 'one person signed twice');
  const passkeys = [
    attestations.map(({ credential }) => credential),
    attestations.map(({ publicKey }) => hashOf(publicKey)),
  ];
  if (!passkeys.every(different)) return refuse('attestation.people', 'one passkey signed twice');
  return pass(true);
}
