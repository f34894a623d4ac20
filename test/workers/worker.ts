import { openDurableEngine } from '../../db/durable.ts';
import type { Engine } from '../../db/engine.ts';
import { isSignedPaper } from '../../server/rules/box.ts';
import type { BoxedPaper, IssuerKey } from '../../server/rules/secret-statements.ts';
import host, { BranchObject as Branch, DirectoryObject as Directory } from '../../server/worker.ts';
import { admit, behaviours, membersOf } from '../support/engine-behaviour.ts';

/** Bindings as the Worker under test has them. */
type Environment = Parameters<typeof host.fetch>[1];

/** What a test asks of a branch's object beside what it is for. */
interface ObjectUnderTest {
  run(name: string): Promise<unknown>;
  evict(): Promise<void>;
}

/** The branch's object, which a test can throw out of memory, and whose engine it can use by itself. */
export class BranchObject extends Branch implements ObjectUnderTest {
  #engine: Promise<Engine> | undefined;
  #rung: () => void = () => undefined;

  override async alarm(): Promise<void> {
    this.#rung();
    await super.alarm();
  }

  /** Lets a behaviour of engines happen on this object's storage. */
  async run(name: string): Promise<unknown> {
    this.#engine ??= openDurableEngine(this.ctx);
    const engine = await this.#engine;
    if (name === 'write') return engine.transact((writer) => admit(writer, 'a'));
    if (name === 'read') return engine.read(membersOf);
    const rings = (): Promise<void> =>
      new Promise((resolve) => {
        this.#rung = resolve;
      });
    return behaviours[name]?.run({ engine, rings });
  }

  /** Ends the object in memory, and with it every request to it, as the platform does when it moves one. */
  async evict(): Promise<void> {
    this.ctx.abort('evicted');
  }
}

export class DirectoryObject extends Directory {}

/** The Worker itself, with `/test/{slug}/evict`, `/test/{slug}/{behaviour}` and `/test/{slug}/signed` beside it. */
export default {
  async fetch(request: Request, env: Environment): Promise<Response> {
    const [, test, slug = '', name = ''] = new URL(request.url).pathname.split('/').map(decodeURIComponent);
    if (test !== 'test') return host.fetch(request, env);
    if (name === 'signed') {
      const { boxed, issuer } = (await request.json()) as { boxed: BoxedPaper; issuer: IssuerKey };
      return Response.json({ value: await isSignedPaper(boxed, issuer) });
    }
    const object = env.BRANCHES.get(env.BRANCHES.idFromName(slug)) as unknown as ObjectUnderTest;
    if (name !== 'evict') return Response.json({ value: await object.run(name) });
    // the call ends with the object
    await object.evict().catch(() => undefined);
    return new Response(null, { status: 204 });
  },
};
