import type { Reader, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import { findReceived, type ReceivedRow, setReceivedState } from '../db/received.ts';
import {
  answerWith,
  custodyReceipts,
  insertTreatment,
  ownResolution,
  type TreatmentRow,
  treatmentsOf,
  wasPosted,
} from '../db/treatments.ts';
import { type Branch, timeOf } from './branch.ts';
import { branchesAbove } from './lineage.ts';
import { post, signMessage } from './post.ts';
import { must, Problem } from './problem.ts';
import type { Custody, TreatedPoint, TreatmentStatement } from './rules/party-statements.ts';
import type { ResolutionPayload } from './rules/statements.ts';
import { checkLink, checkPoints, inOrder, saidAfter, treatmentState } from './rules/treatment.ts';
import { readResolution } from './rules/verify-resolution.ts';

/** A resolution that can be treated: one that was received, or one of the branch's own, which others treat. */
export interface Treatable {
  hash: string;
  payload: ResolutionPayload;
  /** How it was received; undefined for one of the branch's own. */
  row: ReceivedRow | undefined;
}

/** The resolution with a hash. @throws Problem custody.unknown where it is neither received nor the branch's own. */
export async function mustBeTreatable(reader: Reader, hash: string): Promise<Treatable> {
  const row = await findReceived(reader, hash);
  if (row !== undefined) return { hash, payload: row.payload, row };
  const own = await ownResolution(reader, hash);
  if (own === undefined)
    throw new Problem('custody.unknown', 'the resolution is neither ours nor one that we received');
  return { hash, payload: must(readResolution(own.jws)).payload, row: undefined };
}

/** The treatments of a resolution that are held, each after the one that it names. */
export async function treatmentsHeld(reader: Reader, hash: string): Promise<TreatmentRow[]> {
  return inOrder(await treatmentsOf(reader, hash));
}

/** The treatment that the next one of this branch follows: the one that came last. */
async function lastHeld(reader: Reader, hash: string): Promise<string | null> {
  return (await treatmentsOf(reader, hash)).at(-1)?.hash ?? null;
}

/** What the branch itself has said of a resolution so far. */
async function ownWord(reader: Reader, branch: Branch, hash: string): Promise<readonly TreatedPoint[]> {
  const own = (await treatmentsOf(reader, hash)).filter((one) => one.branch === branch.id);
  return own.at(-1)?.statement.points ?? [];
}

/**
 * Says something of a received resolution in the branch's name: signs it, keeps it, sends it down the way that the
 * resolution came, and up where that has gone or now goes. Gives the hash of the treatment.
 * @param seen the treatment that whoever decides took for the last one.
 * @throws Problem treatment.points, custody.order, or parent.missing where something is to be forwarded to nobody.
 */
export async function treat(
  writer: Writer,
  branch: Branch,
  row: ReceivedRow,
  { seen, changes }: { seen: string | null; changes: readonly TreatedPoint[] },
): Promise<string> {
  must(checkPoints(changes, row.payload));
  const last = await lastHeld(writer, row.hash);
  if (seen !== last) throw new Problem('custody.order', `the last treatment is ${last ?? 'none'}`, { expected: last });
  const above = (await branchesAbove(writer, branch)).at(-1);
  const forwards = changes.some(({ outcome }) => outcome === 'forwarded');
  if (forwards && branch.parent === null) throw new Problem('parent.missing', 'no branch stands above this one');
  const named = changes.map((point) =>
    point.outcome === 'forwarded' && above !== undefined ? { to: above.name, ...point } : point,
  );
  const points = saidAfter(await ownWord(writer, branch, row.hash), named);
  return say(writer, branch, row, last, points);
}

/** Says all of `points` of a resolution, after the last treatment. */
export async function say(
  writer: Writer,
  branch: Branch,
  row: ReceivedRow,
  previous: string | null,
  points: readonly TreatedPoint[],
): Promise<string> {
  const statement: TreatmentStatement = {
    typ: 'vedtak/treatment/1',
    branch: branch.id,
    resolution: row.hash,
    previous,
    points: [...points],
    at: timeOf(branch),
  };
  const { jws, hash } = await signMessage(writer, branch, 'treatment', statement);
  const known = (await treatmentsOf(writer, row.hash)).map((one) => ({ hash: one.hash, statement: one.statement }));
  must(checkLink({ hash, statement }, known));
  await keep(writer, { hash, jws, statement, name: branch.name }, timeOf(branch));
  const state = treatmentState(points, row.payload);
  await setReceivedState(writer, row.hash, state);
  await passDown(writer, branch, row, { hash, jws });
  if (!(await passUp(writer, branch, row, { hash, jws })) && state === 'forwarded') await forward(writer, branch, row);
  return hash;
}

/** A treatment that was verified, with the name of whoever gave it. */
export interface GivenTreatment {
  hash: string;
  jws: string;
  statement: TreatmentStatement;
  name: string;
}

/**
 * Keeps a verified treatment by another level, once, and sends it on: what comes from above goes down to the branch that the
 * resolution came from, what comes from below goes up where the resolution has gone.
 * @throws Problem custody.order, or message.sender for one that this branch is said to have given.
 */
export async function keepTreatment(
  writer: Writer,
  branch: Branch,
  { hash, row }: Treatable,
  given: GivenTreatment,
): Promise<void> {
  const known = await treatmentsOf(writer, hash);
  if (known.some((one) => one.hash === given.hash)) return;
  if (given.statement.branch === branch.id)
    throw new Problem('message.sender', 'the treatment is said to be ours, and is not');
  must(checkLink(given, known));
  await keep(writer, given, timeOf(branch));
  if (row === undefined) return;
  const below = row.path.some(({ id }) => id === given.statement.branch);
  if (below) await passUp(writer, branch, row, given);
  else await passDown(writer, branch, row, given);
}

async function keep(writer: Writer, { hash, jws, statement, name }: GivenTreatment, at: string): Promise<void> {
  const { resolution, branch } = statement;
  await insertTreatment(writer, { hash, resolution, branch, name, jws, statement, at: statement.at });
  await appendEntry(writer, { type: 'resolution.treated', resolution, treatment: hash }, at);
}

async function passDown(
  writer: Writer,
  branch: Branch,
  row: ReceivedRow,
  { hash, jws }: Pick<GivenTreatment, 'hash' | 'jws'>,
): Promise<void> {
  const receiver = row.via ?? row.branch;
  await post(writer, branch, { kind: 'treatment', statement: hash, receiver, body: jws, title: row.title });
}

/** Sends a treatment up where its resolution has gone up before; gives whether it has. */
async function passUp(
  writer: Writer,
  branch: Branch,
  row: ReceivedRow,
  { hash, jws }: Pick<GivenTreatment, 'hash' | 'jws'>,
): Promise<boolean> {
  const receiver = branch.parent;
  if (receiver === null || !(await wasPosted(writer, row.hash, receiver))) return false;
  await post(writer, branch, { kind: 'treatment', statement: hash, receiver, body: jws, title: row.title });
  return true;
}

/** Sends a resolution up, unchanged, with all that was done with it. */
async function forward(writer: Writer, branch: Branch, row: ReceivedRow): Promise<void> {
  if (branch.parent === null) return;
  const body = JSON.stringify(await custodyOf(writer, row));
  const receiver = branch.parent;
  await post(writer, branch, { kind: 'custody', statement: row.hash, receiver, body, title: row.title });
  await appendEntry(writer, { type: 'resolution.forwarded', resolution: row.hash, to: receiver }, timeOf(branch));
}

/** A received resolution with all that is held of it, as it goes up or is verified from a file. */
export async function custodyOf(reader: Reader, row: ReceivedRow): Promise<Custody> {
  const receipts = await custodyReceipts(reader, row.hash);
  const treatments = await treatmentsHeld(reader, row.hash);
  const answer = await answerWith(reader, row.hash);
  return {
    typ: 'vedtak/custody/1',
    resolution: row.jws,
    ...(answer === undefined ? {} : { answer }),
    receipts: [...receipts.map(({ jws }) => jws), row.receipt],
    treatments: treatments.map(({ jws }) => jws),
  };
}
