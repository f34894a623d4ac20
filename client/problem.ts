import type { RefusalCode } from '../server/rules/refusals.ts';

/** What can go wrong without the server saying so: no contact, a device that does not sign, a page that refuses to. */
export type LocalCode =
  | 'network'
  | 'answer'
  | 'device.cancelled'
  | 'device.unsupported'
  | 'device.known'
  | 'device.address'
  | 'device.lock'
  | 'device.interrupted'
  | 'device.failed'
  | 'text.altered'
  | 'promise.wrong';

export type ProblemCode = RefusalCode | LocalCode;

/** Why something did not happen. The catalogue `i18n/problems.ts` has a sentence and the next step for each code. */
export interface Problem {
  code: ProblemCode;
  /** What was expected and found, in English, for whoever looks into it. */
  detail: string;
  /** HTTP status; 0 when no answer came. */
  status: number;
}

export interface Failed {
  ok: false;
  problem: Problem;
}

export type Result<T> = { ok: true; value: T } | Failed;

/** A problem that arose on the device. */
export function localProblem(code: LocalCode, detail: string): Failed {
  return { ok: false, problem: { code, detail, status: 0 } };
}
