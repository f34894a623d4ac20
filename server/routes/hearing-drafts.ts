import { activeChildren } from '../../db/children.ts';
import { findCommittee, seatsOf } from '../../db/committees.ts';
import type { Reader } from '../../db/engine.ts';
import {
  allHearingDrafts,
  type DraftRow,
  deleteHearingDraft,
  findHearing,
  findHearingDraft,
  insertHearing,
  putHearingDraft,
  updateHearing,
} from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { askedBranches } from '../hearing-answers.ts';
import { askBelow, mustOwnHearing, passDown } from '../hearing-relay.ts';
import { closingFor } from '../hearing-reports.ts';
import { command, query, type Routes } from '../mount.ts';
import { signMessage } from '../post.ts';
import { must, Problem } from '../problem.ts';
import { committeeNamed } from '../rules/committee.ts';
import { type HearingCommittee, hearingOf } from '../rules/hearing.ts';

/** The own hearings: prepared, sent, reminded of, and closed by the leader. */
export function hearingDraftRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'hearingDrafts', async (reader) => ({
    drafts: (await allHearingDrafts(reader)).map(({ id, draft, updated_at }) => ({
      draft: id,
      ...draft,
      updatedAt: updated_at,
    })),
  }));

  command(routes, 'addHearingDraft', async (writer, { body, at }) => {
    await mustBeCommittee(writer, body.committee);
    const id = branch.surroundings.random(16);
    await putHearingDraft(writer, { id, committee: body.committee, draft: body, updated_at: at });
    await appendEntry(writer, { type: 'hearing.drafted' }, at);
    return { draft: id };
  });

  command(routes, 'editHearingDraft', async (writer, { body, parameter, at }) => {
    const { id } = await mustFindDraft(writer, parameter('draft'));
    await mustBeCommittee(writer, body.committee);
    await putHearingDraft(writer, { id, committee: body.committee, draft: body, updated_at: at });
    await appendEntry(writer, { type: 'hearing.drafted' }, at);
    return {};
  });

  command(routes, 'deleteHearingDraft', async (writer, { parameter, at }) => {
    const { id } = await mustFindDraft(writer, parameter('draft'));
    await deleteHearingDraft(writer, id);
    await appendEntry(writer, { type: 'hearing.drafted' }, at);
    return {};
  });

  command(routes, 'publishHearing', async (writer, { parameter, at }) => {
    const { id, draft } = await mustFindDraft(writer, parameter('draft'));
    const committee = await committeeOf(writer, draft.committee);
    const statement = must(hearingOf(draft, { branch: branch.id, committee, at }));
    const children = new Set((await activeChildren(writer)).map((child) => child.id));
    const { branches } = statement.asked;
    const stranger = branches === 'all' ? undefined : branches.find((one) => !children.has(one));
    if (stranger !== undefined) throw new Problem('not_found', `${stranger} is not one of our branches`);
    const { jws, hash } = await signMessage(writer, branch, 'hearing', statement);
    if ((await findHearing(writer, hash)) !== undefined)
      throw new Problem('hearing.state', 'the hearing has been sent already');
    await insertHearing(writer, {
      hash,
      issuer: branch.id,
      issuer_name: branch.name,
      jws,
      statement,
      deadline: statement.deadline,
      received_at: at,
      proposal: null,
      reminded: { days: [], at: null },
      closed_at: null,
      report: null,
    });
    await deleteHearingDraft(writer, id);
    await appendEntry(writer, { type: 'hearing.published', hearing: hash }, at);
    await askBelow(writer, branch, await mustOwnHearing(writer, branch, hash));
    return { hearing: hash };
  });

  command(routes, 'remindHearing', async (writer, { parameter, at }) => {
    const hearing = await mustOwnHearing(writer, branch, parameter('hearing'));
    if (hearing.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed');
    const asked = await askedBranches(writer, branch, hearing.hash);
    const silent = new Set(asked.filter(({ state }) => state === 'silent').map((one) => one.branch));
    const statement = { typ: 'vedtak/reminder/1' as const, branch: branch.id, hearing: hearing.hash, at };
    const signed = await signMessage(writer, branch, 'reminder', statement);
    const branches = await passDown(writer, branch, 'reminder', { ...signed, hearing }, (one) => silent.has(one));
    await updateHearing(writer, hearing.hash, { reminded: { ...hearing.reminded, at } });
    await appendEntry(writer, { type: 'hearing.reminded', hearing: hearing.hash, branches }, at);
    return { branches };
  });

  command(routes, 'closeHearing', async (writer, { parameter, at }) => {
    const hearing = await mustOwnHearing(writer, branch, parameter('hearing'));
    if (hearing.closed_at !== null) throw new Problem('hearing.state', 'the hearing is closed already');
    if (at <= hearing.deadline) throw new Problem('hearing.state', 'the deadline has not passed');
    const signed = await signMessage(writer, branch, 'report', await closingFor(writer, branch, hearing, at));
    await updateHearing(writer, hearing.hash, { closed_at: at, report: signed.jws });
    await passDown(writer, branch, 'report', { ...signed, hearing }, () => true);
    await appendEntry(writer, { type: 'hearing.closed', hearing: hearing.hash, report: signed.hash }, at);
    return { report: signed.hash };
  });
}

async function mustFindDraft(reader: Reader, id: string): Promise<DraftRow> {
  const row = await findHearingDraft(reader, id);
  if (row === undefined) throw new Problem('not_found', 'there is no such draft of a hearing');
  return row;
}

async function mustBeCommittee(reader: Reader, id: string | null): Promise<void> {
  if (id !== null && (await findCommittee(reader, id)) === undefined)
    throw new Problem('committee.unknown', 'there is no such committee');
}

/** The committee that a hearing names. @throws Problem committee.unknown, or committee.state before it recommends its draft. */
async function committeeOf(reader: Reader, id: string | null): Promise<HearingCommittee | null> {
  if (id === null) return null;
  const row = await findCommittee(reader, id);
  if (row === undefined) throw new Problem('committee.unknown', 'there is no such committee');
  if (row.recommendation === null) throw new Problem('committee.state', 'the committee has not recommended its draft');
  return committeeNamed(row, await seatsOf(reader, id), row.recommendation);
}
