import type { ProposalInfo } from '../server/api/proposals.ts';
import type { BallotInfo, ResolutionInfo, Snapshot } from '../server/api/snapshot.ts';
import { buildBallot, modeOf } from '../server/rules/ballot.ts';
import { hashOf } from '../server/rules/canonical.ts';
import { countsOf } from '../server/rules/choice.ts';
import type { Marks } from '../server/rules/formats.ts';
import { contentHash } from '../server/rules/proposal.ts';
import { buildResolution } from '../server/rules/resolution.ts';
import type { ResolutionStatement } from '../server/rules/statements.ts';
import { localProblem, type Result } from './problem.ts';

/**
 * That a ballot is about what the page shows: its id is the hash of its definition, the definition is the one that
 * follows from this subject, and an amendment addresses the text that it is shown against. Without it nothing is signed.
 */
export function checkPaper(snapshot: Snapshot, ballot: BallotInfo): Result<ProposalInfo> {
  const { definition, subject } = ballot;
  const proposal = snapshot.proposals.find(({ id }) => id === ballot.proposal);
  if (proposal === undefined) return localProblem('text.altered', `the snapshot has no proposal ${ballot.proposal}`);
  const { meeting, number, rule, roll, issuer, method, trial, retakes, plan, openedAt } = definition;
  const parts = { branch: snapshot.branch.id, meeting, number, subject, rule, roll, openedAt };
  const shown = hashOf(buildBallot({ ...parts, mode: modeOf(definition), issuer, method, trial, retakes, plan }));
  if (shown !== hashOf(definition))
    return localProblem('text.altered', `what is shown makes ${shown}, the definition is ${hashOf(definition)}`);
  if (shown !== ballot.id)
    return localProblem('text.altered', `the definition is ${shown}, the ballot is named ${ballot.id}`);
  const base = 'base' in subject ? subject.base : undefined;
  if (base !== undefined && base !== contentHash(proposal.content))
    return localProblem('text.altered', `the amendment is to ${base}, shown is ${contentHash(proposal.content)}`);
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
  if (ballot.subject.kind !== 'text') return localProblem('text.altered', 'the ballot was not on a text');
  const paper = checkPaper(snapshot, ballot);
  if (!paper.ok) return paper;
  const { number, previous, quorum, journal } = statement;
  const built = buildResolution({
    branch: snapshot.branch.id,
    number,
    previous,
    meeting: ballot.definition.meeting,
    content: ballot.subject.content,
    definition: ballot.definition,
    close: ballot.result.close,
    tally: ballot.result.tally,
    hands: ballot.result.hands,
    casting: castingIn(ballot),
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

/** The casting votes by which ties were settled, as the result that is shown says: those for what was adopted on a tie. */
function castingIn({ definition, result }: BallotInfo): Marks {
  const marks: Marks = {};
  for (const { id } of definition.questions) {
    const counts = countsOf(result?.tally ?? {}, id);
    if (result?.outcome[id] === 'adopted' && counts?.for === counts?.against) marks[id] = 'for';
  }
  return marks;
}
