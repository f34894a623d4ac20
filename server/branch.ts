import type { Engine, Writer } from '../db/engine.ts';
import { appendEntry } from '../db/journal.ts';
import type { BranchKey, Keyring, Safe } from './keys.ts';
import { toBase64url } from './rules/canonical.ts';
import { commitmentOf, type NewEntry } from './rules/journal.ts';

/** What is handed in at the top and nowhere made anew: the clock and the source of randomness. */
export interface Machine {
  /** Milliseconds since 1970. */
  now(): number;
  /** n random bytes, as base64url. */
  random(n: number): string;
}

/** The same, with the network. */
export interface Surroundings extends Machine {
  /** The way out to other servers: every request that a branch makes goes through it. */
  fetch(url: string, init?: RequestInit): Promise<Response>;
}

/** The clock and the randomness of the machine. */
export const machine: Machine = {
  now: () => Date.now(),
  random: (n) => toBase64url(crypto.getRandomValues(new Uint8Array(n))),
};

/**
 * A branch that runs: who it is, its database, its key. Name, level, parent and key follow the database when what changes
 * them is committed; what is signed inside a command is signed as `identityIn` says.
 */
export interface Branch {
  /** The URL of its page, its id in every statement. */
  readonly id: string;
  readonly slug: string;
  name: string;
  level: string;
  /** Id of the parent, null for an anchor. */
  parent: string | null;
  engine: Engine;
  key: BranchKey;
  /** The keys that are open: the current one, and those that may take its place. */
  readonly keyring: Keyring;
  /** For secrets beside the key. */
  safe: Safe;
  surroundings: Surroundings;
  /** Says, inside a command, that it changes who the branch is. */
  changed(): void;
}

/** The branch's time as statements write it. */
export function timeOf(branch: Branch): string {
  return new Date(branch.surroundings.now()).toISOString();
}

/** An entry that concerns people, without its commitment. */
type PersonalEntry = NewEntry extends infer E
  ? E extends { commitment: string }
    ? Omit<E, 'commitment'>
    : never
  : never;

/**
 * Appends an entry that concerns people: what is not in the entry goes in as a salted commitment that can be
 * erased without touching the journal.
 */
export async function journalPeople(
  writer: Writer,
  branch: Branch,
  entry: PersonalEntry,
  detail: unknown,
): Promise<void> {
  const salt = branch.surroundings.random(16);
  await appendEntry(writer, { ...entry, commitment: commitmentOf(salt, detail) }, timeOf(branch), { salt, detail });
}
