import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { type Machine, machine, type Surroundings } from '../../server/branch.ts';
import { serveOnWorkers } from '../../server/demo/workers.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { JournalEntry } from '../../server/rules/journal.ts';
import { serve } from '../../server/serve.ts';
import { nodeStorage, workersStorage } from './storage.ts';

/** How a test wants its server. */
export interface ServerOptions {
  /** The engine, where it is not the one that all tests run against. */
  on?: 'node' | 'workers';
  /** In a process of its own, through `server/main.ts`, so that it can be killed. */
  child?: boolean;
  /** The public origin, where it is not http://localhost at the server's port. */
  url?: string;
  /** The server's secret; without it the server makes one in its data folder. */
  secret?: string;
  /** The clock and the randomness; not in a process of its own. */
  surroundings?: Machine & Partial<Surroundings>;
  /** Whether it asks servers in private networks, as all other test servers are: so it does where nothing is said. */
  allowPrivate?: boolean;
  /** Runs a child under a limit for the size of files, in kilobytes. */
  largestFile?: number;
  /** On workerd: a module in the place of the Worker's own. */
  entrypoint?: string;
}

/** A server that answers, with a data folder of its own. What looks into the database is for tests alone. */
export interface TestServer {
  /** Where requests are sent. */
  readonly address: string;
  /** Its data folder. */
  readonly data: string;
  /** The one-time link of the set-up page, while there are no branches. */
  setupLink: string | undefined;
  /** The secret under which the branches' keys are sealed. */
  secret(): Promise<string>;
  /**
   * All that is stored, or all of one branch and which others there are, as one hash: the same before and after says that
   * nothing was written.
   */
  stored(only?: string): Promise<string>;
  /** Rows of a branch's database. */
  select<Row>(slug: string, sql: string): Row[];
  /** A branch's journal, as it is stored. */
  journal(slug: string): JournalEntry[];
  /** Ends the server as an operator does. */
  stop(): Promise<void>;
  /** Ends a child at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts the server again, at the same address over the same data. */
  start(): Promise<void>;
  /** The process id of a child. */
  pid(): number;
  /** What a child wrote, in all its lives. */
  output(): { stdout: string; stderr: string };
  /** Stops the server, where it runs, and takes its data away. */
  end(): Promise<void>;
}

/** The engine that the tests run against: `VEDTAK_ENGINE`, Node's where it is not said. */
export const engine: 'node' | 'workers' = process.env.VEDTAK_ENGINE === 'workers' ? 'workers' : 'node';

