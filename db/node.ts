import SQLite from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { type Engine, EngineClosed, type Reader, type Writer } from './engine.ts';
import { migrate, mustHaveSchema } from './migrations.ts';
import type { Tables } from './schema.ts';

/** Commands that one commit may carry; what waits beyond them goes into the next. */
const commandsPerCommit = 64;

/** After how many milliseconds the log is tried again that could not be emptied, since another process read in it. */
const wipeAgainAfter = 200;

interface Command {
  run(writer: Writer): Promise<unknown>;
  done(value: unknown): void;
  failed(error: unknown): void;
}

/**
 * Opens a branch's SQLite file, making and migrating it where needed.
 * @param onAlarm called when the time asked for by `alarm` has come; it must not throw.
 * @param now the clock that alarms go by, milliseconds since 1970.
 * @throws Error when the file is not a database, is in use by another process or was written by a newer Vedtak.
 */
export async function openNodeEngine(file: string, onAlarm: () => void, now: () => number = Date.now): Promise<Engine> {
  const writing = new SQLite(file);
  writing.pragma('journal_mode = WAL');
  writing.pragma('synchronous = FULL');
  writing.pragma('foreign_keys = ON');
  // a key that is let go of does not stay in pages that are free
  writing.pragma('secure_delete = ON');
  // pages as they were before a savepoint may not spill into files elsewhere, which nothing overwrites
  writing.pragma('temp_store = MEMORY');
  const writer = kyselyOn(writing);
  writing.exec('BEGIN IMMEDIATE');
  try {
    await migrate(writer);
    writing.exec('COMMIT');
  } catch (error) {
    writing.exec('ROLLBACK');
    writing.close();
    throw error;
  }
  const reading = new SQLite(file, { readonly: true });
  const reader: Reader = kyselyOn(reading);
  const journalSize = writing.prepare('SELECT coalesce(max(idx) + 1, 0) FROM journal_entry').pluck();

  const waiting: Command[] = [];
  const listeners = new Set<(size: number) => void>();
  let size = journalSize.get() as number;
  let committing: Promise<void> | undefined;
  let reads: Promise<unknown> = Promise.resolve();
  let timer: { at: number; handle: NodeJS.Timeout } | undefined;
  /** The earliest alarm that the commands of the running commit asked for: it may ring when what they wrote is there. */
  let asked = Number.POSITIVE_INFINITY;
  let closed = false;
  let closing: Promise<void> | undefined;
  /** A command has asked for an empty log; so has every opening, since the process before may have been killed. */
  let wiping = true;
  let wipingAgain: NodeJS.Timeout | undefined;

  /** Commits what waits and empties the log where it must be. Starting a turn later lets requests that arrived together share the commit. */
  function begin(): void {
    committing ??= new Promise<void>((later) => setImmediate(later)).then(commitWaiting);
  }

  /** Commits what waits until nothing does, and tells the listeners when the journal has grown. */
  async function commitWaiting(): Promise<void> {
    do {
      const batch = waiting.splice(0, commandsPerCommit);
      if (batch.length > 0) await commitTogether(writing, writer, batch);
      if (wiping) await emptyLog();
      tell();
      if (asked !== Number.POSITIVE_INFINITY) setAlarm(asked);
      asked = Number.POSITIVE_INFINITY;
    } while (waiting.length > 0);
    committing = undefined;
  }

  function tell(): void {
    const grown = journalSize.get() as number;
    if (grown === size) return;
    size = grown;
    for (const listener of [...listeners]) listener(size);
  }

  /** Writes the log back into the file and empties it, when nobody reads in it; soon again where another process does. */
  async function emptyLog(): Promise<void> {
    const emptied = reads.then(() => {
      writing.pragma('busy_timeout = 0');
      try {
        const [{ busy }] = writing.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
        wiping = busy === 1;
      } finally {
        writing.pragma('busy_timeout = 5000');
      }
    });
    reads = emptied.catch(() => undefined);
    await reads;
    if (!wiping || closed) return;
    clearTimeout(wipingAgain);
    wipingAgain = setTimeout(begin, wipeAgainAfter);
    wipingAgain.unref();
  }

  function setAlarm(at: number): void {
    if (closed || (timer !== undefined && timer.at <= at)) return;
    clearTimeout(timer?.handle);
    const wait = Math.min(Math.max(0, at - now()), 2 ** 31 - 1);
    const handle = setTimeout(() => {
      timer = undefined;
      onAlarm();
    }, wait);
    handle.unref();
    timer = { at, handle };
  }

  async function end(): Promise<void> {
    closed = true;
    clearTimeout(timer?.handle);
    clearTimeout(wipingAgain);
    await committing;
    await reads;
    reading.close();
    writing.pragma('wal_checkpoint(TRUNCATE)');
    writing.close();
    for (const listener of [...listeners]) listener(size);
  }

  begin();
  return {
    read(fn) {
      if (closed) return Promise.reject(new EngineClosed());
      const result = reads.then(async () => {
        reading.exec('BEGIN');
        try {
          return await fn(reader);
        } finally {
          reading.exec('COMMIT');
        }
      });
      reads = result.catch(() => undefined);
      return result;
    },
    transact<T>(fn: (writer: Writer) => Promise<T>) {
      if (closed) return Promise.reject(new EngineClosed());
      return new Promise<T>((resolve, reject) => {
        waiting.push({ run: fn, done: (value) => resolve(value as T), failed: reject });
        begin();
      });
    },
    alarm(at) {
      if (committing === undefined) setAlarm(at);
      else asked = Math.min(asked, at);
    },
    wipeLog() {
      wiping = true;
    },
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}

/**
 * Reads a branch's SQLite file as it is at one moment, also while a server has it open, and changes nothing of it.
 * @throws Error when there is no such file, it is not a database, or was written by another version of Vedtak.
 */
export async function readNodeFile<T>(file: string, fn: (reader: Reader) => Promise<T>): Promise<T> {
  const database = new SQLite(file, { readonly: true, fileMustExist: true });
  try {
    const reader = kyselyOn(database);
    database.exec('BEGIN');
    await mustHaveSchema(reader);
    return await fn(reader);
  } finally {
    database.close();
  }
}

/** Runs commands in one durable transaction, a savepoint each, and answers them after its commit. */
async function commitTogether(database: SQLite.Database, writer: Writer, batch: readonly Command[]): Promise<void> {
  const answers: (() => void)[] = [];
  try {
    database.exec('BEGIN IMMEDIATE');
    for (const command of batch) answers.push(await runApart(database, writer, command));
    database.exec('COMMIT');
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    for (const command of batch) command.failed(error);
    return;
  }
  for (const answer of answers) answer();
}

/** Runs a command so that a failure of it undoes it alone; gives what to answer once the commit is durable. */
async function runApart(database: SQLite.Database, writer: Writer, command: Command): Promise<() => void> {
  database.exec('SAVEPOINT command');
  try {
    const value = await command.run(writer);
    database.exec('RELEASE command');
    return () => command.done(value);
  } catch (error) {
    database.exec('ROLLBACK TO command');
    database.exec('RELEASE command');
    return () => command.failed(error);
  }
}

/** Kysely over one connection, with each statement prepared once. */
function kyselyOn(database: SQLite.Database): Kysely<Tables> {
  const prepared = new Map<string, SQLite.Statement>();
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => undefined,
        prepare(sql: string) {
          let statement = prepared.get(sql);
          if (statement === undefined) {
            statement = database.prepare(sql);
            prepared.set(sql, statement);
          }
          return statement;
        },
      },
    }),
  });
}
