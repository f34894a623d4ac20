import * as v from 'valibot';
import { BranchId, Counting, Counts, Hash, Outcome, Text, Time, Whole } from '../rules/formats.ts';
import { TreatedPoint } from '../rules/party-statements.ts';
import { ResolutionPayload } from '../rules/statements.ts';
import { treatmentStates } from '../rules/treatment.ts';
import { endpoint } from './endpoint.ts';

/** How far a received resolution has come with its receiver. */
export const TreatmentState = v.picklist(treatmentStates);
export type TreatmentState = v.InferOutput<typeof TreatmentState>;

/** A branch by its id and its name, as a verified trust chain says it. */
const Named = v.object({ id: BranchId, name: v.string() });

/** A resolution in a collection, without its text. */
export const Received = v.object({
  resolution: Hash,
  branch: BranchId,
  /** The sender's name and level, out of its verified trust chain. */
  name: v.string(),
  level: v.string(),
  number: Counting,
  title: v.string(),
  decidedAt: Time,
  /** The entry in the journal of whoever received it. */
  index: Whole,
  receivedAt: Time,
  /** From the branch that made it up to the one below the receiver. */
  path: v.array(Named),
  /** The branch below that forwarded it; null where it came from the branch that made it. */
  via: v.nullable(BranchId),
  hearing: v.nullable(Hash),
  state: TreatmentState,
  /** How many points were put to the vote, and adopted; both 0 where the text was voted on as a whole. */
  points: Whole,
  adopted: Whole,
  /** The votes on the text where it was voted on as a whole. */
  whole: v.nullable(Counts),
});
export type Received = v.InferOutput<typeof Received>;

/** What a level said of a resolution, and when. `points` is all that it had said by then. */
export const Treatment = v.object({
  treatment: Hash,
  branch: BranchId,
  name: v.string(),
  /** The treatment that the level knew as the last one. */
  previous: v.nullable(Hash),
  points: v.array(TreatedPoint),
  at: Time,
});
export type Treatment = v.InferOutput<typeof Treatment>;

/** A level's word that it has a resolution in its journal. */
export const GivenReceipt = v.object({ branch: BranchId, name: v.string(), receivedAt: Time });

/** One received resolution with all that is held of it. */
const CollectionItem = v.object({
  ...Received.entries,
  payload: ResolutionPayload,
  /** The verification of the file as of when it came, check by check, in the order of `verifyResolution`. */
  checks: v.array(v.object({ name: v.string(), ok: v.boolean(), detail: v.string() })),
  /** Ids from the branch that made it up to the end of its trust chain. */
  chain: v.array(BranchId),
  /** Those of the levels below, as they came with it, and the receiver's own, oldest first. */
  receipts: v.array(GivenReceipt),
  /** In order, by any level; the last one is what the next must name as `previous`. */
  treatments: v.array(Treatment),
  /** The hearing that it answers, where that is held here. */
  answers: v.nullable(v.object({ hearing: Hash, title: v.string(), deadline: Time, late: v.boolean() })),
  /** The proposals in the branch's own meetings that put it to the vote. */
  proposals: v.array(v.object({ proposal: v.string(), meeting: v.string(), title: v.string() })),
});
export type CollectionItem = v.InferOutput<typeof CollectionItem>;

/** A branch below, whether it has sent anything or not. */
const SenderInfo = v.object({
  id: BranchId,
  name: v.string(),
  level: v.string(),
  /** `below` stands further down: its resolutions came by way of another. */
  state: v.picklist(['active', 'revoked', 'left', 'closed', 'below']),
  received: Whole,
  latest: v.nullable(v.object({ resolution: Hash, number: Counting, title: v.string(), receivedAt: Time })),
});
export type SenderInfo = v.InferOutput<typeof SenderInfo>;

