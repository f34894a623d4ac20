import { itemsOf } from '../../db/agenda.ts';
import { changesOf, gatheringOf } from '../../db/attendance.ts';
import { type BallotRow, ballotsOf, handCountsOf, votesOf } from '../../db/ballots.ts';
import { deliveryOf } from '../../db/deliveries.ts';
import type { Reader } from '../../db/engine.ts';
import { countDoorCodes } from '../../db/journal.ts';
import { type MeetingRow, rolesIn, rollByHash } from '../../db/meetings.ts';
import { allMembers } from '../../db/members.ts';
import { remarksOf, statesOf } from '../../db/minutes.ts';
import { allResolutions } from '../../db/resolutions.ts';
import { papersIn } from '../../db/secret.ts';
import type { Branch } from '../branch.ts';
import { agreedCounts, countable, handsOf } from '../rules/hands.ts';
import { settingsOf } from '../rules/meeting.ts';
import { presenceOver } from '../rules/minutes-presence.ts';
import type {
  MinutesBallot,
  MinutesProposal,
  MinutesRecord,
  MinutesResolution,
  Officer,
} from '../rules/minutes-record.ts';
import type { RollStatement } from '../rules/statements.ts';
import { countedVotes } from '../rules/tally.ts';
import { type Deliberated, deliberationsOf } from './deliberation.ts';
import { quorumNow } from './meeting-info.ts';

/** All that the minutes of a meeting are written from, as it stands now. */
export async function recordOf(reader: Reader, branch: Branch, meeting: MeetingRow): Promise<MinutesRecord> {
  const names = new Map((await allMembers(reader)).map(({ id, name }) => [id, name]));
  const states = await statesOf(reader, meeting.id);
  const times = {
    from: states.find(({ state }) => state === 'open')?.at ?? null,
    to: closedAt(states),
  };
  const { standings } = await gatheringOf(reader, meeting.id);
  const matters = await deliberationsOf(reader, meeting.id);
  const ballots: MinutesBallot[] = [];
  const rolls = new Map<string, RollStatement>();
  for (const row of await ballotsOf(reader, meeting.id)) ballots.push(await ballotOf(reader, row, names, rolls));
  const officers: Record<Officer, string[]> = { chair: [], secretary: [], signer: [], teller: [] };
  for (const { member, role } of await rolesIn(reader, meeting.id)) officers[role].push(names.get(member) ?? '');
  return {
    branch: branch.name,
    language: settingsOf(meeting.settings).language,
    meeting: { title: meeting.title, place: meeting.place, startsAt: meeting.starts_at },
    quorum: await quorumNow(reader, meeting),
    states,
    presence: presenceOver(await changesOf(reader, meeting.id), standings, times),
    officers,
    elected: matters.flatMap(({ proposal: { effect }, deliberation: { disposition } }) =>
      effect?.kind === 'elect' && disposition.kind === 'adopted' ? [effect.role] : [],
    ),
    items: (await itemsOf(reader, meeting.id)).map(({ id, kind, title, state, note }) => ({
      id,
      kind,
      title,
      done: state === 'done',
      note,
    })),
    proposals: matters.map(proposalOf),
    ballots,
    resolutions: await resolutionsOf(reader, meeting.id),
    remarks: (await remarksOf(reader, meeting.id)).map(({ member, text, at, ballot }) => ({
      name: names.get(member) ?? '',
      text,
      at,
      ballot,
    })),
    doorCodes: await countDoorCodes(reader, meeting.id),
  };
}

/** When the meeting was closed for the last time; null where it was not, or is open again. */
function closedAt(states: MinutesRecord['states']): string | null {
  const last = states.findLast(({ state }) => state !== 'signed');
  return last?.state === 'closed' ? last.at : null;
}

function proposalOf({ proposal, amendments, deliberation, plan }: Deliberated): MinutesProposal {
  const { id, number, kind, item, content, proposerName, reason, recommendation } = proposal;
  return {
    id,
    number,
    kind,
    item,
    title: content.title,
    blocks: content.blocks,
    standing: deliberation.content.blocks,
    proposer: proposerName,
    reason,
    recommendation,
    disposition: deliberation.disposition,
    amendments: deliberation.amendments.map((amendment) => {
      const row = amendments.find((one) => one.id === amendment.id);
      return {
        number: amendment.number,
        change: amendment.change,
        reason: row?.reason ?? '',
        proposer: row?.proposerName ?? '',
        branch: row?.branchName ?? '',
        seconds: amendment.seconds,
        recommendation: amendment.recommendation,
        disposition: amendment.disposition,
      };
    }),
    plan: plan === undefined ? null : { steps: plan.signed.statement.steps, acceptedAt: plan.acceptedAt },
  };
}

async function ballotOf(
  reader: Reader,
  row: BallotRow,
  names: ReadonlyMap<string, string>,
  rolls: Map<string, RollStatement>,
): Promise<MinutesBallot> {
  const { statement } = row.definition;
  const method = statement.method ?? 'phones';
  const roll = rolls.get(row.roll) ?? (await rollByHash(reader, row.roll)).statement;
  rolls.set(row.roll, roll);
  const counts = await handCountsOf(reader, row.id);
  const agreed = agreedCounts(counts);
  const byHand = countable(statement, roll) > 0;
  const beside = byHand && method !== 'hands' && method !== 'against';
  const hands = beside && agreed?.[0] !== undefined ? handsOf(statement, agreed[0].statement, row.entitled) : null;
  const votes = method === 'rollcall' ? countedVotes((await votesOf(reader, row.id)).map(({ signed }) => signed)) : [];
  return {
    id: row.id,
    number: row.number,
    proposal: row.proposal,
    subject: row.subject,
    rule: statement.rule,
    method,
    secret:
      statement.secrecy === 'open' || row.closed === null
        ? null
        : { drawn: row.voted, papers: await papersIn(reader, row.id) },
    trial: statement.trial === true,
    state: row.cancelled !== null ? 'cancelled' : row.state === 'closed' ? 'closed' : 'open',
    openedAt: statement.openedAt,
    entitled: row.entitled,
    cancelReason: row.cancelled?.reason ?? '',
    retakes: statement.retakes ?? null,
    tally: row.closed?.tally ?? {},
    outcome: row.closed?.outcome ?? {},
    hands,
    countOpen: byHand && agreed === undefined,
    rollcall:
      method === 'rollcall' && row.closed !== null && row.cancelled === null
        ? votes
            .map(({ statement: vote }) => ({ name: names.get(vote.delegate) ?? '', marks: vote.marks }))
            .sort((a, b) => (a.name < b.name ? -1 : 1))
        : null,
  };
}

async function resolutionsOf(reader: Reader, meeting: string): Promise<MinutesResolution[]> {
  const made: MinutesResolution[] = [];
  for (const { number, hash, ballot, statement, jws } of await allResolutions(reader)) {
    if (statement.meeting !== meeting) continue;
    const refused = (await deliveryOf(reader, hash))?.state === 'refused';
    made.push({ number, title: statement.title, hash, ballot, signed: jws !== null, refused });
  }
  return made;
}
