import * as v from 'valibot';
import { BranchId, Hash, Id, Text, Time, Whole } from '../rules/formats.ts';
import { endpoint } from './endpoint.ts';

const Name = v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(200));
const Level = v.pipe(Text, v.trim(), v.minLength(1), v.maxLength(60));

/** A link with an invitation, as somebody pastes it. */
const Link = v.pipe(v.string(), v.trim(), v.maxLength(1000));

/** A key of a branch as people compare it: its id, and its fingerprint in words, read aloud in this order. */
export const ComparedKey = v.object({ kid: Id, words: v.array(v.string()) });
export type ComparedKey = v.InferOutput<typeof ComparedKey>;

/** A key with the time in which it held. */
export const DatedKey = v.object({
  ...ComparedKey.entries,
  from: Time,
  until: v.nullable(Time),
  /** Why it ended, in words, where it was revoked; null where another took its place. */
  revoked: v.nullable(v.string()),
});
export type DatedKey = v.InferOutput<typeof DatedKey>;

/** What a branch is called, and its key: as it is, or as somebody asks for it to be. */
export const Described = v.object({ name: v.string(), level: v.string(), key: ComparedKey });
export type Described = v.InferOutput<typeof Described>;

/** A parent: the one that vouches for the branch, or one that was asked to. */
export const PartyParent = v.object({
  id: BranchId,
  ...Described.entries,
  askedAt: Time,
  confirmedAt: v.nullable(Time),
});
export type PartyParent = v.InferOutput<typeof PartyParent>;

/** A branch below. Once it is not `active` any more, its key is vouched for no longer. */
export const PartyChild = v.object({
  id: BranchId,
  ...Described.entries,
  state: v.picklist(['active', 'revoked', 'left', 'closed']),
  since: Time,
  endedAt: v.nullable(Time),
  /** Why it was revoked; empty where nobody said. */
  reason: v.string(),
  /** All that it has had here, the newest first. */
  keys: v.array(DatedKey),
});
export type PartyChild = v.InferOutput<typeof PartyChild>;

/** What a branch below asks for and nobody has answered. */
export const PartyRequest = v.object({
  request: Hash,
  child: BranchId,
  /** Whether it comes in by an invitation, so that it was not below this one before, or has lost its key. */
  join: v.boolean(),
  receivedAt: Time,
  asks: Described,
  /** As the branch is known here; null for a stranger. What differs from `asks` would change. */
  known: v.nullable(Described),
  /** The number of its last resolution before, so that the next one is expected here; null for none. */
  last: v.nullable(Whole),
});
export type PartyRequest = v.InferOutput<typeof PartyRequest>;

/** An invitation that can still be used. */
export const PartyInvitation = v.object({
  invitation: Hash,
  name: v.string(),
  level: v.string(),
  /** The branch for which alone it is meant: one that was below and has lost its key or its place. */
  child: v.nullable(BranchId),
  createdAt: Time,
  expiresAt: Time,
});
export type PartyInvitation = v.InferOutput<typeof PartyInvitation>;

/** The code with which the other's inbox turned the request away; null where it did not. */
const Refused = v.nullable(v.string());

/** A branch's place in the party, as its leader sees it. */
export const Party = v.object({
  id: BranchId,
  name: v.string(),
  level: v.string(),
  /** When the branch closed down. */
  closedAt: v.nullable(Time),
  key: DatedKey,
  /** The keys before, the newest first. */
  pastKeys: v.array(DatedKey),
  /** The parent that vouches for the branch; null where none does. */
  parent: v.nullable(PartyParent),
  /** The parent that it had last, and whether the branch left it or was turned out; null while it has one, or never had. */
  formerParent: v.nullable(v.object({ name: v.string(), until: Time, left: v.boolean() })),
  /** A parent that was asked to and has not answered, or has said no. */
  asked: v.nullable(v.object({ ...PartyParent.entries, state: v.picklist(['asking', 'declined']), refused: Refused })),
  /** What the parent was asked to vouch for instead of what it does: another name, level or key. */
  change: v.nullable(v.object({ ...Described.entries, askedAt: Time, refused: Refused })),
  children: v.array(PartyChild),
  requests: v.array(PartyRequest),
  invitations: v.array(PartyInvitation),
});
export type Party = v.InferOutput<typeof Party>;

