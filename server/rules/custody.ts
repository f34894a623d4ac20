import * as v from 'valibot';
import { type PublicJwk, parseText, parseValue } from './jws.ts';
import { type VerifiedMessage, verifyMessage } from './message.ts';
import { Custody } from './party-statements.ts';
import { readReceipt, verifyReceipt } from './receipt.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { climb, type Report } from './report.ts';
import type { ReceiptStatement, ResolutionPayload } from './statements.ts';
import { checkLink, type Linked, type VerifiedTreatment, verifyTreatment } from './treatment.ts';
import type { Trusted } from './trust.ts';
import { type ResolutionReport, type ResolutionStep, readResolution, verifyResolution } from './verify-resolution.ts';

/** The checks of a custody in their order; those of the resolution are the ones of a resolution file. */
export type CustodyStep = 'custody' | ResolutionStep | 'receipt' | 'treatment' | 'answer';

/** A receipt that a level gave, with the file of it. */
export interface GivenReceipt {
  jws: string;
  statement: ReceiptStatement;
}

/** What a custody establishes when all of it holds. */
export interface VerifiedCustody {
  hash: string;
  jws: string;
  payload: ResolutionPayload;
  trusted: Trusted;
  receipts: GivenReceipt[];
  /** Each after the one that it names. */
  treatments: VerifiedTreatment[];
  answer: { jws: string; message: VerifiedMessage<'answer'> } | undefined;
}

/** A verification of a custody, with what it says as far as that was read. */
export interface CustodyReport extends Report<CustodyStep> {
  payload?: ResolutionPayload;
  hash?: string;
  trusted?: Trusted;
  receipts: GivenReceipt[];
  treatments: VerifiedTreatment[];
  /** All of it; there only when it holds. */
  verified?: VerifiedCustody;
}

/** Whether a text looks like a custody, before anything of it is read. */
export function isCustody(text: string): boolean {
  const json = parseText(text, 'file.format', 'the file');
  return json.ok && v.is(v.object({ typ: Custody.entries.typ }), json.value);
}

/** Reads a custody without verifying anything of it: file.format, file.fields. */
export function readCustody(text: string): Checked<Custody> {
  const json = parseText(text, 'file.format', 'the custody');
  return json.ok ? parseValue(json.value, Custody, 'file.fields', 'the custody') : json;
}

/**
 * Whether a custody holds: the resolution as its branch made it, each receipt by the level that it names, each treatment by
 * a level above the branch that made it, one after another, and the answer by that branch.
 * @param trust `anchors` are the keys trusted beforehand; `now` (RFC 3339) the time after which nothing may be dated. The
 * resolution's chain is judged as of the earliest receipt, else as of `now`.
 * @param levels ids of branches above the trusted keys that may have treated it too.
 * @param known treatments that are held already, which those of the custody may follow.
 */
export async function verifyCustody(
  text: string,
  trust: { anchors: readonly PublicJwk[]; now: string },
  { levels = [], known = [] }: { levels?: readonly string[]; known?: readonly Linked[] } = {},
): Promise<CustodyReport> {
  const { anchors, now } = trust;
  const established: Omit<CustodyReport, keyof Report> = { receipts: [], treatments: [] };
  const report = await climb<CustodyStep>(async (step) => {
    const custody = await step('custody', readCustody(text), sizeOf);
    const verification = await verifyResolution(custody.resolution.trim(), { anchors, at: earliest(custody, now) });
    const { payload, hash, trusted } = verification;
    Object.assign(established, { payload, hash, trusted });
    for (const { name, detail } of verification.steps) await step(name, heldBy(verification, name, detail), String);
    if (payload === undefined || hash === undefined || trusted === undefined)
      throw new Error('verified without its contents');
    for (const receipt of custody.receipts)
      established.receipts.push(await step('receipt', receiptIn(receipt, hash, trusted, now), receiptSentence));
    const above = [...trusted.ids.slice(1), ...levels];
    const linked: Linked[] = [...known];
    for (const treatment of custody.treatments) {
      const checked = treatmentIn(treatment, { resolution: hash, payload, levels: above }, { anchors, now }, linked);
      const one = await step('treatment', checked, treatmentSentence);
      established.treatments.push(one);
      linked.push(linkOf(one));
    }
    const answer =
      custody.answer === undefined
        ? undefined
        : await step('answer', answerIn(custody.answer, { hash, payload }, { anchors, now }), answerSentence);
    const { receipts, treatments } = established;
    established.verified = { hash, jws: custody.resolution.trim(), payload, trusted, receipts, treatments, answer };
  });
  return { ...report, ...established };
}

