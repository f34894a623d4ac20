import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../db/engine.ts';
import { openNodeEngine } from '../../db/node.ts';
import { admit, behaviours, membersOf } from './engine-behaviour.ts';
import { startServer } from './server.ts';

/** The Worker whose objects show what their engine does. */
export const workerUnderTest = fileURLToPath(new URL('../workers/worker.ts', import.meta.url));

/** Databases of one engine, by name, each made when it is first used. */
export interface Engines {
  /** Lets a behaviour happen on a database, or `write` or `read`; gives what came out. */
  run(database: string, behaviour: string): Promise<unknown>;
  /** Ends what is in memory; the next use opens the stored databases again. */
  reopen(): Promise<void>;
  end(): Promise<void>;
}

/** Engines over better-sqlite3 files. */
export async function nodeEngines(): Promise<Engines> {
  const folder = await mkdtemp(join(tmpdir(), 'vedtak-engines-'));
  const open = new Map<string, { engine: Engine; rung: () => void }>();
  const close = async (): Promise<void> => {
    for (const { engine } of open.values()) await engine.close();
    open.clear();
  };
  return {
    async run(database, behaviour) {
      let entry = open.get(database);
      if (entry === undefined) {
        const made: { rung: () => void } = { rung: () => undefined };
        const engine = await openNodeEngine(join(folder, `${database}.sqlite`), () => made.rung());
        entry = Object.assign(made, { engine });
        open.set(database, entry);
      }
      const { engine } = entry;
      const held = entry;
      if (behaviour === 'write') return engine.transact((writer) => admit(writer, 'a'));
      if (behaviour === 'read') return engine.read(membersOf);
      const rings = (): Promise<void> =>
        new Promise((resolve) => {
          held.rung = resolve;
        });
      return behaviours[behaviour]?.run({ engine, rings });
    },
    reopen: close,
    async end() {
      await close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Engines in Durable Objects on workerd. */
export async function workersEngines(): Promise<Engines> {
  const server = await startServer({ entrypoint: workerUnderTest });
  return {
    async run(database, behaviour) {
      const answer = await fetch(`${server.address}/test/${database}/${encodeURIComponent(behaviour)}`);
      if (!answer.ok) throw new Error(await answer.text());
      return ((await answer.json()) as { value: unknown }).value;
    },
    async reopen() {
      await server.stop();
      await server.start();
    },
    end: () => server.end(),
  };
}
