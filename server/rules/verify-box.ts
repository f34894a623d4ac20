import { paperLeaf } from './box.ts';
import { BoxStatement, boxType } from './box-file.ts';
import { hashOf } from './canonical.ts';
import { type ComplaintReport, reportComplaint } from './complaint.ts';
import { arePapersOf, firstUnsigned } from './evidence-papers.ts';
import { type PublicJwk, parseJson } from './jws.ts';
import { merkleRoot } from './merkle.ts';
import { type Checked, pass, type Refusal, refuse } from './refusals.ts';
import { climb, type Progress, type Report } from './report.ts';
import type { IssuerKey } from './secret-statements.ts';
import { isCanonical, isIssuer, isSignedByLeaf, isVouchedFor, openFile } from './signed-file.ts';
import { inForceFrom, type Trusted } from './trust.ts';

/** The checks of a box file, in their order. */
export type BoxStep =
  | 'format'
  | 'fields'
  | 'trust'
  | 'signature'
  | 'canonical'
  | 'issuer'
  | 'ballot'
  | 'papers'
  | 'count';

/** A verification of a box file. What is in it holds only when `ok`. */
export interface BoxReport extends Report<BoxStep> {
  payload?: BoxStatement;
  trusted?: Trusted;
}

/** What came of verifying a box file, and a complaint by it. */
export interface BoxVerification {
  /** Whether the box holds; a complaint has a verdict of its own. */
  ok: boolean;
  /** The first thing that does not hold. */
  refusal?: Refusal;
  box: BoxReport;
  /** Absent where the box does not hold, or there is none. */
  complaint?: ComplaintReport;
}

/** Verifies a box file, and a complaint by it. @param files as text, with the one key that is trusted beforehand. */
export async function verifyBoxFiles(
  { box, anchor, complaint }: { box: string; anchor: PublicJwk; complaint?: string | undefined },
  progress?: Progress,
): Promise<BoxVerification> {
  const report = await verifyBox(box.trim(), { anchors: [anchor] }, progress);
  const { ok, refusal, payload, trusted } = report;
  if (!ok || payload === undefined || trusted === undefined)
    return { ok: false, ...(refusal === undefined ? {} : { refusal }), box: report };
  if (complaint === undefined) return { ok, box: report };
  const keys = [...trusted.leafKeys, ...payload.keys];
  return { ok, box: report, complaint: await reportComplaint(complaint, [payload], keys) };
}

/**
 * Whether a box file holds: signed by the branch that it names, which the anchor vouches for, its papers those of a secret
 * ballot that its chair closed, each signed by the ballot's key. Who closed it is the branch's word: the passkeys are in the
 * evidence, which stays with the branch.
 * @param trust `anchors` are the keys that are trusted beforehand; the chain is judged from the closing on.
 * @param progress hears of the signatures on papers.
 */
export async function verifyBox(
  jws: string,
  trust: { anchors: readonly PublicJwk[] },
  progress?: Progress,
): Promise<BoxReport> {
  const established: Omit<BoxReport, keyof Report> = {};
  const report = await climb<BoxStep>(async (step) => {
    const file = await step('format', openFile(jws, boxType), () => `a JWS of type ${boxType}`);
    const read = parseJson(file.bytes, BoxStatement, 'file.fields', 'the payload');
    const payload = await step('fields', read, ({ papers }) => `a box of ${papers.length} papers`);
    established.payload = payload;
    const at = inForceFrom(file.chain ?? [], payload.close.closedAt);
    const vouched = isVouchedFor(file.chain, trust.anchors, at);
    const trusted = await step('trust', vouched, ({ ids }) => `${ids.join(' < ')}, at ${at}`);
    established.trusted = trusted;
    const by = ({ kid }: PublicJwk): string => `by the key ${kid} of ${trusted.leaf.id}`;
    await step('signature', isSignedByLeaf(jws, file.kid, trusted), by);
    await step('canonical', isCanonical(file.bytes, payload), () => `hash ${hashOf(payload)}`);
    await step('issuer', isIssuer(payload, trusted, 'box'), (id) => `${trusted.leaf.name}, ${id}`);
    const key = await step('ballot', isClosedSecret(payload), () => `ballot ${payload.close.ballot}, closed`);
    const signed = areSigned(payload, key, progress);
    await step('papers', signed, (papers) => `${papers} signed by the key of the ballot`);
    await step('count', areThoseOfClosing(payload), () => 'as the chair signed at closing');
  });
  return { ...report, ...established };
}

/** Whether a file says that it is a box file; nothing of it is verified. */
export function isBoxFile(jws: string): boolean {
  return openFile(jws, boxType).ok;
}

/** @returns the ballot's key. */
function isClosedSecret({ branch, definition, close }: BoxStatement): Checked<IssuerKey> {
  const ballot = hashOf(definition);
  const { issuer, secrecy } = definition;
  if (definition.branch !== branch) return refuse('box.wrong', `ballot ${ballot} is one of ${definition.branch}`);
  if (secrecy !== 'secret' || issuer === undefined) return refuse('box.wrong', `ballot ${ballot} is not secret`);
  const { kty, n, e, kid } = issuer;
  if (hashOf({ kty, n, e }) !== kid)
    return refuse('box.wrong', `the key of ballot ${ballot} is named by something else than its thumbprint`);
  if (close.ballot !== ballot)
    return refuse('box.wrong', `the closing is that of ballot ${close.ballot}, not ${ballot}`);
  if (close.issues === undefined)
    return refuse('box.wrong', `the closing of ballot ${ballot} says of no papers that they were drawn`);
  return pass(issuer);
}

async function areSigned(
  { definition, close, papers }: BoxStatement,
  key: IssuerKey,
  progress: Progress | undefined,
): Promise<Checked<number>> {
  const valid = arePapersOf(papers, definition, close.ballot);
  if (!valid.ok) return refuse('box.wrong', valid.refusal.detail);
  const unsigned = await firstUnsigned(papers, key, (done) => progress?.(done, papers.length));
  if (unsigned === undefined) return pass(papers.length);
  return refuse('box.wrong', `paper ${hashOf(unsigned.paper)} is not signed by the key of the ballot`);
}

function areThoseOfClosing({ close, papers, counts = [] }: BoxStatement): Checked<true> {
  const { votes, issues, evidence } = close;
  if (papers.length !== votes)
    return refuse('box.wrong', `there are ${papers.length} papers, the chair signed ${votes}`);
  if (papers.length > (issues?.number ?? 0))
    return refuse('box.wrong', `there are ${papers.length} papers, and only ${issues?.number ?? 0} were drawn`);
  if (merkleRoot([...papers.map(paperLeaf), ...counts]) === evidence) return pass(true);
  return refuse('box.wrong', 'the papers are not those that the chair signed at closing');
}
