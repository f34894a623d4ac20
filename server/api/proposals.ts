import * as v from 'valibot';
import { Disposition, Recommendation } from '../rules/amendment.ts';
import { Counting, Hash, Id, Text, Whole } from '../rules/formats.ts';
import { Effect, effectFits, ProposalKind } from '../rules/motion.ts';
import { Block, ProposalContent } from '../rules/proposal.ts';
import { AmendmentInfo, PlanInfo, PlanStep } from './amendments.ts';
import { endpoint } from './endpoint.ts';

/** A proposal's text, as blocks or as plain text that is parsed into them. A title that is given goes before the one in the text. */
const Pasted = v.object({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(200_000)),
  title: v.exactOptional(v.string()),
});
const Written = v.union([ProposalContent, Pasted]);
export type Written = v.InferOutput<typeof Written>;

/** The agenda item that a proposal belongs to; null for none, absent for the one it has. */
const Item = v.exactOptional(v.nullable(Id));

/** A block of the text as it stands, where it comes from, and the number of the amendment that made it so. */
const PlacedBlock = v.object({
  block: Block,
  /** Its place in the text as it was proposed; of one that was added the place after which it stands, 0 for the beginning. */
  place: Whole,
  added: v.boolean(),
  amendment: v.nullable(Counting),
});

export const ProposalInfo = v.object({
  id: Id,
  number: Whole,
  kind: ProposalKind,
  /** The agenda item that it belongs to. */
  item: v.nullable(Id),
  state: v.picklist(['submitted', 'upheld', 'withdrawn']),
  /** Who proposed it; null where the secretary entered the text. */
  proposer: v.nullable(v.object({ name: v.string() })),
  mine: v.boolean(),
  reason: v.string(),
  effect: v.nullable(Effect),
  recommendation: v.nullable(Recommendation),
  /** The hearing whose text it is, or the call for proposals that it is meant for. */
  hearing: v.nullable(Hash),
  /** The text as it was proposed, which amendments address, and its content hash. */
  content: ProposalContent,
  hash: Hash,
  /** The text as it stands, what has been adopted put in, and its content hash: what a ballot on the text names. */
  text: ProposalContent,
  textHash: Hash,
  /** The blocks of `text` with where each comes from. */
  blocks: v.array(PlacedBlock),
  /** Whether the text can no longer be edited: it has amendments, or a ballot on it was opened. */
  locked: v.boolean(),
  /** How many have asked that it be voted on secretly, and whether the asker has. */
  secrecy: v.object({ demands: Whole, mine: v.boolean() }),
  disposition: Disposition,
  amendments: v.array(AmendmentInfo),
  /** The order in which what remains would be voted on by the rules; empty once it is decided. */
  steps: v.array(PlanStep),
  /** The newest voting plan that was announced. */
  plan: v.nullable(PlanInfo),
});
export type ProposalInfo = v.InferOutput<typeof ProposalInfo>;

const Taken = v.picklist(['open', 'deadline', 'closed']);

/** Whether proposals and amendments are taken in, or why not: their deadline has passed, or strek was set. */
export const IntakeInfo = v.object({ proposals: Taken, amendments: Taken });
export type IntakeInfo = v.InferOutput<typeof IntakeInfo>;

const missing = ['not_found', 'meeting.missing', 'meeting.state'] as const;

export const proposalEndpoints = {
  addProposal: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/proposals',
    summary: 'Add a proposal: as blocks, or as plain text that is parsed into them',
    access: ['leader', 'chair', 'secretary'],
    body: v.union([
      v.strictObject({ ...ProposalContent.entries, item: Item }),
      v.object({ ...Pasted.entries, item: Item }),
    ]),
    response: v.object({ proposal: Id, content: ProposalContent }),
    refusals: [...missing, 'proposal.empty'],
  }),
  editProposal: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/proposals/:proposal',
    summary:
      'Change a proposal that has no amendments and has not been put to the vote; `base` is the content hash that was edited',
    access: ['leader', 'chair', 'secretary'],
    body: v.object({ base: Hash, content: ProposalContent, item: Item }),
    response: v.object({ content: Hash }),
    refusals: [...missing, 'proposal.locked', 'proposal.empty', 'statement.wrong'],
  }),
  submitProposal: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/proposals/submitted',
    summary:
      'Send a proposal of one’s own. Approvals, elections and questions are proposed by those who lead the meeting. Procedural proposals are taken in until the meeting ends, others until their deadline or strek, by the chair and the secretary also later',
    access: ['leader', 'chair', 'secretary', 'delegate', 'participant'],
    body: v.pipe(
      v.object({
        item: v.nullable(Id),
        kind: ProposalKind,
        content: Written,
        reason: v.pipe(Text, v.trim(), v.maxLength(5000)),
        effect: v.nullable(Effect),
      }),
      v.check(({ kind, effect }) => effectFits(kind, effect), 'A proposal of that kind has no such effect'),
    ),
    response: v.object({ proposal: Id, content: ProposalContent }),
    refusals: [...missing, 'proposal.empty', 'standing.none', 'deadline.passed', 'intake.closed'],
  }),
  moveProposal: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/proposals/:proposal/item',
    summary: 'Say which agenda item a proposal belongs to',
    access: ['leader', 'chair', 'secretary'],
    body: v.object({ item: v.nullable(Id) }),
    response: v.object({}),
    refusals: missing,
  }),
  proposalState: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/proposals/:proposal/state',
    summary: 'Uphold or withdraw a proposal that has not been voted on: the proposer, the chair or the secretary',
    access: ['leader', 'chair', 'secretary', 'delegate', 'participant'],
    body: v.object({ to: v.picklist(['upheld', 'withdrawn']) }),
    response: v.object({}),
    refusals: [...missing, 'standing.none', 'proposal.locked'],
  }),
  recommendProposal: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/proposals/:proposal/recommendation',
    summary: 'Say what the drafting committee recommends on a proposal, with its dissents; null takes it back',
    access: ['chair', 'secretary'],
    body: v.object({ recommendation: v.nullable(Recommendation) }),
    response: v.object({}),
    refusals: missing,
  }),
  setIntake: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/meetings/:meeting/intake',
    summary: 'Set strek: no more proposals and amendments are taken in; or lift it',
    access: ['chair'],
    body: v.object({ closed: v.boolean() }),
    response: v.object({}),
    refusals: missing,
  }),
};
