import type { WriteStream } from 'node:tty';

const width = 24;

/** Shows how far a stage has come: a bar that fills on a terminal, one line at its end elsewhere. */
export class Progress {
  readonly #out: WriteStream;
  #title = '';
  #total = 1;
  #done = 0;
  #begun = 0;

  constructor(out: WriteStream = process.stderr) {
    this.#out = out;
  }

  /** Begins a stage of `total` steps; the one before it must have ended. */
  begin(title: string, total: number): void {
    this.#title = title;
    this.#total = total;
    this.#done = 0;
    this.#begun = performance.now();
    this.#draw();
  }

  /** One step more. */
  step(): void {
    this.#done += 1;
    this.#draw();
  }

  /** Ends the stage. */
  end(): void {
    this.#done = this.#total;
    const seconds = ((performance.now() - this.#begun) / 1000).toFixed(1);
    this.#out.write(`${this.#out.isTTY ? '\r' : ''}${this.#line()} ${seconds} s\n`);
  }

  #draw(): void {
    if (this.#out.isTTY) this.#out.write(`\r${this.#line()}`);
  }

  #line(): string {
    const filled = Math.round((width * this.#done) / this.#total);
    const count = `${this.#done}/${this.#total}`;
    return `${this.#title.padEnd(34)} [${'█'.repeat(filled)}${'·'.repeat(width - filled)}] ${count.padStart(9)}`;
  }
}
