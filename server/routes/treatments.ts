import { findBallot } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry } from '../../db/journal.ts';
import { currentMeeting } from '../../db/meetings.ts';
import { insertProposal } from '../../db/proposals.ts';
import type { ReceivedRow } from '../../db/received.ts';
import { allResolutions } from '../../db/resolutions.ts';
import { proposalsFrom, treatmentFile, treatmentsOf } from '../../db/treatments.ts';
import { custodySeen, ownCustody } from '../custody-seen.ts';
import { fileResponse } from '../file-response.ts';
import { command, query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { custodyMedia, joseMedia } from '../rules/courier.ts';
import type { TreatedPoint } from '../rules/party-statements.ts';
import { contentHash } from '../rules/proposal.ts';
import { proposalFrom, treatmentFrom } from '../rules/treatment-source.ts';
import { custodyOf, treat } from '../treating.ts';
import { mustBeReceived } from './collection.ts';
import { deliberationOf } from './deliberation.ts';
import { mustGoOn } from './intake.ts';
import { emptyProposal, mustBeItem } from './proposals.ts';
import { mustFind } from './resolutions.ts';

/** What the branch does with resolutions from below, and what became of its own above. */
export function treatmentRoutes(routes: Routes): void {
  const { app, branch } = routes;

  command(routes, 'treat', async (writer, { body, parameter }) => {
    const row = await mustBeReceived(writer, parameter('hash'));
    await mustBeOurs(writer, body.points);
    return { treatment: await treat(writer, branch, row, { seen: body.previous, changes: body.points }) };
  });

  command(routes, 'putToVote', async (writer, { body, parameter, at }) => {
    const row = await mustBeReceived(writer, parameter('hash'));
    const current = await currentMeeting(writer);
    if (current === undefined) throw new Problem('meeting.missing', 'there is no meeting to put it to');
    const meeting = await mustGoOn(writer, current.id);
    await mustBeItem(writer, meeting.id, body.item);
    const content = must(proposalFrom(row.payload, body.points));
    const id = branch.surroundings.random(16);
    const hash = contentHash(content);
    await insertProposal(writer, {
      ...emptyProposal,
      id,
      meeting: meeting.id,
      item: body.item,
      content,
      hash,
      source: row.hash,
      createdAt: at,
    });
    await appendEntry(writer, { type: 'proposal.saved', proposal: id, content: hash }, at);
    return { meeting: meeting.id, proposal: id };
  });

  query(routes, 'treatmentSuggestion', async (reader, { parameter }) => ({
    points: await suggestion(reader, await mustBeReceived(reader, parameter('hash'))),
  }));

  query(routes, 'custody', async (reader, { parameter }) => {
    const row = await mustFind(reader, parameter('number'));
    if (row.jws === null) throw new Problem('not_found', 'this resolution is not signed yet');
    return custodySeen(reader, branch, { ...row, jws: row.jws });
  });

  app.get('/lag/:slug/collection/:hash/custody.json', async (context) => {
    const custody = await branch.engine.read(async (reader) =>
      custodyOf(reader, await mustBeReceived(reader, context.req.param('hash'))),
    );
    return fileResponse(JSON.stringify(custody), custodyMedia, { name: `${context.req.param('hash')}-custody.json` });
  });

  app.get('/lag/:slug/collection/treatments/:file{[A-Za-z0-9_-]+\\.jws}', async (context) => {
    const hash = context.req.param('file').slice(0, -4);
    const jws = await branch.engine.read((reader) => treatmentFile(reader, hash));
    if (jws === undefined) throw new Problem('not_found', 'there is no such treatment here');
    return fileResponse(jws, joseMedia, { name: `${hash}.jws` });
  });

  app.get('/lag/:slug/resolutions/:number/custody.json', async (context) => {
    const number = context.req.param('number');
    const custody = await branch.engine.read(async (reader) => {
      const { hash, jws } = await mustFind(reader, number);
      if (jws === null) throw new Problem('not_found', 'this resolution is not signed yet');
      return ownCustody(reader, { hash, jws });
    });
    return fileResponse(JSON.stringify(custody), custodyMedia, { name: `${branch.slug}-${number}-custody.json` });
  });
}

/** @throws Problem treatment.points for a decision that names a resolution which is not the branch's own. */
async function mustBeOurs(reader: Reader, points: readonly TreatedPoint[]): Promise<void> {
  const named = points.flatMap(({ by }) => (by === undefined ? [] : [by]));
  if (named.length === 0) return;
  const own = new Set((await allResolutions(reader)).filter(({ jws }) => jws !== null).map(({ hash }) => hash));
  const strange = named.find((hash) => !own.has(hash));
  if (strange !== undefined) throw new Problem('treatment.points', `${strange} is no resolution of ours`);
}

/** The outcomes that follow from the newest proposal made of a resolution that has been decided. */
async function suggestion(reader: Reader, row: ReceivedRow): Promise<TreatedPoint[]> {
  const word = new Map<number, TreatedPoint>();
  const said = (await treatmentsOf(reader, row.hash)).at(-1)?.statement.points ?? [];
  for (const { id, meeting } of await proposalsFrom(reader, row.hash)) {
    const { proposal, deliberation } = await deliberationOf(reader, meeting, id);
    const ballot = deliberation.decided === null ? undefined : await findBallot(reader, deliberation.decided.ballot);
    if (deliberation.decided === null || ballot === undefined) continue;
    const made = (await allResolutions(reader)).find((one) => one.ballot === ballot.id && one.jws !== null);
    const treated = treatmentFrom(row.payload, {
      original: proposal.content,
      blocks: deliberation.blocks,
      definition: ballot.definition.statement,
      outcome: deliberation.decided.outcome,
      by: made?.hash,
    });
    for (const point of treated) word.set(point.number, point);
  }
  return [...word.values()]
    .map((point) => ({
      ...point,
      recommendation: said.find(({ number }) => number === point.number)?.recommendation ?? null,
    }))
    .sort((a, b) => a.number - b.number);
}