/** Starts a server on a free port, over a data folder in the temporary folder of the machine. */
export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-test-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const on = options.on ?? engine;
  const secret = options.secret ?? (on === 'workers' ? machine.random(32) : undefined);
  const run = await runnerFor(folder, data, port, { ...options, on, ...(secret === undefined ? {} : { secret }) });
  const storage = on === 'workers' ? workersStorage : nodeStorage;
  const fileOf = (slug: string): string => {
    const file = storage.files(data).get(slug);
    if (file === undefined) throw new Error(`no database of ${slug} is stored`);
    return file;
  };
  const watched = new Watched();
  const server: TestServer = {
    address: `http://localhost:${port}`,
    data,
    setupLink: undefined,
    secret: async () => secret ?? (await readFile(join(data, 'secret'), 'utf8')).trim(),
    async stored(only) {
      const names = existsSync(data) ? (await readdir(data)).sort() : [];
      const files = [...storage.files(data)].sort(([a], [b]) => (a < b ? -1 : 1));
      const kept = (slug: string, file: string): string | null =>
        only === undefined || only === slug ? watched.hashOf(slug, file) : null;
      return hashOf([names, files.map(([slug, file]) => [slug, kept(slug, file)])]);
    },
    select: (slug, sql) => looking(fileOf(slug), (database) => database.prepare(sql).all() as never[]),
    journal(slug) {
      const rows = server.select<{ entry: string }>(slug, 'SELECT entry FROM journal_entry ORDER BY idx');
      return rows.map(({ entry }) => JSON.parse(entry) as JournalEntry);
    },
    stop() {
      watched.close();
      return run.stop();
    },
    kill() {
      watched.close();
      return run.kill();
    },
    async start() {
      server.setupLink = await run.start();
    },
    pid: () => run.pid(),
    output: () => run.output,
    async end() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** A way to run the server. */
interface Runner {
  /** Gives the set-up link, where the server prints one. */
  start(): Promise<string | undefined>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  pid(): number;
  output: { stdout: string; stderr: string };
}

async function runnerFor(folder: string, data: string, port: number, options: ServerOptions): Promise<Runner> {
  if (options.on === 'workers') return workersRunner(data, port, options);
  return options.child === true ? childRunner(data, port, options) : insideRunner(folder, data, port, options);
}

/** On the real workerd, which brings its own clock and cannot be killed by itself. */
function workersRunner(
  data: string,
  port: number,
  { url, secret = '', entrypoint, allowPrivate = true }: ServerOptions,
): Runner {
  const setupToken = machine.random(24);
  let stop: () => Promise<void> = async () => undefined;
  return {
    async start() {
      const served = await serveOnWorkers({
        data,
        secret,
        setupToken,
        port,
        allowPrivate,
        ...(url === undefined ? {} : { url }),
        ...(entrypoint === undefined ? {} : { entrypoint }),
      });
      stop = () => served.stop();
      const { ready } = (await (await fetch(`http://localhost:${port}/api/server`)).json()) as { ready: boolean };
      return ready ? undefined : served.setupLink;
    },
    async stop() {
      const now = stop;
      stop = async () => undefined;
      await now();
    },
    kill: async () => {
      throw new Error('only a child can be killed');
    },
    pid: () => process.pid,
    output: { stdout: '', stderr: '' },
  };
}

async function insideRunner(
  folder: string,
  data: string,
  port: number,
  { url, secret, surroundings, allowPrivate = true }: ServerOptions,
): Promise<Runner> {
  const client = join(folder, 'client');
  await mkdir(client);
  await writeFile(join(client, 'index.html'), '<!doctype html><title>Vedtak</title>');
  let stop: () => Promise<void> = async () => undefined;
  return {
    async start() {
      const served = await serve({ port, host: 'localhost', url, data, secret, allowPrivate }, client, surroundings);
      stop = () => served.stop();
      return served.setupLink;
    },
    async stop() {
      const now = stop;
      stop = async () => undefined;
      await now();
    },
    kill: async () => {
      throw new Error('only a child can be killed');
    },
    pid: () => process.pid,
    output: { stdout: '', stderr: '' },
  };
}

function childRunner(
  data: string,
  port: number,
  { url, secret, largestFile, allowPrivate = true }: ServerOptions,
): Runner {
  if (!existsSync('dist/index.html')) spawnSync(process.execPath, ['server/tools/build.ts'], { stdio: 'inherit' });
  const output = { stdout: '', stderr: '' };
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    output,
    async start() {
      const environment: Record<string, string> = { PORT: String(port), HOST: 'localhost', VEDTAK_DATA: data };
      if (url !== undefined) environment.VEDTAK_URL = url;
      if (secret !== undefined) environment.VEDTAK_SECRET = secret;
      if (allowPrivate) environment.VEDTAK_ALLOW_PRIVATE = '1';
      const limit = largestFile === undefined ? '' : `ulimit -S -f ${largestFile}; `;
      child = spawn('bash', ['-c', `${limit}exec "$0" server/main.ts`, process.execPath], { env: environment });
      const before = output.stdout.length;
      child.stdout?.on('data', (bytes: Buffer) => {
        output.stdout += bytes.toString();
      });
      child.stderr?.on('data', (bytes: Buffer) => {
        output.stderr += bytes.toString();
      });
      await answering(`http://localhost:${port}`, child, () => output.stdout.length > before).catch((error: Error) => {
        throw new Error(`${error.message}: ${output.stderr.slice(-1000)}`);
      });
      return /Set-up, once: (\S+)/u.exec(output.stdout.slice(before))?.[1];
    },
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
    pid: () => child?.pid ?? 0,
  };
}

/** Waits until a child answers and has said where. @throws Error when it ends instead, with what it wrote. */
async function answering(address: string, child: ChildProcess, hasSpoken: () => boolean): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.ok === true && hasSpoken()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A port that was free just now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, 'localhost');
  await once(probe, 'listening');
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the probe has no port');
  return address.port;
}

function looking<T>(file: string, look: (database: SQLite.Database) => T): T {
  const database = new SQLite(file, { readonly: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
}

/** Hashes of whole databases, made anew only when another connection has written to them. */
class Watched {
  readonly #open = new Map<string, { database: SQLite.Database; version?: unknown; hash?: string }>();

  hashOf(slug: string, file: string): string {
    const held = this.#open.get(slug) ?? { database: new SQLite(file, { readonly: true }) };
    this.#open.set(slug, held);
    const version = held.database.pragma('data_version', { simple: true });
    if (held.hash === undefined || held.version !== version) {
      held.hash = hashOf(everything(held.database));
      held.version = version;
    }
    return held.hash;
  }

  close(): void {
    for (const { database } of this.#open.values()) database.close();
    this.#open.clear();
  }
}

/** Every row of every table, but for those that an engine keeps for itself. */
function everything(database: SQLite.Database): unknown {
  const tables = database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*' AND name NOT GLOB '__miniflare_*' ORDER BY name",
    )
    .pluck()
    .all();
  return tables.map((name) => [name, database.prepare(`SELECT * FROM "${name}"`).raw().all()]);
}
