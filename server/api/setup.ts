import * as v from 'valibot';
import { endpoint } from './endpoint.ts';
import { CreationOptions, RegistrationResponse } from './session.ts';

/** The part of a branch's address that names it on the server. */
export const Slug = v.pipe(v.string(), v.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/u));

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200));

/** A branch as the set-up page asks for it. */
export const NewBranch = v.object({
  name: Name,
  slug: Slug,
  level: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});
export type NewBranch = v.InferOutput<typeof NewBranch>;

/** The first administrator of a branch. */
export const FirstAdministrator = v.object({
  administrator: Name,
  /** Their member number; empty where the party has none at hand. */
  number: v.pipe(v.string(), v.trim(), v.maxLength(40)),
});

const Setup = v.object({
  token: v.pipe(v.string(), v.maxLength(100)),
  county: NewBranch,
  branch: NewBranch,
  ...FirstAdministrator.entries,
});

/** A branch as the front page lists it. */
export const ListedBranch = v.object({
  slug: v.string(),
  name: v.string(),
  level: v.string(),
  parent: v.nullable(v.string()),
});

export const setupEndpoints = {
  server: endpoint({
    method: 'GET',
    path: '/api/server',
    summary: 'Whether the server is set up, and its branches',
    access: 'anyone',
    response: v.object({ ready: v.boolean(), branches: v.array(ListedBranch) }),
    refusals: [],
  }),
  setupOptions: endpoint({
    method: 'POST',
    path: '/api/setup/options',
    summary: "Check the set-up form and get the options for the administrator's passkey",
    access: 'anyone',
    body: Setup,
    response: v.object({ options: CreationOptions }),
    refusals: ['setup.done', 'setup.token', 'setup.slug'],
  }),
  setup: endpoint({
    method: 'POST',
    path: '/api/setup',
    summary: 'Make the county branch and the branch, with the administrator in both',
    access: 'anyone',
    body: v.object({ ...Setup.entries, registration: RegistrationResponse }),
    response: v.object({ county: Slug, branch: Slug }),
    refusals: ['setup.done', 'setup.token', 'setup.slug', 'passkey.registration'],
  }),
};
