import type { Role } from './api/endpoint.ts';
import { Problem } from './problem.ts';
import type { Assertion, Attestation } from './rules/statements.ts';

/** Who has signed a resolution or minutes, and as what. */
export interface Attested {
  member: string;
  role: 'chair' | 'signer';
}

/** As what the asker signs: one chair and two signers, three people. @throws Problem attestation.taken. */
export function roleFor(member: string, roles: readonly Role[], held: readonly Attested[]): Attested['role'] {
  if (held.some((row) => row.member === member)) throw new Problem('attestation.taken', 'nobody signs twice');
  const free = (role: Attested['role'], places: number): boolean =>
    roles.includes(role) && held.filter((row) => row.role === role).length < places;
  if (free('chair', 1)) return 'chair';
  if (free('signer', 2)) return 'signer';
  throw new Problem('attestation.taken', 'others have signed in this role already');
}

/** Sorts the chair before the signers, and these by their ids. */
export function chairFirst(a: Attested, b: Attested): number {
  if (a.role !== b.role) return a.role === 'chair' ? -1 : 1;
  return a.member < b.member ? -1 : 1;
}

/** A signature as it travels inside what it is over. */
export function attestationOf({
  role,
  signed: { statement: _, ...assertion },
  publicKey,
}: {
  role: Attested['role'];
  signed: Assertion & { statement: unknown };
  publicKey: Attestation['publicKey'];
}): Attestation {
  return { role, ...assertion, publicKey };
}
