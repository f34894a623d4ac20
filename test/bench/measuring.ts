import type { DurableObjectState, SqlStorage } from '@cloudflare/workers-types';
import host, { BranchObject as Branch, DirectoryObject as Directory } from '../../server/worker.ts';

/** Bindings as the Worker that is measured has them. */
type Environment = Parameters<typeof host.fetch>[1];

/** What is billed of one object, summed from its start on. Bytes are those of its database now. */
export interface Meter {
  requests: number;
  alarms: number;
  rowsRead: number;
  rowsWritten: number;
  bytes: number;
}

/** The objects' meters by id, which outlive an object that was put to sleep and woken. */
const meters = new Map<string, Meter>();

/** Sums what the storage's cursors say of themselves; each call of `setAlarm` is billed as a row written. */
function meterOn({ id, storage }: DurableObjectState): Meter {
  const { sql } = storage;
  const meter = meters.get(id.toString()) ?? { requests: 0, alarms: 0, rowsRead: 0, rowsWritten: 0, bytes: 0 };
  meters.set(id.toString(), meter);
  const exec = sql.exec.bind(sql);
  const counted = ((query: string, ...parameters: unknown[]) => {
    const cursor = exec(query, ...parameters);
    const toArray = cursor.toArray.bind(cursor);
    cursor.toArray = () => {
      const rows = toArray();
      meter.rowsRead += cursor.rowsRead;
      meter.rowsWritten += cursor.rowsWritten;
      return rows;
    };
    return cursor;
  }) as SqlStorage['exec'];
  Object.defineProperty(sql, 'exec', { value: counted });
  Object.defineProperty(meter, 'bytes', { get: () => sql.databaseSize, enumerable: true, configurable: true });
  const setAlarm = storage.setAlarm.bind(storage);
  Object.defineProperty(storage, 'setAlarm', {
    value: (at: number | Date) => {
      meter.rowsWritten += 1;
      return setAlarm(at);
    },
  });
  return meter;
}

/** A branch's object that tells what it was asked for and what that took. */
export class BranchObject extends Branch {
  readonly #meter: Meter;

  constructor(ctx: DurableObjectState, env: Environment) {
    const meter = meterOn(ctx);
    super(ctx, env);
    this.#meter = meter;
  }

  override fetch(request: Request): Promise<Response> {
    this.#meter.requests += 1;
    return super.fetch(request);
  }

  override alarm(): Promise<void> {
    this.#meter.alarms += 1;
    return super.alarm();
  }

  async read(): Promise<Meter> {
    return { ...this.#meter };
  }
}

export class DirectoryObject extends Directory {}

let requests = 0;

/** The Worker, with its own requests at `/meter` and an object's meter at `/meter/{slug}`. */
export default {
  async fetch(request: Request, env: Environment): Promise<Response> {
    const [, first, slug] = new URL(request.url).pathname.split('/');
    if (first === 'meter' && slug === undefined) return Response.json({ requests });
    if (first === 'meter' && slug !== undefined) {
      const object = env.BRANCHES.get(env.BRANCHES.idFromName(slug)) as unknown as BranchObject;
      return Response.json(await object.read());
    }
    requests += 1;
    return host.fetch(request, env);
  },
};
