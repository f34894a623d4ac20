import { allChildren } from '../../db/children.ts';
import type { Reader } from '../../db/engine.ts';
import { answeredBy } from '../../db/hearing-answers.ts';
import { findHearing } from '../../db/hearings.ts';
import {
  countReceived,
  findReceived,
  type ReceivedRow,
  receivedPage,
  sendersReceived,
  yearsReceived,
} from '../../db/received.ts';
import { custodyReceipts, proposalsFrom } from '../../db/treatments.ts';
import type { CollectionItem, Received, SenderInfo } from '../api/collection.ts';
import type { Branch } from '../branch.ts';
import { treatmentSeen } from '../custody-seen.ts';
import { trustedKeys } from '../federation.ts';
import { query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { wholeQuestion } from '../rules/ballot.ts';
import { verifyResolution } from '../rules/verify-resolution.ts';
import { treatmentsHeld } from '../treating.ts';

/** Rows to a page. */
const pageSize = 50;

/** What a branch has received from those below it. */
export function collectionRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'collection', async (reader, { query: { cursor, ...filter } }) => {
    const rows = await receivedPage(reader, filter, cursor === undefined ? undefined : Number(cursor), pageSize + 1);
    const page = rows.slice(0, pageSize);
    return {
      received: page.map(receivedSeen),
      total: await countReceived(reader, filter),
      all: await countReceived(reader, {}),
      next: rows.length > pageSize ? String(page.at(-1)?.idx) : null,
      years: await yearsReceived(reader),
    };
  });

  query(routes, 'collectionItem', async (reader, { parameter }) =>
    itemSeen(reader, branch, await mustBeReceived(reader, parameter('hash'))),
  );

  query(routes, 'senders', async (reader) => ({ senders: await sendersSeen(reader) }));
}

/** A received resolution by its hash. @throws Problem custody.unknown. */
export async function mustBeReceived(reader: Reader, hash: string): Promise<ReceivedRow> {
  const row = await findReceived(reader, hash);
  if (row === undefined) throw new Problem('custody.unknown', 'no such resolution was received');
  return row;
}

function receivedSeen(row: ReceivedRow): Received {
  const { points, ballots } = row.payload;
  return {
    resolution: row.hash,
    branch: row.branch,
    name: row.name,
    level: row.level,
    number: row.number,
    title: row.title,
    decidedAt: row.decided_at,
    index: row.idx,
    receivedAt: row.received_at,
    path: row.path,
    via: row.via,
    hearing: row.hearing,
    state: row.state,
    points: points.length,
    adopted: points.filter(({ outcome }) => outcome === 'adopted').length,
    whole: ballots.at(-1)?.tally[wholeQuestion] ?? null,
  };
}

async function itemSeen(reader: Reader, branch: Branch, row: ReceivedRow): Promise<CollectionItem> {
  const { steps, trusted } = await verifyResolution(row.jws, {
    anchors: await trustedKeys(reader, branch),
    at: row.received_at,
  });
  const names = new Map(trusted?.path.map(({ id, name }) => [id, name]));
  const given = (await custodyReceipts(reader, row.hash)).map(({ receiver, received_at }) => ({
    branch: receiver,
    name: names.get(receiver) ?? receiver,
    receivedAt: received_at,
  }));
  const { id, name } = branch;
  return {
    ...receivedSeen(row),
    payload: row.payload,
    checks: steps,
    chain: [...(trusted?.ids ?? [])],
    receipts: [...given, { branch: id, name, receivedAt: row.received_at }],
    treatments: (await treatmentsHeld(reader, row.hash)).map(treatmentSeen),
    answers: await answersSeen(reader, row),
    proposals: (await proposalsFrom(reader, row.hash)).map(({ id: proposal, meeting, title }) => ({
      proposal,
      meeting,
      title,
    })),
  };
}

/** The hearing that a resolution answers, and whether it came in time. */
async function answersSeen(reader: Reader, { hash, hearing }: ReceivedRow): Promise<CollectionItem['answers']> {
  const held = hearing === null ? undefined : await findHearing(reader, hearing);
  if (held === undefined) return null;
  const answer = (await answeredBy(reader, held.hash)).find(({ resolution }) => resolution === hash);
  const { content, deadline } = held.statement;
  return { hearing: held.hash, title: content.title, deadline, late: answer?.late === true };
}

async function sendersSeen(reader: Reader): Promise<SenderInfo[]> {
  const children = new Map((await allChildren(reader)).map((child) => [child.id, child]));
  const received = await sendersReceived(reader);
  const senders = received.map(({ branch, received: count, newest }): SenderInfo => {
    const { hash: resolution, name, level, number, title, received_at: receivedAt } = newest;
    const child = children.get(branch);
    return {
      id: branch,
      name: child?.name ?? name,
      level: child?.level ?? level,
      state: child?.state ?? 'below',
      received: count,
      latest: { resolution, number, title, receivedAt },
    };
  });
  const sent = new Set(received.map(({ branch }) => branch));
  const silent = [...children.values()]
    .filter(({ id, state }) => state === 'active' && !sent.has(id))
    .map(({ id, name, level, state }): SenderInfo => ({ id, name, level, state, received: 0, latest: null }));
  return [...senders, ...silent].sort((a, b) => a.name.localeCompare(b.name, 'nb'));
}
