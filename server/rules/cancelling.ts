import type { DecidedBallot, Deliberation } from './deliberation.ts';
import { type Checked, pass, refuse } from './refusals.ts';

/**
 * Whether a ballot may be cancelled by what was decided after it: not one that decided something of an amendment once the
 * text was decided, which then would be another text, or have been voted on before an amendment. The ballot on the text is
 * cancelled first. Refused with ballot.used.
 */
export function checkCancelling<B extends Pick<DecidedBallot, 'subject' | 'outcome' | 'trial'>>(
  ballot: B,
  { decided }: Pick<Deliberation, 'decided'>,
): Checked<B> {
  const { subject, trial, outcome } = ballot;
  const onText = subject.kind === 'text' || (subject.kind === 'choice' && subject.base === undefined);
  if (decided === null || onText || trial || outcome === null) return pass(ballot);
  return refuse('ballot.used', 'the text was decided after it; cancel that ballot first', { ballot: decided.ballot });
}
