import type * as v from 'valibot';
import type { ListedBranch } from './api/setup.ts';
import type { Pair } from './founding.ts';

export type Listed = v.InferOutput<typeof ListedBranch>;

/** An administrator's session in one of the branches of a set-up. */
export interface FirstSession {
  id: string;
  slug: string;
  token: string;
}

/** The branches of one server, whatever engine they run on. The host finds a branch and hands it the request. */
export interface Directory {
  list(): Promise<Listed[]>;
  /** Answers a request below `/lag/{slug}`; undefined when there is no such branch. */
  handle(slug: string, request: Request): Promise<Response | undefined>;
  /**
   * Founds a county and a branch below it, the county vouching for the branch; all or nothing. Gives for each the
   * session of its administrator.
   */
  foundPair(pair: Pair): Promise<FirstSession[]>;
  /** Answers the operator's request about moving the branch at an address, where one may or may not be. */
  operate(slug: string, request: Request): Promise<Response>;
  /** Whether every branch's database answers. */
  ready(): Promise<boolean>;
}
