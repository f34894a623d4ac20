import { useEffect, useState } from 'preact/hooks';
import type { Progress } from '../server/rules/report.ts';
import type { BoxJudgement, BoxTexts, FileTexts, Judgement } from './judge.ts';

/** What the page asks of the worker. */
export interface Job {
  id: number;
  files: FileTexts | BoxTexts;
}

/** What the worker says of a job: how far it has come, its end, or a fault of the program itself. */
export type Reply = { id: number } & (
  | { done: number; total: number }
  | { judgement: Judgement | BoxJudgement }
  | { fault: string }
);

interface Waiting {
  progress: Progress;
  end: (judgement: Judgement | BoxJudgement) => void;
  fail: (error: Error) => void;
}

/** Verifies files in a worker of its own. The worker's code is fetched when it is made, and nothing after. */
export class Verifier {
  #worker = new Worker(new URL('./verifier-worker.ts', import.meta.url), { type: 'module' });
  #waiting = new Map<number, Waiting>();
  #last = 0;
  #broken: Error | undefined;

  constructor() {
    this.#worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#take(data));
    this.#worker.addEventListener('error', (event) => {
      this.#broken = new Error(event.message || 'the verifier could not be loaded');
      for (const { fail } of this.#waiting.values()) fail(this.#broken);
      this.#waiting.clear();
    });
  }

  /** @throws Error when the worker cannot be started or has a fault. */
  judge(files: FileTexts, progress?: Progress): Promise<Judgement>;
  judge(files: FileTexts | BoxTexts, progress?: Progress): Promise<Judgement | BoxJudgement>;
  judge(files: FileTexts | BoxTexts, progress: Progress = () => undefined): Promise<Judgement | BoxJudgement> {
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    this.#last += 1;
    const id = this.#last;
    return new Promise((end, fail) => {
      this.#waiting.set(id, { progress, end, fail });
      this.#worker.postMessage({ id, files } satisfies Job);
    });
  }

  stop(): void {
    this.#worker.terminate();
  }

  #take(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    if (waiting === undefined) return;
    if ('total' in reply) {
      waiting.progress(reply.done, reply.total);
      return;
    }
    this.#waiting.delete(reply.id);
    if ('judgement' in reply) waiting.end(reply.judgement);
    else waiting.fail(new Error(reply.fault));
  }
}

/** A verifier that lives as long as the component. */
export function useVerifier(): Verifier | null {
  const [verifier, setVerifier] = useState<Verifier | null>(null);
  useEffect(() => {
    const made = new Verifier();
    setVerifier(made);
    return () => made.stop();
  }, []);
  return verifier;
}
