import type { RolledCase } from './evidence-ballots.ts';
import { passkeyOn } from './evidence-rolls.ts';
import type { Claim } from './evidence-signatures.ts';
import { agreedCounts, checkCount } from './hands.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { CountStatement, Signed } from './statements.ts';

/**
 * Counts of hands are there where a ballot was voted so, and are those of two different tellers on the roll, who counted
 * the same and no more people than there were to count; sorted by teller.
 */
export function countsAreValid(cases: readonly RolledCase[]): Checked<Claim[]> {
  const claims: Claim[] = [];
  for (const one of cases) {
    const { method } = one.held.definition.statement;
    const { counts } = one.held;
    const ballot = `ballot ${one.named.definition}`;
    if (counts === undefined) {
      if (method !== 'hands' && method !== 'against') continue;
      return refuse('evidence.votes', `${ballot}: it was voted by ${method}, the evidence has no counts`);
    }
    const [first, second] = counts;
    if (first === undefined || second === undefined || first.signer >= second.signer)
      return refuse('evidence.votes', `${ballot}: the counts are not those of two tellers in order`);
    if (agreedCounts(counts) === undefined)
      return refuse('evidence.votes', `${ballot}: the tellers counted differently`);
    for (const count of counts) {
      const claim = countClaim(count, one);
      if (!claim.ok) return claim;
      claims.push(claim.value);
    }
  }
  return pass(claims);
}

function countClaim(count: Signed<CountStatement>, { held, roll }: RolledCase): Checked<Claim> {
  const { teller } = count.statement;
  const what = `the count of ${teller}`;
  const checked = checkCount(held.definition.statement, roll.statement, count.statement);
  if (!checked.ok) {
    return refuse('evidence.votes', `${what}: ${checked.refusal.detail}`, { reason: checked.refusal.code });
  }
  if (count.signer !== teller) return refuse('evidence.person', `${what} is signed by ${count.signer}`);
  const passkey = passkeyOn(roll, teller, count.credential);
  if (passkey === undefined) return refuse('evidence.person', `${what}: the passkey does not stand on the roll`);
  return pass({ what, signed: count, key: passkey.publicKey });
}
