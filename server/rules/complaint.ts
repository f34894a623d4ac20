import { checkPaper, isSignedPaper } from './box.ts';
import { hashOf } from './canonical.ts';
import { thumbprintOf } from './fingerprint.ts';
import { isSignedBy, type PublicJwk, parseText, parseValue } from './jws.ts';
import { readPromise } from './promise.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { climb, type Report } from './report.ts';
import { type BoxedPaper, Complaint } from './secret-statements.ts';
import type { BallotStatement } from './statements.ts';

/** The checks of a complaint, in their order; `promise` is done only where there is one by a key that is known. */
export type ComplaintStep = 'format' | 'ballot' | 'paper' | 'promise' | 'missing';

/** A verification of a complaint. */
export interface ComplaintReport extends Report<ComplaintStep> {
  /**
   * What it proves, when it holds: that the branch promised to count the paper and did not; or, without a promise that is known
   * as the branch's, no more than that a paper which the ballot's key signed is not in the box.
   */
  proves?: 'promised' | 'signed';
  /** The key that the promise names as its signer, where that is not known as one of the branch; whose it is nobody can tell. */
  unknownKey?: string;
}

/** A secret ballot as it was published. */
export interface Box {
  definition: BallotStatement;
  papers: readonly BoxedPaper[];
}

/**
 * Whether a complaint holds: its paper is one of a ballot that is there, marked as that allows and signed by its key, the
 * branch has promised to count it, and it is not among the papers of the box. A promise by a key that is not known proves
 * nothing and refutes nothing: the phone had no other keys to believe than those that the branch's own server names.
 * @param complaint any value; JSON.parse of the file.
 * @param boxes of ballots whose evidence has been verified.
 * @param keys of the branch.
 */
export async function verifyComplaint(
  complaint: unknown,
  boxes: readonly Box[],
  keys: readonly PublicJwk[],
): Promise<ComplaintReport> {
  const found: Pick<ComplaintReport, 'proves' | 'unknownKey'> = {};
  const report = await climb<ComplaintStep>(async (step) => {
    const { ballot, paper, promise } = await step(
      'format',
      parseValue(complaint, Complaint, 'complaint.format', 'the complaint'),
      ({ typ }) => typ,
    );
    const box = await step('ballot', boxOf(ballot, boxes), () => `ballot ${ballot}`);
    const hash = await step(
      'paper',
      isPaperOf(paper, box),
      (found) => `paper ${found}, signed by the key of the ballot`,
    );
    if (promise !== null) {
      const promised = await isPromiseFor(promise, { ballot, hash }, keys);
      const unknown = promised.ok ? promised.value.unknownKey : undefined;
      if (unknown === undefined) await step('promise', promised, ({ at }) => `the branch promised to count it, ${at}`);
      else found.unknownKey = unknown;
    }
    await step('missing', isMissing(hash, box), (papers) => `it is not one of the ${papers} papers in the box`);
    found.proves = promise === null || found.unknownKey !== undefined ? 'signed' : 'promised';
  });
  return { ...report, ...found };
}

/** The same of a complaint file's text, which may be no JSON. */
export async function reportComplaint(
  text: string,
  boxes: readonly Box[],
  keys: readonly PublicJwk[],
): Promise<ComplaintReport> {
  const parsed = parseText(text, 'complaint.format', 'the complaint');
  if (parsed.ok) return verifyComplaint(parsed.value, boxes, keys);
  return climb<ComplaintStep>(async (step) => {
    await step('format', parsed, () => '');
  });
}

function boxOf(ballot: string, boxes: readonly Box[]): Checked<Box> {
  const box = boxes.find(({ definition }) => hashOf(definition) === ballot);
  if (box === undefined) return refuse('complaint.ballot', `there is no ballot ${ballot} in the evidence`);
  return box.definition.issuer === undefined ? refuse('complaint.ballot', `ballot ${ballot} is not secret`) : pass(box);
}

/** @returns the hash of the paper. */
async function isPaperOf(boxed: BoxedPaper, { definition }: Box): Promise<Checked<string>> {
  const hash = hashOf(boxed.paper);
  const checked = checkPaper(definition, boxed.paper);
  if (!checked.ok) {
    const { code, detail } = checked.refusal;
    return refuse(code === 'ballot.unknown' ? 'complaint.ballot' : 'complaint.paper', detail, { reason: code });
  }
  if (definition.issuer !== undefined && (await isSignedPaper(boxed, definition.issuer))) return pass(hash);
  return refuse('complaint.paper', `paper ${hash} is not signed by the key of the ballot`);
}

/** A promise for the paper: signed by the branch, or by a key that is not known as one of it. */
interface Promised {
  at: string;
  unknownKey: string | undefined;
}

async function isPromiseFor(
  jws: string,
  { ballot, hash }: { ballot: string; hash: string },
  keys: readonly PublicJwk[],
): Promise<Checked<Promised>> {
  const read = readPromise(jws, 'complaint.promise');
  if (!read.ok) return read;
  const { kid, promise } = read.value;
  if (promise.ballot !== ballot || promise.statement !== hash) {
    const found = `${promise.statement} in ballot ${promise.ballot}`;
    return refuse('complaint.promise', `the promise is for ${found}, expected ${hash} in ballot ${ballot}`);
  }
  // a key that is listed under the name of another is not that other
  const key = keys.find((one) => one.kid === kid && thumbprintOf(one) === kid);
  if (key === undefined) return pass({ at: promise.at, unknownKey: kid });
  return (await isSignedBy(jws, key))
    ? pass({ at: promise.at, unknownKey: undefined })
    : refuse('complaint.promise', `the promise is not signed by the key ${kid} of the branch`);
}

/** @returns how many papers are in the box. */
function isMissing(hash: string, { papers }: Box): Checked<number> {
  if (!papers.some(({ paper }) => hashOf(paper) === hash)) return pass(papers.length);
  return refuse('complaint.counted', `paper ${hash} is in the box, and counted`);
}
