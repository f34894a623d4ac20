import { Random } from './random.ts';
import type { Attack, Input, Target } from './target.ts';

/** Something that a parser must not do, with the input that makes it do so. */
export interface Find {
  target: string;
  /** What happened, and where: finds with the same key are the same find. */
  key: string;
  detail: string;
  seed: number;
  /** The number of the input; negative for one that was pumped. */
  number: number;
  input: Input;
}

/** What came of attacking one target. */
export interface Outcome {
  target: string;
  inputs: number;
  /** How many of them the parser took. */
  taken: number;
  pumped: number;
  /** Milliseconds of CPU that the process spent. */
  cpu: number;
  /** The longest that a single input took, in milliseconds of CPU. */
  slowest: number;
  finds: Find[];
}

export interface Limits {
  seed: number;
  /** Ends when the process has spent so many milliseconds of CPU on the target. */
  cpu?: number;
  /** Ends after so many inputs. */
  inputs?: number;
  /** The number of the first input. */
  from?: number;
  /** Hears the number of an input before it is tried. */
  heed?(number: number): void;
}

/** CPU in milliseconds that an input may take, unless its target says otherwise. */
const patience = 1_500;
/** One input of so many is pumped. */
const pumpEvery = 40;
/** Milliseconds below which growth is not judged: what is measured is noise. */
const least = 60;
/** Lengths quadruple: linear work takes four times as long, quadratic sixteen times. */
const step = 4;
const steepest = 9;
/** The most kinds of finds that are kept of a target. */
const mostFinds = 20;

/** Milliseconds of CPU that this process has spent. */
function cpuNow(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Attacks a target until the limits are reached. The same seed makes the same inputs. */
export async function attack(target: Target, limits: Limits): Promise<Outcome> {
  const begun = cpuNow();
  const opened = await target.open();
  const outcome: Outcome = { target: target.name, inputs: 0, taken: 0, pumped: 0, cpu: 0, slowest: 0, finds: [] };
  const first = limits.from ?? 0;
  try {
    for (let number = first; goesOn(outcome, limits, begun); number += 1) {
      limits.heed?.(number);
      if (opened.pumped !== undefined && number % pumpEvery === pumpEvery - 1)
        await pump(target, opened, limits.seed, number, outcome);
      await once(target, opened, limits.seed, number, outcome);
    }
  } finally {
    await opened.close?.();
  }
  outcome.cpu = cpuNow() - begun;
  return outcome;
}

function goesOn(
  { inputs }: Outcome,
  { cpu = Number.POSITIVE_INFINITY, inputs: most = Number.POSITIVE_INFINITY }: Limits,
  begun: number,
): boolean {
  return inputs < most && cpuNow() - begun < cpu;
}

async function once(target: Target, opened: Attack, seed: number, number: number, outcome: Outcome): Promise<void> {
  const input = await opened.make(new Random(seed, target.name, number));
  outcome.inputs += 1;
  const allowed = opened.patience ?? patience;
  const tried = await timed(opened, input);
  outcome.slowest = Math.max(outcome.slowest, tried.cpu);
  if (tried.taken) outcome.taken += 1;
  if (tried.error !== undefined) {
    keep(outcome, {
      target: target.name,
      seed,
      number,
      ...described(tried.error),
      input: await smaller(opened, input, described(tried.error).key),
    });
    return;
  }
  if (tried.cpu <= allowed) return;
  // compiling and collecting garbage take their time too, but not twice
  const again = await timed(opened, input);
  if (again.cpu > allowed)
    keep(outcome, {
      target: target.name,
      seed,
      number,
      key: 'slow',
      detail: `${Math.round(again.cpu)} ms of CPU`,
      input,
    });
}

/** Lets an input grow, and says when the work grows faster than it. */
async function pump(target: Target, opened: Attack, seed: number, number: number, outcome: Outcome): Promise<void> {
  const made = (length: number): Input => opened.pumped?.(new Random(seed, target.name, 'pumped', number), length);
  const fastest = async (input: Input, times: number): Promise<number> => {
    let best = Number.POSITIVE_INFINITY;
    for (let i = 0; i < times; i += 1) best = Math.min(best, (await timed(opened, input)).cpu);
    return best;
  };
  outcome.pumped += 1;
  let before = 0;
  for (let length = 1000; length <= (opened.longest ?? 64_000); length *= step) {
    const input = made(length);
    const { cpu, error } = await timed(opened, input);
    if (error !== undefined) {
      const { key, detail } = described(error);
      keep(outcome, { target: target.name, seed, number: -number, key, detail, input });
      return;
    }
    if (cpu > least && before > 0 && cpu > before * steepest) {
      const [short, long] = [await fastest(made(length / step), 3), await fastest(input, 3)];
      if (long > least && long > short * steepest) {
        const detail = `${short.toFixed(1)} ms for ${length / step}, ${long.toFixed(1)} ms for ${length}`;
        keep(outcome, {
          target: target.name,
          seed,
          number: -number,
          key: 'grows faster than its input',
          detail,
          input,
        });
        return;
      }
    }
    before = Math.max(cpu, 0.05);
    if (cpu > 4000) return;
  }
}

async function timed(opened: Attack, input: Input): Promise<{ cpu: number; taken: boolean; error?: unknown }> {
  const begun = cpuNow();
  try {
    const taken = await opened.attempt(input);
    return { cpu: cpuNow() - begun, taken };
  } catch (error) {
    return { cpu: cpuNow() - begun, taken: false, error };
  }
}

/** An error by its kind, the beginning of what it says, and the first place in our own sources. */
function described(error: unknown): { key: string; detail: string } {
  if (!(error instanceof Error)) return { key: 'thrown', detail: String(error) };
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => /(?:client|db|server|node_modules)\//u.test(line) && !line.includes('test/fuzz'));
  const place = (places[0] ?? '')
    .trim()
    .replace(/^at\s+/u, '')
    .replace(/file:\/\/\S*?(?=client\/|db\/|server\/|node_modules\/)/u, '');
  const said = error.message.slice(0, 80).replace(/\d+/gu, 'N');
  return { key: `${error.name}: ${said}${place === '' ? '' : ` at ${place}`}`, detail: error.stack ?? error.message };
}

function keep(outcome: Outcome, find: Find): void {
  if (outcome.finds.length < mostFinds && !outcome.finds.some(({ key }) => key === find.key)) outcome.finds.push(find);
}

/** A shorter text or shorter bytes that do the same; other inputs as they are. */
async function smaller(opened: Attack, input: Input, key: string): Promise<Input> {
  if (typeof input !== 'string' && !(input instanceof Uint8Array)) return input;
  let best: string | Uint8Array = input;
  const without = (from: number, to: number): string | Uint8Array =>
    typeof best === 'string'
      ? best.slice(0, from) + best.slice(to)
      : new Uint8Array(Buffer.concat([best.subarray(0, from), best.subarray(to)]));
  let tries = 300;
  for (let size = Math.ceil(best.length / 2); size >= 1 && tries > 0; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = 0; from < best.length && tries > 0; tries -= 1) {
      const candidate = without(from, from + size);
      const { error } = await timed(opened, candidate);
      if (error !== undefined && described(error).key === key) best = candidate;
      else from += size;
    }
  }
  return best;
}
