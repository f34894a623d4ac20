import type { Kysely } from 'kysely';
import type { Tables } from './schema.ts';

/** What a reader may do: select. */
export type Reader = Pick<Kysely<Tables>, 'selectFrom' | 'with' | 'fn' | 'dynamic' | 'case'>;

/** What a writer may do: everything, inside the one transaction of its command. */
export type Writer = Kysely<Tables>;

/**
 * A branch's database as its application sees it, on any runtime. Commands run one at a time; a reader sees
 * only what is committed. The two implementations are `node.ts` (a better-sqlite3 file) and, on Workers, a Durable Object.
 */
export interface Engine {
  /** Runs `fn` on one consistent state. @throws EngineClosed. */
  read<T>(fn: (reader: Reader) => Promise<T>): Promise<T>;
  /**
   * Runs one command. Resolves when all that it wrote is durable; when `fn` throws, also after an await, nothing
   * of it stays and the error comes back. Commands that wait together may share one commit.
   * @throws EngineClosed.
   */
  transact<T>(fn: (writer: Writer) => Promise<T>): Promise<T>;
  /** Calls the branch's alarm handler at `at` (milliseconds since 1970) or soon after; the earliest asked for wins. */
  alarm(at: number): void;
  /**
   * Asks, inside a command, that what it removed or wrote over be gone from the log of what was written as well, soon after
   * its commit. On Workers the log is the platform's, which keeps it.
   */
  wipeLog(): void;
  /** Calls `listener` with the size of the journal after each commit that made it grow. Returns the way to stop. */
  listen(listener: (size: number) => void): () => void;
  /**
   * Finishes what has begun and refuses what comes after. Whoever listens is called once more, to find out that no news will
   * come. May be called again. On Node the log is written back into the file, and the file is closed.
   */
  close(): Promise<void>;
}

/** A read or a command came when the branch's database was being closed. */
export class EngineClosed extends Error {
  override readonly name = 'EngineClosed';

  constructor() {
    super('the branch is closed');
  }
}
