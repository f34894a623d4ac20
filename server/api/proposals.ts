import * as v from 'valibot';
import { Hash, Id } from '../rules/formats.ts';
import { ProposalContent } from '../rules/proposal.ts';
import { endpoint } from './endpoint.ts';

export const proposalEndpoints = {
  addProposal: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/proposals',
    summary: 'Add a proposal: as blocks, or as plain text that is parsed into them',
    access: ['leader', 'chair', 'secretary'],
    body: v.union([
      ProposalContent,
      v.object({ text: v.pipe(v.string(), v.minLength(1), v.maxLength(200_000)), title: v.exactOptional(v.string()) }),
    ]),
    response: v.object({ proposal: Id, content: ProposalContent }),
    refusals: ['meeting.missing', 'proposal.empty'],
  }),
  editProposal: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/proposals/:proposal',
    summary: 'Change a proposal that has not been put to the vote; `base` is the content hash that was edited',
    access: ['leader', 'chair', 'secretary'],
    body: v.object({ base: Hash, content: ProposalContent }),
    response: v.object({ content: Hash }),
    refusals: ['not_found', 'proposal.locked', 'proposal.empty', 'statement.wrong'],
  }),
};
