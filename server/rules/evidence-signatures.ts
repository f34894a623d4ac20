import type { PublicKey } from './formats.ts';
import { type Site, verifyAssertion } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { Progress } from './report.ts';
import type { Signed } from './statements.ts';

/** A signature to verify, and what to call it in a refusal. */
export interface Claim {
  what: string;
  signed: Signed;
  key: PublicKey;
}

/** Verified at the same time: enough to keep the runtime's threads busy. */
export const batch = 64;

/** Whether every claimed signature holds. @returns how many there are, or the first that does not hold: evidence.person. */
export async function verifyClaims(
  claims: readonly Claim[],
  site: Site,
  progress?: Progress,
): Promise<Checked<number>> {
  for (let start = 0; start < claims.length; start += batch) {
    const some = claims.slice(start, start + batch);
    const verified = await Promise.all(some.map(({ signed, key }) => verifyAssertion(signed, key, site)));
    for (const [i, checked] of verified.entries()) {
      if (checked.ok) continue;
      const { code, detail } = checked.refusal;
      return refuse('evidence.person', `${some[i]?.what}: ${detail}`, { reason: code });
    }
    progress?.(start + some.length, claims.length);
  }
  return pass(claims.length);
}
