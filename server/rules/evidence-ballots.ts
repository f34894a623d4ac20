import { checkVote } from './ballot.ts';
import { hashOf } from './canonical.ts';
import { passkeyOn, type Roll } from './evidence-rolls.ts';
import type { Claim } from './evidence-signatures.ts';
import type { Counts, Tally } from './formats.ts';
import { merkleRoot } from './merkle.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { countsIn, onText } from './resolution.ts';
import type { Evidence, ResolutionBallot, ResolutionPayload, Signed, VoteStatement } from './statements.ts';
import { leavesOf, resultOf } from './tally.ts';

export type EvidenceBallot = Evidence['ballots'][number];

/** A ballot as the resolution names it, and what the evidence holds of it. */
export interface Case {
  named: ResolutionBallot;
  held: EvidenceBallot;
}

/** A case with the roll that its definition names. */
export interface RolledCase extends Case {
  roll: Roll;
}

/** The ballots of the resolution, each with its evidence, in the resolution's order. */
export function casesOf(evidence: Evidence, payload: ResolutionPayload): Checked<Case[]> {
  const cases: Case[] = [];
  for (const named of payload.ballots) {
    const held = evidence.ballots.find(({ definition }) => hashOf(definition.statement) === named.definition);
    if (held === undefined) return refuse('evidence.ballot', `there is no ballot ${named.definition} in the evidence`);
    const belongs = belongsTo(held, named, payload);
    if (!belongs.ok) return belongs;
    cases.push({ named, held });
  }
  if (evidence.ballots.length !== cases.length) {
    return refuse(
      'evidence.ballot',
      `the evidence holds ${evidence.ballots.length} ballots, the resolution ${cases.length}`,
    );
  }
  const closedAt = cases.at(-1)?.held.close.statement.closedAt;
  if (closedAt === payload.decidedAt) return pass(cases);
  return refuse(
    'evidence.ballot',
    `the last ballot closed at ${closedAt}, the resolution was decided at ${payload.decidedAt}`,
  );
}

function belongsTo(held: EvidenceBallot, named: ResolutionBallot, payload: ResolutionPayload): Checked<true> {
  const { statement: definition } = held.definition;
  const { statement: close } = held.close;
  const pairs: [what: string, found: string, expected: string][] = [
    ['the hash of the closing', hashOf(close), named.close],
    ['the ballot that was closed', close.ballot, named.definition],
    ['the branch', definition.branch, payload.branch],
    ['the meeting', definition.meeting, payload.meeting],
    ['the method', definition.method ?? 'phones', named.method ?? 'phones'],
  ];
  for (const [what, found, expected] of pairs) {
    if (found !== expected) {
      return refuse('evidence.ballot', `ballot ${named.definition}: ${what} is ${found}, expected ${expected}`);
    }
  }
  return definition.trial ? refuse('evidence.ballot', `ballot ${named.definition} is a trial`) : pass(true);
}

/** Each case with its roll; the last one's roll has as many people as the resolution says were present. */
export function withRolls(
  cases: readonly Case[],
  rolls: ReadonlyMap<string, Roll>,
  payload: ResolutionPayload,
): Checked<RolledCase[]> {
  const rolled: RolledCase[] = [];
  for (const { named, held } of cases) {
    const { roll: hash } = held.definition.statement;
    const roll = rolls.get(hash);
    if (roll === undefined)
      return refuse('evidence.roll', `ballot ${named.definition} names roll ${hash}, which is not there`);
    rolled.push({ named, held, roll });
  }
  const people = rolled.at(-1)?.roll.entries.size;
  if (people === payload.present) return pass(rolled);
  return refuse(
    'evidence.roll',
    `${people} people stand on the roll of the last ballot, present were ${payload.present}`,
  );
}

/**
 * Each definition and closing is signed with a passkey on the ballot's roll, and the chair and signers of the
 * resolution used passkeys that stand under them on the last roll. Chairs may take turns: the one who signed the
 * resolution, which names definition and closing by their hashes, answers for both.
 */
export function officersStandOnRolls(cases: readonly RolledCase[], payload: ResolutionPayload): Checked<Claim[]> {
  const claims: Claim[] = [];
  for (const { held, roll, named } of cases) {
    for (const [what, signed] of [
      [`the definition of ballot ${named.definition}`, held.definition],
      [`the closing of ballot ${named.definition}`, held.close],
    ] as const) {
      const passkey = passkeyOn(roll, signed.signer, signed.credential);
      if (passkey === undefined) {
        return refuse(
          'evidence.person',
          `${what} is signed by ${signed.signer}, with a passkey that is not on the roll`,
        );
      }
      claims.push({ what, signed, key: passkey.publicKey });
    }
  }
  const last = cases.at(-1)?.roll;
  for (const { role, signer, credential, publicKey } of payload.attestations) {
    const passkey = last && passkeyOn(last, signer, credential);
    if (passkey === undefined || hashOf(passkey.publicKey) !== hashOf(publicKey)) {
      return refuse(
        'evidence.person',
        `the passkey of ${role} ${signer} does not stand on the roll of the last ballot`,
      );
    }
  }
  return pass(claims);
}

