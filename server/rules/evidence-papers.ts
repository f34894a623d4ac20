import { checkPaper, isSignedPaper } from './box.ts';
import { hashOf } from './canonical.ts';
import type { RolledCase } from './evidence-ballots.ts';
import { differenceIn } from './evidence-issues.ts';
import { batch } from './evidence-signatures.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import type { BoxedPaper, IssuerKey } from './secret-statements.ts';
import type { BallotStatement } from './statements.ts';

/**
 * The papers of each secret ballot are as many as the chair signed at closing and no more than were drawn, sorted by their
 * hashes, none twice, each of the ballot, marked as it allows and signed by its key; an open ballot has none.
 * @param progress hears how many papers are verified.
 * @returns how many papers there are.
 */
export async function papersAreSigned(
  cases: readonly RolledCase[],
  progress: (done: number) => void,
): Promise<Checked<number>> {
  let done = 0;
  for (const one of cases) {
    const { papers, issues = [], definition, close } = one.held;
    const { issuer } = definition.statement;
    const ballot = `ballot ${one.named.definition}`;
    if (issuer === undefined && papers !== undefined)
      return refuse('evidence.papers', `${ballot} is open, and has papers`);
    if (issuer === undefined) continue;
    if (papers === undefined) return refuse('evidence.papers', `${ballot} is secret, and has no papers`);
    const valid = arePapersOf(papers, definition.statement, one.named.definition);
    if (!valid.ok) return valid;
    const unsigned = await firstUnsigned(papers, issuer, (some) => progress(done + some));
    const stranger = unsigned && `paper ${hashOf(unsigned.paper)} is not signed by the key of the ballot`;
    const { votes } = close.statement;
    const difference = differenceIn(papers.length, votes);
    if (difference !== undefined) {
      const said = `${ballot}: ${papers.length} papers, the chair signed ${votes}, ${difference}`;
      return refuse('evidence.papers', stranger === undefined ? said : `${said}: ${stranger}`);
    }
    if (stranger !== undefined) return refuse('evidence.papers', `${ballot}: ${stranger}`);
    if (papers.length > issues.length)
      return refuse('evidence.papers', `${ballot}: ${papers.length} papers, and only ${issues.length} were drawn`);
    done += papers.length;
  }
  return pass(done);
}

/** Whether papers are sorted by their hashes, none there twice, and each one of the ballot, marked as it allows: evidence.papers. */
export function arePapersOf(papers: readonly BoxedPaper[], definition: BallotStatement, ballot: string): Checked<true> {
  let before: string | undefined;
  for (const { paper } of papers) {
    const hash = hashOf(paper);
    const what = `paper ${hash}`;
    if (before === hash) return refuse('evidence.papers', `${what} lies in the box of ballot ${ballot} twice`);
    if (before !== undefined && before > hash)
      return refuse('evidence.papers', `ballot ${ballot}: ${what} stands after ${before}`);
    before = hash;
    const checked = checkPaper(definition, paper, ballot);
    if (!checked.ok)
      return refuse('evidence.papers', `${what}: ${checked.refusal.detail}`, { reason: checked.refusal.code });
  }
  return pass(true);
}

/** The first paper that the key did not sign. @param progress hears how many it did. */
export async function firstUnsigned(
  papers: readonly BoxedPaper[],
  issuer: IssuerKey,
  progress: (done: number) => void,
): Promise<BoxedPaper | undefined> {
  for (let start = 0; start < papers.length; start += batch) {
    const some = papers.slice(start, start + batch);
    const held = await Promise.all(some.map((boxed) => isSignedPaper(boxed, issuer)));
    const unsigned = some.find((_, i) => held[i] === false);
    if (unsigned !== undefined) return unsigned;
    progress(start + some.length);
  }
  return undefined;
}
