import { allBallots, type BallotRow, votesOf } from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { rollByHash } from '../../db/meetings.ts';
import { castIn } from '../../db/transfer.ts';
import { hashOf } from '../rules/canonical.ts';
import { passkeyOn } from '../rules/evidence-rolls.ts';
import { type Claim, verifyClaims } from '../rules/evidence-signatures.ts';
import { siteOf } from '../rules/passkey.ts';
import type { RollEntry, Signed, VoteStatement } from '../rules/statements.ts';
import { buildClose, countedVotes, tallyOf, voteLeaf } from '../rules/tally.ts';
import { wrongExport } from './format.ts';

/**
 * Every ballot is what people signed. Roll, opening and closing bear the signatures of passkeys on the roll; the votes
 * of a closed ballot are those that its closing names, and sum up to its tally; each vote of a ballot that is not closed
 * is signed, and they are those that the journal has taken in.
 * @throws Problem export.wrong.
 */
export async function checkBallots(reader: Reader, branch: string): Promise<void> {
  const site = siteOf(branch);
  for (const ballot of await allBallots(reader)) {
    const name = `ballot ${ballot.number} of meeting ${ballot.meeting}`;
    const all = (await votesOf(reader, ballot.id)).map(({ signed }) => signed);
    const counted = countedVotes(all);
    if (counted.length !== ballot.voted) throw wrongExport(`${name} has not as many votes as it counts`);
    const entries = await entriesOf(reader, ballot);
    const signed: Signed[] = [await rollByHash(reader, ballot.roll), ballot.definition];
    if (ballot.closed === null) {
      await checkTaken(reader, ballot, all, name);
      signed.push(...all);
    } else {
      checkClosed(ballot, ballot.closed, counted, name);
      signed.push(ballot.closed.close);
    }
    const verified = await verifyClaims(
      signed.map((one) => claimOf(one, entries, name)),
      site,
    );
    if (!verified.ok) throw wrongExport(verified.refusal.detail);
  }
}

async function entriesOf(reader: Reader, { roll, entitled }: BallotRow): Promise<Map<string, RollEntry>> {
  const { entries } = (await rollByHash(reader, roll)).statement;
  if (entries.length !== entitled) throw wrongExport('a ballot has not as many entitled as its roll');
  return new Map(entries.map((entry) => [entry.delegate, entry]));
}

function claimOf(signed: Signed, entries: ReadonlyMap<string, RollEntry>, name: string): Claim {
  const passkey = passkeyOn({ entries }, signed.signer, signed.credential);
  if (passkey === undefined) throw wrongExport(`${name}: a passkey that signed is not on its roll`);
  if (signed.statement.typ === 'vedtak/vote/1' && signed.statement.delegate !== signed.signer)
    throw wrongExport(`${name}: a vote is signed by somebody else`);
  return { what: name, signed, key: passkey.publicKey };
}

function checkClosed(
  { id, definition }: BallotRow,
  closed: NonNullable<BallotRow['closed']>,
  counted: readonly Signed<VoteStatement>[],
  name: string,
): void {
  const { journal, closedAt } = closed.close.statement;
  const close = buildClose({ ballot: id, leaves: counted.map(voteLeaf), journal, closedAt });
  if (hashOf(close) !== closed.hash || hashOf(tallyOf(definition.statement, counted)) !== hashOf(closed.tally))
    throw wrongExport(`the votes of ${name} are not those that its closing names`);
}

async function checkTaken(
  reader: Reader,
  { id }: BallotRow,
  votes: readonly Signed<VoteStatement>[],
  name: string,
): Promise<void> {
  const stored = votes.map(({ statement }) => hashOf(statement)).sort();
  if (hashOf(stored) !== hashOf((await castIn(reader, id)).sort()))
    throw wrongExport(`the votes of ${name} are not those that the journal has taken in`);
}