/** Every vote is one of its ballot, by somebody on the roll, marked as the ballot allows; sorted, one for each delegate. */
export function votesAreValid(cases: readonly RolledCase[]): Checked<Claim[]> {
  const claims: Claim[] = [];
  for (const { held, roll, named } of cases) {
    let before: string | undefined;
    for (const vote of held.votes) {
      const { delegate } = vote.statement;
      if (before !== undefined && before >= delegate) {
        return refuse(
          'evidence.votes',
          `ballot ${named.definition}: the vote of ${delegate} stands after that of ${before}`,
        );
      }
      before = delegate;
      const claim = voteClaim(vote, held, roll);
      if (!claim.ok) return claim;
      claims.push(claim.value);
    }
  }
  return pass(claims);
}

function voteClaim(vote: Signed<VoteStatement>, held: EvidenceBallot, roll: Roll): Checked<Claim> {
  const { delegate } = vote.statement;
  const checked = checkVote(held.definition.statement, roll.statement, vote.statement);
  if (!checked.ok) {
    return refuse('evidence.votes', `the vote of ${delegate}: ${checked.refusal.detail}`, {
      reason: checked.refusal.code,
    });
  }
  if (vote.signer !== delegate) return refuse('evidence.person', `the vote of ${delegate} is signed by ${vote.signer}`);
  const passkey = passkeyOn(roll, delegate, vote.credential);
  if (passkey === undefined)
    return refuse('evidence.person', `the vote of ${delegate}: the passkey does not stand on the roll`);
  return pass({ what: `the vote of ${delegate}`, signed: vote, key: passkey.publicKey });
}

/** The votes are as many as the chair signed at closing, and under the root that the chair signed with the counts. */
export function votesAreCounted(cases: readonly Case[]): Checked<number> {
  let votes = 0;
  for (const { held, named } of cases) {
    const { statement: close } = held.close;
    if (held.votes.length !== close.votes) {
      return refuse(
        'evidence.votes',
        `ballot ${named.definition}: ${held.votes.length} votes, the chair signed ${close.votes}`,
      );
    }
    const root = merkleRoot(leavesOf({ ...held, counts: held.counts ?? [] }));
    if (root !== close.evidence) {
      return refuse(
        'evidence.votes',
        `ballot ${named.definition}: the root of the votes is ${root}, the chair signed ${close.evidence}`,
      );
    }
    votes += held.votes.length;
  }
  return pass(votes);
}

/** Tallies are the sums of votes and counts, and outcomes follow from them by the rule and, on a tie, the casting vote. */
export function talliesFollow(cases: readonly RolledCase[]): Checked<true> {
  for (const { held, named, roll } of cases) {
    const { statement: definition, signer: opener } = held.definition;
    const present = roll.entries.size;
    const result = resultOf(definition, { votes: held.votes, counts: held.counts ?? [], present, opener });
    const lines: [what: string, counted: Tally, stated: Tally][] = [
      ['question', countsIn(result.tally), named.tally],
      ['hands on question', countsIn(result.hands ?? {}), named.hands ?? {}],
    ];
    for (const [what, counted, stated] of lines) {
      const same = sumsAreSame(what, counted, stated);
      if (!same.ok) return same;
    }
    const outcome = onText(result.outcome);
    for (const { id } of definition.questions) {
      if (outcome[id] !== named.outcome[id]) {
        return refuse(
          'evidence.tally',
          `question ${id}: by the rule ${outcome[id]}, the resolution says ${named.outcome[id]}`,
        );
      }
    }
    const [asked, decided] = [definition.questions, Object.keys(named.outcome)].map(({ length }) => length);
    if (asked !== decided)
      return refuse('evidence.tally', `${asked} questions were asked, the resolution has ${decided} outcomes`);
  }
  return pass(true);
}

function sumsAreSame(what: string, counted: Tally, stated: Tally): Checked<true> {
  for (const id of new Set([...Object.keys(counted), ...Object.keys(stated)])) {
    const [found, said] = [inWords(counted[id]), inWords(stated[id])];
    if (found !== said) return refuse('evidence.tally', `${what} ${id}: counted ${found}, the resolution says ${said}`);
  }
  return pass(true);
}

function inWords(counts: Counts | undefined): string {
  if (counts === undefined) return 'nothing';
  const blank = counts.blank === undefined ? '' : `, ${counts.blank} blank`;
  return `${counts.for} for, ${counts.against} against${blank}`;
}
