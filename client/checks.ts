import type { ProposalInfo } from '../server/api/proposals.ts';
import type { BallotInfo, ResolutionInfo, Snapshot } from '../server/api/snapshot.ts';
import { buildBallot, modeOf } from '../server/rules/ballot.ts';
import { hashOf } from '../server/rules/canonical.ts';
import { buildResolution } from '../server/rules/resolution.ts';
import type { ResolutionStatement } from '../server/rules/statements.ts';
import { localProblem, type Result } from './problem.ts';

/**
 * That a ballot is about the text that the page shows: its id is the hash of its definition, and the definition is
 * the one that follows from this proposal. Without it nothing is signed.
 */
export function checkPaper(snapshot: Snapshot, ballot: BallotInfo): Result<ProposalInfo> {
  const { definition } = ballot;
  const proposal = snapshot.proposals.find(({ id }) => id === ballot.proposal);
  if (proposal === undefined) return localProblem('text.altered', `the snapshot has no proposal ${ballot.proposal}`);
  const { meeting, number, rule, roll, openedAt } = definition;
  const parts = { branch: snapshot.branch.id, meeting, number, rule, roll, openedAt, content: proposal.content };
  const shown = hashOf(buildBallot({ ...parts, mode: modeOf(definition) }));
  if (shown !== hashOf(definition))
    return localProblem('text.altered', `the text shown makes ${shown}, the definition is ${hashOf(definition)}`);
  if (shown !== ballot.id)
    return localProblem('text.altered', `the definition is ${shown}, the ballot is named ${ballot.id}`);
  return { ok: true, value: proposal };
}

/**
 * That a draft resolution says what the page shows: the text that was voted on, the numbers of the closed ballot and
 * the outcome that follows from them. Without it nobody attests it.
 */
export function checkDraft(
  snapshot: Snapshot,
  { ballot: id, hash, statement }: ResolutionInfo,
): Result<ResolutionStatement> {
  const ballot = snapshot.ballots.find((one) => one.id === id);
  if (!ballot?.result) return localProblem('text.altered', `the snapshot has no closed ballot ${id}`);
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return paper;
  const { number, previous, quorum, journal } = statement;
  const built = buildResolution({
    branch: snapshot.branch.id,
    number,
    previous,
    meeting: ballot.definition.meeting,
    content: paper.value.content,
    definition: ballot.definition,
    close: ballot.result.close,
    tally: ballot.result.tally,
    present: ballot.entitled,
    quorum,
    journal,
  });
  if (!built.ok) return localProblem('text.altered', built.refusal.detail);
  const shown = hashOf(built.value);
  if (shown !== hashOf(statement) || shown !== hash) {
    return localProblem(
      'text.altered',
      `what is shown makes ${shown}, the draft is ${hashOf(statement)}, named ${hash}`,
    );
  }
  return { ok: true, value: built.value };
}
