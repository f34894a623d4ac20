import * as v from 'valibot';
import { canonicalBytes, hashOf, toBase64url } from './canonical.ts';
import { clockTolerance } from './clock.ts';
import { isSignedBy, jwsHeader, openJws, type PublicJwk, parseJson } from './jws.ts';
import { siteOf, verifyAssertion } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { climb, type Report } from './report.ts';
import { statementOf } from './resolution.ts';
import { type Attestation, ResolutionPayload } from './statements.ts';
import { checkSums } from './sums.ts';
import { inForceFrom, longestChain, type Trusted, verifyTrustChain } from './trust.ts';

/** The `typ` of a resolution file. */
export const resolutionType = 'vedtak-resolution+jwt';

/** The checks of a resolution file, in their order; `date` is done only where a time is given. */
export type ResolutionStep =
  | 'format'
  | 'fields'
  | 'trust'
  | 'signature'
  | 'canonical'
  | 'issuer'
  | 'date'
  | 'sums'
  | 'attestations';

/** A verification of a resolution file. What is in it holds only when `ok`. */
export interface ResolutionReport extends Report<ResolutionStep> {
  payload?: ResolutionPayload;
  /** The resolution's hash: that of its statement, without the attestations. */
  hash?: string;
  trusted?: Trusted;
}

const Header = v.object({
  ...jwsHeader(resolutionType).entries,
  trust_chain: v.exactOptional(v.pipe(v.array(v.string()), v.maxLength(longestChain))),
});

/** A resolution file that was read; nothing of it is verified. */
export interface ResolutionFile {
  kid: string;
  chain: readonly string[] | undefined;
  bytes: Uint8Array;
  payload: ResolutionPayload;
  hash: string;
}

/** Reads a resolution file without verifying anything: file.format, file.fields. */
export function readResolution(jws: string): Checked<ResolutionFile> {
  const opened = openFile(jws);
  if (!opened.ok) return opened;
  const payload = readFields(opened.value.bytes);
  if (!payload.ok) return payload;
  return pass({ ...opened.value, payload: payload.value, hash: hashOf(statementOf(payload.value)) });
}

/**
 * Whether a resolution file holds: made by the branch that it names, which the anchor vouches for, decided with
 * the numbers that it states, and signed by three people with passkeys of the branch's site.
 * @param trust `anchor` is the one key that is trusted beforehand; `at` (RFC 3339) the time as of which the chain is
 * judged and beyond which no resolution may be dated: a receiver's clock, or the receipt's time. Without it the chain
 * is judged as of the first moment from the decision on at which all of it had been issued.
 */
export async function verifyResolution(
  jws: string,
  trust: { anchor: PublicJwk; at?: string },
): Promise<ResolutionReport> {
  const established: Omit<ResolutionReport, keyof Report> = {};
  const report = await climb<ResolutionStep>(async (step) => {
    const file = await step('format', openFile(jws), () => `a JWS of type ${resolutionType}`);
    const payload = await step('fields', readFields(file.bytes), ({ title }) => `resolution: ${title}`);
    const hash = hashOf(statementOf(payload));
    Object.assign(established, { payload, hash });
    const at = trust.at ?? inForceFrom(file.chain ?? [], payload.decidedAt);
    const trusted = await step(
      'trust',
      isTrusted(file.chain, trust.anchor, at),
      ({ ids }) => `${ids.join(' < ')}, at ${at}`,
    );
    established.trusted = trusted;
    await step(
      'signature',
      isSignedByLeaf(jws, file.kid, trusted),
      ({ kid }) => `by the key ${kid} of ${trusted.leaf.id}`,
    );
    await step('canonical', isCanonical(file.bytes, payload), () => `hash ${hash}`);
    await step('issuer', isIssuer(payload, trusted), (id) => `${trusted.leaf.name}, ${id}`);
    if (trust.at !== undefined) await step('date', checkDate(payload, trust.at), (decided) => `decided at ${decided}`);
    await step('sums', checkSums(payload), () => sumsSentence(payload));
    await step(
      'attestations',
      areAttestations(payload),
      (people) => `${people} passkeys signed: the chair and two signers`,
    );
  });
  return { ...report, ...established };
}

