import { ballotsOf } from '../../db/ballots.ts';
import { appendEntry } from '../../db/journal.ts';
import { findProposal, insertProposal, updateContent } from '../../db/proposals.ts';
import { command, type Routes } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { parseValue } from '../rules/jws.ts';
import { contentHash, ProposalContent } from '../rules/proposal.ts';
import { parseProposal } from '../rules/text.ts';
import { mustBeCurrent } from './meetings.ts';

/** Proposals: the secretary adds and edits their texts. */
export function proposalRoutes(routes: Routes): void {
  const { branch } = routes;

  command(routes, 'addProposal', async (writer, { body, parameter, at }) => {
    const meeting = await mustBeCurrent(writer, parameter('meeting'));
    const content = contentOf(body);
    const id = branch.surroundings.random(16);
    const hash = contentHash(content);
    await insertProposal(writer, {
      id,
      meeting: meeting.id,
      content,
      hash,
      kind: 'text',
      item: null,
      state: 'submitted',
      proposer: null,
      proposerName: '',
      reason: '',
      effect: null,
      recommendation: null,
      createdAt: at,
    });
    await appendEntry(writer, { type: 'proposal.saved', proposal: id, content: hash }, at);
    return { proposal: id, content };
  });

  command(routes, 'editProposal', async (writer, { body, parameter, at }) => {
    const proposal = await findProposal(writer, parameter('proposal'));
    if (proposal === undefined) throw new Problem('not_found', 'there is no such proposal');
    if ((await ballotsOf(writer, proposal.meeting)).some((ballot) => ballot.proposal === proposal.id)) {
      throw new Problem('proposal.locked', 'its text cannot change after a ballot on it was opened');
    }
    if (proposal.hash !== body.base) {
      throw new Problem('statement.wrong', 'somebody else changed the proposal meanwhile', { expected: proposal.hash });
    }
    const hash = contentHash(body.content);
    await updateContent(writer, { id: proposal.id, content: body.content, hash });
    await appendEntry(writer, { type: 'proposal.saved', proposal: proposal.id, content: hash }, at);
    return { content: hash };
  });
}

/** The content in a body. @throws Problem proposal.empty, or request.invalid for a text that makes no proposal. */
function contentOf(body: ProposalContent | { text: string; title?: string }): ProposalContent {
  if ('blocks' in body) return body;
  const parsed = parseProposal(body.text);
  if (parsed.blocks.length === 0) throw new Problem('proposal.empty', 'the text has no words');
  const title = body.title?.trim() || parsed.title;
  return must(parseValue({ ...parsed, title }, ProposalContent, 'request.invalid', 'the proposal'));
}
