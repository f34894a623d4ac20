import type { ComplaintReport } from '../rules/complaint.ts';
import { type Refusal, refusals } from '../rules/refusals.ts';
import type { Report } from '../rules/report.ts';
import { printable } from './command.ts';

const whole = {
  box: 'The box holds.',
  resolution: 'The resolution holds.',
  minutes: 'The minutes hold.',
  custody: 'The resolution holds, and all that the levels did with it.',
};

/** The first line of an answer: that all holds, or what does not. */
export function* verdict(what: keyof typeof whole, refusal: Refusal | null): Generator<string> {
  if (refusal === null) yield whole[what];
  else {
    yield `Does not hold: ${refusals[refusal.code][1]} (${refusal.code}).`;
    yield printable(refusal.detail);
  }
}

/** What a complaint proves, when it holds. */
export const complained = {
  promised: 'The complaint is proven: the branch promised to count this paper and did not.',
  signed:
    'A paper is missing: it is signed by the key of the ballot and not in the box. Without a promise it is not proven that the branch had it.',
};

/** Why a complaint does not hold. */
export function* faulted(complaint: ComplaintReport | undefined): Generator<string> {
  if (complaint?.refusal === undefined) return;
  yield `The complaint does not hold: ${refusals[complaint.refusal.code][1]} (${complaint.refusal.code}).`;
  yield printable(complaint.refusal.detail);
}

/** The checks of one file, each on a line. */
export function* steps(title: string, report: Report): Generator<string> {
  yield '';
  yield title;
  for (const { ok, name, detail } of report.steps) yield `  ${ok ? '✓' : '✗'} ${name.padEnd(12)} ${printable(detail)}`;
}
