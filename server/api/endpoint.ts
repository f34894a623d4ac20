import type * as v from 'valibot';
import type { RefusalCode } from '../rules/refusals.ts';

/** Who may call an endpoint: anybody, a big screen, anybody signed in to the branch, or holders of one of the roles. */
export type Access = 'anyone' | 'screen' | 'member' | readonly Role[];

/**
 * The leader administers the branch; chair, secretary, tellers and signers serve one meeting. Beside that everybody is one
 * thing in the meeting: a delegate, who has a vote, a participant, who may speak only, or an observer.
 */
export type Role = 'leader' | 'chair' | 'secretary' | 'teller' | 'signer' | 'delegate' | 'participant' | 'observer';

/** What a token lets a program read that is not public. */
export const scopes = ['minutes', 'deliveries', 'hearings'] as const;
export type Scope = (typeof scopes)[number];

/** A schema of what may stand behind the `?` of an address, by name. */
export type QuerySchema = v.ObjectSchema<v.ObjectEntries, undefined>;

/** One address of the API: what it takes and gives. The routes, the OpenAPI document and the client read the same table. */
export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT';
  /** Hono's path syntax; branch endpoints begin with `/lag/:slug`. */
  path: string;
  summary: string;
  access: Access;
  /** What a token must name to read this in the place of a session; without it none does. Of what anyone may read, it shows more. */
  scope?: Scope;
  /** What may stand behind the `?`: an object of texts. What is not named in it is passed over. */
  query?: QuerySchema;
  body?: v.GenericSchema;
  response: v.GenericSchema;
  /** Refusals beyond those that any endpoint may give. */
  refusals: readonly RefusalCode[];
}

/** Checks an endpoint's shape and keeps its exact type. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

/** An endpoint's path with its parameters filled in, percent-encoded; those that its query names stand behind the `?`. */
export function filledIn({ path, query }: Endpoint, parameters: Readonly<Record<string, string>>): string {
  const filled = path.replace(/:([a-z]+)/gu, (_, key: string) => {
    const value = parameters[key];
    if (value === undefined) throw new TypeError(`the address ${path} needs ${key}`);
    return encodeURIComponent(value);
  });
  const asked = Object.entries(parameters).filter(
    ([key, value]) => query !== undefined && key in query.entries && value !== '',
  );
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`;
}
