import * as v from 'valibot';
import { Hash, Id, Text, Time } from '../rules/formats.ts';
import { CommitteeMember, CommitteeRecommendation, Day } from '../rules/party-statements.ts';
import { Block } from '../rules/proposal.ts';
import { endpoint } from './endpoint.ts';

/** One who sits in a committee. */
const Seat = v.object({
  ...CommitteeMember.entries,
  name: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(200)),
  place: v.pipe(Text, v.trim(), v.maxLength(200)),
  /** The member of this branch that they are, who may then write in the draft; null for others. */
  member: v.nullable(Id),
});

const Form = v.object({
  name: v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(200)),
  mandate: v.pipe(Text, v.trim(), v.maxLength(20_000)),
  deadline: v.nullable(Day),
  members: v.pipe(
    v.array(Seat),
    v.maxLength(100),
    v.check((seats) => seats.filter(({ role }) => role === 'leader').length <= 1, 'A committee has one leader'),
  ),
});

/** A committee in the list of them. */
const CommitteeLine = v.object({
  committee: Id,
  name: v.string(),
  deadline: v.nullable(Day),
  state: v.picklist(['working', 'handed', 'closed']),
  /** The title of its draft; empty before there is one. */
  title: v.string(),
  members: v.number(),
  /** Whether the asker may write in its draft. */
  mine: v.boolean(),
});

export const CommitteeInfo = v.object({
  committee: Id,
  name: v.string(),
  mandate: v.string(),
  deadline: v.nullable(Day),
  members: v.array(Seat),
  state: v.picklist(['working', 'handed', 'closed']),
  /** The draft; the title is empty and there are no blocks before something is written. */
  title: v.string(),
  blocks: v.array(Block),
  /** Of title and blocks: what `base` names when the draft is saved. */
  version: Hash,
  /** What the committee recommends of the draft as it stands; null before it has said so, and after each change. */
  recommendation: v.nullable(CommitteeRecommendation),
  updatedAt: Time,
  handedAt: v.nullable(Time),
  mine: v.boolean(),
});
export type CommitteeInfo = v.InferOutput<typeof CommitteeInfo>;

const missing = ['committee.unknown', 'committee.state'] as const;

export const committeeEndpoints = {
  committees: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/committees',
    summary: 'The committees of the branch, newest first',
    access: 'member',
    response: v.object({ committees: v.array(CommitteeLine) }),
    refusals: [],
  }),
  committee: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/committees/:committee',
    summary: 'A committee with its mandate, members, draft and recommendation',
    access: 'member',
    response: CommitteeInfo,
    refusals: ['committee.unknown'],
  }),
  createCommittee: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/committees',
    summary: 'Appoint a committee',
    access: ['leader'],
    body: Form,
    response: v.object({ committee: Id }),
    refusals: ['not_found'],
  }),
  editCommittee: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/committees/:committee',
    summary: "Change a committee's name, mandate, deadline and members",
    access: ['leader'],
    body: Form,
    response: v.object({}),
    refusals: [...missing, 'not_found'],
  }),
  saveDraft: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/committees/:committee/draft',
    summary:
      "Save a committee's draft: its members and the leader of the branch. `base` is the version that was edited; a recommendation of an earlier text falls",
    access: 'member',
    body: v.object({
      base: Hash,
      title: v.pipe(Text, v.trim(), v.maxLength(300)),
      blocks: v.pipe(v.array(Block), v.maxLength(1000)),
    }),
    response: v.object({ version: Hash }),
    refusals: [...missing, 'committee.member', 'statement.wrong'],
  }),
  recommendDraft: endpoint({
    method: 'PUT',
    path: '/lag/:slug/api/committees/:committee/recommendation',
    summary: 'Say whether the committee is unanimous on its draft, or who dissents and how; null takes it back',
    access: 'member',
    body: v.object({ version: Hash, recommendation: v.nullable(CommitteeRecommendation) }),
    response: v.object({}),
    refusals: [...missing, 'committee.member', 'statement.wrong'],
  }),
  handOver: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/committees/:committee/handover',
    summary: 'Hand the recommended draft over: it becomes the draft of a hearing',
    access: 'member',
    body: v.object({ version: Hash }),
    response: v.object({ draft: Id }),
    refusals: [...missing, 'committee.member', 'statement.wrong', 'proposal.empty', 'request.too_large'],
  }),
  closeCommittee: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/committees/:committee/closing',
    summary: 'Close a committee: its work is done',
    access: ['leader'],
    response: v.object({}),
    refusals: missing,
  }),
};
