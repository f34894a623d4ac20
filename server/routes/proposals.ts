import { findItem } from '../../db/agenda.ts';
import type { Reader } from '../../db/engine.ts';
import { findHearing } from '../../db/hearings.ts';
import { appendEntry } from '../../db/journal.ts';
import { updateMeeting } from '../../db/meetings.ts';
import { findMember } from '../../db/members.ts';
import { findProposal, insertProposal, type ProposalRow, updateContent, updateProposal } from '../../db/proposals.ts';
import type { Written } from '../api/proposals.ts';
import { journalPeople } from '../branch.ts';
import { command, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { parseValue } from '../rules/jws.ts';
import type { Effect } from '../rules/motion.ts';
import { contentHash, ProposalContent } from '../rules/proposal.ts';
import { parseProposal } from '../rules/text.ts';
import { deliberationOf } from './deliberation.ts';
import { leads, mustAnswerFor, mustFindProposal, mustGoOn, mustTakeIn } from './intake.ts';
import { mustBeSomebody } from './meetings.ts';

/** Proposals: sent in by those who may speak, entered and put in order by the secretary. */
export function proposalRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'addProposal', async (writer, { body, parameter, at }) => {
    const meeting = await mustGoOn(writer, parameter('meeting'));
    const { item = null, ...written } = body;
    const content = contentOf(written);
    await mustBeItem(writer, meeting.id, item);
    const proposal = { ...emptyProposal, id: branch.surroundings.random(16), meeting: meeting.id, item, createdAt: at };
    const hash = contentHash(content);
    await insertProposal(writer, { ...proposal, content, hash });
    await appendEntry(writer, { type: 'proposal.saved', proposal: proposal.id, content: hash }, at);
    return { proposal: proposal.id, content };
  });

  command(routes, 'editProposal', async (writer, { body, parameter, at }) => {
    const { proposal } = await mustFindProposal(writer, parameter('proposal'));
    const { base, content, item } = body;
    const { voted, amendments } = await deliberationOf(writer, proposal.meeting, proposal.id);
    if (voted) throw new Problem('proposal.locked', 'its text cannot change after a ballot on it was opened');
    if (amendments.length > 0) {
      throw new Problem('proposal.locked', 'its text cannot change while there are amendments to it');
    }
    if (await isHearingText(writer, proposal)) {
      throw new Problem('proposal.locked', 'it is the text of a hearing, which is changed by amendments');
    }
    if (proposal.hash !== base) {
      throw new Problem('statement.wrong', 'somebody else changed the proposal meanwhile', { expected: proposal.hash });
    }
    const hash = contentHash(content);
    await updateContent(writer, { id: proposal.id, content, hash });
    if (item !== undefined) {
      await mustBeItem(writer, proposal.meeting, item);
      await updateProposal(writer, proposal.id, { item });
    }
    await appendEntry(writer, { type: 'proposal.saved', proposal: proposal.id, content: hash }, at);
    return { content: hash };
  });

  command(routes, 'submitProposal', async (writer, { body, parameter, at }, somebody) => {
    const asker = mustBeSomebody(somebody);
    const meeting = await mustGoOn(writer, parameter('meeting'));
    const { item, kind, reason, effect } = body;
    const leading = leads(asker);
    if (!leading && (kind === 'approve' || kind === 'elect' || kind === 'question')) {
      throw new Problem(
        'standing.none',
        'approvals, elections and questions are proposed by those who lead the meeting',
      );
    }
    if (!leading && kind === 'text') mustTakeIn('proposals', meeting, at);
    await mustBeItem(writer, meeting.id, item);
    await mustHaveTargets(writer, meeting.id, effect);
    const content = contentOf(body.content);
    const hash = contentHash(content);
    const id = branch.surroundings.random(16);
    await insertProposal(writer, {
      ...emptyProposal,
      id,
      meeting: meeting.id,
      content,
      hash,
      kind,
      item,
      proposer: asker.member.id,
      proposerName: asker.member.name,
      reason,
      effect,
      createdAt: at,
    });
    await appendEntry(writer, { type: 'proposal.saved', proposal: id, content: hash }, at);
    return { proposal: id, content };
  });

  command(routes, 'moveProposal', async (writer, { body, parameter, at }) => {
    const { proposal } = await mustFindProposal(writer, parameter('proposal'));
    await mustBeItem(writer, proposal.meeting, body.item);
    await updateProposal(writer, proposal.id, { item: body.item });
    await appendEntry(writer, { type: 'proposal.saved', proposal: proposal.id, content: proposal.hash }, at);
    return {};
  });

  command(routes, 'proposalState', async (writer, { body, parameter }, asker) => {
    const { proposal } = await mustFindProposal(writer, parameter('proposal'));
    mustAnswerFor(mustBeSomebody(asker), proposal.proposer);
    if ((await deliberationOf(writer, proposal.meeting, proposal.id)).voted) {
      throw new Problem('proposal.locked', 'it has been put to the vote');
    }
    await updateProposal(writer, proposal.id, { state: body.to });
    await journalPeople(writer, branch, { type: 'proposal.state', proposal: proposal.id }, body);
    return {};
  });

  command(routes, 'recommendProposal', async (writer, { body, parameter, at }) => {
    const { proposal } = await mustFindProposal(writer, parameter('proposal'));
    await updateProposal(writer, proposal.id, body);
    await appendEntry(writer, { type: 'recommendation.set', proposal: proposal.id, amendment: null }, at);
    return {};
  });

  command(routes, 'setIntake', async (writer, { body, parameter, at }) => {
    const meeting = await mustGoOn(writer, parameter('meeting'));
    await updateMeeting(writer, meeting.id, {
      intake_closed_at: body.closed ? (meeting.intake_closed_at ?? at) : null,
    });
    await appendEntry(writer, { type: 'intake.closed', meeting: meeting.id, closed: body.closed }, at);
    return {};
  });
}

