/** Whether something is taken in, or why not: strek was set, or its deadline has passed. */
export type Intake = 'open' | 'deadline' | 'closed';

/**
 * Whether a meeting takes in proposals, or amendments, at a time. Times are RFC 3339 UTC with milliseconds.
 * @param closedAt when strek was set; null while it is not.
 * @param deadline until when, that moment included; null for until strek.
 */
export function intakeAt(closedAt: string | null, deadline: string | null, at: string): Intake {
  if (closedAt !== null) return 'closed';
  return deadline !== null && at > deadline ? 'deadline' : 'open';
}
