import * as v from 'valibot';
import { Hash, Time } from '../rules/formats.ts';
import { BallotStatement, ResolutionPayload } from '../rules/statements.ts';
import { endpoint } from './endpoint.ts';
import { FirstAdministrator, NewBranch, Slug } from './setup.ts';

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
  addBranch: endpoint({
    method: 'POST',
    path: '/lag/:slug/api/branches',
    summary: 'Make a branch below this one on the same server; its first administrator gets an invitation, shown once',
    access: ['leader'],
    body: v.object({ ...NewBranch.entries, ...FirstAdministrator.entries }),
    response: v.object({ slug: Slug, invitation: v.string() }),
    refusals: ['branch.taken'],
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
