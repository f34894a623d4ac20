import * as v from 'valibot';
import { BranchId, Hash, Time, Whole } from '../rules/formats.ts';
import { BallotStatement, ResolutionPayload } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';

/** A resolution in a collection: what was verified when it came, and what it says. */
export const Received = v.object({
  resolution: Hash,
  branch: BranchId,
  /** The sender's name, out of its verified trust chain. */
  name: v.string(),
  index: Whole,
  receivedAt: Time,
  payload: ResolutionPayload,
});
export type Received = v.InferOutput<typeof Received>;

/** A resolution of the branch's own. */
export const Published = v.object({
  resolution: Hash,
  payload: ResolutionPayload,
  /** The ballots that it names, in their order: what was asked, and the rule. Their hashes stand in the payload. */
  definitions: v.array(BallotStatement),
  received: v.nullable(Time),
});
export type Published = v.InferOutput<typeof Published>;

export const countyEndpoints = {
  collection: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/collection',
    summary: 'The verified resolutions that the branch has received, newest first',
    access: 'anyone',
    response: v.object({ received: v.array(Received) }),
    refusals: [],
  }),
  published: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/resolutions',
    summary: "The branch's own signed resolutions, newest first",
    access: 'anyone',
    response: v.object({ resolutions: v.array(Published) }),
    refusals: [],
  }),
  resolution: endpoint({
    method: 'GET',
    path: '/lag/:slug/api/resolutions/:number',
    summary: "One of the branch's own signed resolutions",
    access: 'anyone',
    response: Published,
    refusals: ['not_found'],
  }),
};
