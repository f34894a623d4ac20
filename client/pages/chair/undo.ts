import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem, Result } from '../../problem.ts';

/** Milliseconds in which an action that is not final can be undone. */
export const grace = 5_000;

/** What runs a function later; a test gives one that does not wait. */
export interface Timer {
  start(run: () => void, milliseconds: number): number;
  stop(handle: number): void;
}

const realTimer: Timer = {
  start: (run, milliseconds) => Number(setTimeout(run, milliseconds)),
  stop: (handle) => clearTimeout(handle),
};

/** An action that is not yet sent. */
export interface Waiting {
  /** Tells this action from the one before it. */
  key: number;
  /** What is about to happen: `Går til sak 3.` */
  words: string;
}

/**
 * Holds an action back for as long as it can be undone, since nothing can be taken back once the server has
 * journaled it. One waits at a time: the next one sends it, and so does leaving the page.
 */
export class Undo {
  readonly #waiting = signal<Waiting | null>(null);
  readonly #problem = signal<Problem | null>(null);
  readonly #timer: Timer;
  #send: (() => Promise<Result<unknown>>) | undefined;
  #handle = 0;
  #count = 0;

  constructor(timer: Timer = realTimer) {
    this.#timer = timer;
  }

  /** What waits, null when nothing does. */
  get waiting(): ReadonlySignal<Waiting | null> {
    return this.#waiting;
  }

  /** Why the latest action did not happen. */
  get problem(): ReadonlySignal<Problem | null> {
    return this.#problem;
  }

  /** Does something in five seconds, unless it is undone before. */
  later(words: string, send: () => Promise<Result<unknown>>): void {
    void this.now();
    this.#count += 1;
    this.#problem.value = null;
    this.#send = send;
    this.#waiting.value = { key: this.#count, words };
    this.#handle = this.#timer.start(() => void this.now(), grace);
  }

  /** Lets what waits be: it never happens. */
  undo(): void {
    this.#take();
  }

  /** Does what waits at once. */
  async now(): Promise<void> {
    const send = this.#take();
    if (send === undefined) return;
    const answer = await send();
    this.#problem.value = answer.ok ? null : answer.problem;
  }

  #take(): (() => Promise<Result<unknown>>) | undefined {
    const send = this.#send;
    this.#timer.stop(this.#handle);
    this.#send = undefined;
    this.#waiting.value = null;
    return send;
  }
}
