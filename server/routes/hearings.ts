import { insertItem } from '../../db/agenda.ts';
import { deliveryOf } from '../../db/deliveries.ts';
import { inputsTo } from '../../db/hearing-answers.ts';
import { allHearings, updateHearing } from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { currentMeeting } from '../../db/meetings.ts';
import { findProposal, insertProposal, updateProposal } from '../../db/proposals.ts';
import type { HearingInfo, HearingLine } from '../api/hearings.ts';
import { fileResponse } from '../file-response.ts';
import { askedBranches } from '../hearing-answers.ts';
import { mustFindHearing } from '../hearing-relay.ts';
import { lineSeen } from '../hearing-seen.ts';
import { command, query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { progressOf } from '../rules/hearing.ts';
import { calendarOf } from '../rules/ics.ts';
import { readMessage } from '../rules/message.ts';
import { contentHash } from '../rules/proposal.ts';
import { deliberationOf } from './deliberation.ts';
import { mustFindProposal, mustGoOn } from './intake.ts';
import { emptyProposal } from './proposals.ts';

/** Hearings as a branch sees them and takes them up: those that it received and its own. */
export function hearingRoutes(routes: Routes): void {
  const { app, branch } = routes;

  query(routes, 'hearings', async (reader) => {
    const hearings: HearingLine[] = [];
    for (const row of await allHearings(reader)) hearings.push(await lineSeen(reader, branch, row));
    return { hearings };
  });

  query(routes, 'hearing', async (reader, { parameter }) => {
    const row = await mustFindHearing(reader, parameter('hearing'));
    const inputs: HearingInfo['inputs'] = [];
    for (const input of await inputsTo(reader, row.hash)) {
      if (input.branch !== branch.id) continue;
      const receivedAt = (await deliveryOf(reader, input.hash))?.received_at ?? null;
      inputs.push({ input: input.hash, statement: input.statement, receivedAt });
    }
    return {
      ...(await lineSeen(reader, branch, row)),
      statement: row.statement,
      inputs,
      remindedAt: row.reminded.at,
      report: row.report === null ? null : must(readMessage('report', row.report)).hash,
      closedAt: row.closed_at,
    };
  });

  query(routes, 'hearingProgress', async (reader, { parameter }) => {
    const { hash } = await mustFindHearing(reader, parameter('hearing'));
    const branches = await askedBranches(reader, branch, hash);
    return { ...progressOf(branches), branches };
  });

  command(routes, 'takeUpHearing', async (writer, { parameter, at }) => {
    const row = await mustFindHearing(writer, parameter('hearing'));
    const { kind, content } = row.statement;
    if (kind !== 'draft') throw new Problem('hearing.state', 'a call asks for texts of the branch’s own');
    if (row.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    const current = await currentMeeting(writer);
    if (current === undefined) throw new Problem('meeting.missing', 'there is no meeting to take it up in');
    const meeting = await mustGoOn(writer, current.id);
    const held = row.proposal === null ? undefined : await findProposal(writer, row.proposal);
    if (held?.meeting === meeting.id && held.state !== 'withdrawn')
      throw new Problem('hearing.state', 'the meeting has taken it up already');
    const item = branch.surroundings.random(16);
    await insertItem(writer, { id: item, meeting: meeting.id, kind: 'matter', title: content.title, minutes: null });
    await appendEntry(writer, { type: 'agenda.changed', meeting: meeting.id }, at);
    const id = branch.surroundings.random(16);
    const hash = contentHash(content);
    const where = { meeting: meeting.id, item, hearing: row.hash, createdAt: at };
    await insertProposal(writer, { ...emptyProposal, id, content, hash, ...where });
    await appendEntry(writer, { type: 'proposal.saved', proposal: id, content: hash }, at);
    await updateHearing(writer, row.hash, { proposal: id });
    await appendEntry(writer, { type: 'hearing.taken', hearing: row.hash, proposal: id }, at);
    return { proposal: id, item };
  });

  command(routes, 'sendToCall', async (writer, { body, parameter, at }) => {
    const { proposal } = await mustFindProposal(writer, parameter('proposal'));
    const { voted } = await deliberationOf(writer, proposal.meeting, proposal.id);
    if (voted) throw new Problem('proposal.locked', 'a ballot on it was opened');
    for (const hash of [proposal.hearing, body.hearing]) {
      if (hash === null) continue;
      const row = await mustFindHearing(writer, hash);
      if (row.statement.kind !== 'proposals' || row.issuer === branch.id)
        throw new Problem('hearing.state', 'this is no call for proposals of another branch');
      if (hash === body.hearing && row.closed_at !== null) throw new Problem('hearing.state', 'the call is closed');
    }
    await updateProposal(writer, proposal.id, { hearing: body.hearing });
    await appendEntry(writer, { type: 'proposal.saved', proposal: proposal.id, content: proposal.hash }, at);
    return {};
  });

  app.get('/lag/:slug/hearings/:file{[A-Za-z0-9_-]+\\.jws}', async (context) => {
    const hash = context.req.param('file').slice(0, -'.jws'.length);
    const { jws } = await branch.engine.read((reader) => mustFindHearing(reader, hash));
    return fileResponse(jws, 'application/jose', { name: `${hash}.jws` });
  });

  app.get('/lag/:slug/hearings/:file{[A-Za-z0-9_-]+\\.ics}', async (context) => {
    const hash = context.req.param('file').slice(0, -'.ics'.length);
    const row = await branch.engine.read((reader) => mustFindHearing(reader, hash));
    const { statement, issuer_name } = row;
    const page = `${branch.id}/horing/${hash}`;
    const calendar = calendarOf({ hash, statement, issuer: issuer_name, page });
    return fileResponse(calendar, 'text/calendar; charset=utf-8', { name: `${hash}.ics` });
  });
}
