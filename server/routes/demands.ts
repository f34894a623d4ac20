import {
  countDemands,
  type DemandRow,
  demandPoints,
  demandsPage,
  findDemand,
  isDemand,
  joinDemands,
  partDemand,
  wordingsOf,
} from '../../db/demands.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import type { Demand, Likeness } from '../api/collection.ts';
import { command, query, type Routes } from '../mount.ts';
import { Problem } from '../problem.ts';
import type { Outcome } from '../rules/formats.ts';
import { findAlike } from '../rules/likeness.ts';

/** Rows to a page. */
const pageSize = 50;
/** How many of the demands are compared with each other, those of most branches first, and how many pairs are shown. */
const compared = 400;
const mostSuggested = 20;

/** The same demand across branches. */
export function demandRoutes(routes: Routes): void {
  query(routes, 'demands', async (reader, { query: { cursor, ...filter } }) => {
    const offset = cursor === undefined ? 0 : Number(cursor);
    const rows = await demandsPage(reader, filter, { offset, limit: offset === 0 ? compared : pageSize + 1 });
    return {
      demands: await demandsSeen(reader, rows.slice(0, pageSize)),
      total: await countDemands(reader, filter),
      next: rows.length > pageSize ? String(offset + pageSize) : null,
      suggestions: offset === 0 ? await suggestions(reader, rows) : [],
    };
  });

  query(routes, 'demand', async (reader, { parameter }) => {
    const row = await findDemand(reader, parameter('demand'));
    if (row === undefined) throw new Problem('not_found', 'nobody demands this');
    const [demand] = await demandsSeen(reader, [row]);
    if (demand === undefined) throw new Error('a demand without a text');
    const points = (await demandPoints(reader, row.demand)).map((point) => ({
      resolution: point.resolution,
      branch: point.branch,
      name: point.name,
      number: point.resolution_number,
      title: point.title,
      point: point.number,
      text: point.text,
      outcome: point.outcome as Outcome,
      votes: votesOf(point),
    }));
    return { ...demand, points };
  });

  command(routes, 'linkDemands', async (writer, { body, parameter, at }) => {
    for (const demand of [parameter('demand'), body.other])
      if (!(await isDemand(writer, demand))) throw new Problem('not_found', 'nobody demands this');
    await joinDemands(writer, parameter('demand'), body.other, at);
    await appendEntry(writer, { type: 'demand.grouped' }, at);
    return {};
  });

  command(routes, 'unlinkDemand', async (writer, { parameter, at }) => {
    if (!(await partDemand(writer, parameter('demand'))))
      throw new Problem('not_found', 'it is not put together with another');
    await appendEntry(writer, { type: 'demand.grouped' }, at);
    return {};
  });
}

function votesOf({
  votes_for,
  votes_against,
  votes_blank,
}: Pick<DemandRow, 'votes_for' | 'votes_against' | 'votes_blank'>) {
  return { for: votes_for, against: votes_against, blank: votes_blank };
}

async function demandsSeen(reader: Reader, rows: readonly DemandRow[]): Promise<Demand[]> {
  const wordings = await wordingsOf(
    reader,
    rows.map(({ demand }) => demand),
  );
  return rows.map((row) => {
    const own = wordings.filter(({ root }) => root === row.demand);
    const same = own.filter(({ demand }) => demand !== row.demand).map(({ demand, text }) => ({ demand, text }));
    const { demand, adopted, rejected } = row;
    return { demand, text: own[0]?.text ?? '', adopted, rejected, votes: votesOf(row), same };
  });
}

/** The demands that are most alike and not put together. */
async function suggestions(reader: Reader, rows: readonly DemandRow[]): Promise<Likeness[]> {
  const wordings = await wordingsOf(
    reader,
    rows.map(({ demand }) => demand),
  );
  const texts = new Map(
    wordings.filter(({ root, demand }) => root === demand).map(({ demand, text }) => [demand, text]),
  );
  const alike = findAlike([...texts].map(([demand, text]) => ({ demand, text })));
  const said = (demand: string) => ({ demand, text: texts.get(demand) ?? '' });
  return alike
    .slice(0, mostSuggested)
    .map(({ demand, other, likeness }) => ({ ...said(demand), other: said(other), likeness }));
}
