import { childKeys, findChild } from '../db/children.ts';
import type { Reader, Writer } from '../db/engine.ts';
import { findReceived, heldUnder, type ReceivedRow } from '../db/received.ts';
import { custodyReceipts, insertCustodyReceipt, treatmentsOf } from '../db/treatments.ts';
import { type Branch, timeOf } from './branch.ts';
import { trustedKeys } from './federation.ts';
import { noteAnswer } from './hearing-answers.ts';
import type { TakenIn } from './inbox.ts';
import { mustComeAsKnown, type Way } from './known-way.ts';
import { branchesAbove } from './lineage.ts';
import { must, Problem } from './problem.ts';
import { keepResolution, mustFollow } from './received.ts';
import { hashIn, readCustody, type VerifiedCustody, verifyCustody } from './rules/custody.ts';
import type { Custody } from './rules/party-statements.ts';
import { type Linked, onlyReceived } from './rules/treatment.ts';
import type { Anchor } from './rules/trust.ts';
import { keepTreatment, say } from './treating.ts';

/**
 * Takes in a resolution that comes with its custody, from the branch that made it or through one below this one: verifies all
 * of it under the keys that the branch trusts, keeps it once, adds what a later one brings, and gives the receipt, the same
 * one each time.
 * @throws Problem with the first check that does not hold; nothing of it is kept then.
 */
export async function takeInCustody(branch: Branch, body: string): Promise<TakenIn> {
  const custody = must(readCustody(body));
  const hash = must(hashIn(custody));
  const at = timeOf(branch);
  const { row, news, anchors, ...held } = await branch.engine.read((reader) => heldOf(reader, branch, hash, custody));
  if (row !== undefined && !news) return { receipt: row.receipt, known: true };
  const { refusal, verified } = await verifyCustody(body, { anchors, now: at }, held);
  if (refusal !== undefined) throw new Problem(refusal.code, refusal.detail, refusal.data);
  if (verified === undefined) throw new Error('a verified custody without its contents');
  return branch.engine.transact(async (writer) => {
    const via = await mustComeFromBelow(writer, branch, verified);
    await mustAllComeAsKnown(writer, branch, verified);
    const before = await findReceived(writer, hash);
    const receipt = before?.receipt ?? (await keepNew(writer, branch, verified, via, at));
    const now = await findReceived(writer, hash);
    if (now === undefined) throw new Error('a resolution that was kept and is not there');
    await keepBeside(writer, branch, verified, now);
    if (before === undefined) {
      const { payload, answer } = verified;
      const said = answer && { jws: answer.jws, statement: answer.message.payload };
      await noteAnswer(writer, branch, { hash, payload, answer: said });
      if (via !== null) await acknowledge(writer, branch, now);
    }
    return { receipt, known: before !== undefined };
  });
}

/** What is held of a resolution before a custody of it is taken in. */
interface Held {
  row: ReceivedRow | undefined;
  /** Whether the custody brings anything that is not held. */
  news: boolean;
  anchors: Anchor[];
  /** Ids of the branches above. */
  levels: string[];
  known: Linked[];
}

async function heldOf(reader: Reader, branch: Branch, hash: string, custody: Custody): Promise<Held> {
  const row = await findReceived(reader, hash);
  const treatments = await treatmentsOf(reader, hash);
  const receipts = await custodyReceipts(reader, hash);
  const files = new Set([row?.receipt, ...[...treatments, ...receipts].map(({ jws }) => jws)]);
  return {
    row,
    news: [...custody.receipts, ...custody.treatments].some((jws) => !files.has(jws)),
    anchors: await trustedKeys(reader, branch),
    levels: (await branchesAbove(reader, branch)).map(({ id }) => id),
    known: treatments.filter(({ jws }) => !custody.treatments.includes(jws)),
  };
}

/**
 * The branch below through which a resolution came; null where that is the one that made it.
 * @throws Problem trust.child or child.revoked where it is not below, receipt.wrong where a level on the way gave no receipt.
 */
