import type { Problem, ProblemCode } from '../problem.ts';

/** Refusals that hold for a while: no session, another one, a clock that differs, a branch that is on its way to another server. */
const passing: ReadonlySet<ProblemCode> = new Set([
  'session.missing',
  'signature.signer',
  'drawing.open',
  'branch.moved',
]);

/** Whether what keeps a paper from its next step may be otherwise in a moment; no contact and a server that fails are, too. */
export function passes({ code, status }: Problem): boolean {
  return code === 'network' || code === 'answer' || status >= 500 || status === 429 || passing.has(code);
}
