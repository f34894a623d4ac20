import { hashOf } from './canonical.ts';
import type { Credential } from './formats.ts';
import { type Checked, pass, refuse } from './refusals.ts';
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
  present: readonly Present[];
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

/** Somebody who is checked in, with their passkeys. */
export interface Present {
  delegate: string;
  credentials: readonly Credential[];
}

/** Whether a delegate is on a roll. */
export function isOn({ entries }: RollStatement, delegate: string): boolean {
  return entries.some((entry) => entry.delegate === delegate);
}

/** Somebody and the passkey with which they sign. */
export interface Signing {
  member: string;
  credential: string;
}

/** Whether somebody is on a roll with the passkey that signs. */
export function signsOn({ entries }: RollStatement, { member, credential }: Signing): boolean {
  return entries.some(
    ({ delegate, credentials }) => delegate === member && credentials.some(({ id }) => id === credential),
  );
}

/**
 * Whether the roll that a secretary hands in is the next version and lists exactly those who are checked in, the
 * secretary among them.
 */
export function checkRoll(
  statement: RollStatement,
  now: { branch: string; meeting: string; version: number; present: readonly Present[]; secretary: string },
): Checked<RollStatement> {
  const { branch, meeting, version, present, secretary } = now;
  if (statement.branch !== branch) return refuse('statement.branch', `this is ${branch}, not ${statement.branch}`);
  if (statement.version !== version) {
    return refuse('roll.version', `the next version is ${version}, not ${statement.version}`, { expected: version });
  }
  if (present.length === 0) return refuse('roll.empty', 'check somebody in first');
  if (!present.some(({ delegate }) => delegate === secretary)) {
    return refuse('roll.officer', 'the secretary must be checked in to sign the roll');
  }
  if (hashOf(statement) === hashOf(buildRoll({ branch, meeting, version, present }))) return pass(statement);
  return refuse('statement.wrong', 'the roll does not list those who are checked in now');
}
