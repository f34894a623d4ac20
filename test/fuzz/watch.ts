import { Worker } from 'node:worker_threads';

/** Milliseconds of CPU after which an input that has not come to an end is taken for one that never will. */
const forever = 60_000;

/** What looks on from a thread of its own, since a parser that hangs lets nobody else run. */
const looking = `
const { workerData } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const view = new Int32Array(workerData.shared);
const text = new Uint8Array(workerData.shared, 8);
let last = -1, since = 0;
setInterval(() => {
  const { user, system } = process.cpuUsage();
  const now = (user + system) / 1000;
  const turn = Atomics.load(view, 0);
  if (turn !== last) { last = turn; since = now; return; }
  if (now - since < ${forever}) return;
  const length = Atomics.load(view, 1);
  writeSync(2, 'hangs: ' + Buffer.from(text.slice(0, length)).toString() + '\\n');
  process.kill(process.pid, 'SIGKILL');
}, 1000);
`;

/** Ends the process with the number of the input that made it hang. */
export class Watch {
  readonly #shared = new SharedArrayBuffer(256);
  readonly #view = new Int32Array(this.#shared);
  readonly #worker = new Worker(looking, { eval: true, workerData: { shared: this.#shared } });

  /** An input is about to be tried. */
  heed(target: string, seed: number, number: number): void {
    const bytes = new TextEncoder().encode(`--only ${target} --seed ${seed} --from ${number} --inputs 1`);
    new Uint8Array(this.#shared, 8).set(bytes);
    Atomics.store(this.#view, 1, bytes.length);
    Atomics.add(this.#view, 0, 1);
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
