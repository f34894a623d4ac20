import { blind, type SecretBallot, unblind } from '../../server/demo/secret.ts';
import { type BlindSigner, makeIssuer, openIssuer } from '../../server/issuer.ts';
import { safeOf, signPromise } from '../../server/keys.ts';
import type { Mode } from '../../server/rules/ballot.ts';
import { inBoxOrder } from '../../server/rules/box.ts';
import { hashOf } from '../../server/rules/canonical.ts';
import type { Marks, Option } from '../../server/rules/formats.ts';
import { siteOf } from '../../server/rules/passkey.ts';
import { byDelegate } from '../../server/rules/roll.ts';
import type { BoxedPaper, Complaint, IssueStatement } from '../../server/rules/secret-statements.ts';
import type { BallotStatement, CountStatement, Signed } from '../../server/rules/statements.ts';
import { conclude, type Gathering, gather, type Meeting, open, type Person, signBy, voteOf } from './meeting.ts';

/** A secret ballot that was held in memory: papers are blinded, signed and unblinded as by phones and server. */
export interface SecretMeeting extends Meeting {
  secret: SecretBallot;
  /** In the order of the box. */
  papers: BoxedPaper[];
  /** Sorted by delegate. */
  issues: Signed<IssueStatement>[];
  /** What the ballot's key does for whoever has it: any paper, without an issue. */
  stamp: (marks: Marks) => Promise<BoxedPaper>;
}

/** The key of a ballot in memory. */
export async function makeKey(): Promise<{ issuer: SecretBallot['issuer']; sign: BlindSigner }> {
  const safe = safeOf('a secret of a server in memory, long enough', 'bergen');
  const { issuer, sealed } = await makeIssuer(safe);
  return { issuer, sign: await openIssuer(safe, sealed) };
}

/** A delegate draws a paper that says these marks. */
async function drawIn(
  person: Person,
  { secret, sign, branch }: { secret: SecretBallot; sign: BlindSigner; branch: { id: string } },
  marks: Marks,
): Promise<{ issue: Signed<IssueStatement>; boxed: BoxedPaper }> {
  const blinded = await blind(secret, marks);
  const { ballot } = secret;
  const statement = { typ: 'vedtak/issue/1' as const, ballot, delegate: person.delegate, blinded: blinded.blinded };
  const issue = signBy(person, statement, siteOf(branch.id));
  return { issue, boxed: await unblind(secret.issuer, blinded, sign(blinded.blinded)) };
}

/**
 * Holds a meeting with a secret ballot.
 * @param options.drawn how many of the delegates draw a paper: the first ones.
 * @param options.dropped how many of those drop it.
 * @param options.without how many more stand on the roll without a passkey: two tellers count their slips, all of them against.
 * @param options.mark what everybody marks; without it they vote as in an open meeting.
 */
export async function makeSecretMeeting(
  options: { delegates?: number; without?: number; drawn?: number; dropped?: number; mark?: Option; mode?: Mode } = {},
): Promise<SecretMeeting> {
  const gathering = await gather(options.delegates, options.without);
  const { people, branch } = gathering;
  const { drawn = people.length, mark } = options;
  const { issuer, sign } = await makeKey();
  const definition = open(gathering, { issuer, mode: options.mode ?? 'points' });
  const secret = { ballot: hashOf(definition.statement), issuer };
  const marksOf = ({ delegate }: Person): Marks => {
    const { marks } = voteOf(definition.statement, delegate, 1);
    return Object.fromEntries(Object.entries(marks).map(([question, own]) => [question, mark ?? own]));
  };
  const taken = await Promise.all(
    people.slice(0, drawn).map((person) => drawIn(person, { secret, sign, branch }, marksOf(person))),
  );
  const issues = taken.map(({ issue }) => issue).sort((a, b) => byDelegate(a.statement, b.statement));
  const papers = inBoxOrder(taken.slice(0, options.dropped ?? drawn).map(({ boxed }) => boxed));
  const stamp = async (marks: Marks): Promise<BoxedPaper> => {
    const blinded = await blind(secret, marks);
    return unblind(issuer, blinded, sign(blinded.blinded));
  };
  const counts =
    options.without === undefined ? {} : { counts: countsIn(gathering, definition.statement, options.without) };
  const meeting = await conclude(gathering, definition, { votes: [], papers, issues, ...counts });
  return { ...meeting, secret, papers, issues, stamp };
}

/** What two tellers count of slips: so many against. */
function countsIn({ people, branch }: Gathering, definition: BallotStatement, slips: number): Signed<CountStatement>[] {
  const ballot = hashOf(definition);
  const counts = Object.fromEntries(definition.questions.map(({ id }) => [id, { for: 0, against: slips, blank: 0 }]));
  return people.slice(0, 2).map((teller) => {
    const statement = { typ: 'vedtak/count/1' as const, ballot, method: 'hands' as const, counts };
    return signBy(teller, { ...statement, teller: teller.delegate }, siteOf(branch.id));
  });
}

/** The complaint of somebody with a paper, with the branch's promise to count it. */
export async function complainOf({ secret, branch }: SecretMeeting, paper: BoxedPaper): Promise<Complaint> {
  const { ballot } = secret;
  const at = '2026-03-12T18:38:00.000Z';
  const promise = await signPromise(branch.key, { ballot, statement: hashOf(paper.paper), at });
  return { typ: 'vedtak/complaint/1', ballot, paper, promise };
}
