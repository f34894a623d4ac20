import { checkVote } from './ballot.ts';
import { issueLeaf } from './box.ts';
import { hashOf } from './canonical.ts';
import type { Evidence } from './evidence.ts';
import { passkeyOn, type Roll, tellLostRoll } from './evidence-rolls.ts';
import type { Claim } from './evidence-signatures.ts';
import type { Counts, Tally } from './formats.ts';
import { merkleRoot } from './merkle.ts';
import { type Checked, pass, refuse } from './refusals.ts';
import { countsIn, onText } from './resolution.ts';
import type { ResolutionBallot, ResolutionPayload, Signed, VoteStatement } from './statements.ts';
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

/** The ballots of the resolution, each with its own evidence, in the resolution's order; none is left over. */
export function casesOf(evidence: Evidence, payload: ResolutionPayload): Checked<Case[]> {
  const cases: Case[] = [];
  const left = new Map(evidence.ballots.map((held) => [hashOf(held.definition.statement), held]));
  for (const named of payload.ballots) {
    const held = left.get(named.definition);
    if (held === undefined) return refuse('evidence.ballot', lost(named, cases));
    const belongs = belongsTo(held, named, payload);
    if (!belongs.ok) return belongs;
    left.delete(named.definition);
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

/** Why there is no evidence left for a ballot of the resolution. */
function lost({ definition }: ResolutionBallot, cases: readonly Case[]): string {
  return cases.some(({ named }) => named.definition === definition)
    ? `the resolution names ballot ${definition} twice`
    : `there is no ballot ${definition} in the evidence`;
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
    ['the secrecy', definition.secrecy, named.secrecy ?? 'open'],
  ];
  for (const [what, found, expected] of pairs) {
    if (found !== expected) {
      return refuse('evidence.ballot', `ballot ${named.definition}: ${what} is ${found}, expected ${expected}`);
    }
  }
  if (definition.trial) return refuse('evidence.ballot', `ballot ${named.definition} is a trial`);
  const wrong = wrongSecrecy(held);
  return wrong === undefined ? pass(true) : refuse('evidence.ballot', `ballot ${named.definition}: ${wrong}`);
}

/** What is wrong with a ballot as a secret one, or as an open one. */
function wrongSecrecy({ definition, close }: EvidenceBallot): string | undefined {
  const { secrecy, issuer, method, rule } = definition.statement;
  const { issues } = close.statement;
  if (secrecy === 'open') {
    if (issuer !== undefined) return 'it is open, and names a key that signs papers';
    return issues === undefined ? undefined : 'it is open, and its closing names papers that were drawn';
  }
  if (issuer === undefined) return 'it is secret, and names no key that signs its papers';
  const { kty, n, e, kid } = issuer;
  const thumbprint = hashOf({ kty, n, e });
  if (kid !== thumbprint) return `the key that signs its papers is ${thumbprint}, and named ${kid}`;
  if (method !== undefined) return `it is secret, and voted by ${method}`;
  if (rule.tie === 'chair') return 'it is secret, and the vote of the chair decides a tie';
  return issues === undefined ? 'it is secret, and its closing names no papers that were drawn' : undefined;
}

/** Each case with its roll; the last one's roll has as many people as the resolution says were present. */
export async function withRolls(
  cases: readonly Case[],
  rolls: ReadonlyMap<string, Roll>,
  payload: ResolutionPayload,
): Promise<Checked<RolledCase[]>> {
  const rolled: RolledCase[] = [];
  const named = new Set(cases.map(({ held }) => held.definition.statement.roll));
  for (const one of cases) {
    const { roll: hash } = one.held.definition.statement;
    const roll = rolls.get(hash);
    if (roll === undefined) {
      const stray = [...rolls.values()].find((other) => !named.has(other.hash));
      const present = one === cases.at(-1) ? payload.present : undefined;
      const told = stray && (await tellLostRoll(stray, one.held, { present, branch: payload.branch }));
      const missing = `ballot ${one.named.definition} names roll ${hash}, which is not there`;
      return refuse('evidence.roll', told === undefined ? missing : `${missing}; ${told}`);
    }
    rolled.push({ ...one, roll });
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

/**
 * The votes are as many as the chair signed at closing, and under the root that the chair signed with the counts; and so are
 * the papers of a secret ballot, and the issues that drew them.
 */
export function votesAreCounted(cases: readonly Case[]): Checked<number> {
  let votes = 0;
  for (const { held, named } of cases) {
    const { statement: close } = held.close;
    const { papers, issues } = held;
    const ballot = `ballot ${named.definition}`;
    const [code, what] =
      papers === undefined ? (['evidence.votes', 'votes'] as const) : (['evidence.papers', 'papers'] as const);
    const found = papers?.length ?? held.votes.length;
    if (found !== close.votes) return refuse(code, `${ballot}: ${found} ${what}, the chair signed ${close.votes}`);
    const root = merkleRoot(leavesOf({ ...held, counts: held.counts ?? [] }));
    if (root !== close.evidence)
      return refuse(code, `${ballot}: the root of the ${what} is ${root}, the chair signed ${close.evidence}`);
    const drawn = issues && merkleRoot(issues.map(issueLeaf));
    if (drawn !== close.issues?.root)
      return refuse(
        'evidence.issues',
        `${ballot}: the root of the papers that were drawn is ${drawn}, the chair signed ${close.issues?.root}`,
      );
    votes += found;
  }
  return pass(votes);
}

/** Tallies are the sums of votes and counts, and outcomes follow from them by the rule and, on a tie, the casting vote. */
export function talliesFollow(cases: readonly RolledCase[]): Checked<true> {
  for (const { held, named, roll } of cases) {
    const { statement: definition, signer: opener } = held.definition;
    const present = roll.entries.size;
    const { votes, papers = [], counts = [] } = held;
    const result = resultOf(definition, { votes, papers, counts, present, opener });
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
