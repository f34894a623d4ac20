import {
  countDeliveries,
  type DeliveryRow,
  findDelivery,
  hurry,
  lanes,
  listDeliveries,
  pendingFor,
  updateDelivery,
} from '../../db/deliveries.ts';
import type { Reader } from '../../db/engine.ts';
import { receiverNames } from '../../db/receivers.ts';
import type { Delivery } from '../api/deliveries.ts';
import type { Branch } from '../branch.ts';
import { type ReceiptResult, receiptsIn, takeReceipt } from '../courier.ts';
import { fileResponse } from '../file-response.ts';
import { branchesAbove } from '../lineage.ts';
import { admit, command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import { type Courier, courierMedia, custodyMedia, largestDelivery } from '../rules/courier.ts';

const atOnce = 100;

/** What the branch sends: seen, sent again, carried as a file, and the receipts that are carried back. */
export function deliveryRoutes(routes: Routes): void {
  const { app, branch } = routes;

  query(routes, 'deliveries', async (reader, { query: asked }) => {
    const before = asked.before === undefined ? undefined : Number(asked.before);
    const rows = await listDeliveries(reader, { state: asked.state, before, limit: atOnce + 1 });
    const named = await names(reader, branch);
    const nameOf = (id: string): string => named.get(id) ?? id;
    const rest = new Map((await lanes(reader, 10_000)).map(({ receiver, due }) => [receiver, due]));
    const counts = { accepted: 0, waiting: 0, refused: 0 };
    const carried = new Map<string, number>();
    for (const { receiver, state, n } of await countDeliveries(reader)) {
      counts[state] += n;
      if (state !== 'accepted') carried.set(receiver, (carried.get(receiver) ?? 0) + n);
    }
    const shown = rows.slice(0, atOnce);
    return {
      deliveries: shown.map((row) => deliverySeen(row, nameOf(row.receiver), rest.get(row.receiver))),
      next: rows.length > atOnce ? String(shown.at(-1)?.ordinal) : null,
      counts,
      carried: [...carried].map(([id, deliveries]) => ({ id, name: nameOf(id), deliveries })),
    };
  });

  command(routes, 'resendDelivery', async (writer, { parameter }) => {
    const { id, state, receiver } = await mustFindDelivery(writer, parameter('delivery'));
    if (state === 'accepted') return {};
    await updateDelivery(writer, id, { state: 'waiting', next_at: 0 });
    await hurry(writer, receiver);
    branch.engine.alarm(branch.surroundings.now());
    return {};
  });

  command(routes, 'takeReceipts', async (writer, { body: { file } }) => {
    const results: ReceiptResult[] = [];
    for (const result of receiptsIn(file)) results.push(await takeReceipt(writer, branch, result));
    if (results.every(({ delivery }) => delivery === null))
      throw new Problem('delivery.unknown', 'none of the receipts is for something that this branch sent');
    branch.engine.alarm(branch.surroundings.now());
    return { results };
  });

  app.get('/lag/:slug/api/deliveries/:delivery/file', async (context) => {
    const row = await branch.engine.read(async (reader) => {
      await admit(reader, branch, context, 'deliveries');
      return mustFindDelivery(reader, context.req.param('delivery'));
    });
    const name = `${branch.slug}-${row.kind}-${row.id.slice(0, 8)}.${row.media === custodyMedia ? 'json' : 'jws'}`;
    return fileResponse(row.body, row.media, { name });
  });

  app.get('/lag/:slug/api/courier', async (context) => {
    const receiver = context.req.query('receiver') ?? '';
    const rows = await branch.engine.read(async (reader) => {
      await admit(reader, branch, context, 'deliveries');
      return pendingFor(reader, receiver, largestDelivery);
    });
    if (rows.length === 0) throw new Problem('delivery.unknown', 'nothing waits for that branch');
    const items = rows.map(({ media, body }) => ({ media, body })) as Courier['items'];
    const to =
      receiver
        .split('/')
        .at(-1)
        ?.replace(/[^a-z0-9-]/giu, '') ?? '';
    const file: Courier = { typ: 'vedtak/courier/1', items };
    return fileResponse(JSON.stringify(file), courierMedia, { name: `${branch.slug}-til-${to}.json` });
  });
}

/** What branches around this one are called, by id. */
async function names(reader: Reader, branch: Branch): Promise<Map<string, string>> {
  const named = await receiverNames(reader);
  for (const { id, name } of await branchesAbove(reader, branch)) named.set(id, name);
  return named;
}

/** A delivery by the id in an address. @throws Problem delivery.unknown. */
async function mustFindDelivery(reader: Reader, id: string): Promise<DeliveryRow> {
  const row = await findDelivery(reader, id);
  if (row === undefined) throw new Problem('delivery.unknown', 'this branch has sent nothing of that id');
  return row;
}

/** @param due when something goes to the same receiver again, milliseconds since 1970. */
function deliverySeen(row: Omit<DeliveryRow, 'body' | 'receipt'>, name: string, due: number | undefined): Delivery {
  const { id, kind, title, receiver, state, attempts, next_at, reason, received_at, created_at } = row;
  const next = state === 'waiting' ? Math.max(next_at, due ?? 0) : 0;
  return {
    delivery: id,
    kind,
    title,
    receiver: { id: receiver, name },
    state,
    attempts,
    nextAt: next === 0 ? null : new Date(next).toISOString(),
    reason,
    receivedAt: received_at,
    createdAt: created_at,
  };
}
