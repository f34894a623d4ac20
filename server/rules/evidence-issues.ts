import { checkIssue } from './drawing.ts';
import type { RolledCase } from './evidence-ballots.ts';
import { passkeyOn } from './evidence-rolls.ts';
import { type Claim, verifyClaims } from './evidence-signatures.ts';
import type { Site } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { IssueStatement } from './secret-statements.ts';
import type { Signed } from './statements.ts';

/**
 * The issues of each secret ballot are as many as the chair signed at closing, sorted, one a delegate, each by somebody on
 * the roll; an open ballot has none. The signatures are left to be verified, but where there are too many issues: then
 * the one that does not hold is named.
 */
export async function issuesAreValid(cases: readonly RolledCase[], site: Site): Promise<Checked<Claim[]>> {
  const claims: Claim[] = [];
  for (const one of cases) {
    const { issues, definition, close } = one.held;
    const ballot = `ballot ${one.named.definition}`;
    const secret = definition.statement.secrecy === 'secret';
    if (!secret && issues !== undefined) return refuse('evidence.issues', `${ballot} is open, and papers were drawn`);
    if (!secret) continue;
    if (issues === undefined) return refuse('evidence.issues', `${ballot} is secret, and nobody drew a paper`);
    const own = issueClaims(issues, one);
    if (!own.ok) return own;
    const drawn = close.statement.issues?.number ?? 0;
    const difference = differenceIn(issues.length, drawn);
    if (difference !== undefined) {
      const said = `${ballot}: ${issues.length} papers were drawn, the chair signed ${drawn}, ${difference}`;
      const held = await verifyClaims(issues.length > drawn ? own.value : [], site);
      return refuse('evidence.issues', held.ok ? said : `${said}: ${held.refusal.detail}`);
    }
    claims.push(...own.value);
  }
  return pass(claims);
}

/** In words how a number differs from the one that was signed; undefined where it does not. */
export function differenceIn(found: number, signed: number): string | undefined {
  if (found === signed) return undefined;
  return found > signed ? `${found - signed} too many` : `${signed - found} missing`;
}

function issueClaims(issues: readonly Signed<IssueStatement>[], one: RolledCase): Checked<Claim[]> {
  const claims: Claim[] = [];
  let before: string | undefined;
  for (const issue of issues) {
    const { delegate } = issue.statement;
    if (before === delegate)
      return refuse('evidence.issues', `${delegate} drew twice in ballot ${one.named.definition}`);
    if (before !== undefined && before > delegate)
      return refuse(
        'evidence.issues',
        `ballot ${one.named.definition}: the issue of ${delegate} stands after ${before}`,
      );
    before = delegate;
    const claim = issueClaim(issue, one);
    if (!claim.ok) return claim;
    claims.push(claim.value);
  }
  return pass(claims);
}

function issueClaim(issue: Signed<IssueStatement>, { held, roll, named }: RolledCase): Checked<Claim> {
  const { delegate } = issue.statement;
  const what = `the issue of ${delegate}`;
  const checked = checkIssue(held.definition.statement, roll.statement, issue.statement, named.definition);
  if (!checked.ok)
    return refuse('evidence.issues', `${what}: ${checked.refusal.detail}`, { reason: checked.refusal.code });
  if (issue.signer !== delegate) return refuse('evidence.person', `${what} is signed by ${issue.signer}`);
  const passkey = passkeyOn(roll, delegate, issue.credential);
  if (passkey === undefined) return refuse('evidence.person', `${what}: the passkey does not stand on the roll`);
  return pass({ what, signed: issue, key: passkey.publicKey });
}
