import { issueLeaf } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Evidence } from '../../server/rules/evidence.ts';
import { merkleRoot } from '../../server/rules/merkle.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import type { ProposalContent } from '../../server/rules/proposal.ts';
import type { Report } from '../../server/rules/report.ts';
import { countsIn, onText } from '../../server/rules/resolution.ts';
import type { BoxedPaper, IssueStatement } from '../../server/rules/secret-statements.ts';
import type {
  BallotStatement,
  CloseStatement,
  CountStatement,
  PersonStatement,
  ResolutionStatement,
  RollStatement,
  Signed,
  VoteStatement,
} from '../../server/rules/statements.ts';
import { buildClose, leavesOf, resultOf } from '../../server/rules/tally.ts';
import { verifyEvidence } from '../../server/rules/verify-evidence.ts';
import { type Meeting, makeFile, officersOf, type Person, type ResolutionFile, signBy, voteOf } from './meeting.ts';

/** A statement signed by a person on the site of the meeting's branch. */
export function signAt<S extends PersonStatement>({ branch }: Meeting, person: Person, statement: S): Signed<S> {
  return signBy(person, statement, siteOf(branch.id));
}

/** Verifies evidence as it comes out of a file. */
export function verifyWritten(evidence: unknown, { payload, hash }: ResolutionFile): Promise<Report> {
  return verifyEvidence(payload, hash, JSON.parse(JSON.stringify(evidence)));
}

/** A meeting's evidence with its one ballot changed. */
export function withBallot({ evidence }: Meeting, change: Partial<Evidence['ballots'][number]>): Evidence {
  return { ...evidence, ballots: evidence.ballots.map((ballot) => ({ ...ballot, ...change })) };
}

/**
 * What a dishonest office could make with the phones of the whole meeting: a resolution that names another roll,
 * definition or closing than the meeting's own, signed by chair, signers and branch, with evidence that fits.
 */
export async function forge(
  meeting: Meeting,
  parts: {
    roll?: Signed<RollStatement>;
    ballot?: Partial<BallotStatement>;
    content?: ProposalContent;
    votes?: (definition: BallotStatement) => Signed<VoteStatement>[];
    counts?: (definition: BallotStatement) => Signed<CountStatement>[];
    /** Of a secret ballot, whose `votes` are then none. */
    box?: { papers: BoxedPaper[]; issues: Signed<IssueStatement>[] };
    close?: Partial<CloseStatement>;
    /** Who signs the definition; the chair signs the closing. */
    opener?: Person;
    resolution?: Partial<ResolutionStatement>;
  },
): Promise<{ file: ResolutionFile; evidence: Evidence }> {
  const [chair] = officersOf(meeting.people);
  const roll = parts.roll ?? meeting.roll;
  const ballot = { ...meeting.definition.statement, roll: hashOf(roll.statement), ...parts.ballot };
  const everybody = () => meeting.people.map((one) => signAt(meeting, one, voteOf(ballot, one.delegate, 1)));
  const votes = parts.votes?.(ballot) ?? (parts.box === undefined ? everybody() : []);
  const counts = parts.counts?.(ballot) ?? [];
  const { closedAt, journal } = meeting.close.statement;
  const { papers = [], issues } = parts.box ?? {};
  const leaves = leavesOf({ votes, papers, counts });
  const drawn = issues && { number: issues.length, root: merkleRoot(issues.map(issueLeaf)) };
  const taken = votes.length + papers.length;
  const closing = buildClose({ ballot: hashOf(ballot), votes: taken, leaves, issues: drawn, journal, closedAt });
  const close = signAt(meeting, chair, { ...closing, ...parts.close });
  const opener = parts.opener ?? chair;
  const present = roll.statement.entries.length;
  const result = resultOf(ballot, { votes, papers, counts, present, opener: opener.delegate });
  const named = {
    definition: hashOf(ballot),
    close: hashOf(close.statement),
    tally: countsIn(result.tally),
    outcome: onText(result.outcome),
    ...(ballot.method === undefined ? {} : { method: ballot.method }),
    ...(ballot.secrecy === 'secret' ? { secrecy: ballot.secrecy } : {}),
    ...(result.hands === undefined ? {} : { hands: countsIn(result.hands) }),
  };
  const file = await makeFile(meeting, { ...meeting.statement, ballots: [named], ...parts.resolution });
  const definition = signAt(meeting, opener, ballot);
  const content = parts.content ?? meeting.content;
  const held = { definition, content, close, votes, ...parts.box, ...(counts.length === 0 ? {} : { counts }) };
  return { file, evidence: { ...meeting.evidence, resolution: file.hash, rolls: [roll], ballots: [held] } };
}
