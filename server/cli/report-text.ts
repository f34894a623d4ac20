import type { ComplaintReport } from '../rules/complaint.ts';
import { type Refusal, refusals } from '../rules/refusals.ts';
import type { Report } from '../rules/report.ts';
import type { Trusted } from '../rules/trust.ts';
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
export function* complained(complaint: ComplaintReport | undefined): Generator<string> {
  if (complaint?.proves === 'promised')
    yield 'The complaint is proven: the branch promised to count this paper and did not.';
  if (complaint?.proves !== 'signed') return;
  const missing = 'A paper is missing: it is signed by the key of the ballot and not in the box.';
  const { unknownKey } = complaint;
  if (unknownKey === undefined) {
    yield `${missing} Without a promise it is not proven that the branch had it.`;
    return;
  }
  yield `${missing} Its promise proves nothing by itself:`;
  yield printable(`it is signed by ${unknownKey}, which is not known as a key of the branch.`);
  yield 'Ask the branch above which keys it has vouched for.';
}

/** Who stands between a branch and the key that is trusted, on whose word alone the branch is who it is; nothing where nobody does. */
export function* pathOf(trusted: Trusted | undefined): Generator<string> {
  if (trusted === undefined || trusted.path.length <= 2) return;
  const called = trusted.path.map(({ id, name }) => (name === id ? id : `${name} (${id})`));
  yield printable(`Read the path up to the key that you trust: ${called.join(' < ')}.`);
  yield 'Each branch on it vouches for those below it, and can vouch for anybody: the key says nothing of them itself.';
}

/** Of whom a file is, under whose key, and who stands between. */
export function whoIn(trusted: Trusted | undefined) {
  return { branch: trusted?.leaf ?? null, anchor: trusted?.anchorId ?? null, path: trusted?.path ?? null };
}

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
