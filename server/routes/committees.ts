import {
  allCommittees,
  type CommitteeRow,
  findCommittee,
  insertCommittee,
  replaceSeats,
  type SeatRow,
  seatsOf,
  updateCommittee,
} from '../../db/committees.ts';
import type { Reader, Writer } from '../../db/engine.ts';
import { putHearingDraft } from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { findMember } from '../../db/members.ts';
import type { ResponseOf } from '../api/endpoints.ts';
import { type Asker, command, query, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { checkRecommendation, handedOver, versionOf } from '../rules/committee.ts';
import { parseValue } from '../rules/jws.ts';
import { contentHash, ProposalContent } from '../rules/proposal.ts';
import { mustBeSomebody } from './meetings.ts';

/** Committees: appointed by the leader, who draft a text, say what they recommend of it, and hand it over for a hearing. */
export function committeeRoutes(routes: Routes): void {
  const { branch } = routes;

  query(routes, 'committees', async (reader, _, somebody) => {
    const asker = mustBeSomebody(somebody);
    const committees: ResponseOf<'committees'>['committees'] = [];
    for (const { id, name, deadline, state, title } of await allCommittees(reader)) {
      const seats = await seatsOf(reader, id);
      committees.push({
        committee: id,
        name,
        deadline,
        state,
        title,
        members: seats.length,
        mine: writes(asker, seats),
      });
    }
    return { committees };
  });

  query(routes, 'committee', async (reader, { parameter }, somebody) => {
    const row = await mustFind(reader, parameter('committee'));
    const members = await seatsOf(reader, row.id);
    const { name, mandate, deadline, state, title, blocks, recommendation } = row;
    return {
      committee: row.id,
      name,
      mandate,
      deadline,
      members,
      state,
      title,
      blocks,
      version: versionOf(row),
      recommendation,
      updatedAt: row.updated_at,
      handedAt: row.handed_at,
      mine: writes(mustBeSomebody(somebody), members),
    };
  });

  command(routes, 'createCommittee', async (writer, { body, at }) => {
    const { members, ...form } = body;
    await mustBeMembers(writer, members);
    const id = branch.surroundings.random(16);
    const draft = { title: '', blocks: [], recommendation: null };
    const times = { created_at: at, updated_at: at, handed_at: null };
    await insertCommittee(writer, { id, ...form, state: 'working', ...draft, ...times });
    await replaceSeats(writer, id, members);
    await appendEntry(writer, { type: 'committee.saved', committee: id }, at);
    return { committee: id };
  });

  command(routes, 'editCommittee', async (writer, { body, parameter, at }) => {
    const { members, ...form } = body;
    const { id, state } = await mustFind(writer, parameter('committee'));
    if (state === 'closed') throw new Problem('committee.state', 'the committee is closed');
    await mustBeMembers(writer, members);
    await updateCommittee(writer, id, form);
    await replaceSeats(writer, id, members);
    await appendEntry(writer, { type: 'committee.saved', committee: id }, at);
    return {};
  });

  command(routes, 'saveDraft', async (writer, { body, parameter, at }, asker) => {
    const { base, title, blocks } = body;
    const { id } = await mustWork(writer, parameter('committee'), asker, base);
    await updateCommittee(writer, id, { title, blocks, recommendation: null, updated_at: at });
    await appendEntry(writer, { type: 'committee.saved', committee: id }, at);
    return { version: versionOf({ title, blocks }) };
  });

  command(routes, 'recommendDraft', async (writer, { body, parameter, at }, asker) => {
    const { id, seats } = await mustWork(writer, parameter('committee'), asker, body.version);
    const names = seats.map(({ name }) => name);
    const { recommendation } = body;
    if (recommendation !== null) must(checkRecommendation(recommendation, names));
    await updateCommittee(writer, id, { recommendation, updated_at: at });
    await appendEntry(writer, { type: 'committee.saved', committee: id }, at);
    return {};
  });

  command(routes, 'handOver', async (writer, { body, parameter, at }, asker) => {
    const row = await mustWork(writer, parameter('committee'), asker, body.version);
    if (row.recommendation === null)
      throw new Problem('committee.state', 'the committee has not said what it recommends of the text as it stands');
    const { id, title, blocks } = row;
    if (blocks.length === 0) throw new Problem('proposal.empty', 'nothing is written yet');
    const content = must(parseValue({ title, blocks }, ProposalContent, 'proposal.empty', 'the draft'));
    await updateCommittee(writer, id, { state: 'handed', handed_at: at });
    const draft = branch.surroundings.random(16);
    await putHearingDraft(writer, { id: draft, committee: id, draft: handedOver(id, content), updated_at: at });
    await appendEntry(writer, { type: 'committee.handed', committee: id, content: contentHash(content) }, at);
    return { draft };
  });

  command(routes, 'closeCommittee', async (writer, { parameter, at }) => {
    const { id, state } = await mustFind(writer, parameter('committee'));
    if (state === 'closed') throw new Problem('committee.state', 'the committee is closed already');
    await updateCommittee(writer, id, { state: 'closed' });
    await appendEntry(writer, { type: 'committee.saved', committee: id }, at);
    return {};
  });
}

async function mustFind(reader: Reader, id: string): Promise<CommitteeRow> {
  const row = await findCommittee(reader, id);
  if (row === undefined) throw new Problem('committee.unknown', 'there is no such committee');
  return row;
}

/** Whether somebody may write in a committee's draft: they sit in it, or lead the branch. */
function writes({ member, roles }: Asker, seats: readonly SeatRow[]): boolean {
  return roles.includes('leader') || seats.some((seat) => seat.member === member.id);
}

/**
 * A committee at work, for whoever may write in its draft and has seen it as it stands.
 * @throws Problem committee.unknown, committee.member, committee.state or statement.wrong.
 */
async function mustWork(
  writer: Writer,
  id: string,
  somebody: Asker | undefined,
  seen: string,
): Promise<CommitteeRow & { seats: SeatRow[] }> {
  const row = await mustFind(writer, id);
  const seats = await seatsOf(writer, id);
  if (!writes(mustBeSomebody(somebody), seats))
    throw new Problem('committee.member', 'this is for those who sit in the committee');
  if (row.state !== 'working') throw new Problem('committee.state', 'the draft is handed over');
  const version = versionOf(row);
  if (version !== seen)
    throw new Problem('statement.wrong', 'somebody else changed the draft meanwhile', { expected: version });
  return { ...row, seats };
}

/** @throws Problem not_found unless those who are said to be members of the branch are. */
async function mustBeMembers(reader: Reader, seats: readonly SeatRow[]): Promise<void> {
  for (const { member } of seats) {
    if (member !== null && (await findMember(reader, member)) === undefined)
      throw new Problem('not_found', `there is no member ${member}`);
  }
}