/** As of when a resolution's chain is judged: its earliest receipt, before that is verified. */
function earliest({ receipts }: Custody, now: string): string {
  const times = receipts.map((jws) => readReceipt(jws)).map((read) => (read.ok ? read.value.receipt.receivedAt : now));
  return [...times, now].sort()[0] ?? now;
}

/** What a step of a resolution's verification found: its sentence, or the refusal that the verification ended with. */
function heldBy({ steps, refusal }: ResolutionReport, name: ResolutionStep, detail: string): Checked<string> {
  const failed = steps.find((step) => step.name === name)?.ok === false;
  return failed && refusal !== undefined ? { ok: false, refusal } : pass(detail);
}

/** A treatment as the order of them sees it. */
function linkOf({ hash, payload }: Pick<VerifiedTreatment, 'hash' | 'payload'>): Linked {
  return { hash, statement: payload };
}

function sizeOf({ receipts, treatments }: Custody): string {
  return `one resolution, ${receipts.length} receipts, ${treatments.length} treatments`;
}

/** A receipt by a branch of the resolution's chain, not dated in the future. */
async function receiptIn(
  jws: string,
  resolution: string,
  { ids, keys }: Trusted,
  now: string,
): Promise<Checked<GivenReceipt>> {
  const read = readReceipt(jws);
  if (!read.ok) return read;
  const { branch: receiver, receivedAt } = read.value.receipt;
  if (!ids.slice(1).includes(receiver))
    return refuse('receipt.wrong', `the receipt is one of ${receiver}, which is not above the branch`);
  const verified = await verifyReceipt(jws, { resolution, receiver, keys: keys.get(receiver) ?? [] });
  if (!verified.ok) return verified;
  if (receivedAt > now) return refuse('time.future', `received at ${receivedAt}, it is ${now}`);
  return pass({ jws, statement: verified.value });
}

async function treatmentIn(
  jws: string,
  of: Parameters<typeof verifyTreatment>[1],
  trust: Parameters<typeof verifyTreatment>[2],
  known: readonly Linked[],
): Promise<Checked<VerifiedTreatment>> {
  const verified = await verifyTreatment(jws, of, trust);
  if (!verified.ok) return verified;
  const linked = checkLink(linkOf(verified.value), known);
  return linked.ok ? verified : linked;
}

async function answerIn(
  jws: string,
  { hash, payload }: { hash: string; payload: ResolutionPayload },
  { anchors, now }: { anchors: readonly PublicJwk[]; now: string },
): Promise<Checked<NonNullable<VerifiedCustody['answer']>>> {
  const verified = await verifyMessage('answer', jws, { anchors, at: now });
  if (!verified.ok) return verified;
  const { branch, resolution, hearing } = verified.value.payload;
  if (branch === payload.branch && resolution === hash && hearing === payload.hearing)
    return pass({ jws, message: verified.value });
  return refuse('answer.text', 'the answer names another branch, hearing or resolution');
}

function receiptSentence({ statement: { branch, index, receivedAt } }: GivenReceipt): string {
  return `${branch}: entry ${index}, at ${receivedAt}`;
}

function treatmentSentence({ payload, trusted }: VerifiedTreatment): string {
  const said = payload.points.map(({ number, recommendation, outcome }) => {
    const words = [recommendation === null ? '' : `recommends ${recommendation}`, outcome ?? ''].filter(Boolean);
    return `${number === 0 ? 'the whole' : `point ${number}`}: ${words.join(', ') || 'received'}`;
  });
  return `${trusted.leaf.name} at ${payload.at}: ${said.join('; ')}`;
}

function answerSentence({ message: { payload } }: NonNullable<VerifiedCustody['answer']>): string {
  return `${payload.adopted.length} changes adopted, ${payload.rejected.length} rejected`;
}

/** The resolution's hash in a custody that was read; nothing of it is verified. */
export function hashIn({ resolution }: Custody): Checked<string> {
  const read = readResolution(resolution.trim());
  return read.ok ? pass(read.value.hash) : read;
}
