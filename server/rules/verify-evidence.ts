import { Evidence } from './evidence.ts';
import {
  type Case,
  casesOf,
  officersStandOnRolls,
  type RolledCase,
  talliesFollow,
  votesAreCounted,
  votesAreValid,
  withRolls,
} from './evidence-ballots.ts';
import { countsAreValid } from './evidence-counts.ts';
import { issuesAreValid } from './evidence-issues.ts';
import { papersAreSigned } from './evidence-papers.ts';
import { type Roll, readRolls } from './evidence-rolls.ts';
import { type Claim, verifyClaims } from './evidence-signatures.ts';
import { textsAreVotedOn } from './evidence-texts.ts';
import { parseValue } from './jws.ts';
import { siteOf } from './passkey.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { climb, type Progress, type Report } from './report.ts';
import type { ResolutionPayload } from './statements.ts';

/** The checks of evidence, in their order; `issues` and `papers` are done only where a ballot was secret. */
export type EvidenceStep =
  | 'format'
  | 'resolution'
  | 'ballots'
  | 'rolls'
  | 'officers'
  | 'votes'
  | 'issues'
  | 'papers'
  | 'signatures'
  | 'count'
  | 'tally'
  | 'text';

/**
 * Whether evidence recomputes a resolution: every statement behind it is signed by a passkey of the roll, the votes
 * or papers are those that the chair closed on, their sums and the rule give the outcomes, and the text is what was voted on.
 * @param payload of a resolution that has been verified.
 * @param hash its hash.
 * @param evidence any value; JSON.parse of the file.
 * @param progress hears of the signatures of persons and on papers.
 */
export function verifyEvidence(
  payload: ResolutionPayload,
  hash: string,
  evidence: unknown,
  progress?: Progress,
): Promise<Report<EvidenceStep>> {
  return climb<EvidenceStep>(async (step) => {
    const bundle = await step(
      'format',
      parseValue(evidence, Evidence, 'evidence.format', 'the evidence'),
      ({ typ }) => typ,
    );
    await step('resolution', isOfResolution(bundle, hash), (found) => `evidence of ${found}`);
    const cases = await step('ballots', casesOf(bundle, payload), ({ length }) => `${length} of ${length} there`);
    const { rolls, rolled } = await step(
      'rolls',
      rollsOf(bundle, cases, payload),
      () => `${payload.present} people on the last`,
    );
    const officers = await step(
      'officers',
      officersStandOnRolls(rolled, payload),
      () => 'on the roll with their passkeys',
    );
    const votes = await step('votes', ballotsAreValid(rolled), ({ length }) => `${length} by people on the roll`);
    const site = siteOf(payload.branch);
    const claims = [...rolls.map(({ claim }) => claim), ...officers, ...votes];
    let papers = 0;
    if (hasSecrets(bundle)) {
      const issues = await step(
        'issues',
        issuesAreValid(rolled, site),
        ({ length }) => `${length} drawn, one a delegate`,
      );
      claims.push(...issues);
      const all = claims.length + papersIn(bundle);
      const signed = papersAreSigned(rolled, (done) => progress?.(done, all));
      papers = await step('papers', signed, (count) => `${count} signed by the key of their ballot`);
    }
    const total = papers + claims.length;
    await step(
      'signatures',
      verifyClaims(claims, site, (done) => progress?.(papers + done, total)),
      (count) => `${count} passkey signatures hold`,
    );
    await step('count', votesAreCounted(cases), (count) => `${count} votes, as the chair signed at closing`);
    await step('tally', talliesFollow(rolled), () => 'tallies and outcomes recomputed');
    await step('text', textsAreVotedOn(cases, payload), () => 'title, points and text are those voted on');
  });
}

/** Whether a ballot was secret, or the evidence has something that only a secret one has. */
function hasSecrets({ ballots }: Evidence): boolean {
  return ballots.some(
    ({ definition, papers, issues }) =>
      definition.statement.secrecy === 'secret' || papers !== undefined || issues !== undefined,
  );
}

function papersIn({ ballots }: Evidence): number {
  return ballots.reduce((sum, { papers = [] }) => sum + papers.length, 0);
}

function isOfResolution(evidence: Evidence, hash: string): Checked<string> {
  if (evidence.resolution === hash) return pass(hash);
  return refuse('evidence.resolution', `the evidence is that of resolution ${evidence.resolution}, expected ${hash}`);
}

/** Every roll in the evidence, and each ballot with its own. */
async function rollsOf(
  evidence: Evidence,
  cases: readonly Case[],
  payload: ResolutionPayload,
): Promise<Checked<{ rolls: Roll[]; rolled: RolledCase[] }>> {
  const rolls = readRolls(evidence.rolls, payload);
  if (!rolls.ok) return rolls;
  const rolled = await withRolls(cases, rolls.value, payload);
  return rolled.ok ? pass({ rolls: [...rolls.value.values()], rolled: rolled.value }) : rolled;
}

/** Every vote and every count is one that its ballot takes. */
function ballotsAreValid(rolled: readonly RolledCase[]): Checked<Claim[]> {
  const votes = votesAreValid(rolled);
  if (!votes.ok) return votes;
  const counts = countsAreValid(rolled);
  return counts.ok ? pass([...votes.value, ...counts.value]) : counts;
}
