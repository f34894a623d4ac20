import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { findBranch } from '../db/branch.ts';
import type { Engine } from '../db/engine.ts';
import { journalSize } from '../db/journal.ts';
import { openNodeEngine } from '../db/node.ts';
import type { Branch, Surroundings } from './branch.ts';
import { branchApp, wakerOf } from './branch-app.ts';
import type { Directory, FirstSession } from './directory.ts';
import { founderOn, foundPair, type Pair, reopen } from './founding.ts';
import { log } from './log.ts';
import { movingApp } from './moving/app.ts';
import type { Place } from './moving/place.ts';
import { Problem } from './problem.ts';
import type { FoundingServer } from './routes/branches.ts';
import { beginSession } from './session.ts';

const ending = '.sqlite';

/** The branches of a Node server: one SQLite file each, below `{data}/branches`. */
export interface NodeDirectory extends Directory {
  close(): Promise<void>;
}

interface Running {
  branch: Branch;
  engine: Engine;
  app: Hono;
}

/**
 * Opens every branch below a data folder.
 * @param url the server's public origin; a branch's id is `{url}/lag/{slug}`.
 * @throws Error when a database or its key does not open.
 */
export async function openDirectory(
  data: string,
  url: string,
  secret: string,
  surroundings: Surroundings,
): Promise<NodeDirectory> {
  const folder = join(data, 'branches');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const running = new Map<string, Running>();
  /** Branches that are being made, with their engines. */
  const beside = new Map<string, Engine | undefined>();
  let founding = false;

  function run(branch: Branch, engine: Engine, alarm: { ring: () => void }): Running {
    const wake = wakerOf(branch);
    alarm.ring = () => void wake();
    const entry = { branch, engine, app: branchApp(branch, server) };
    running.set(branch.slug, entry);
    engine.alarm(surroundings.now());
    return entry;
  }

  async function openFile(name: string): Promise<Running> {
    const alarm = { ring: (): void => undefined };
    const engine = await openNodeEngine(join(folder, name), () => alarm.ring(), surroundings.now);
    const row = await engine.read(findBranch);
    if (row === undefined) throw new Error(`${name} holds no branch`);
    if (row.id !== `${url}/lag/${row.slug}`) {
      throw new Error(`${name} belongs to ${row.id}, but this server is ${url}: set VEDTAK_URL to its address`);
    }
    return run(await reopen(engine, row, secret, surroundings), engine, alarm);
  }

  async function openAll(): Promise<Running[]> {
    const opened: Running[] = [];
    for (const name of await readdir(folder)) if (name.endsWith(ending)) opened.push(await openFile(name));
    return opened;
  }

  /** Single branches are made in a folder of their own and moved in whole. */
  const server: FoundingServer = {
    async founderAt(slug) {
      if (running.has(slug) || beside.has(slug)) throw new Problem('branch.taken', `/lag/${slug} is taken`);
      const making = join(data, `founding-${slug}`);
      beside.set(slug, undefined);
      try {
        await rm(making, { recursive: true, force: true });
        await mkdir(making, { mode: 0o700 });
        const engine = await openNodeEngine(join(making, slug + ending), () => undefined);
        beside.set(slug, engine);
        return founderOn(engine, secret, surroundings);
      } catch (error) {
        beside.delete(slug);
        throw error;
      }
    },
    async open({ slug }) {
      const making = join(data, `founding-${slug}`);
      await beside.get(slug)?.close();
      await rename(join(making, slug + ending), join(folder, slug + ending));
      await rm(making, { recursive: true, force: true });
      await openFile(slug + ending);
      beside.delete(slug);
    },
  };

  /** A branch arrives in a folder of its own and is moved in whole. */
  function placeAt(slug: string): Place {
    return {
      slug,
      async standing() {
        return running.get(slug);
      },
      async settle(write) {
        if (running.has(slug) || beside.has(slug)) throw new Problem('branch.taken', `/lag/${slug} is taken`);
        beside.set(slug, undefined);
        const making = join(data, `arriving-${slug}`);
        try {
          await rm(making, { recursive: true, force: true });
          await mkdir(making, { mode: 0o700 });
          const engine = await openNodeEngine(join(making, slug + ending), () => undefined);
          await write(engine).finally(() => engine.close());
          await rename(join(making, slug + ending), join(folder, slug + ending));
          await openFile(slug + ending);
        } finally {
          await rm(making, { recursive: true, force: true });
          beside.delete(slug);
        }
      },
      async clear() {
        const left = running.get(slug);
        running.delete(slug);
        await left?.engine.close();
        await rm(join(folder, slug + ending));
      },
    };
  }

  /** Both databases are made in a folder of their own, which then becomes the branches' folder in one step. */
  async function foundBeside(pair: Pair): Promise<void> {
    const making = join(data, 'founding');
    await rm(making, { recursive: true, force: true });
    await mkdir(making, { mode: 0o700 });
    const engines: Engine[] = [];
    try {
      await foundPair(pair, url, async (slug) => {
        const engine = await openNodeEngine(join(making, slug + ending), () => undefined);
        engines.push(engine);
        return founderOn(engine, secret, surroundings);
      });
    } finally {
      for (const engine of engines) await engine.close();
    }
    await rename(making, folder);
  }

  const moving = movingApp(placeAt, { url, secret, surroundings });
  await openAll();
  return {
    async list() {
      return [...running.values()].map(({ branch: { slug, name, level, parent } }) => ({ slug, name, level, parent }));
    },
    async handle(slug, request) {
      return running.get(slug)?.app.fetch(request);
    },
    async operate(_, request) {
      return moving.fetch(request);
    },
    async foundPair(pair) {
      if (founding || running.size > 0) throw new Problem('setup.done', 'the server has its branches');
      founding = true;
      try {
        await foundBeside(pair);
        const sessions: FirstSession[] = [];
        for (const { branch, engine } of await openAll()) {
          const token = await engine.transact((writer) => beginSession(writer, branch, pair.administrator.member));
          sessions.push({ id: branch.id, slug: branch.slug, token });
        }
        return sessions;
      } finally {
        founding = false;
      }
    },
    async ready() {
      try {
        for (const { engine } of running.values()) await engine.read(journalSize);
        return true;
      } catch (error) {
        log('error', 'a database does not answer', { error });
        return false;
      }
    },
    async close() {
      for (const { engine } of running.values()) await engine.close();
      running.clear();
    },
  };
}
