import type { Checked, Refusal } from './refusals.ts';

/** One rung of a verification: what was checked, and what was found. */
export interface Step<N extends string = string> {
  name: N;
  ok: boolean;
  /** What is established when it holds; what was expected and found when not. */
  detail: string;
}

/** Is told how many of the signatures are verified, while a long verification goes on. */
export type Progress = (done: number, total: number) => void;

/** A verification as far as it came: it ends with the first step that does not hold, and then has its refusal. */
export interface Report<N extends string = string> {
  ok: boolean;
  steps: Step<N>[];
  refusal?: Refusal;
}

/** Writes one check down and gives what it established; where it failed, the climb ends there. */
export type Climber<N extends string> = <T>(
  name: N,
  checked: Checked<T> | Promise<Checked<T>>,
  found: (value: T) => string,
) => Promise<T>;

/** Runs checks one after another until one fails. */
export async function climb<N extends string>(rungs: (step: Climber<N>) => Promise<void>): Promise<Report<N>> {
  const steps: Step<N>[] = [];
  try {
    await rungs(async (name, checking, found) => {
      const checked = await checking;
      if (!checked.ok) {
        steps.push({ name, ok: false, detail: checked.refusal.detail });
        throw new Fall(checked.refusal);
      }
      steps.push({ name, ok: true, detail: found(checked.value) });
      return checked.value;
    });
    return { ok: true, steps };
  } catch (error) {
    if (error instanceof Fall) return { ok: false, steps, refusal: error.refusal };
    throw error;
  }
}

/** Ends a climb; never leaves `climb`. */
class Fall extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.detail);
    this.refusal = refusal;
  }
}
