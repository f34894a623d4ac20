import type { Credential } from './formats.ts';
import type { RollStatement } from './statements.ts';

/** The order of delegates in rolls and evidence: UTF-16 code units, as RFC 8785 sorts keys. */
export function byDelegate(a: { delegate: string }, b: { delegate: string }): number {
  return a.delegate < b.delegate ? -1 : a.delegate > b.delegate ? 1 : 0;
}

/** The roll that the secretary signs: everybody who is checked in and may vote, with their passkeys. */
export function buildRoll(parts: {
  branch: string;
  meeting: string;
  version: number;
  present: readonly { delegate: string; credentials: readonly Credential[] }[];
}): RollStatement {
  return {
    typ: 'vedtak/roll/1',
    branch: parts.branch,
    meeting: parts.meeting,
    version: parts.version,
    entries: parts.present
      .map(({ delegate, credentials }) => ({
        delegate,
        weight: 1 as const,
        credentials: credentials
          .map(({ id, publicKey }) => ({ id, publicKey }))
          .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
      }))
      .sort(byDelegate),
  };
}
