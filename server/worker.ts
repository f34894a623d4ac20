import { DurableObject } from 'cloudflare:workers';
import type { DurableObjectNamespace, DurableObjectState } from '@cloudflare/workers-types';
import type { Hono } from 'hono';
import * as v from 'valibot';
import { findBranch } from '../db/branch.ts';
import { hasTables, openDurableEngine } from '../db/durable.ts';
import type { Engine } from '../db/engine.ts';
import { journalSize } from '../db/journal.ts';
import { hostApp } from './app.ts';
import { cachingOf, isPage } from './assets.ts';
import { type Branch, machine, type Surroundings } from './branch.ts';
import { branchApp, wakerOf } from './branch-app.ts';
import { addressOnWorkers } from './client-address.ts';
import { Origin, Secret } from './config.ts';
import type { Directory, FirstSession, Listed } from './directory.ts';
import { guarded } from './egress.ts';
import type { Child } from './federation.ts';
import { type Founded, type Founder, type Founding, founderOn, foundPair, type Pair, reopen } from './founding.ts';
import { isOperators, movingApp } from './moving/app.ts';
import type { Place, Standing } from './moving/place.ts';
import { Problem, problemResponse } from './problem.ts';
import type { FoundingServer } from './routes/branches.ts';
import { hashOfText } from './rules/canonical.ts';
import { beginSession } from './session.ts';

/** What `wrangler.toml` binds, and the secrets. */
interface Environment {
  VEDTAK_URL: string;
  VEDTAK_SECRET: string;
  VEDTAK_SETUP_TOKEN: string;
  VEDTAK_ALLOW_PRIVATE?: string;
  ASSETS: { fetch(url: string): Promise<Response> };
  BRANCHES: DurableObjectNamespace;
  DIRECTORY: DurableObjectNamespace;
}

/** What the host asks of a branch's object. */
interface BranchStub extends Founder {
  fetch(request: Request): Promise<Response>;
  beginSession(member: string): Promise<string>;
  ready(): Promise<boolean>;
}

/** What the host asks of the directory's object. */
interface DirectoryStub {
  list(): Promise<Listed[]>;
  add(listed: Listed): Promise<void>;
  remove(slug: string): Promise<void>;
  foundPair(pair: Pair): Promise<FirstSession[] | null>;
}

/** The machine with its way out: the platform reaches no private network, and what is written as such is not asked. */
function surroundingsOf({ VEDTAK_URL, VEDTAK_ALLOW_PRIVATE }: Environment): Surroundings {
  const ways = { own: v.parse(Origin, VEDTAK_URL), allowPrivate: VEDTAK_ALLOW_PRIVATE === '1' };
  return { ...machine, fetch: guarded((url, init) => fetch(url, init), ways) };
}

function branchStub({ BRANCHES }: Environment, slug: string): BranchStub {
  return BRANCHES.get(BRANCHES.idFromName(slug)) as unknown as BranchStub;
}

function directoryStub({ DIRECTORY }: Environment): DirectoryStub {
  return DIRECTORY.get(DIRECTORY.idFromName('directory')) as unknown as DirectoryStub;
}

/** Stands in a branch's storage while the branch arrives. */
const arrivingKey = 'arriving';

/** One branch: its database, its application, its alarm. An object that was never founded stores nothing. */
export class BranchObject extends DurableObject<Environment> implements BranchStub {
  #running: (Standing & { engine: Engine; app: Hono; wake: () => Promise<void> }) | undefined;
  #opening: Promise<Branch | undefined> | undefined;
  #founder: Founder | undefined;
  /** Whether a branch is arriving or being removed: nothing else may open the database then. */
  #settling = false;

  constructor(ctx: DurableObjectState, env: Environment) {
    super(ctx, env);
    void ctx.blockConcurrencyWhile(async () => {
      // what had not arrived whole when the object ended is not there
      if ((await ctx.storage.get(arrivingKey)) === true) await ctx.storage.deleteAll();
      if (hasTables(ctx.storage.sql)) await this.#open();
    });
  }