async function mustComeFromBelow(
  reader: Reader,
  branch: Branch,
  { trusted, receipts }: VerifiedCustody,
): Promise<string | null> {
  const place = trusted.ids.indexOf(branch.id);
  const sender = trusted.ids[place - 1];
  if (sender === undefined) throw new Problem('trust.child', `${trusted.leaf.id} does not stand below us`);
  const child = await findChild(reader, sender);
  if (child?.state === 'revoked') throw new Problem('child.revoked', `${sender} was revoked at ${child.ended_at}`);
  if (child?.state !== 'active') throw new Problem('trust.child', `${sender} is not one of our branches`);
  const revoked = (await childKeys(reader, sender)).filter((key) => key.revoked_reason !== null).map(({ kid }) => kid);
  const used = place === 1 ? trusted.leafKeys : (trusted.keys.get(sender) ?? []);
  const bad = used.find(({ kid }) => revoked.includes(kid));
  if (bad !== undefined) throw new Problem('child.revoked', `the key ${bad.kid} of ${sender} is revoked`);
  const given = new Set(receipts.map(({ statement }) => statement.branch));
  const silent = trusted.ids.slice(1, place).find((id) => !given.has(id));
  if (silent !== undefined) throw new Problem('receipt.wrong', `there is no receipt of ${silent}`);
  return place === 1 ? null : sender;
}

/** The same of all who speak in it: treatments and answer have chains of their own. @throws Problem trust.chain or child.revoked. */
async function mustAllComeAsKnown(
  reader: Reader,
  branch: Branch,
  { trusted, treatments, answer }: VerifiedCustody,
): Promise<void> {
  await mustComeAsKnown(reader, branch, trusted);
  const way: Way = { ids: trusted.ids.slice(0, trusted.ids.indexOf(branch.id)), keys: trusted.keys };
  const said = [...treatments, ...(answer === undefined ? [] : [answer.message])];
  for (const one of said) await mustComeAsKnown(reader, branch, one.trusted, way);
}

/** @throws Problem sequence.gap or sequence.fork; of what others forwarded there may be gaps. */
async function keepNew(
  writer: Writer,
  branch: Branch,
  { hash, jws, payload, trusted }: VerifiedCustody,
  via: string | null,
  at: string,
): Promise<string> {
  if (via === null) await mustFollow(writer, payload, hash);
  const other = await heldUnder(writer, payload.branch, payload.number);
  if (other !== undefined)
    throw new Problem('sequence.fork', `another resolution ${payload.number} is held already`, { held: other });
  return keepResolution(writer, branch, { hash, jws, payload, trusted, via }, at);
}

/** Keeps the receipts and the treatments that are not held yet. */
async function keepBeside(
  writer: Writer,
  branch: Branch,
  { hash, payload, receipts, treatments }: VerifiedCustody,
  row: ReceivedRow,
): Promise<void> {
  for (const { jws, statement } of receipts) {
    const { branch: receiver, receivedAt: received_at } = statement;
    if (receiver !== branch.id) await insertCustodyReceipt(writer, { resolution: hash, receiver, jws, received_at });
  }
  for (const { jws, hash: treatment, payload: statement, trusted } of treatments) {
    if (statement.branch === branch.id) continue;
    await keepTreatment(
      writer,
      branch,
      { hash, payload, row },
      { hash: treatment, jws, statement, name: trusted.leaf.name },
    );
  }
}

/** Tells the levels below, and whoever wrote it, that a resolution which was forwarded has come. */
async function acknowledge(writer: Writer, branch: Branch, row: ReceivedRow): Promise<void> {
  const last = (await treatmentsOf(writer, row.hash)).at(-1);
  const forwarded = last?.statement.points.some(({ outcome }) => outcome === 'forwarded') === true;
  if (forwarded) await say(writer, branch, row, last.hash, onlyReceived);
}
