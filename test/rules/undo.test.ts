import { beforeEach, describe, expect, test } from 'vitest';
import { grace, Undo } from '../../client/pages/chair/undo.ts';

/** A timer whose time is moved by hand. */
class Clock {
  now = 0;
  #due = new Map<number, { at: number; run: () => void }>();
  #next = 1;

  start(run: () => void, milliseconds: number): number {
    this.#next += 1;
    this.#due.set(this.#next, { at: this.now + milliseconds, run });
    return this.#next;
  }

  stop(handle: number): void {
    this.#due.delete(handle);
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
    for (const [handle, { at, run }] of [...this.#due]) {
      if (at > this.now) continue;
      this.#due.delete(handle);
      run();
    }
  }
}

describe('five seconds to undo', () => {
  let clock: Clock;
  let undo: Undo;
  let sent: string[];
  const action = (name: string) => async () => {
    sent.push(name);
    return { ok: true as const, value: undefined };
  };

  beforeEach(() => {
    clock = new Clock();
    undo = new Undo(clock);
    sent = [];
  });

  test('an action is sent after the grace, once, and not before', () => {
    undo.later('Går til sak 3.', action('item 3'));
    expect(undo.waiting.value?.words).toBe('Går til sak 3.');
    clock.pass(grace - 1);
    expect(sent).toEqual([]);
    clock.pass(1);
    expect(sent).toEqual(['item 3']);
    expect(undo.waiting.value).toBeNull();
    clock.pass(10 * grace);
    expect(sent).toEqual(['item 3']);
  });

  test('what is undone never happens', () => {
    undo.later('Går til sak 3.', action('item 3'));
    clock.pass(grace - 1);
    undo.undo();
    expect(undo.waiting.value).toBeNull();
    clock.pass(10 * grace);
    expect(sent).toEqual([]);
  });

  test('it can be done at once, and is not done again', async () => {
    undo.later('Setter strek.', action('strek'));
    await undo.now();
    clock.pass(grace);
    await undo.now();
    expect(sent).toEqual(['strek']);
  });

  test('the next action sends the one that waits, and has its own five seconds', () => {
    undo.later('Setter strek.', action('strek'));
    clock.pass(grace - 1);
    undo.later('Går til sak 3.', action('item 3'));
    expect(sent).toEqual(['strek']);
    expect(undo.waiting.value?.words).toBe('Går til sak 3.');
    clock.pass(grace - 1);
    expect(sent).toEqual(['strek']);
    clock.pass(1);
    expect(sent).toEqual(['strek', 'item 3']);
  });

  test('a refusal is kept until the next action', async () => {
    const problem = { code: 'not_found' as const, detail: 'there is no such item', status: 404 };
    undo.later('Går til sak 3.', async () => ({ ok: false, problem }));
    await undo.now();
    expect(undo.problem.value).toEqual(problem);
    undo.later('Går til sak 4.', action('item 4'));
    expect(undo.problem.value).toBeNull();
  });
});
