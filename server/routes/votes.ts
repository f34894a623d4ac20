import { demandsIn, handCountsOf, insertDemand, insertVote, setHandCount, standingFor } from '../../db/ballots.ts';
import { appendEntry } from '../../db/journal.ts';
import { rollByHash } from '../../db/meetings.ts';
import { type Branch, journalPeople } from '../branch.ts';
import { signPromise } from '../keys.ts';
import { command, memberIn, type Routes, steps } from '../mount.ts';
import { must, Problem } from '../problem.ts';
import { checkVote, isUncounted } from '../rules/ballot.ts';
import { hashOf } from '../rules/canonical.ts';
import { agreedCounts, checkCount } from '../rules/hands.ts';
import { siteOf, verifyAssertion } from '../rules/passkey.ts';
import { isOn } from '../rules/roll.ts';
import type { PersonStatement, RollStatement, Signed } from '../rules/statements.ts';
import { mustFindBallot, sheetCache } from './ballot-sheets.ts';
import { mustBeSomebody } from './meetings.ts';

/** What is handed in while a ballot is open: delegates' votes, tellers' counts, and the wish for a ballot. */
export function voteRoutes(routes: Routes): void {
  const { branch } = routes;
  const sheetFor = sheetCache();

  steps(routes, 'castVote', async ({ body, context, parameter, at }) => {
    const { statement } = body;
    const id = parameter('ballot');
    const { member, sheet } = await branch.engine.read(async (reader) => ({
      member: await memberIn(reader, branch, context),
      sheet: await sheetFor(reader, id),
    }));
    if (statement.delegate !== member || body.signer !== statement.delegate) {
      throw new Problem('signature.signer', 'a vote is signed and sent by the delegate whose vote it is');
    }
    must(checkVote(sheet.definition, sheet.roll, statement, id));
    await mustBeOnRoll(branch, sheet.roll, body);
    const statementHash = hashOf(statement);
    const { revision, takenAt } = await branch.engine.transact(async (writer) => {
      const standing = await standingFor(writer, id, statement.delegate);
      const last = standing?.last;
      if (last?.statementHash === statementHash) return last;
      if (standing?.state !== 'open') throw new Problem('ballot.closed', 'votes are no longer taken in');
      const next = (last?.revision ?? 0) + 1;
      if (statement.revision !== next) {
        throw new Problem('vote.revision', `the next revision is ${next}, not ${statement.revision}`, {
          expected: next,
        });
      }
      const vote = { revision: next, statementHash, signed: body, takenAt: at };
      const voted = await insertVote(writer, vote);
      const detail = { statement: statementHash };
      await journalPeople(writer, branch, { type: 'vote.cast', ballot: id, revision: next, voted }, detail);
      return vote;
    });
    const promise = await signPromise(branch.key, { ballot: id, statement: statementHash, at: takenAt });
    return { revision, statement: statementHash, promise };
  });

  command(routes, 'castCount', async (writer, { body, parameter, at }, asker) => {
    const { statement } = body;
    const { member } = mustBeSomebody(asker);
    const ballot = await mustFindBallot(writer, parameter('ballot'));
    if (ballot.state !== 'open') throw new Problem('ballot.closed', 'counts are no longer taken in');
    if (statement.teller !== member.id || body.signer !== member.id)
      throw new Problem('signature.signer', 'a count is signed and sent by the teller whose count it is');
    const roll = (await rollByHash(writer, ballot.roll)).statement;
    must(checkCount(ballot.definition.statement, roll, statement, ballot.id));
    await mustBeOnRoll(branch, roll, body);
    await setHandCount(writer, body);
    const entered = await handCountsOf(writer, ballot.id);
    const agree = agreedCounts(entered) !== undefined;
    await appendEntry(writer, { type: 'count.entered', ballot: ballot.id, counts: entered.length, agree }, at);
    return { counts: entered.length, agree };
  });

  command(routes, 'demandBallot', async (writer, { parameter, at }, asker) => {
    const { member } = mustBeSomebody(asker);
    const { id: ballot, definition, state, roll } = await mustFindBallot(writer, parameter('ballot'));
    if (!isUncounted(definition.statement)) throw new Problem('ballot.method', 'a ballot is being held already');
    if (state !== 'open') throw new Problem('ballot.closed', 'it is decided already');
    if (!isOn((await rollByHash(writer, roll)).statement, member.id))
      throw new Problem('vote.not_on_roll', 'the delegate is not on the roll that the ballot names');
    const before = await demandsIn(writer, ballot);
    if (before.includes(member.id)) return { demands: before.length };
    await insertDemand(writer, ballot, member.id, at);
    const demands = before.length + 1;
    await journalPeople(writer, branch, { type: 'ballot.demanded', ballot, demands }, { member: member.id });
    return { demands };
  });
}

/** @throws Problem roll.passkey unless the passkey stands on the roll under the signer, or what the signature lacks. */
export async function mustBeOnRoll(
  branch: Branch,
  roll: RollStatement,
  signed: Signed<PersonStatement>,
): Promise<void> {
  const entry = roll.entries.find(({ delegate }) => delegate === signed.signer);
  const credential = entry?.credentials.find(({ id }) => id === signed.credential);
  if (credential === undefined) throw new Problem('roll.passkey', 'the passkey is not on the roll of this ballot');
  must(await verifyAssertion(signed, credential.publicKey, siteOf(branch.id)));
}
