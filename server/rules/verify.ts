import { calculateJwkThumbprint } from 'jose';
import * as v from 'valibot';
import { type Box, type ComplaintReport, reportComplaint } from './complaint.ts';
import { Evidence } from './evidence.ts';
import { Coordinate } from './formats.ts';
import { type PublicJwk, parseText, parseValue } from './jws.ts';
import { readReceipt, verifyReceipt } from './receipt.ts';
import { type Checked, pass, type Refusal, refuse } from './refusals.ts';
import { climb, type Progress, type Report } from './report.ts';
import type { ReceiptStatement } from './statements.ts';
import type { Trusted } from './trust.ts';
import { type EvidenceStep, verifyEvidence } from './verify-evidence.ts';
import { type ResolutionReport, verifyResolution } from './verify-resolution.ts';

/** The files of a resolution, as text, and the one key that is trusted beforehand. */
export interface Files {
  resolution: string;
  anchor: PublicJwk;
  evidence?: string | undefined;
  receipt?: string | undefined;
  /** About a secret ballot; judged with the evidence. */
  complaint?: string | undefined;
}

/** A verification of a receipt; what is in it holds only when `ok`. */
export interface ReceiptReport extends Report<'receipt'> {
  receipt?: ReceiptStatement;
}

/** What came of verifying files: a report for each, up to the first that does not hold. */
export interface Verification {
  /** Whether resolution, receipt and evidence hold; a complaint has a verdict of its own. */
  ok: boolean;
  /** The first thing that does not hold. */
  refusal?: Refusal;
  resolution: ResolutionReport;
  receipt?: ReceiptReport;
  evidence?: Report<EvidenceStep>;
  /** Absent where no evidence holds that the complaint could be judged by. */
  complaint?: ComplaintReport;
}

/**
 * Verifies a resolution with what lies beside it. With a receipt, the trust chain is judged as of the receipt's time,
 * and the receiver must be a branch of that chain; whether the receipt itself holds is judged after the resolution.
 */
export async function verifyFiles(
  { resolution, anchor, evidence, receipt, complaint }: Files,
  progress?: Progress,
): Promise<Verification> {
  const resolved = await verifyResolution(resolution.trim(), { anchors: [anchor], ...timeOf(receipt) });
  const reports: Omit<Verification, 'ok'> = { resolution: resolved };
  const { payload, hash, trusted } = resolved;
  if (!resolved.ok || payload === undefined || hash === undefined || trusted === undefined) return conclude(reports);
  if (receipt !== undefined) {
    reports.receipt = await reportReceipt(receipt.trim(), hash, trusted);
    if (!reports.receipt.ok) return conclude(reports);
  }
  if (evidence === undefined) return conclude(reports);
  reports.evidence = await reportEvidence(evidence, payload, hash, progress);
  if (reports.evidence.ok && complaint !== undefined)
    reports.complaint = await reportComplaint(complaint, boxesIn(evidence), trusted.leafKeys);
  return conclude(reports);
}

function conclude(reports: Omit<Verification, 'ok'>): Verification {
  const refusal = reports.resolution.refusal ?? reports.receipt?.refusal ?? reports.evidence?.refusal;
  return refusal === undefined ? { ok: true, ...reports } : { ok: false, refusal, ...reports };
}

/** When a receipt says that the resolution came, before the receipt is verified. */
function timeOf(receipt: string | undefined): { at?: string } {
  const read = receipt === undefined ? undefined : readReceipt(receipt.trim());
  return read?.ok === true ? { at: read.value.receipt.receivedAt } : {};
}

async function reportReceipt(jws: string, resolution: string, trusted: Trusted): Promise<ReceiptReport> {
  const established: Omit<ReceiptReport, keyof Report> = {};
  const report = await climb<'receipt'>(async (step) => {
    const checked = receiptOfChain(jws, resolution, trusted);
    const found = ({ branch, index, receivedAt }: ReceiptStatement) => `entry ${index} of ${branch}, at ${receivedAt}`;
    established.receipt = await step('receipt', checked, found);
  });
  return { ...report, ...established };
}

/** The receiver stands above the branch: a receipt that a branch gives itself says nothing of the time. */
async function receiptOfChain(
  jws: string,
  resolution: string,
  { ids, keys }: Trusted,
): Promise<Checked<ReceiptStatement>> {
  const read = readReceipt(jws);
  if (!read.ok) return read;
  const { branch: receiver } = read.value.receipt;
  const receivers = ids.slice(1);
  if (receivers.includes(receiver)) return verifyReceipt(jws, { resolution, receiver, keys: keys.get(receiver) ?? [] });
  const expected = receivers.length === 0 ? 'none, for the branch has no parent' : `one of ${receivers.join(' or ')}`;
  return refuse('receipt.wrong', `the receipt is one of ${receiver}, expected ${expected}`);
}

async function reportEvidence(
  text: string,
  payload: NonNullable<ResolutionReport['payload']>,
  hash: string,
  progress: Progress | undefined,
): Promise<Report<EvidenceStep>> {
  const parsed = parseText(text, 'evidence.format', 'the evidence');
  if (parsed.ok) return verifyEvidence(payload, hash, parsed.value, progress);
  return climb<EvidenceStep>(async (step) => {
    await step('format', parsed, () => '');
  });
}

/** The boxes in evidence that has been verified. */
function boxesIn(evidence: string): Box[] {
  const { ballots } = v.parse(Evidence, JSON.parse(evidence));
  return ballots.map(({ definition, papers = [] }) => ({ definition: definition.statement, papers }));
}

const AnchorKey = v.object({
  kty: v.literal('EC'),
  crv: v.literal('P-256'),
  x: Coordinate,
  y: Coordinate,
  d: v.exactOptional(v.never('this is a private key; the anchor is a public one')),
});
const SetOfOne = v.object({ keys: v.strictTuple([v.unknown()]) });

/** The anchor's public key out of a file: a JWK, or a JWK set of one (RFC 7517). Anything else is refused: trust.anchor. */
export async function readAnchor(text: string): Promise<Checked<PublicJwk>> {
  const json = parseText(text, 'trust.anchor', 'the anchor');
  if (!json.ok) return json;
  const candidate = v.is(SetOfOne, json.value) ? json.value.keys[0] : json.value;
  const read = parseValue(candidate, AnchorKey, 'trust.anchor', 'the anchor');
  if (!read.ok) return read;
  const { kty, crv, x, y } = read.value;
  return pass({ kty, crv, x, y, kid: await calculateJwkThumbprint({ kty, crv, x, y }) });
}
