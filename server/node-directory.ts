import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { findBranch } from '../db/branch.ts';
import { appendEntry, journalSize } from '../db/journal.ts';
import { type NodeEngine, openNodeEngine } from '../db/node.ts';
import { type Branch, type Surroundings, timeOf } from './branch.ts';
import { branchApp, wakerOf } from './branch-app.ts';
import type { Directory } from './directory.ts';
import { keepParentStatements, ownConfiguration, vouchFor } from './federation.ts';
import { type Founding, found, reopen } from './founding.ts';
import { log } from './log.ts';
import { beginSession } from './session.ts';

const ending = '.sqlite';

/** The branches of a Node server: one SQLite file each, below `{data}/branches`. */
export interface NodeDirectory extends Directory {
  close(): Promise<void>;
}

interface Running {
  branch: Branch;
  engine: NodeEngine;
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

  function run(branch: Branch, engine: NodeEngine, alarm: { ring: () => void }): Running {
    const wake = wakerOf(branch);
    alarm.ring = () => void wake();
    const entry = { branch, engine, app: branchApp(branch) };
    running.set(branch.slug, entry);
    engine.alarm(surroundings.now());
    return entry;
  }

  /** Opens an engine whose alarm rings for the branch once that is known. */
  async function openWithAlarm(file: string): Promise<{ engine: NodeEngine; alarm: { ring: () => void } }> {
    const alarm = { ring: (): void => undefined };
    return { engine: await openNodeEngine(file, () => alarm.ring()), alarm };
  }

  for (const name of await readdir(folder)) {
    if (!name.endsWith(ending)) continue;
    const { engine, alarm } = await openWithAlarm(join(folder, name));
    const row = await engine.read(findBranch);
    if (row === undefined) throw new Error(`${name} holds no branch`);
    if (row.id !== `${url}/lag/${row.slug}`) {
      throw new Error(
        `${name} belongs to ${row.id}, but this server is ${url}: set VEDTAK_URL to the address it was set up with`,
      );
    }
    run(await reopen(engine, row, secret, surroundings), engine, alarm);
  }

  return {
    async list() {
      return [...running.values()].map(({ branch: { slug, name, level, parent } }) => ({ slug, name, level, parent }));
    },
    handle(slug, request) {
      return running.get(slug)?.app.fetch(request) as Promise<Response> | undefined;
    },
    async foundPair({ county, branch, administrator }) {
      // Both are made beside the folder and moved in when they are whole, the county last: it makes the set-up done.
      const making = join(data, 'founding');
      await rm(making, { recursive: true, force: true });
      await mkdir(making, { recursive: true, mode: 0o700 });
      const countyId = `${url}/lag/${county.slug}`;
      const foundings: Founding[] = [
        { ...county, id: countyId, parent: null, administrator },
        { ...branch, id: `${url}/lag/${branch.slug}`, parent: countyId, administrator },
      ];
      const made: Branch[] = [];
      const engines: NodeEngine[] = [];
      try {
        for (const founding of foundings) {
          const engine = await openNodeEngine(join(making, founding.slug + ending), () => undefined);
          engines.push(engine);
          made.push(await found(engine, founding, secret, surroundings));
        }
        const [above, below] = made;
        if (above === undefined || below === undefined) throw new Error('two branches were to be founded');
        const about = await above.engine.transact(async (writer) => {
          const { id, name, level, key } = below;
          await appendEntry(writer, { type: 'child.added', child: id }, timeOf(above));
          return vouchFor(writer, above, { id, name, level, jwk: key.publicJwk });
        });
        const configuration = await ownConfiguration(above);
        await below.engine.transact((writer) => keepParentStatements(writer, below, about, configuration));
      } finally {
        for (const engine of engines) await engine.close();
      }
      const sessions: { id: string; slug: string; token: string }[] = [];
      for (const { slug } of [...foundings].reverse()) {
        await rename(join(making, slug + ending), join(folder, slug + ending));
      }
      for (const { slug, id } of foundings) {
        const { engine, alarm } = await openWithAlarm(join(folder, slug + ending));
        const row = await engine.read(findBranch);
        if (row === undefined) throw new Error(`${slug} holds no branch`);
        const { branch: opened } = run(await reopen(engine, row, secret, surroundings), engine, alarm);
        const token = await engine.transact((writer) => beginSession(writer, opened, administrator.member));
        sessions.push({ id, slug, token });
      }
      return sessions;
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