  /** Opens what the storage has, once for all who ask meanwhile: two engines would not wait for each other's commands. */
  #open(): Promise<Branch | undefined> {
    this.#opening ??= openDurableEngine(this.ctx)
      .then((engine) => this.#run(engine))
      .finally(() => {
        this.#opening = undefined;
      });
    return this.#opening;
  }

  async #run(engine: Engine): Promise<Branch | undefined> {
    const row = await engine.read(findBranch);
    if (row === undefined) return undefined;
    const relist = (listed: Listed): Promise<void> => directoryStub(this.env).add(listed);
    const branch = await reopen(engine, row, v.parse(Secret, this.env.VEDTAK_SECRET), surroundingsOf(this.env), relist);
    this.#running = { branch, engine, app: branchApp(branch, foundingServer(this.env)), wake: wakerOf(branch) };
    engine.alarm(machine.now());
    return branch;
  }

  async fetch(request: Request): Promise<Response> {
    if (this.#running === undefined && !this.#settling && hasTables(this.ctx.storage.sql)) await this.#open();
    if (isOperators(request)) return this.#moving().fetch(request);
    if (this.#running !== undefined) return this.#running.app.fetch(request);
    return problemResponse({ code: 'not_found', detail: 'there is no branch at this address' });
  }

  #moving(): Hono {
    const url = v.parse(Origin, this.env.VEDTAK_URL);
    const secret = v.parse(Secret, this.env.VEDTAK_SECRET);
    const place = (slug: string): Place => ({
      slug,
      standing: async () => this.#running,
      settle: (write) => this.#settle(slug, write),
      clear: () => this.#clear(slug),
    });
    return movingApp(place, { url, secret, surroundings: surroundingsOf(this.env) });
  }

  async #settle(slug: string, write: (engine: Engine) => Promise<Listed>): Promise<void> {
    if (this.#settling) throw new Problem('branch.taken', `a branch is arriving at /lag/${slug}`);
    this.#settling = true;
    try {
      const listed = await directoryStub(this.env).list();
      if (listed.some((branch) => branch.slug === slug)) throw new Problem('branch.taken', `/lag/${slug} is taken`);
      await this.#fill(write);
    } finally {
      this.#settling = false;
    }
  }

  /** What was founded half before, and is not listed, goes. */
  async #fill(write: (engine: Engine) => Promise<Listed>): Promise<void> {
    const { storage } = this.ctx;
    await this.#stop();
    try {
      await storage.deleteAll();
      await storage.put(arrivingKey, true);
      const engine = await openDurableEngine(this.ctx);
      const arrived = await write(engine);
      await directoryStub(this.env).add(arrived);
      await storage.delete(arrivingKey);
      await this.#run(engine);
    } catch (error) {
      await storage.deleteAll();
      throw error;
    }
  }

  async #clear(slug: string): Promise<void> {
    if (this.#settling) throw new Problem('branch.taken', `a branch is arriving at /lag/${slug}`);
    this.#settling = true;
    try {
      await this.#stop();
      await directoryStub(this.env).remove(slug);
      await this.ctx.storage.deleteAll();
    } finally {
      this.#settling = false;
    }
  }

  /** Nothing of a branch that stood here touches the storage from now on. */
  async #stop(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    const stood = this.#running;
    this.#running = undefined;
    await stood?.engine.close();
  }

  async alarm(): Promise<void> {
    await this.#running?.wake();
  }

  /** Begins anew: the directory asks for it only while no branch stands. */
  async found(founding: Founding): Promise<Founded> {
    if (this.#settling) throw new Error('a branch is arriving');
    await this.ctx.storage.deleteAll();
    this.#founder = founderOn(
      await openDurableEngine(this.ctx),
      v.parse(Secret, this.env.VEDTAK_SECRET),
      surroundingsOf(this.env),
    );
    return this.#founder.found(founding);
  }

  async vouch(child: Child): Promise<string[]> {
    if (this.#founder === undefined) throw new Error('the branch is not founded yet');
    return this.#founder.vouch(child);
  }

  async keep(statements: string[]): Promise<void> {
    if (this.#founder === undefined) throw new Error('the branch is not founded yet');
    await this.#founder.keep(statements);
  }

  async beginSession(member: string): Promise<string> {
    const branch = this.#running?.branch ?? (await this.#open());
    if (branch === undefined) throw new Error('the branch is not founded yet');
    return branch.engine.transact((writer) => beginSession(writer, branch, member));
  }

  async ready(): Promise<boolean> {
    await this.#running?.branch.engine.read(journalSize);
    return this.#running !== undefined;
  }
}

const listKey = 'branches';

/** Which branches the server has. */
export class DirectoryObject extends DurableObject<Environment> implements DirectoryStub {
  #founding = false;

  async list(): Promise<Listed[]> {
    return (await this.ctx.storage.get<Listed[]>(listKey)) ?? [];
  }

  /** Lists a branch more; the list is what makes an address taken. */
  async add(listed: Listed): Promise<void> {
    const before = (await this.list()).filter(({ slug }) => slug !== listed.slug);
    await this.ctx.storage.put<Listed[]>(listKey, [...before, listed]);
  }

  async remove(slug: string): Promise<void> {
    await this.ctx.storage.put<Listed[]>(
      listKey,
      (await this.list()).filter((listed) => listed.slug !== slug),
    );
  }

  /** Founds the pair; null when there are branches already. */
  async foundPair(pair: Pair): Promise<FirstSession[] | null> {
    if (this.#founding || (await this.list()).length > 0) return null;
    this.#founding = true;
    try {
      const founded = await foundPair(pair, this.env.VEDTAK_URL, async (slug) => branchStub(this.env, slug));
      const sessions: FirstSession[] = [];
      for (const { id, slug } of founded) {
        sessions.push({ id, slug, token: await branchStub(this.env, slug).beginSession(pair.administrator.member) });
      }
      const [above, below] = founded;
      const parent = above?.id ?? null;
      await this.ctx.storage.put<Listed[]>(listKey, [
        { slug: pair.county.slug, name: pair.county.name, level: pair.county.level, parent: null },
        { slug: below?.slug ?? pair.branch.slug, name: pair.branch.name, level: pair.branch.level, parent },
      ]);
      return sessions;
    } finally {
      this.#founding = false;
    }
  }
}

function foundingServer(env: Environment): FoundingServer {
  return {
    async founderAt(slug) {
      const branches = await directoryStub(env).list();
      if (branches.some((listed) => listed.slug === slug)) throw new Problem('branch.taken', `/lag/${slug} is taken`);
      return branchStub(env, slug);
    },
    open: (listed) => directoryStub(env).add(listed),
  };
}

function directoryOf(env: Environment): Directory {
  return {
    list: () => directoryStub(env).list(),
    handle: (slug, request) => branchStub(env, slug).fetch(request),
    operate: (slug, request) => branchStub(env, slug).fetch(request),
    async foundPair(pair) {
      const sessions = await directoryStub(env).foundPair(pair);
      if (sessions === null) throw new Problem('setup.done', 'the server has its branches');
      return sessions;
    },
    // one branch stands for all: asking each would wake them all, and take a subrequest for each
    async ready() {
      const [first] = await directoryStub(env).list();
      return first === undefined || branchStub(env, first.slug).ready();
    },
  };
}

let host: Hono | undefined;

/** The Worker: the host application over the objects above. */
export default {
  async fetch(request: Request, env: Environment): Promise<Response> {
    const url = v.parse(Origin, env.VEDTAK_URL);
    host ??= hostApp({
      directory: directoryOf(env),
      url,
      setupHash: hashOfText(env.VEDTAK_SETUP_TOKEN),
      secret: v.parse(Secret, env.VEDTAK_SECRET),
      machine,
      addressOf: addressOnWorkers,
      asset: async (path) => {
        const answer = await env.ASSETS.fetch(url + path);
        // for what is not there the platform gives the page
        const isHtml = answer.headers.get('content-type')?.startsWith('text/html') === true;
        if (!answer.ok || isHtml !== isPage(path)) return undefined;
        const response = new Response(answer.body, answer);
        response.headers.set('cache-control', cachingOf(path));
        return response;
      },
    });
    return host.fetch(request);
  },
};
