import {
  type BallotRow,
  ballotsOf,
  closeBallot,
  findBallot,
  insertBallot,
  insertVote,
  latestVote,
  stopBallot,
  votesOf,
} from '../../db/ballots.ts';
import type { Reader } from '../../db/engine.ts';
import { appendEntry, checkpoint } from '../../db/journal.ts';
import { findMeeting, findProposal, latestRoll, rollByHash } from '../../db/meetings.ts';
import { countMembers } from '../../db/members.ts';
import { journalPeople } from '../branch.ts';
import { signPromise } from '../keys.ts';
import { admit, command, type Routes, steps } from '../mount.ts';
import { mustBeSignedBy } from '../people.ts';
import { must, Problem } from '../problem.ts';
import { buildBallot, checkVote, modeOf } from '../rules/ballot.ts';
import { hashOf } from '../rules/canonical.ts';
import { quorumOf } from '../rules/majority.ts';
import { merkleRoot } from '../rules/merkle.ts';
import { siteOf, verifyAssertion } from '../rules/passkey.ts';
import type { BallotStatement, RollStatement } from '../rules/statements.ts';
import { buildClose, countedVotes, outcomesOf, tallyOf, voteLeaf } from '../rules/tally.ts';
import { mustBeSomebody } from './meetings.ts';

/** How far a time in a statement may be from the server's clock, in milliseconds. */
const clockTolerance = 5 * 60 * 1000;

/** Ballots: the chair opens, stops and closes; delegates vote. */
export function ballotRoutes(routes: Routes): void {
  const { branch } = routes;
  const sheets = new Map<string, Sheet>();

  command(routes, 'openBallot', async (writer, { body, parameter, at }, asker) => {
    const { statement } = body;
    const { member } = mustBeSomebody(asker);
    if (statement.branch !== branch.id) throw new Problem('statement.branch', `this is ${branch.id}, not ${statement.branch}`);
    const proposal = await findProposal(writer, parameter('proposal'));
    if (proposal === undefined) throw new Problem('not_found', 'there is no such proposal');
    const meeting = await findMeeting(writer, proposal.meeting);
    if (meeting === undefined) throw new Error('a proposal without its meeting');
    const before = await ballotsOf(writer, meeting.id);
    if (before.some(({ state }) => state !== 'closed')) throw new Problem('ballot.running', 'close the open ballot first');
    const number = (before.at(-1)?.number ?? 0) + 1;
    if (statement.number !== number) throw new Problem('ballot.number', `the next ballot is number ${number}`, { expected: number });
    const roll = await latestRoll(writer, meeting.id);
    if (roll === undefined) throw new Problem('roll.missing', 'the secretary signs the roll before a ballot opens');
    if (statement.roll !== roll.hash) throw new Problem('roll.version', 'the ballot names a roll that is not the newest', { expected: roll.hash });
    const { entries } = roll.signed.statement;
    if (!entries.some(({ delegate }) => delegate === member.id)) throw new Problem('roll.officer', 'the chair is not on the roll');
    const members = await countMembers(writer);
    const required = quorumOf(meeting.quorum_num, meeting.quorum_den, members);
    if (entries.length < required) {
      throw new Problem('quorum.missing', `${required} of ${members} members must be present; ${entries.length} are`, {
        required,
        members,
        present: entries.length,
      });
    }
    const { rule, openedAt } = statement;
    const parts = { branch: branch.id, meeting: meeting.id, number, content: proposal.content, rule, roll: roll.hash, openedAt };
    const id = hashOf(statement);
    if (id !== hashOf(buildBallot({ ...parts, mode: modeOf(statement) })) || rule.num > rule.den || rule.den > 1000) {
      throw new Problem('statement.wrong', 'the ballot does not put the proposal as it stands to the vote');
    }
    mustBeNow(openedAt, at);
    await mustBeSignedBy(writer, branch, member.id, body);
    await insertBallot(writer, { id, proposal: proposal.id, entitled: entries.length, definition: body });
    await appendEntry(writer, { type: 'ballot.opened', ballot: id, number, entitled: entries.length }, at);
    return { ballot: id };
  });

  steps(routes, 'castVote', async ({ body, context, parameter, at }) => {
    const { statement } = body;
    const id = parameter('ballot');
    const { asker, sheet } = await branch.engine.read(async (reader) => ({
      asker: await admit(reader, branch, context, 'castVote'),
      sheet: sheets.get(id) ?? (await sheetOf(reader, id)),
    }));
    keep(sheets, id, sheet);
    if (statement.delegate !== asker.member.id || body.signer !== statement.delegate) {
      throw new Problem('signature.signer', 'a vote is signed and sent by the delegate whose vote it is');
    }
    must(checkVote(sheet.definition, sheet.roll, statement));
    const entry = sheet.roll.entries.find(({ delegate }) => delegate === statement.delegate);
    const credential = entry?.credentials.find((held) => held.id === body.credential);
    if (credential === undefined) throw new Problem('passkey.unknown', 'the passkey is not on the roll of this ballot');
    must(await verifyAssertion(body, credential.publicKey, siteOf(branch.id)));
    const statementHash = hashOf(statement);
    const { revision, takenAt } = await branch.engine.transact(async (writer) => {
      const ballot = await mustFind(writer, id);
      const last = await latestVote(writer, id, statement.delegate);
      if (last?.statementHash === statementHash) return last;
      if (ballot.state !== 'open') throw new Problem('ballot.closed', 'votes are no longer taken in');
      const next = (last?.revision ?? 0) + 1;
      if (statement.revision !== next) {
        throw new Problem('vote.revision', `the next revision is ${next}, not ${statement.revision}`, { expected: next });
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
    const { statement } = body;
    const counted = countedVotes((await votesOf(writer, ballot.id)).map(({ signed }) => signed));
    const expected = buildClose({
      ballot: ballot.id,
      leaves: counted.map(voteLeaf),
      journal: ballot.stopped.checkpoint,
      closedAt: statement.closedAt,
    });
    const hash = hashOf(statement);
    if (hash !== hashOf(expected)) throw new Problem('statement.wrong', 'the closing does not name the votes that were taken in');
    mustBeNow(statement.closedAt, at);
    const { definition } = ballot;
    const roll = await rollByHash(writer, ballot.roll);
    if (!roll.statement.entries.some(({ delegate }) => delegate === member.id)) {
      throw new Problem('roll.officer', 'the chair is not on the roll of the ballot');
    }
    await mustBeSignedBy(writer, branch, member.id, body);
    const tally = tallyOf(definition.statement, counted);
    const outcome = outcomesOf(definition.statement, tally, ballot.entitled);
    await closeBallot(writer, ballot.id, { hash, close: body, tally, outcome });
    await appendEntry(writer, { type: 'ballot.closed', ballot: ballot.id, close: hash, outcome }, at);
    return { close: hash };
  });
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

function mustBeNow(time: string, now: string): void {
  if (Math.abs(Date.parse(time) - Date.parse(now)) > clockTolerance) {
    throw new Problem('statement.clock', `the statement says ${time}; it is ${now} here`);
  }
}
