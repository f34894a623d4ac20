import type * as v from 'valibot';
import type { ListedBranch } from './api/setup.ts';
import type { Pair } from './founding.ts';

/** The branches of one server, whatever engine they run on. The host finds a branch and hands it the request. */
export interface Directory {
  list(): Promise<v.InferOutput<typeof ListedBranch>[]>;
  /** Answers a request below `/lag/{slug}`; undefined when there is no such branch. */
  handle(slug: string, request: Request): Promise<Response> | undefined;
  /**
   * Founds a county and a branch below it, the county vouching for the branch; all or nothing. Gives for each the
   * session of its administrator.
   */
  foundPair(pair: Pair): Promise<{ id: string; slug: string; token: string }[]>;
  /** Whether every branch's database answers. */
  ready(): Promise<boolean>;
}
