import * as v from 'valibot';
import { BranchId, Hash, Id, Text, Time, Whole } from '../rules/formats.ts';
import { AskedBranch, HearingDraft, HearingState, Progress } from '../rules/hearing.ts';
import { Comment, HearingStatement, InputStatement } from '../rules/party-statements.ts';
import { endpoint } from './endpoint.ts';

/** The branch's own answer to a hearing that it received, and where it is. */
const OwnAnswer = v.object({
  /** The number of the branch's resolution, and its hash. */
  number: Whole,
  resolution: Hash,
  /** A draft has not its three signatures; `waiting` is on its way to the parent. */
  state: v.picklist(['draft', 'waiting', 'accepted', 'refused']),
  /** Why it was refused, or could not be delivered yet: a code. */
  reason: v.nullable(v.string()),
  receivedAt: v.nullable(Time),
});

const line = {
  hearing: Hash,
  issuer: BranchId,
  issuerName: v.string(),
  /** Whether this branch sent it. */
  own: v.boolean(),
  kind: HearingStatement.entries.kind,
  title: v.string(),
  opensAt: Time,
  deadline: Time,
  state: HearingState,
  /** Whole days until the deadline, counted up; 0 when it has passed. */
  daysLeft: Whole,
  outside: v.boolean(),
  /** The proposal by which this branch took it up, and its meeting. */
  taken: v.nullable(v.object({ proposal: Id, meeting: Id })),
  answer: v.nullable(OwnAnswer),
};

export const HearingLine = v.object(line);
export type HearingLine = v.InferOutput<typeof HearingLine>;

/** Written input as it is shown. From outside it has no branch; who wrote it is shown to the leader of the hearing's owner alone. */
export const InputInfo = v.object({
  input: Hash,
  branch: v.nullable(BranchId),
  /** The branch's name; empty for those from outside, but for the owner's leader. */
  name: v.string(),
  organisation: v.string(),
  comments: v.array(Comment),
  receivedAt: Time,
  late: v.boolean(),
  /** Taken out of what is shown; those are there for the owner's leader alone. */
  hidden: v.boolean(),
});
export type InputInfo = v.InferOutput<typeof InputInfo>;

export const HearingInfo = v.object({
  ...line,
  statement: HearingStatement,
  /** Written input that this branch has sent to a hearing of another's. */
  inputs: v.array(v.object({ input: Hash, statement: InputStatement, receivedAt: v.nullable(Time) })),
  /** The newest reminder, by this branch's own calendar or by the sender of the hearing. */
  remindedAt: v.nullable(Time),
  /** The hash of the closing report by whoever sent it, once it is closed. */
  report: v.nullable(Hash),
  closedAt: v.nullable(Time),
});
export type HearingInfo = v.InferOutput<typeof HearingInfo>;

const DraftInfo = v.object({ draft: Id, ...HearingDraft.entries, updatedAt: Time });

const Comments = InputStatement.entries.comments;
const unknown = ['hearing.unknown'] as const;

export const hearingEndpoints = {
  hearings: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings',
    summary: "The branch's hearings, its own and those it received, newest first",
    access: 'anyone',
    response: v.object({ hearings: v.array(HearingLine) }),
    refusals: [],
  }),
  hearing: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing',
    summary: 'One hearing: what is asked, by when, what happens afterwards, and what this branch has answered',
    access: 'anyone',
    response: HearingInfo,
    refusals: unknown,
  }),
  hearingProgress: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearings/:hearing/progress',
    summary: 'How many were asked and have answered, in all and by county, and each branch',
    access: 'anyone',
    response: v.object({ ...Progress.entries, branches: v.array(AskedBranch) }),
    refusals: unknown,
  }),
  hearingDrafts: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/hearing-drafts',
    summary: 'The hearings that are being prepared',
    access: ['leader'],
    response: v.object({ drafts: v.array(DraftInfo) }),
    refusals: [],
  }),
  addHearingDraft: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearing-drafts',
    summary: 'Begin a hearing',
    access: ['leader'],
    body: HearingDraft,
    response: v.object({ draft: Id }),
    refusals: ['committee.unknown'],
  }),
  editHearingDraft: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/hearing-drafts/:draft',
    summary: 'Change a hearing that is being prepared',
    access: ['leader'],
    body: HearingDraft,
    response: v.object({}),
    refusals: ['not_found', 'committee.unknown'],
  }),
  deleteHearingDraft: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearing-drafts/:draft/removal',
    summary: 'Throw a hearing away that was not sent',
    access: ['leader'],
    response: v.object({}),
    refusals: ['not_found'],
  }),
  publishHearing: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearing-drafts/:draft/publication',
    summary: 'Sign a hearing and send it to the branches below that are asked',
    access: ['leader'],
    response: v.object({ hearing: Hash }),
    refusals: ['not_found', 'committee.unknown', 'committee.state', 'hearing.state'],
  }),
  takeUpHearing: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/proposal',
    summary: 'Take a hearing up in the current meeting: an agenda item with its text as a proposal',
    access: ['leader', 'chair', 'secretary'],
    response: v.object({ proposal: Id, item: Id }),
    refusals: [...unknown, 'hearing.state', 'meeting.missing', 'meeting.state'],
  }),
  sendToCall: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/proposals/:proposal/hearing',
    summary:
      'Say that a proposal of the branch’s own is meant for a call for proposals, so that its resolution goes there; null takes it back',
    access: ['leader', 'chair', 'secretary'],
    body: v.object({ hearing: v.nullable(Hash) }),
    response: v.object({}),
    refusals: [...unknown, 'hearing.state', 'not_found', 'meeting.missing', 'meeting.state', 'proposal.locked'],
  }),
  remindHearing: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/reminders',
    summary: 'Remind those who have not answered; only whoever sent the hearing',
    access: ['leader'],
    response: v.object({ branches: Whole }),
    refusals: [...unknown, 'hearing.state'],
  }),
  closeHearing: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/closing',
    summary: 'Close the own hearing after its deadline: the signed closing report goes to all who were asked',
    access: ['leader'],
    response: v.object({ report: Hash }),
    refusals: [...unknown, 'hearing.state'],
  }),
  writeInput: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/inputs',
    summary: "Send written input to a hearing as the branch's; no vote stands behind it",
    access: ['leader'],
    body: v.object({ comments: Comments }),
    response: v.object({ input: Hash }),
    refusals: [...unknown, 'hearing.state', 'amendment.place'],
  }),
  outsideInput: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearings/:hearing/outside',
    summary: 'Send written input from outside, where the hearing takes it and the deadline has not passed',
    access: 'anyone',
    body: v.object({
      name: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(200)),
      organisation: v.pipe(Text, v.trim(), v.maxLength(200)),
      comments: v.pipe(Comments, v.maxLength(50)),
    }),
    response: v.object({ input: Hash }),
    refusals: [...unknown, 'hearing.outside', 'hearing.state', 'amendment.place', 'rate.limited'],
  }),
  hideInput: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/hearing-inputs/:input/hidden',
    summary: 'Take written input out of what is shown of the own hearing, or put it back',
    access: ['leader'],
    body: v.object({ hidden: v.boolean() }),
    response: v.object({}),
    refusals: ['not_found', 'hearing.state'],
  }),
};