/** Whether a proposal is the text of a hearing: others may be meant for a call, and stay their branch's own. */
async function isHearingText(reader: Reader, { hearing }: ProposalRow): Promise<boolean> {
  return hearing !== null && (await findHearing(reader, hearing))?.statement.kind === 'draft';
}

/** A text that the secretary enters, before anything is said of it. */
export const emptyProposal = {
  kind: 'text',
  item: null,
  state: 'submitted',
  proposer: null,
  proposerName: '',
  reason: '',
  effect: null,
  recommendation: null,
  source: null,
  hearing: null,
} satisfies Partial<ProposalRow>;

/** @throws Problem not_found unless the agenda item is one of the meeting. */
export async function mustBeItem(reader: Reader, meeting: string, item: string | null): Promise<void> {
  if (item !== null && (await findItem(reader, item))?.meeting !== meeting) {
    throw new Problem('not_found', 'the meeting has no such agenda item');
  }
}

/** @throws Problem not_found unless the proposal and the people that an effect names are there. */
async function mustHaveTargets(reader: Reader, meeting: string, effect: Effect | null): Promise<void> {
  if (effect === null) return;
  if ('target' in effect && (await findProposal(reader, effect.target))?.meeting !== meeting) {
    throw new Problem('not_found', 'the meeting has no such proposal');
  }
  for (const member of effect.kind === 'elect' ? effect.members : []) {
    if ((await findMember(reader, member)) === undefined) {
      throw new Problem('not_found', `there is no member ${member}`);
    }
  }
}

/** The content in a body. @throws Problem proposal.empty, or request.invalid for a text that makes no proposal. */
function contentOf(written: Written): ProposalContent {
  if ('blocks' in written) return written;
  const parsed = parseProposal(written.text);
  if (parsed.blocks.length === 0) throw new Problem('proposal.empty', 'the text has no words');
  const title = written.title?.trim() || parsed.title;
  return must(parseValue({ ...parsed, title }, ProposalContent, 'request.invalid', 'the proposal'));
}
