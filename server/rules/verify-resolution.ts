import { hashOf } from './canonical.ts';
import { type PublicJwk, parseJson } from './jws.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { climb, type Report } from './report.ts';
import { statementOf } from './resolution.ts';
import {
  areAttestations,
  checkDate,
  isCanonical,
  isIssuer,
  isSignedByLeaf,
  isVouchedFor,
  openFile,
} from './signed-file.ts';
import { ResolutionPayload } from './statements.ts';
import { checkSums } from './sums.ts';
import { inForceFrom, type Trusted } from './trust.ts';

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
  const opened = openFile(jws, resolutionType);
  if (!opened.ok) return opened;
  const payload = readFields(opened.value.bytes);
  if (!payload.ok) return payload;
  return pass({ ...opened.value, payload: payload.value, hash: hashOf(statementOf(payload.value)) });
}

/**
 * Whether a resolution file holds: made by the branch that it names, which the anchor vouches for, decided with
 * the numbers that it states, and signed by three people with passkeys of the branch's site.
 * @param trust `anchors` are the keys that are trusted beforehand: a verifier needs one; `at` (RFC 3339) the time as of which the chain is
 * judged and beyond which no resolution may be dated: a receiver's clock, or the receipt's time. Without it the chain
 * is judged as of the first moment from the decision on at which all of it had been issued.
 */
export async function verifyResolution(
  jws: string,
  trust: { anchors: readonly PublicJwk[]; at?: string },
): Promise<ResolutionReport> {
  const established: Omit<ResolutionReport, keyof Report> = {};
  const report = await climb<ResolutionStep>(async (step) => {
    const file = await step('format', openFile(jws, resolutionType), () => `a JWS of type ${resolutionType}`);
    const payload = await step('fields', readFields(file.bytes), ({ title }) => `resolution: ${title}`);
    const hash = hashOf(statementOf(payload));
    Object.assign(established, { payload, hash });
    const at = trust.at ?? inForceFrom(file.chain ?? [], payload.decidedAt);
    const trusted = await step(
      'trust',
      isVouchedFor(file.chain, trust.anchors, at),
      ({ ids }) => `${ids.join(' < ')}, at ${at}`,
    );
    established.trusted = trusted;
    await step(
      'signature',
      isSignedByLeaf(jws, file.kid, trusted),
      ({ kid }) => `by the key ${kid} of ${trusted.leaf.id}`,
    );
    await step('canonical', isCanonical(file.bytes, payload), () => `hash ${hash}`);
    await step('issuer', isIssuer(payload, trusted, 'resolution'), (id) => `${trusted.leaf.name}, ${id}`);
    if (trust.at !== undefined)
      await step('date', checkDate(payload.decidedAt, trust.at), (decided) => `decided at ${decided}`);
    await step('sums', checkSums(payload), () => sumsSentence(payload));
    await step(
      'attestations',
      areAttestations(payload, statementOf(payload)),
      (people) => `${people} passkeys signed: the chair and two signers`,
    );
  });
  return { ...report, ...established };
}

function readFields(bytes: Uint8Array): Checked<ResolutionPayload> {
  const read = parseJson(bytes, ResolutionPayload, 'file.fields', 'the payload');
  if (!read.ok) return read;
  const { number, previous } = read.value;
  if ((number === 1) === (previous === null)) return read;
  return refuse('file.fields', `resolution ${number} names ${previous ?? 'none'} as the one before it`);
}

function sumsSentence({ points, present, quorum }: ResolutionPayload): string {
  const adopted = points.filter(({ outcome }) => outcome === 'adopted').length;
  return `${adopted} of ${points.length} points adopted, ${present} present, ${quorum.required} needed`;
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
