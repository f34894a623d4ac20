import {
  type BallotRow,
  ballotsOf,
  closeBallot,
  findBallot,
  insertBallot,
  insertVote,
  standingFor,
  stopBallot,
  votesOf,
} from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry, checkpoint } from '../../db/journal.ts';
import { latestRoll, rollByHash } from '../../db/meetings.ts';
import { countMembers } from '../../db/members.ts';
import { findProposal } from '../../db/proposals.ts';
import { type Branch, journalPeople } from '../branch.ts';
import { signPromise } from '../keys.ts';
import { command, memberIn, type Routes, steps } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { checkVote } from '../rules/ballot.ts';
import { hashOf } from '../rules/canonical.ts';
import { checkClosing } from '../rules/closing.ts';
import { merkleRoot } from '../rules/merkle.ts';
import { checkOpening, type Hall } from '../rules/opening.ts';
import { siteOf, verifyAssertion } from '../rules/passkey.ts';
import type { BallotStatement, RollStatement } from '../rules/statements.ts';
import { countedVotes, outcomesOf, tallyOf, voteLeaf } from '../rules/tally.ts';
import { mustBeCurrent, mustBeSomebody } from './meetings.ts';

/** Ballots: the chair opens, stops and closes; delegates vote. */
export function ballotRoutes(routes: Routes): void {
  const { branch } = routes;
  const sheets = new Map<string, Sheet>();

  command(routes, 'openBallot', async (writer, { body, parameter, at }, asker) => {
    const { member } = mustBeSomebody(asker);
    const proposal = await findProposal(writer, parameter('proposal'));
    if (proposal === undefined) throw new Problem('not_found', 'there is no such proposal');
    const hall = await hallOf(writer, branch, proposal.meeting);
    const entitled = must(checkOpening(body.statement, hall, proposal.content, member.id, at));
    await mustBeSignedBy(writer, branch, member.id, body);
    const id = hashOf(body.statement);
    await insertBallot(writer, { id, proposal: proposal.id, entitled, definition: body });
    await appendEntry(writer, { type: 'ballot.opened', ballot: id, number: body.statement.number, entitled }, at);
    return { ballot: id };
  });

  steps(routes, 'castVote', async ({ body, context, parameter, at }) => {
    const { statement } = body;
    const id = parameter('ballot');
    const { member, sheet } = await branch.engine.read(async (reader) => ({
      member: await memberIn(reader, branch, context),
      sheet: sheets.get(id) ?? (await sheetOf(reader, id)),
    }));
    keep(sheets, id, sheet);
    if (statement.delegate !== member || body.signer !== statement.delegate) {
      throw new Problem('signature.signer', 'a vote is signed and sent by the delegate whose vote it is');
    }
    must(checkVote(sheet.definition, sheet.roll, statement, id));
    const entry = sheet.roll.entries.find(({ delegate }) => delegate === statement.delegate);
    const credential = entry?.credentials.find((held) => held.id === body.credential);
    if (credential === undefined) throw new Problem('passkey.unknown', 'the passkey is not on the roll of this ballot');
    must(await verifyAssertion(body, credential.publicKey, siteOf(branch.id)));
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

  command(routes, 'stopBallot', async (writer, { parameter, at }) => {
    const ballot = await mustFind(writer, parameter('ballot'));
    if (ballot.state === 'closed') throw new Problem('ballot.closed', 'the ballot is closed already');
    const leaves = await leavesOf(writer, ballot.id);
    if (ballot.stopped !== null) return { leaves, journal: ballot.stopped.checkpoint, stoppedAt: ballot.stopped.at };
    const evidence = merkleRoot(leaves);
    await appendEntry(writer, { type: 'ballot.stopped', ballot: ballot.id, votes: leaves.length, evidence }, at);
    const journal = await checkpoint(writer);
    await stopBallot(writer, ballot.id, at, journal);
    return { leaves, journal, stoppedAt: at };
  });

  command(routes, 'closeBallot', async (writer, { body, parameter, at }, asker) => {
    const ballot = await mustFind(writer, parameter('ballot'));
    const { member } = mustBeSomebody(asker);
    if (ballot.state === 'closed') throw new Problem('ballot.closed', 'the ballot is closed already');
    if (ballot.stopped === null) throw new Problem('ballot.not_stopped', 'stop the ballot before closing it');
    const counted = countedVotes((await votesOf(writer, ballot.id)).map(({ signed }) => signed));
    const roll = (await rollByHash(writer, ballot.roll)).statement;
    const journal = ballot.stopped.checkpoint;
    const stopped = { ballot: ballot.id, leaves: counted.map(voteLeaf), journal, roll, chair: member.id };
    const hash = hashOf(must(checkClosing(body.statement, stopped, at)));
    await mustBeSignedBy(writer, branch, member.id, body);
    const definition = ballot.definition.statement;
    const tally = tallyOf(definition, counted);
    const outcome = outcomesOf(definition, tally, ballot.entitled);
    await closeBallot(writer, ballot.id, { hash, close: body, tally, outcome });
    await appendEntry(writer, { type: 'ballot.closed', ballot: ballot.id, close: hash, outcome }, at);
    return { close: hash };
  });
}

/** What is true in a meeting before a ballot opens. */
async function hallOf(reader: Reader, branch: Branch, id: string): Promise<Hall> {
  const meeting = await mustBeCurrent(reader, id);
  const roll = await latestRoll(reader, id);
  return {
    branch: branch.id,
    meeting: id,
    quorum: { num: meeting.quorum_num, den: meeting.quorum_den },
    members: await countMembers(reader),
    roll: roll && { hash: roll.hash, statement: roll.signed.statement },
    ballots: await ballotsOf(reader, id),
  };
}

/** What a vote is checked against; it never changes once the ballot is open. */
interface Sheet {
  definition: BallotStatement;
  roll: RollStatement;
}

async function sheetOf(reader: Reader, id: string): Promise<Sheet> {
  const ballot = await mustFind(reader, id);
  return { definition: ballot.definition.statement, roll: (await rollByHash(reader, ballot.roll)).statement };
}

function keep(sheets: Map<string, Sheet>, id: string, sheet: Sheet): void {
  if (sheets.has(id)) return;
  const oldest = sheets.size >= 4 ? sheets.keys().next().value : undefined;
  if (oldest !== undefined) sheets.delete(oldest);
  sheets.set(id, sheet);
}

async function mustFind(reader: Reader, id: string): Promise<BallotRow> {
  const ballot = await findBallot(reader, id);
  if (ballot === undefined) throw new Problem('ballot.unknown', 'there is no such ballot in this branch');
  return ballot;
}

async function leavesOf(reader: Reader, id: string): Promise<string[]> {
  return countedVotes((await votesOf(reader, id)).map(({ signed }) => signed)).map(voteLeaf);
}