const done = v.object({});

export const partyEndpoints = {
  party: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/party',
    summary: "The branch's place in the party: its keys, its parent, the branches below, and what they ask for",
    access: ['leader'],
    response: Party,
    refusals: [],
  }),
  inviteBranch: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/invitations',
    summary: 'Invite a branch to join below this one; the link is shown once and goes to its leader',
    access: ['leader'],
    body: v.object({
      name: Name,
      level: Level,
      /** A branch that was or is below, and is to come with another key. */
      child: v.exactOptional(BranchId),
    }),
    response: v.object({ link: v.string(), invitation: Hash, expiresAt: Time }),
    refusals: ['child.state', 'branch.closed'],
  }),
  withdrawInvitation: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/invitations/:invitation/withdraw',
    summary: 'Take an invitation to a branch back',
    access: ['leader'],
    response: done,
    refusals: ['not_found'],
  }),
  lookUpParent: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/parent/look-up',
    summary: 'Who an invitation comes from, with the words of its key, to be compared by telephone before asking',
    access: ['leader'],
    body: v.object({ link: Link }),
    response: v.object({ id: BranchId, ...Described.entries }),
    refusals: ['join.token', 'join.circle', 'address.unreachable', 'address.private'],
  }),
  askParent: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/parent',
    summary: 'Ask the branch that sent an invitation to take this one in below it',
    access: ['leader'],
    body: v.object({
      link: Link,
      /** The key whose words were compared. */
      kid: Id,
    }),
    response: done,
    refusals: [
      'join.token',
      'join.circle',
      'join.key',
      'join.waiting',
      'branch.closed',
      'address.unreachable',
      'address.private',
    ],
  }),
  withdrawAsking: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/parent/withdraw',
    summary: 'Ask a parent no longer, or put its refusal away',
    access: ['leader'],
    response: done,
    refusals: ['parent.missing'],
  }),
  leaveParent: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/parent/leave',
    summary: 'Leave the parent; the branch stands by itself until another one takes it in',
    access: ['leader'],
    body: v.object({
      /** The parent's id. */
      parent: BranchId,
      reason: v.literal('moved'),
    }),
    response: done,
    refusals: ['parent.missing'],
  }),
  confirmChild: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/requests/:request/confirm',
    summary: 'Vouch for a branch as it asks, after the words of its key were compared',
    access: ['leader'],
    body: v.object({
      /** The key whose words were compared. */
      kid: Id,
    }),
    response: done,
    refusals: ['not_found', 'join.key', 'child.state', 'branch.closed'],
  }),
  declineChild: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/requests/:request/decline',
    summary: 'Say no to what a branch asks for',
    access: ['leader'],
    response: done,
    refusals: ['not_found', 'child.state'],
  }),
  revokeChild: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/children/revoke',
    summary: 'Vouch for a branch below no longer; what it signed before stays verifiable',
    access: ['leader'],
    body: v.object({ child: BranchId, reason: v.pipe(Text, v.trim(), v.maxLength(500)) }),
    response: done,
    refusals: ['child.state'],
  }),
  renameBranch: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/name',
    summary: 'Call the branch something else, or another level; where it has a parent, as soon as that agrees',
    access: ['leader'],
    body: v.object({ name: Name, level: Level }),
    response: v.object({
      /** Whether the parent was asked. */
      waiting: v.boolean(),
    }),
    refusals: ['join.waiting', 'branch.closed'],
  }),
  rekeyBranch: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/key',
    summary: 'Make the branch a new key; where it has a parent, the old one holds until that vouches for the new',
    access: ['leader'],
    body: v.object({
      /** The key that the branch has now. */
      kid: Id,
    }),
    response: v.object({ key: ComparedKey, waiting: v.boolean() }),
    refusals: ['join.key', 'join.waiting', 'branch.closed'],
  }),
  closeBranch: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/party/close',
    summary: 'Close the branch down for good: it takes no new meetings, and what it decided stays readable',
    access: ['leader'],
    body: v.object({
      /** The branch's name, typed, so that nobody does it by mistake. */
      name: v.pipe(Text, v.trim(), v.maxLength(200)),
    }),
    response: done,
    refusals: ['statement.wrong', 'meeting.state', 'child.state', 'branch.closed'],
  }),
};
