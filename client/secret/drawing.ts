import { secretEndpoints } from '../../server/api/secret.ts';
import type { Me } from '../../server/api/session.ts';
import { hashOf, toBase64url } from '../../server/rules/canonical.ts';
import type { Marks } from '../../server/rules/formats.ts';
import type { IssuerKey, IssueStatement, PaperStatement } from '../../server/rules/secret-statements.ts';
import { ask, inSession, patience } from '../api.ts';
import { localProblem, type Problem, type Result } from '../problem.ts';
import { checkPromise } from '../promise.ts';
import { signStatement } from '../sign.ts';
import { BlindingFault, blind, unblind } from './blinder.ts';
import { advance, type Slip } from './slips.ts';

/** What a paper is filled in for. */
interface Ballot {
  slug: string;
  ballot: string;
  issuer: IssuerKey;
  delegate: string;
}

/** Fills a paper in and blinds it. Nothing is kept or sent. @throws Error where the blinding's code cannot be had. */
export async function fillIn({ slug, ballot, issuer, delegate }: Ballot, marks: Marks): Promise<Slip> {
  const random = (): string => toBase64url(crypto.getRandomValues(new Uint8Array(32)));
  const paper: PaperStatement = { typ: 'vedtak/paper/1', ballot, marks, nonce: random() };
  const prefix = random();
  return {
    slug,
    delegate,
    paper,
    prefix,
    ...(await blind({ issuer, paper, prefix })),
    issue: null,
    drawPromise: null,
    signature: null,
    dropAt: null,
    dropPromise: null,
    foundAt: null,
  };
}

function issueOf({ paper, delegate, blinded }: Slip): IssueStatement {
  return { typ: 'vedtak/issue/1', ballot: paper.ballot, delegate, blinded };
}

/**
 * Signs the issue of a slip that is kept with the delegate's passkey, and keeps it. Another window may have taken the slip back
 * meanwhile: then nothing is kept, which is told.
 */
export async function signIssue(slip: Slip, me: Me): Promise<Result<undefined>> {
  const signed = await signStatement(issueOf(slip), me);
  if (!signed.ok) return signed;
  const kept = await advance(slip, ({ issue }) => (issue === null ? { issue: signed.value } : {}));
  return kept?.blinded === slip.blinded
    ? { ok: true, value: undefined }
    : localProblem('device.interrupted', 'the paper was taken back in another window');
}

/**
 * Sends the signed issue, the same bytes each time, and keeps the paper's signature once it and the branch's promise have
 * been seen to hold. What takes the blinding off is forgotten then. Null when it is done.
 */
export async function draw(slip: Slip, issuer: IssuerKey): Promise<Problem | null> {
  const { slug, paper, prefix, issue, inverse } = slip;
  if (issue === null || inverse === null) return null;
  const { ballot } = paper;
  const answer = await inSession(() =>
    ask(secretEndpoints.drawPaper, { slug, ballot }, issue, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(patience),
    }),
  );
  if (!answer.ok) return answer.problem;
  const { blindSignature, promise } = answer.value;
  const checked = await checkPromise(slug, promise, { ballot, statement: hashOf(issue.statement) });
  if (!checked.ok) return checked.problem;
  try {
    const signature = await unblind({ issuer, paper, prefix, inverse, blindSignature });
    await advance(slip, () => ({ signature, inverse: null, drawPromise: promise }));
    return null;
  } catch (error) {
    if (error instanceof BlindingFault) return { code: 'paper.signature', detail: error.message, status: 0 };
    return localProblem('network', String(error)).problem;
  }
}
