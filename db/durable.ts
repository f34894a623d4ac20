import type { DurableObjectState, SqlStorage } from '@cloudflare/workers-types';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteQueryCompiler,
} from 'kysely';
import { type Engine, EngineClosed, type Writer } from './engine.ts';
import { journalSize } from './journal.ts';
import { migrate } from './migrations.ts';
import type { Tables } from './schema.ts';

/**
 * A branch's engine in a Durable Object with SQLite storage; the object lives on when the engine is closed. The object has one connection, so that reads wait for the
 * command before them as commands do; a transaction of the storage undoes what was written when it throws, also after
 * an await. Migrates the database; run it before the object takes requests.
 * @throws Error when the database was written by a newer Vedtak.
 */
export async function openDurableEngine({ storage }: Pick<DurableObjectState, 'storage'>): Promise<Engine> {
  const db: Writer = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createQueryCompiler: () => new SqliteQueryCompiler(),
      createDriver: () => new StorageDriver(storage.sql),
      createIntrospector: () => new TableNames(storage.sql),
    },
  });
  await storage.transaction(() => migrate(db));
  const listeners = new Set<(size: number) => void>();
  let size = await journalSize(db);
  let last: Promise<unknown> = Promise.resolve();
  /** The alarms asked for during the command that runs. */
  let asked: number[] | undefined;
  let closing: Promise<void> | undefined;

  /** Runs work when all before it has ended, whether that went well or not. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = last.then(() => {
      if (closing !== undefined) throw new EngineClosed();
      return work();
    });
    last = result.catch(() => undefined);
    return result;
  }

  async function setAlarm(at: number): Promise<void> {
    const before = await storage.getAlarm();
    if (before === null || before > at) await storage.setAlarm(at);
  }

  /**
   * Sets a command's alarm. Where none is set the handler may be running, and an alarm in its place would be all that
   * is left when the object ends before the handler does: then it rings at once, and finds out what is due when.
   */
  async function setCommandsAlarm(at: number): Promise<void> {
    const before = await storage.getAlarm();
    if (before === null) await storage.setAlarm(Math.min(at, Date.now()));
    else if (before > at) await storage.setAlarm(at);
  }

  /** Runs a command and sets the alarms asked for meanwhile in its transaction, so that neither stays without the other. */
  async function withAlarm<T>(fn: (writer: Writer) => Promise<T>): Promise<T> {
    const meanwhile: number[] = [];
    asked = meanwhile;
    try {
      const value = await fn(db);
      while (meanwhile.length > 0) await setCommandsAlarm(Math.min(...meanwhile.splice(0)));
      return value;
    } catch (error) {
      // some may not have been this command's
      for (const at of meanwhile) inTurn(() => setAlarm(at)).catch(ignoreClosed);
      throw error;
    } finally {
      asked = undefined;
    }
  }

  return {
    read: (fn) => inTurn(() => fn(db)),
    transact: (fn) =>
      inTurn(async () => {
        const value = await storage.transaction(() => withAlarm(fn));
        await storage.sync();
        const now = await journalSize(db);
        if (now > size) {
          size = now;
          for (const listener of [...listeners]) listener(size);
        }
        return value;
      }),
    alarm(at) {
      if (asked !== undefined) asked.push(at);
      else inTurn(() => setAlarm(at)).catch(ignoreClosed);
    },
    wipeLog: () => undefined,
    listen(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    close() {
      closing ??= last.then(() => {
        for (const listener of [...listeners]) listener(size);
      });
      return closing;
    },
  };
}

/** Nothing is due in a branch that is gone. @throws whatever else an alarm failed with. */
function ignoreClosed(error: unknown): void {
  if (!(error instanceof EngineClosed)) throw error;
}

/** Whether the storage has a branch's tables; an object that nobody has founded has none. */
export function hasTables(sql: SqlStorage): boolean {
  return tableNames(sql).includes('branch');
}

/** The tables in the storage, without those of its own. */
function tableNames(sql: SqlStorage): string[] {
  const rows = sql.exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table'").toArray();
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('_cf_'));
}

/** Kysely's driver over the storage: one connection, no transactions of its own, which the storage refuses. */
class StorageDriver implements Driver {
  readonly #connection: DatabaseConnection;

  constructor(sql: SqlStorage) {
    this.#connection = {
      async executeQuery<R>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<R>> {
        return { rows: sql.exec(text, ...parameters).toArray() as R[] };
      },
      // biome-ignore lint/correctness/useYield: streaming is not offered, and says so.
      async *streamQuery() {
        throw new Error('results are read whole');
      },
    };
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  async beginTransaction(): Promise<void> {
    throw new Error('the engine begins transactions');
  }
  async commitTransaction(): Promise<void> {}
  async rollbackTransaction(): Promise<void> {}
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

/** What Kysely's migrator asks: which tables there are. The storage lets nobody look into tables of its own. */
class TableNames implements DatabaseIntrospector {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  async getSchemas() {
    return [];
  }

  async getTables() {
    return tableNames(this.#sql).map((name) => ({ name, isView: false, isForeign: false, columns: [] }));
  }
}