function openFile(jws: string): Checked<Pick<ResolutionFile, 'kid' | 'chain' | 'bytes'>> {
  const opened = openJws(jws, Header, 'file.format');
  if (!opened.ok) return opened;
  const { header, bytes } = opened.value;
  return pass({ kid: header.kid, chain: header.trust_chain, bytes });
}

function readFields(bytes: Uint8Array): Checked<ResolutionPayload> {
  const read = parseJson(bytes, ResolutionPayload, 'file.fields', 'the payload');
  if (!read.ok) return read;
  const { number, previous } = read.value;
  if ((number === 1) === (previous === null)) return read;
  return refuse('file.fields', `resolution ${number} names ${previous ?? 'none'} as the one before it`);
}

async function isTrusted(
  chain: readonly string[] | undefined,
  anchor: PublicJwk,
  at: string,
): Promise<Checked<Trusted>> {
  if (chain === undefined) return refuse('trust.missing', 'the header has no trust_chain');
  return verifyTrustChain(chain, anchor, at);
}

async function isSignedByLeaf(jws: string, kid: string, { leaf, leafKeys }: Trusted): Promise<Checked<PublicJwk>> {
  const key = leafKeys.find((candidate) => candidate.kid === kid);
  if (key === undefined)
    return refuse('file.signature', `the file names the key ${kid}, which is not one of ${leaf.id}`);
  if (await isSignedBy(jws, key)) return pass(key);
  return refuse('file.signature', `the signature is not one over this file by the key ${kid}`);
}

function isCanonical(bytes: Uint8Array, payload: ResolutionPayload): Checked<true> {
  if (toBase64url(canonicalBytes(payload)) === toBase64url(bytes)) return pass(true);
  return refuse('file.format', 'the payload is not written as canonical JSON (RFC 8785)');
}

function isIssuer({ branch }: ResolutionPayload, { leaf }: Trusted): Checked<string> {
  if (branch === leaf.id) return pass(branch);
  return refuse('trust.chain', `the resolution is one of ${branch}, the trust chain is that of ${leaf.id}`);
}

/** Whether a resolution is dated at most five minutes after `at` (RFC 3339). */
function checkDate({ decidedAt }: ResolutionPayload, at: string): Checked<string> {
  if (Date.parse(decidedAt) <= Date.parse(at) + clockTolerance) return pass(decidedAt);
  return refuse('time.future', `decided at ${decidedAt}, it is ${at}`);
}

function sumsSentence({ points, present, quorum }: ResolutionPayload): string {
  const adopted = points.filter(({ outcome }) => outcome === 'adopted').length;
  return `${adopted} of ${points.length} points adopted, ${present} present, ${quorum.required} needed`;
}

async function areAttestations(payload: ResolutionPayload): Promise<Checked<number>> {
  const people = areThreePeople(payload.attestations);
  if (!people.ok) return people;
  const statement = statementOf(payload);
  const site = siteOf(payload.branch);
  for (const { role, publicKey, ...assertion } of payload.attestations) {
    const verified = await verifyAssertion({ statement, ...assertion }, publicKey, site);
    if (!verified.ok) {
      const { code, detail } = verified.refusal;
      return refuse('attestation.wrong', `${role} ${assertion.signer}: ${detail}`, { reason: code });
    }
  }
  return pass(payload.attestations.length);
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

/** What a receiver holds of a branch: the last resolution. */
export interface Held {
  number: number;
  hash: string;
}

/**
 * Whether a resolution is the next in its branch's chain of numbers. One that is held already passes, so a caller
 * that keeps all of them looks the hash up first.
 * @param held the last one held of the branch; null when there is none.
 */
export function checkSequence(
  { number, previous }: Pick<ResolutionPayload, 'number' | 'previous'>,
  hash: string,
  held: Held | null,
): Checked<true> {
  if (held !== null && held.number === number && held.hash === hash) return pass(true);
  const expected = (held?.number ?? 0) + 1;
  if (number > expected) {
    return refuse('sequence.gap', `resolution ${number} came, expected is ${expected}`, { expected, found: number });
  }
  if (number < expected) {
    return refuse('sequence.fork', `another resolution ${number} is held already`, { expected, found: number });
  }
  if (previous === (held?.hash ?? null)) return pass(true);
  return refuse('sequence.fork', `it follows ${previous ?? 'none'}, the last one held is ${held?.hash ?? 'none'}`);
}