/** The same demand across branches: texts that say the same to the letter, and those that a person has put together with them. */
export const Demand = v.object({
  /** What the same demand has in common; the first of those that are put together. */
  demand: Hash,
  text: v.string(),
  /** Branches in which it was adopted, or rejected. */
  adopted: Whole,
  rejected: Whole,
  /** Votes in all of them; those of branches that counted. */
  votes: v.strictObject({ for: Whole, against: Whole, blank: Whole }),
  /** The wordings that a person has put together with it. */
  same: v.array(v.object({ demand: Hash, text: v.string() })),
});
export type Demand = v.InferOutput<typeof Demand>;

/** A pair of demands whose words are alike and whose numbers agree. */
const Likeness = v.object({
  demand: Hash,
  text: v.string(),
  other: v.object({ demand: Hash, text: v.string() }),
  /** 0 to 1: how much of the words they share. */
  likeness: v.number(),
});
export type Likeness = v.InferOutput<typeof Likeness>;

/** One branch's point that says a demand. */
const DemandPoint = v.object({
  resolution: Hash,
  branch: BranchId,
  name: v.string(),
  number: Counting,
  title: v.string(),
  point: Counting,
  text: v.string(),
  outcome: Outcome,
  votes: v.strictObject({ for: Whole, against: Whole, blank: Whole }),
});

/** Words that all stand in what is found; case does not matter. */
const Search = v.exactOptional(v.pipe(Text, v.maxLength(200)));
/** Where a page ended, as the answer before it said. */
const Cursor = v.exactOptional(v.pipe(v.string(), v.regex(/^\d{1,15}$/u)));
const Year = v.exactOptional(v.pipe(v.string(), v.regex(/^\d{4}$/u)));

export const collectionEndpoints = {
  collection: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/collection',
    summary:
      'The verified resolutions that the branch has received, newest first, fifty at a time: `q` are words that all stand in title, text, points or the sender’s name, `via` the branch below that it came through, `year` that of the decision',
    access: 'anyone',
    query: v.object({
      q: Search,
      branch: v.exactOptional(BranchId),
      via: v.exactOptional(BranchId),
      hearing: v.exactOptional(Hash),
      state: v.exactOptional(TreatmentState),
      year: Year,
      cursor: Cursor,
    }),
    response: v.object({
      received: v.array(Received),
      /** How many there are with that search and those filters, on all pages. */
      total: Whole,
      /** How many were received in all. */
      all: Whole,
      /** For the next page; null on the last. */
      next: v.nullable(v.string()),
      /** The years of decision, newest first, for the filter. */
      years: v.array(v.string()),
    }),
    refusals: [],
  }),
  collectionItem: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/collection/:hash',
    summary: 'One received resolution: what it says, what was verified, and what every level has done with it',
    access: 'anyone',
    response: CollectionItem,
    refusals: ['custody.unknown'],
  }),
  senders: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/senders',
    summary:
      'The branches below, with how many resolutions each has sent and the latest; those that have sent none too',
    access: 'anyone',
    response: v.object({ senders: v.array(SenderInfo) }),
    refusals: [],
  }),
  demands: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/demands',
    summary:
      'The demands in the resolutions received, those of most branches first, fifty at a time, with sums; and on the first page which of them are alike',
    access: 'anyone',
    query: v.object({ q: Search, hearing: v.exactOptional(Hash), cursor: Cursor }),
    response: v.object({
      demands: v.array(Demand),
      total: Whole,
      next: v.nullable(v.string()),
      suggestions: v.array(Likeness),
    }),
    refusals: [],
  }),
  demand: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/demands/:demand',
    summary: 'One demand with every branch that has voted on it, newest first',
    access: 'anyone',
    response: v.object({ ...Demand.entries, points: v.array(DemandPoint) }),
    refusals: ['not_found'],
  }),
  linkDemands: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/demands/:demand/same',
    summary: 'Say that two demands are the same though their words differ',
    access: ['leader'],
    body: v.object({ other: Hash }),
    response: v.object({}),
    refusals: ['not_found'],
  }),
  unlinkDemand: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/demands/:demand/apart',
    summary: 'Take a wording out of the demand that it was put together with',
    access: ['leader'],
    response: v.object({}),
    refusals: ['not_found'],
  }),
};
