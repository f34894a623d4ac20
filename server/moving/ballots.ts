import { allBallots, type BallotRow, handCountsOf, votesOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { rollByHash } from '../../db/meetings.ts';
import { takenIn } from '../../db/transfer.ts';
import { hashOf } from '../rules/canonical.ts';
import { passkeyOn } from '../rules/evidence-rolls.ts';
import { type Claim, verifyClaims } from '../rules/evidence-signatures.ts';
import { agreedCounts, checkCount } from '../rules/hands.ts';
import { siteOf } from '../rules/passkey.ts';
import type { IssueStatement } from '../rules/secret-statements.ts';
import type { RollEntry, RollStatement, Signed, VoteStatement } from '../rules/statements.ts';
import { buildClose, type Cast, countedVotes, leavesOf, resultOf } from '../rules/tally.ts';
import { wrongExport } from './format.ts';
import { type Drawn, drawnIn } from './secret-ballots.ts';

/**
 * Every ballot is what people signed. Roll, opening, counts and closing bear the signatures of passkeys on the roll; the
 * votes of a closed ballot are those that its closing names, and sum up to its tally; each vote of a ballot that is not closed
 * is signed, and they are those that the journal has taken in. In a secret ballot issues and papers stand for the votes.
 * @throws Problem export.wrong.
 */
export async function checkBallots(reader: Reader, branch: string): Promise<void> {
  const site = siteOf(branch);
  for (const ballot of await allBallots(reader)) {
    const name = `ballot ${ballot.number} of meeting ${ballot.meeting}`;
    const all = (await votesOf(reader, ballot.id)).map(({ signed }) => signed);
    const counted = countedVotes(all);
    const roll = await rollByHash(reader, ballot.roll);
    const drawn = await drawnIn(reader, ballot, roll.statement, name);
    if (counted.length !== (drawn === undefined ? ballot.voted : 0))
      throw wrongExport(`${name} has not as many votes as it counts`);
    const entries = entriesOf(roll.statement, ballot);
    const entered = await handCountsOf(reader, ballot.id);
    for (const { statement } of entered) {
      const checked = checkCount(ballot.definition.statement, roll.statement, statement, ballot.id);
      if (!checked.ok) throw wrongExport(`a count of ${name}: ${checked.refusal.detail}`);
    }
    const signed: Signed[] = [roll, ballot.definition, ...entered, ...(drawn?.issues ?? [])];
    if (ballot.closed === null) {
      await checkTaken(reader, ballot, drawn?.issues ?? all, name);
      signed.push(...all);
    } else {
      checkClosed(ballot, ballot.closed, { votes: counted, counts: agreedCounts(entered) ?? [] }, drawn, name);
      signed.push(ballot.closed.close);
    }
    const verified = await verifyClaims(
      signed.map((one) => claimOf(one, entries, name)),
      site,
    );
    if (!verified.ok) throw wrongExport(verified.refusal.detail);
  }
}

function entriesOf({ entries }: RollStatement, { entitled }: BallotRow): Map<string, RollEntry> {
  if (entries.length !== entitled) throw wrongExport('a ballot has not as many entitled as its roll');
  return new Map(entries.map((entry) => [entry.delegate, entry]));
}

function claimOf(signed: Signed, entries: ReadonlyMap<string, RollEntry>, name: string): Claim {
  const passkey = passkeyOn({ entries }, signed.signer, signed.credential);
  if (passkey === undefined) throw wrongExport(`${name}: a passkey that signed is not on its roll`);
  if (signed.statement.typ === 'vedtak/vote/1' && signed.statement.delegate !== signed.signer)
    throw wrongExport(`${name}: a vote is signed by somebody else`);
  if (signed.statement.typ === 'vedtak/issue/1' && signed.statement.delegate !== signed.signer)
    throw wrongExport(`${name}: an issue is signed by somebody else`);
  if (signed.statement.typ === 'vedtak/count/1' && signed.statement.teller !== signed.signer)
    throw wrongExport(`${name}: a count is signed by somebody else`);
  return { what: name, signed, key: passkey.publicKey };
}

function checkClosed(
  { id, definition, entitled }: BallotRow,
  closed: NonNullable<BallotRow['closed']>,
  { votes, counts }: Pick<Cast, 'votes' | 'counts'>,
  drawn: Drawn | undefined,
  name: string,
): void {
  const { journal, closedAt } = closed.close.statement;
  const papers = drawn?.papers ?? [];
  const leaves = leavesOf({ votes, papers, counts });
  const sums = { ballot: id, votes: votes.length + papers.length, issues: drawn?.drawn };
  const close = buildClose({ ...sums, leaves, journal, closedAt });
  const cast = { votes, papers, counts, present: entitled, opener: definition.signer };
  const { tally, outcome } = resultOf(definition.statement, cast);
  if (
    hashOf(close) !== closed.hash ||
    hashOf({ tally, outcome }) !== hashOf({ tally: closed.tally, outcome: closed.outcome })
  )
    throw wrongExport(`the votes of ${name} are not those that its closing names`);
}

async function checkTaken(
  reader: Reader,
  { id, definition }: BallotRow,
  votes: readonly Signed<VoteStatement | IssueStatement>[],
  name: string,
): Promise<void> {
  const stored = votes.map(({ statement }) => hashOf(statement)).sort();
  const secret = definition.statement.secrecy === 'secret';
  const taken = await takenIn(reader, secret ? 'paper.drawn' : 'vote.cast', id);
  if (hashOf(stored) !== hashOf(taken.sort()))
    throw wrongExport(`the ${secret ? 'issues' : 'votes'} of ${name} are not those that the journal has taken in`);
}
